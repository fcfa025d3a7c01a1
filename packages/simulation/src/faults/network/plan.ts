import type { TeleportationConfiguration } from '@bellwire/application-layer'
import type { MeasurementChoice } from '@bellwire/link-layer'
import type { DistillationWish, PairsRequest, SWAP_ORDERS } from '@bellwire/network-layer'
import type { SamplingMode } from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Channel } from '@bellwire/transport'
import type { NetworkDescription } from '../../network/description.js'

/** One direction of a channel: the numbers of who sends and who hears. */
export type Direction = readonly [from: number, to: number]

/** What a cut severs. */
export type Severed = 'channel' | 'link' | 'halves'

/** Something done to the network at a stated time. Parties by their numbers. */
export type NetworkFault = { readonly at: Nanoseconds } & (
  | { readonly type: 'channel'; readonly from: number; readonly to: number; readonly changes: Partial<Channel> }
  /** Directions are cut, or healed: those of a channel, all that lead to a link's station, or all between two halves. */
  | { readonly type: 'cut' | 'heal'; readonly what: Severed; readonly directions: readonly Direction[] }
  | { readonly type: 'restart' | 'crash' | 'recover'; readonly node: string }
  | { readonly type: 'restartStation'; readonly station: string }
)

/** A request that a program makes of a circuit, counted from when the circuit opened. */
export interface PlannedPairs {
  readonly after: Nanoseconds
  readonly wish: Partial<PairsRequest> & { readonly number: number }
  /** Time after which it is cancelled; Infinity: never. */
  readonly cancelAfter: number
}

/** A circuit that a program opens. */
export interface PlannedCircuit {
  readonly at: Nanoseconds
  readonly from: string
  /** Number of the node at the other end. */
  readonly to: number
  readonly cutoff: Nanoseconds
  readonly minimumFidelity: number
  /** Pairs per second that are set aside; 0: none. */
  readonly rate: number
  readonly purpose: number
  /** One circuit along the n-th best way, or whatever circuits there are for as long as it is wanted. */
  readonly way: number | 'connection'
  /** Circuits on which a connection runs at once; their requests are for the same pairs. */
  readonly paths: number
  /** When it is closed, and by which end. */
  readonly closeAt: Nanoseconds
  readonly closedBy: 'head' | 'tail'
  /** Made again on each circuit of a connection. */
  readonly requests: readonly PlannedPairs[]
  /** In which the nodes between swap. */
  readonly order: (typeof SWAP_ORDERS)[number]
  /** Ranks of all nodes of the network instead, by their numbers from 1 on; of single circuits only. */
  readonly ranks: readonly number[] | undefined
  readonly distillation: DistillationWish
}

/** Two programs that use circuits of their own, from `at` until the faults are over or they have what they want. */
export interface PlannedApplication {
  readonly kind: 'teleport' | 'measure'
  readonly at: Nanoseconds
  readonly from: string
  readonly to: string
  /** Qubits to be teleported, or pairs to be measured. */
  readonly number: number
  /** How both ends measure. */
  readonly bases: readonly [MeasurementChoice, MeasurementChoice]
}

/** How long programs hold their qubits. */
export interface HoldingHabit {
  readonly longest: Nanoseconds
  /** Share of the qubits that are held until the faults are over. */
  readonly keeps: number
}

/** Everything that a run is made of, drawn from its seed. */
export interface NetworkFaultPlan {
  readonly seed: number
  readonly network: NetworkDescription
  readonly runner: RunnerKind
  readonly mode: SamplingMode
  readonly wire: boolean
  /** Every pair is perfect, and stays so: what is told of it can be checked exactly. */
  readonly perfect: boolean
  /** Qubits keep for good. */
  readonly lasting: boolean
  readonly faultsEnd: Nanoseconds
  readonly faults: readonly NetworkFault[]
  readonly circuits: readonly PlannedCircuit[]
  readonly habit: HoldingHabit
  readonly applications: readonly PlannedApplication[]
  /** Where there are teleportations. */
  readonly teleportation: TeleportationConfiguration | undefined
}
