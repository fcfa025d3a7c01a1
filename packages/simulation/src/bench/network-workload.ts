import type { CircuitFacts, CircuitName } from '@bellwire/network-layer'
import type { Node } from '@bellwire/node'
import { createRandom, NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import { SimulatedNetwork } from '../network/simulated-network.js'
import { idealLinks } from '../topology/network/ideal-links.js'
import { networkOfTopology } from '../topology/network/network-of-topology.js'
import { connectedParts } from '../topology/span/parts.js'
import type { MeasuredTopology } from '../topology/topology.js'
import type { WorkloadFact, WorkloadRun } from './link-workload.js'

const LINK_FIDELITY = 0.999
/** End to end: less than three hundred links of that fidelity leave. */
const MINIMUM_FIDELITY = 0.75
const QUBITS_PER_LINK = 64

/** How finely, and how long, is looked for everyone's knowing everything, and for all circuits to stand. */
const STEP: Nanoseconds = 1_000_000
const CONVERGENCE_LIMIT: Nanoseconds = 10 * NANOSECONDS_PER_SECOND
const SET_UP_LIMIT: Nanoseconds = NANOSECONDS_PER_SECOND

export interface NetworkWorkloadOptions {
  readonly seed: number
  /** Its largest part is played. */
  readonly topology: MeasuredTopology
  /** Circuits between nodes that are drawn, each as good as any. */
  readonly circuits: number
}

/**
 * The network workload: links that make pairs of fidelity 0.999, as often as two photons meet after their fibres;
 * everyone learns of all links, then circuits are set up between nodes drawn at random, and all of them make pairs from
 * end to end for ever, each pair freed at once. What is counted is a pair and a hop of it.
 */
export class NetworkWorkload {
  readonly #network: SimulatedNetwork
  readonly #links: number
  readonly #asked: number
  readonly #converged: Nanoseconds
  readonly #hops = new Map<string, number>()
  #open = 0
  #pairs = 0
  #pairHops = 0

  /** @throws Error where the nodes do not learn of all links within ten seconds */
  constructor({ seed, topology, circuits }: NetworkWorkloadOptions) {
    const description = networkOfTopology(largestPart(topology), {
      link: idealLinks({ fidelity: LINK_FIDELITY }),
      qubitsPerLink: QUBITS_PER_LINK
    })
    this.#links = description.links.length
    this.#network = new SimulatedNetwork({ ...description, network: { configuration: { window: 1 } } }, { seed })
    const nodes = [...this.#network.nodes.values()]
    this.#converge(nodes)
    this.#converged = this.#network.clock.now()
    for (const node of nodes) this.#listen(node)
    this.#asked = circuits
    this.#connect(nodes, seed)
  }

  /** What is known of it so far. */
  get facts(): readonly WorkloadFact[] {
    const fact = (name: string, value: number, unit = ''): WorkloadFact => ({ name, value, unit })
    return [
      fact('nodes', this.#network.nodes.size),
      fact('links', this.#links),
      fact('simulated convergence time', this.#converged / 1e6, 'ms'),
      fact('circuits asked for', this.#asked),
      fact('circuits open', this.#open),
      fact('pairs delivered', this.#pairs),
      fact('hops of a pair', this.#pairHops / this.#pairs)
    ]
  }

  /** Makes at least so many pairs more. */
  run(pairs: number): WorkloadRun {
    const { clock } = this.#network
    const [start, events, delivered, hops] = [clock.now(), clock.events, this.#pairs, this.#pairHops]
    this.#network.run(Number.MAX_SAFE_INTEGER, () => this.#pairs < delivered + pairs)
    return {
      count: this.#pairHops - hops,
      simulatedSeconds: (clock.now() - start) / NANOSECONDS_PER_SECOND,
      events: clock.events - events,
      facts: this.facts
    }
  }

  #converge(nodes: readonly Node[]): void {
    const knowsAll = ({ network }: Node): boolean => network.layer.graph().links.length === this.#links
    // Whoever knows all links goes on knowing them: only the first that does not is looked at.
    let first = 0
    for (let now = STEP; first < nodes.length; now += STEP) {
      if (now > CONVERGENCE_LIMIT) {
        throw new Error(`${(nodes[first] as Node).name} does not know all links after ${now / 1e9} seconds`)
      }
      this.#network.run(now)
      while (first < nodes.length && knowsAll(nodes[first] as Node)) first += 1
    }
  }

  #listen({ network }: Node): void {
    network.accept(0)
    network.subscribe({
      circuitOpened: (circuit: CircuitFacts) => {
        if (!circuit.head) return
        this.#open += 1
        this.#hops.set(keyOf(circuit), circuit.hops.length)
        network.request(circuit, { number: 0xffff_ffff, raw: true })
      },
      circuitEnded: (circuit) => {
        if (this.#hops.delete(keyOf(circuit))) this.#open -= 1
      },
      delivered: (pair) => {
        if (pair.head) {
          this.#pairs += 1
          this.#pairHops += this.#hops.get(keyOf(pair)) ?? 0
        }
        network.release(pair)
      }
    })
  }

  #connect(nodes: readonly Node[], seed: number): void {
    const ends = createRandom(seed).stream('ends')
    for (let circuit = 0; circuit < this.#asked; circuit++) {
      const from = ends.below(nodes.length)
      const other = ends.below(nodes.length - 1)
      const head = (nodes[from] as Node).network
      const to = (nodes[other < from ? other : other + 1] as Node).network.layer.node
      const [route] = head.plan({ to, minimumFidelity: MINIMUM_FIDELITY, alternatives: 1 })
      if (route === undefined) continue
      head.setUp({ responder: to, purpose: 0, minimumFidelity: MINIMUM_FIDELITY, hops: route.hops })
    }
    const { clock } = this.#network
    const end = clock.now() + SET_UP_LIMIT
    this.#network.run(end, () => this.#open < this.#asked)
  }
}

function largestPart(topology: MeasuredTopology): MeasuredTopology {
  const largest = new Set(connectedParts(topology)[0])
  return {
    ...topology,
    nodes: topology.nodes.filter(({ name }) => largest.has(name)),
    edges: topology.edges.filter(({ a }) => largest.has(a))
  }
}

function keyOf({ initiator, circuit }: CircuitName): string {
  return `${initiator}/${circuit}`
}
