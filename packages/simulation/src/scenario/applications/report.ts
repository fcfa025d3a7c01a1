import type { BounceResult } from '@bellwire/application-layer'
import type { Estimate } from '@bellwire/quantum'
import type { CountedEstimate, Mean } from '../run/estimates.js'

/** What the report of every application says. */
export interface ApplicationHead {
  readonly from: string
  readonly to: string
  /** link, circuit or the name of a circuit. */
  readonly over: string
  /** Waiting for its time, or for a circuit; running when the run ended; done; or failed, and why. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly reason: string | null
  /** When it began, from the start of the nodes. */
  readonly startedSeconds: number | null
  /** From its beginning to its end, or to that of the run. */
  readonly seconds: number | null
  /** How often requests and circuits failed with each error, by the code's name. */
  readonly errors: { readonly [code: string]: number }
}

/** How qubits in the six cardinal states arrived. Figures that end in Oracle only the simulator knows. */
export interface TeleportReport extends ApplicationHead {
  readonly kind: 'teleport'
  readonly asked: number
  /** Teleportations that were begun. */
  readonly sent: number
  /** Of these, by what the sender was told at the end. */
  readonly delivered: number
  readonly void: number
  readonly unknown: number
  /** Pairs given back for want of a qubit to send. */
  readonly withoutQubit: number
  readonly perSecond: number | null
  /** Of what arrived to what was sent, over the six states. Null until each has arrived. */
  readonly fidelity: Estimate | null
  readonly states: { readonly [state: string]: CountedEstimate }
  /** (2F + 1)/3 with F as the nodes estimate their pairs. */
  readonly expected: Estimate | null
  /** The same with F of the pairs as they were when they were given. */
  readonly expectedOracle: Estimate | null
}

export interface KeyDistributionReport extends ApplicationHead {
  readonly kind: 'key-distribution'
  readonly protocol: string
  readonly analysis: string | null
  /** What stands behind the length: a proof, or not. */
  readonly label: string | null
  readonly phase: string
  /** Sessions that have ended at both ends, and those of all that gave a key. */
  readonly sessions: number
  readonly keys: number
  /** Why the end that asked, and the other one, ended; NONE: with a key. */
  readonly reasons: readonly [from: string | null, to: string | null]
  /** Of all sessions; what follows, up to the error rate, is of the last one that has ended. */
  readonly rounds: number
  readonly keyRounds: number | null
  readonly testRounds: number | null
  /** S; its error as if every pair of settings came equally often. */
  readonly chsh: Estimate | null
  /** Errors that were corrected, as a share of the raw key. */
  readonly qber: Estimate | null
  /** Bits, of all sessions. */
  readonly keyLength: number
  /** The length less the authentication key used up; negative where there is no key. */
  readonly netLength: number | null
  readonly keysEqual: boolean | null
  /** Bits about the raw key that were published. */
  readonly leak: {
    readonly parity: number
    readonly syndrome: number
    readonly tag: number
    readonly successFlag: number
  } | null
  /** Of the authentication key, bits that each end has used up, and what it may still use. */
  readonly pool: {
    readonly provisioned: number
    readonly burnt: readonly [from: number, to: number]
    readonly available: readonly [from: number, to: number]
  }
  readonly keyBitsPerSecond: number | null
}

export interface SocketReport extends ApplicationHead {
  readonly kind: 'keep' | 'measure' | 'chsh'
  readonly asked: number
  /** Pairs that the program at from, and that at to, has got. */
  readonly created: number
  readonly received: number
  readonly perSecond: number | null
  readonly pairLatency: Mean | null
  /** Mean, as the nodes estimate it. */
  readonly estimatedFidelity: number | null
  /** Of kept pairs when both had them. */
  readonly fidelityOracle: number | null
  readonly errorRates: { readonly [basis: string]: CountedEstimate }
  readonly correlators: { readonly [bases: string]: CountedEstimate }
  readonly chsh: CountedEstimate | null
}

export interface TomographyReport extends ApplicationHead {
  readonly kind: 'tomography'
  readonly asked: number
  readonly pairs: number
  readonly perSecond: number | null
  /** Of from and to, rows and columns |00⟩, |01⟩, |10⟩, |11⟩, with one standard error of each part. */
  readonly densityMatrix: {
    readonly real: readonly (readonly number[])[]
    readonly imaginary: readonly (readonly number[])[]
    readonly realErrors: readonly (readonly number[])[]
    readonly imaginaryErrors: readonly (readonly number[])[]
  } | null
  /** To Φ+. */
  readonly fidelity: Estimate | null
  readonly concurrence: Estimate | null
  /** With Z, X and (Z ± X)/√2; and with the settings that are best for the state. */
  readonly chsh: Estimate | null
  readonly maximumChsh: Estimate | null
}

export interface BouncesReport extends ApplicationHead {
  readonly kind: 'bounces'
  readonly points: BounceResult['points']
  readonly fits: BounceResult['fits'] | null
  /** Of one teleportation. */
  readonly fidelity: Estimate | null
  /** Runs that were lost on the way, and repeated. */
  readonly lost: number
}

export type ApplicationReport = TeleportReport | KeyDistributionReport | SocketReport | TomographyReport | BouncesReport
