import type { ArrivalBases, QuantumDevice } from '@bellwire/device'
import type { Clock } from '@bellwire/runtime'
import type { Observer, RunnerKind } from '@bellwire/statechart'
import type { Transport } from '@bellwire/transport'
import type { State } from '@bellwire/wire'
import type { AttemptEmitted, Herald } from './attempt/events.js'
import type { LinkConfiguration } from './configuration.js'
import type { Means } from './means.js'

/** What an epoch brings. */
export interface Epoch {
  readonly epoch: number
  readonly master: boolean
  readonly firstSequence: number
  readonly testSeed: number
  /** Share of test rounds, n/65535. */
  readonly testFraction: number
}

/** An order that ended without one. */
export type OrderEnded = Extract<AttemptEmitted, { type: 'ended' }>

/** An order to make one pair. */
export interface Order {
  readonly queueId: number
  readonly qubit: number
  /** Bright-state population, n/65535. */
  readonly brightness: number
  /** Not before this slot, and only in slots before endSlot. */
  readonly firstSlot: number
  readonly endSlot: number
  /** How photons are measured as they arrive, for hardware that does so as it is told; otherwise null. */
  readonly arrivalBases: ArrivalBases | null
}

/** What the physical layer tells the link layer above it. */
export interface PhysicalLayerListener {
  up(epoch: Epoch): void
  /** The epoch is over: its pairs and requests are void unless confirmed. */
  down(epoch: number): void
  /** `fit` tells whether attempts may be made now. */
  life(own: State, peer: State, fit: boolean): void
  /** A maintenance window is agreed: an order may reach into it, and must be given up and given anew, which cuts it. */
  windowAhead(): void
  /** The station has granted slots: attempts may be made in them. */
  granted(): void
  herald(herald: Herald): void
  /** The pair of a herald that was told as intact is not in the qubit that was named. */
  undone(sequence: number): void
  ended(ended: OrderEnded): void
  /** The peer waits at the station with attempts for an item of the queue, and this end attempts nothing. */
  awaited(queueId: number): void
  /** The station has given numbers before `sequence` that never came here. @param goesOn whether the order under way does */
  gap(sequence: number, goesOn: boolean): void
}

export interface PhysicalLayerOptions {
  readonly configuration: LinkConfiguration
  /** Drawn anew for every start of the process; never 0. */
  readonly incarnation: number
  /** What this end can do, told to the peer. Default: everything. */
  readonly means?: Means
  /** Whether this end's hardware stops at a herald by itself (`holds` of its capabilities). Default false. */
  readonly holds?: boolean
  /** The last epoch that an earlier process of this node took part in; the next is a later one. Default 0. */
  readonly lastEpoch?: number
  /** 32 uniform bits that nobody else can foretell, for seeds of test rounds. */
  readonly random: () => number
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly transport: Pick<Transport, 'send'>
  readonly device: Pick<QuantumDevice, 'execute'>
  /** Told of every frame or event that was ignored or refused, with a stable reason. */
  readonly ignored: (reason: string) => void
  readonly observer?: Observer
}
