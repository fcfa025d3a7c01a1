import type { CircuitEnded, CircuitFacts, ConnectionChanged, NetworkPair } from '@bellwire/network-layer'
import type { Hop } from '@bellwire/wire'
import type { NetworkDescription } from '../src/network/description.js'
import { SimulatedNetwork } from '../src/network/simulated-network.js'

const MILLISECOND = 1_000_000

/** a – b – d, and c beside them, a neighbour of b alone. */
const DESCRIPTION: NetworkDescription = {
  nodes: ['a', 'b', 'c', 'd'].map((name, index) => ({ name, number: index + 1, qubits: 8 })),
  stations: ['ab', 'bd', 'cb'].map((name) => ({ name })),
  links: [
    ['a', 'b'],
    ['b', 'd'],
    ['c', 'b']
  ].map(([a = '', b = '']) => ({
    a,
    b,
    station: `${a}${b}`,
    delays: [5000, 5000] as const,
    guard: 100,
    window: 100,
    model: { kind: 'ideal' as const, parameters: { successProbability: 0.3, fidelity: 0.98 } }
  })),
  network: {}
}

export const [A, B, D] = [1, 2, 4] as const
/** Filled in when a frame is sent. */
export const HEADER = { session: 0, peerSession: 0, serial: 0, expected: 0 } as const
export const NOTHING = {
  connections: 0,
  circuits: 0,
  halves: 0,
  ends: 0,
  distilling: 0,
  foretold: 0,
  requests: 0,
  unsettled: 0,
  qubits: 0
}

/** The four nodes, and a program at a that is told of everything. */
export class Scene {
  readonly network = new SimulatedNetwork(DESCRIPTION, { seed: 3 })
  readonly ended: CircuitEnded[] = []
  readonly changes: ConnectionChanged[] = []
  readonly pairs: NetworkPair[] = []
  circuit: CircuitFacts | undefined

  constructor() {
    this.network.settle()
    this.wait(1000)
    const { network: a } = this.network.node('a')
    const { network: d } = this.network.node('d')
    d.accept(0)
    d.subscribe({ delivered: (pair) => void d.release(pair) })
    a.subscribe({
      circuitOpened: (circuit) => (this.circuit = circuit),
      circuitEnded: (ended) => this.ended.push(ended),
      connectionChanged: (change) => this.changes.push(change),
      delivered: (pair) => {
        this.pairs.push(pair)
        a.release(pair)
      }
    })
  }

  wait(milliseconds: number): void {
    this.network.run(this.network.clock.now() + milliseconds * MILLISECOND)
  }

  get a() {
    return this.network.node('a').network
  }

  hops(): readonly Hop[] {
    const [route] = this.a.plan({ to: D, minimumFidelity: 0.9 })
    return (route as NonNullable<typeof route>).hops
  }

  open(): CircuitFacts {
    this.a.setUp({ responder: D, purpose: 0, minimumFidelity: 0.9, hops: this.hops() })
    this.wait(10)
    return this.circuit as CircuitFacts
  }

  ignored(name: string, reason: string): number {
    return this.network.node(name).ignored.get(reason) ?? 0
  }

  kept(name: string) {
    return this.network.node(name).network.layer.kept
  }

  /** All that nodes keep, what programs were told, and how often each node has ignored something, and why. */
  state(): Readonly<Record<string, unknown>> {
    const { ended, changes, pairs } = this
    const nodes = [...this.network.nodes].map(([name, node]) => {
      const { network, qubits, ignored } = node
      return [name, { kept: network.layer.kept, free: qubits.free, ignored: new Map(ignored) }] as const
    })
    return { told: [ended.length, changes.length, pairs.length], ...Object.fromEntries(nodes) }
  }
}
