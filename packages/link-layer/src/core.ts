import type { DeviceCapabilities, DeviceCommand, LinkCapabilities, QuantumDevice } from '@bellwire/device'
import type { PhysicalLayer } from '@bellwire/physical-layer'
import type { Clock } from '@bellwire/runtime'
import type { Host } from '@bellwire/statechart'
import type { OutputOf, Observer, RunnerKind } from '@bellwire/statechart'
import type { Transport } from '@bellwire/transport'
import type { Frame } from '@bellwire/wire'
import { alarmMachine } from './alarm/machine.js'
import type { LinkLayerConfiguration } from './configuration.js'
import { creationMachine } from './creation/machine.js'
import { RateEstimation } from './estimation/rate-estimation.js'
import type { FidelityEstimation } from './estimation/fidelity-estimation.js'
import { livenessMachine } from './liveness/machine.js'
import type { Scheduler } from './queue/scheduler.js'
import type { QubitMemory } from './memory/qubit-memory.js'
import { pairMachine } from './pair/machine.js'
import { reliableMachine } from './reliable/machine.js'
import { requestMachine } from './request/machine.js'
import { sequenceMachine } from './sequence/machine.js'
import type { LinkRecords } from './records/link-records.js'
import type { LinkLayerListener } from './service.js'

/** Every machine of the link layer, by the name of its table. */
export const MACHINES = {
  sequence: sequenceMachine,
  pair: pairMachine,
  request: requestMachine,
  creation: creationMachine,
  reliable: reliableMachine,
  alarm: alarmMachine,
  liveness: livenessMachine
}

export type LinkHost = Host<typeof MACHINES>
export type LinkOutput = OutputOf<typeof MACHINES>

/** Key of the machines of which a link has one. */
export const ONLY = 0

export interface LinkLayerOptions {
  readonly link: number
  readonly node: number
  readonly peer: number
  readonly configuration: LinkLayerConfiguration
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly capabilities: DeviceCapabilities
  readonly linkCapabilities: LinkCapabilities
  /** Shared by all links of the node. */
  readonly memory: QubitMemory
  /** 32 uniform bits, for bases that are drawn. */
  readonly random: () => number
  readonly transport: Pick<Transport, 'send'>
  readonly device: Pick<QuantumDevice, 'execute'>
  readonly listener: LinkLayerListener
  /** Where what a later process must know is written down; nothing is if absent. */
  readonly records?: LinkRecords
  readonly ignored: (reason: string) => void
  /** The next expected sequence number changed: for the trace. */
  readonly counted?: (epoch: number, expected: number) => void
  readonly observer?: Observer
}

/**
 * What the parts of one link's link layer share. A class, written out: in a large network every link has one, and they
 * must all be of one shape.
 */
export class LinkCore {
  readonly link: number
  readonly peer: number
  readonly configuration: LinkLayerConfiguration
  readonly clock: Clock
  readonly capabilities: DeviceCapabilities
  readonly linkCapabilities: LinkCapabilities
  readonly memory: QubitMemory
  readonly random: () => number
  readonly listener: LinkLayerListener
  readonly ignored: (reason: string) => void
  /** The scheduler now in force. */
  scheduler: Scheduler
  readonly records: LinkRecords | undefined
  readonly counted: ((epoch: number, expected: number) => void) | undefined
  /** At what rate pairs come. */
  readonly rates = new RateEstimation()
  /** Keys of the reliable messages under way. */
  readonly exchanges = new Set<string>()
  /** This end measures photons as they arrive, in bases that each order says. */
  readonly arrivalIsSet: boolean
  readonly #transport: Pick<Transport, 'send'>
  readonly #device: Pick<QuantumDevice, 'execute'>

  /** @param tagBase number by which device commands of this link are told from those of the node's others */
  constructor(
    options: LinkLayerOptions,
    readonly physical: PhysicalLayer,
    readonly estimation: FidelityEstimation,
    readonly tables: LinkTables,
    readonly tagBase: number
  ) {
    this.link = options.link
    this.peer = options.peer
    this.configuration = options.configuration
    this.clock = options.clock
    this.capabilities = options.capabilities
    this.linkCapabilities = options.linkCapabilities
    this.arrivalIsSet = options.linkCapabilities.arrival?.choice === 'set'
    this.memory = options.memory
    this.random = options.random
    this.#transport = options.transport
    this.#device = options.device
    this.listener = options.listener
    this.ignored = options.ignored
    this.scheduler = options.configuration.scheduler
    this.records = options.records
    this.counted = options.counted
  }

  /** A slot from which on both ends can serve what is said now: far enough ahead that both know of it before. */
  get scheduleSlot(): number {
    const { slots } = this.physical
    return slots.earliestNow() + slots.slotsIn(this.configuration.roundTrip) + 1
  }

  /** Sends a frame to the peer. */
  send(frame: Frame): void {
    this.#transport.send(this.peer, frame)
  }

  /** Has the hardware do something. */
  execute(command: DeviceCommand): void {
    this.#device.execute(command)
  }

  freeQubit(qubit: number): void {
    this.execute({ type: 'release', qubit })
    this.memory.free(qubit)
  }
}

export type LinkTables = ReturnType<typeof tablesOf>

export function tablesOf(host: LinkHost) {
  return {
    sequence: host.table('sequence'),
    pair: host.table('pair'),
    request: host.table('request'),
    creation: host.table('creation'),
    reliable: host.table('reliable'),
    alarm: host.table('alarm'),
    liveness: host.table('liveness')
  }
}
