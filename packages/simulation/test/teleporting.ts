import type {
  EntangledPair,
  EntanglementSource,
  PairName,
  ReceivedQubit,
  TeleportEnd,
  TeleportSender
} from '@bellwire/application-layer'
import type { Rotation } from '@bellwire/device'
import { CircuitSource, LinkSource, type NetworkCircuit } from '@bellwire/node'
import type { NetworkDescription } from '../src/network/description.js'
import { SimulatedNetwork, type SimulatedNetworkOptions } from '../src/network/simulated-network.js'

const PURPOSE = 9
const SECOND = 1_000_000_000

/** Rotations of +Z that give the six eigenstates of Z, X and Y. */
export const CARDINALS: readonly Rotation[] = [
  { x1: 0, y: 0, x2: 0 },
  { x1: Math.PI, y: 0, x2: 0 },
  { x1: 0, y: Math.PI / 2, x2: 0 },
  { x1: 0, y: -Math.PI / 2, x2: 0 },
  { x1: -Math.PI / 2, y: 0, x2: 0 },
  { x1: Math.PI / 2, y: 0, x2: 0 }
]

export const backwards = ({ x1, y, x2 }: Rotation): Rotation => ({ x1: -x2, y: -y, x2: -x1 })

const nameOf = ({ headEpoch, headSequence, tailEpoch, tailSequence }: PairName): string =>
  `${headEpoch}:${headSequence}-${tailEpoch}:${tailSequence}`

/** Two nodes, far apart or neighbours, of which the first teleports qubits to the second: what each end is told. */
export class Teleporting {
  readonly network: SimulatedNetwork
  sender = undefined as unknown as TeleportSender
  /** By pair. */
  readonly sent = new Map<string, TeleportEnd[]>()
  readonly received = new Map<string, ('received' | 'voided')[]>()
  /** Does something with a qubit that has come; it is given back afterwards. */
  onReceived: (qubit: ReceivedQubit) => void = () => undefined
  /** Makes what is to be sent, in a qubit of the sender's own. */
  prepare: (qubit: number, pair: EntangledPair) => void = () => undefined

  constructor(
    description: NetworkDescription,
    readonly from: string,
    readonly to: string,
    options: Partial<SimulatedNetworkOptions> = {}
  ) {
    this.network = new SimulatedNetwork(description, { seed: 1, wire: true, ...options })
    this.network.settle()
    this.wait(SECOND)
  }

  wait(duration: number): void {
    this.network.run(this.network.clock.now() + duration)
  }

  #sourcesOnly = false

  /** Nobody sends or receives: the test has the sources for itself. */
  withSources(): this {
    this.#sourcesOnly = true
    return this
  }

  /** Over the link between the two. */
  overLink(): this {
    return this.over(
      [this.from, this.to].map((name, index) => {
        const node = this.network.node(name)
        const link = node.link([this.to, this.from][index] as string)
        const options = { purpose: PURPOSE, request: { minimumFidelity: 0.5 } }
        return new LinkSource(link, node.qubits, this.network.clock, options)
      }) as [LinkSource, LinkSource]
    )
  }

  /** Over a circuit between the two. */
  async overCircuit(fromNumber: number, toNumber: number, minimumFidelity = 0.5): Promise<this> {
    const [first, last] = [this.network.node(this.from), this.network.node(this.to)]
    const { clock } = this.network
    const ends = new CircuitSource(last.network, last.qubits, clock, { purpose: PURPOSE, peer: fromNumber })
    ends.accept()
    const opening = first.network.openCircuit({ to: toNumber, purpose: PURPOSE, minimumFidelity })
    this.wait(SECOND)
    const circuit: NetworkCircuit = await opening
    return this.over([new CircuitSource(first.network, first.qubits, clock, { purpose: PURPOSE, circuit }), ends])
  }

  readonly sources: EntanglementSource[] = []

  over([source, receiving]: readonly [EntanglementSource, EntanglementSource]): this {
    this.sources.push(source, receiving)
    receiving.accept()
    if (this.#sourcesOnly) return this
    const sender = this.network.node(this.from)
    const receiver = this.network.node(this.to)
    this.sender = sender.applications.teleports.sender(source)
    receiver.applications.teleports.receiver(receiving, {
      received: (qubit) => {
        this.onReceived(qubit)
        receiver.qubits.giveBack(qubit.qubit)
        note(this.received, qubit.pair, 'received')
      },
      voided: (name) => note(this.received, name, 'voided')
    })
    source.listen({
      delivered: (pair) => this.#send(pair),
      expired: () => undefined,
      ended: () => undefined
    })
    return this
  }

  /** The test uses the pairs itself. */
  halt = false

  #send(pair: EntangledPair): void {
    if (this.halt) return
    const { qubits } = this.network.node(this.from)
    const data = qubits.allocate()
    if (data < 0) {
      this.sources[0]?.release(pair.pair)
      return
    }
    this.prepare(data, pair)
    this.sent.set(nameOf(pair), [])
    this.sender.send(pair, data, (end) => note(this.sent, pair, end))
  }

  /** Asks for pairs, and lets time pass. */
  play(pairs: number, duration: number): this {
    this.sources[0]?.request(pairs)
    this.wait(duration)
    return this
  }
}

function note<T>(notes: Map<string, T[]>, pair: PairName, what: T): void {
  const name = nameOf(pair)
  notes.set(name, [...(notes.get(name) ?? []), what])
}
