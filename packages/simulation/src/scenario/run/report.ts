import type { ApplicationReport } from '../applications/report.js'
import type { CountedEstimate, Mean } from './estimates.js'
import type { SwitchReport } from './switch-observer.js'

/** What `bellwire run --json` prints. Times are in seconds, fidelities and rates of error 0..1. */
export interface RunReport {
  readonly scenario: string
  readonly seed: number | string
  /** From the start of the nodes to the end of the run. */
  readonly simulatedSeconds: number
  readonly wallSeconds: number
  /** What the simulation's clock has run. */
  readonly events: number
  readonly peakMemoryBytes: number
  /** One entry for each link, then one for each of the scenario's circuits. */
  readonly pairs: readonly PairReport[]
  /** One entry for each station that has a switch; absent where none has. */
  readonly switches?: readonly SwitchReport[]
  /** One entry for each entry of the scenario's requests. */
  readonly requests: readonly RequestReport[]
  /** One entry for each entry of the scenario's applications. */
  readonly applications: readonly ApplicationReport[]
  /** What hardware had to say, in words; absent where it had nothing. */
  readonly notices?: readonly string[]
}

export interface PairReport {
  readonly from: string
  readonly to: string
  /** Pairs that both ends were given. */
  readonly delivered: number
  /** Pairs that were given and then called void. */
  readonly expired: number
  /**
   * As only the simulator knows: of kept pairs to the Bell state announced when both ends had them, of measured pairs
   * at the herald. Null without pairs.
   */
  readonly meanFidelity: number | null
  readonly perSimulatedSecond: number
}

export interface RequestReport {
  readonly from: string
  readonly to: string
  readonly kind: 'keep' | 'measure' | 'prepare'
  readonly purpose: number
  readonly priority: number
  /** CREATEs. */
  readonly requests: number
  /** Of those, how many have ended with all their pairs. */
  readonly completed: number
  /** Pairs asked for; null for a continuous request. */
  readonly asked: number | null
  /** Pairs given to the end that asked. */
  readonly delivered: number
  /** How often a request ended with each error, by the code's name. */
  readonly errors: { readonly [code: string]: number }
  /** From CREATE to OK. */
  readonly pairLatency: Mean | null
  /** From CREATE to the last OK. */
  readonly requestLatency: Mean | null
  /** Request latency over the number of pairs. */
  readonly scaledLatency: Mean | null
  /** Share of wrong outcomes, by the basis that both ends have measured in. */
  readonly errorRates: { readonly [basis: string]: CountedEstimate }
  /** Mean products of the outcomes as measured and corrected by the nodes, by both bases; of corrected or raw pairs. */
  readonly correlators: { readonly [bases: string]: CountedEstimate }
  /** S, where one end measures Z and X and the other (Z±X)/√2. */
  readonly chsh: CountedEstimate | null
}
