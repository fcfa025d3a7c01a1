import type { CreateRequest } from '@bellwire/link-layer'
import type { SamplingMode } from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import type { Channel } from '@bellwire/transport'
import type { NetworkDescription } from '../network/description.js'

/** The two nodes and the station of every run. */
export const ALICE = 'alice'
export const BOB = 'bob'
export const STATION = 'station'
export const NUMBERS = { [ALICE]: 1, [BOB]: 2, [STATION]: 3 } as const
export type NodeName = typeof ALICE | typeof BOB
export type PartyName = NodeName | typeof STATION

/** Something done to the network at a stated time. */
export type FaultAction = { readonly at: Nanoseconds } & (
  | { readonly type: 'channel'; readonly from: PartyName; readonly to: PartyName; readonly changes: Partial<Channel> }
  /** One direction of a channel is cut, or healed. */
  | { readonly type: 'cut' | 'heal'; readonly from: PartyName; readonly to: PartyName }
  | { readonly type: 'restart' | 'crash' | 'recover'; readonly node: NodeName }
  /** The process is killed, and another one started: only what was written down is left. Of mortal nodes. */
  | { readonly type: 'kill' | 'revive'; readonly node: NodeName }
  | { readonly type: 'restartStation' }
)

/** One request of an application. */
export interface PlannedRequest {
  readonly at: Nanoseconds
  readonly node: NodeName
  readonly request: Pick<CreateRequest, 'number' | 'minimumFidelity'> & Partial<CreateRequest>
  /** Time after which it is cancelled; Infinity: never. */
  readonly cancelAfter: number
}

/** When an application gives its qubits back. */
export interface ReleaseHabit {
  /** Longest time for which a qubit is held; the time is uniform. */
  readonly longest: Nanoseconds
  /** Share of the qubits that are held until the faults are over. */
  readonly keeps: number
}

/** Everything that a run is made of, drawn from its seed. */
export interface FaultPlan {
  readonly seed: number
  readonly network: NetworkDescription
  readonly runner: RunnerKind
  readonly mode: SamplingMode
  readonly wire: boolean
  /** When the faults end, true time. */
  readonly faultsEnd: Nanoseconds
  readonly actions: readonly FaultAction[]
  readonly requests: readonly PlannedRequest[]
  readonly habits: { readonly [Node in NodeName]: ReleaseHabit }
  /** Purposes that each node accepts; requests use others too. */
  readonly accepts: { readonly [Node in NodeName]: readonly number[] }
  /** Nodes can be killed: how long a transaction takes at most until it is stored, and until its process hears of it. */
  readonly killing?: { readonly storing: Nanoseconds; readonly telling: Nanoseconds }
  /** What is asked for in the end, where pairs cannot be kept. */
  readonly probe?: Partial<CreateRequest>
}
