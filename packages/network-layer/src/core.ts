import type { DeviceCapabilities, QuantumDevice } from '@bellwire/device'
import type { QubitMemory } from '@bellwire/link-layer'
import type { Clock, Nanoseconds, TakeRecord } from '@bellwire/runtime'
import type { Host, Observer, OutputOf, RunnerKind } from '@bellwire/statechart'
import type { ErrorCode, OrderedFrame } from '@bellwire/wire'
import type { Neighbours } from './adjacency/neighbours.js'
import type { Circuit, Side } from './circuit/circuit.js'
import { circuitMachine, type Origin } from './circuit/machine.js'
import type { NetworkLayerConfiguration } from './configuration.js'
import { connectionMachine } from './connection/machine.js'
import type { LinkPort } from './link-port.js'
import { stepMachine } from './distillation/step-machine.js'
import { endMachine } from './pairs/end-machine.js'
import { foretoldMachine } from './pairs/foretold-machine.js'
import { halfMachine } from './pairs/half-machine.js'
import { junctionMachine } from './pairs/junction-machine.js'
import { requestMachine } from './request/machine.js'
import type { NetworkListener } from './service.js'
import { settlementMachine } from './settlement/machine.js'
import { supplyMachine } from './pairs/supply-machine.js'

/** Every machine of circuits and their pairs, by the name of its table. */
export const MACHINES = {
  circuit: circuitMachine,
  request: requestMachine,
  half: halfMachine,
  junction: junctionMachine,
  end: endMachine,
  foretold: foretoldMachine,
  step: stepMachine,
  supply: supplyMachine,
  settlement: settlementMachine,
  connection: connectionMachine
}

export type NetworkHost = Host<typeof MACHINES>
export type NetworkOutput = OutputOf<typeof MACHINES>

/** Tags of the network layer's device commands go down from here: links' are positive, programs' small. */
export const TAG_BASE = -(2 ** 40)

export interface CoreOptions {
  readonly node: number
  readonly configuration: NetworkLayerConfiguration
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly capabilities: DeviceCapabilities
  /** Shared with the links of the node. */
  readonly memory: QubitMemory
  readonly device: Pick<QuantumDevice, 'execute'>
  readonly ports: readonly LinkPort[]
  /** 32 uniform bits, for numbers and bases that are drawn. */
  readonly random: () => number
  readonly listener: NetworkListener
  /** Told when the record of something that a later process must know is another one, where such are written down. */
  readonly changed?: (name: string, take: TakeRecord) => void
  readonly ignored: (reason: string) => void
  readonly observer?: Observer
}

/** What the parts of one node's circuits share. */
export class NetworkCore {
  readonly options: CoreOptions
  readonly node: number
  readonly clock: Clock
  readonly configuration: NetworkLayerConfiguration
  readonly tables
  /** By this node's names for them. */
  readonly circuits = new Map<number, Circuit>()
  readonly #byName = new Map<number, Map<number, Circuit>>()
  readonly #neighbours: Pick<Neighbours, 'send' | 'isUp'>
  /** The one found last. */
  #recent: Circuit | undefined
  #lastName = 0

  constructor(options: CoreOptions, host: NetworkHost, neighbours: Pick<Neighbours, 'send' | 'isUp'>) {
    this.options = options
    this.node = options.node
    this.clock = options.clock
    this.configuration = options.configuration
    this.#neighbours = neighbours
    this.tables = {
      circuit: host.table('circuit'),
      request: host.table('request'),
      half: host.table('half'),
      junction: host.table('junction'),
      end: host.table('end'),
      foretold: host.table('foretold'),
      step: host.table('step'),
      supply: host.table('supply'),
      settlement: host.table('settlement'),
      connection: host.table('connection')
    }
  }

  /** A name of this node's own for something: never given twice in the life of the process. */
  nextName(): number {
    this.#lastName += 1
    return this.#lastName
  }

  // ---- circuits ----

  find(initiator: number, number: number): Circuit | undefined {
    const recent = this.#recent
    if (recent !== undefined && recent.number === number && recent.initiator === initiator) return recent
    const found = this.#byName.get(initiator)?.get(number)
    if (found !== undefined) this.#recent = found
    return found
  }

  add(circuit: Circuit): void {
    this.circuits.set(circuit.id, circuit)
    let named = this.#byName.get(circuit.initiator)
    if (named === undefined) this.#byName.set(circuit.initiator, (named = new Map()))
    named.set(circuit.number, circuit)
  }

  remove(circuit: Circuit): void {
    this.circuits.delete(circuit.id)
    if (this.#recent === circuit) this.#recent = undefined
    const named = this.#byName.get(circuit.initiator)
    named?.delete(circuit.number)
    if (named?.size === 0) this.#byName.delete(circuit.initiator)
  }

  end(circuit: Circuit, reason: ErrorCode, origin: Origin, node: number = this.node): void {
    if (this.tables.circuit.has(circuit.id)) this.tables.circuit.tell(circuit.id, { type: 'END', reason, origin, node })
  }

  // ---- frames ----

  /** A frame to a neighbour with which there is no session is lost: it hears that the session is over. */
  send(peer: number, frame: OrderedFrame): void {
    this.#neighbours.send(peer, frame)
  }

  /** Whether there is a session with a neighbour. */
  reaches(peer: number): boolean {
    return this.#neighbours.isUp(peer)
  }

  /** What is said to the neighbour about a pair of the link between. */
  pairExpire(side: Side, epoch: number, sequence: number): void {
    if (!side.circuit.open) return
    this.send(side.port.peer, { type: 'PAIR_EXPIRE', ...HEADER, ...side.circuit.name, epoch, sequence })
  }

  // ---- qubits ----

  freeQubit(side: Side, qubit: number): void {
    this.options.device.execute({ type: 'release', qubit })
    this.options.memory.free(qubit)
    side.held -= 1
  }

  now(): Nanoseconds {
    return this.clock.now()
  }
}

/** Filled in when the frame is sent. */
export const HEADER = { session: 0, peerSession: 0, serial: 0, expected: 0 } as const
