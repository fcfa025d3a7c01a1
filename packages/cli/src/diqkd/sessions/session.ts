import type { BitString, LeakLedger, ReconciliationMethod } from '@bellwire/post-processing'
import type { InputCheck, KeyLength, RecordedRound, SecurityAnalysis, SettingCount } from '@bellwire/security-analysis'
import { WrongUse } from '../../errors.js'
import type { Reconciliation } from './reconciliation.js'

/** The analyses that can release a key, by the names of the command line. */
export const RELEASING = ['eat', 'azuma', 'chernoff', 'bbm92'] as const
type Releasing = (typeof RELEASING)[number]

/** What was recorded: keys that were sifted elsewhere, or every round. */
export type Recorded =
  | {
      readonly kind: 'keys'
      readonly alice: BitString
      readonly bob: BitString
      readonly rounds: number
      /** Test rounds by setting 00, 01, 10, 11; else the CHSH value is stated. */
      readonly tests?: readonly SettingCount[]
      /** With the probabilities declared. */
      readonly chsh?: number
    }
  | { readonly kind: 'rounds'; readonly rounds: readonly RecordedRound[] }

/** What was declared before round 1, as far as it was. */
export interface Declared {
  readonly analysis: Releasing
  readonly reconciliation: Reconciliation
  readonly expectedQber?: number
  readonly expectedChsh?: number
  readonly epsilon?: number
  readonly efficiency?: number
  readonly keyProbability?: number
  readonly testSettingProbability?: number
  /** γ. */
  readonly testProbability?: number
  /** q of noisy preprocessing (eat). */
  readonly noise?: number
}

/** Bits of the verification hash and of the answer to it. */
export const VERIFICATION = 65

export interface Measured {
  readonly value: number
  readonly error?: number
}

/** A session ready to be distilled: its raw keys, and what its analysis says of a leak. */
export interface Session {
  readonly alice: BitString
  readonly bob: BitString
  readonly method: ReconciliationMethod
  readonly budget?: number
  readonly analysis: Pick<
    SecurityAnalysis<unknown, never>,
    'name' | 'label' | 'description' | 'reference' | 'mode' | 'parameters'
  >
  readonly keyLength: (leak: LeakLedger) => KeyLength
  readonly rounds: { readonly all: number; readonly key: number; readonly tests?: number; readonly unused?: number }
  readonly chsh?: Measured
  /** With the probabilities declared, as the analyses of sifted sessions take it. */
  readonly nominalChsh?: number
  readonly qber: Measured
  /** With the noise: what reconciliation begins with. */
  readonly expectedQber: number
  /** q of noisy preprocessing, which A's raw key has had. */
  readonly noise?: number
  /** What a perfect code would leak, in bits, where rounds of two kinds have errors of two rates. */
  readonly errorEntropy?: number
  readonly inputs?: InputCheck
  /** Standard deviation of the length of the key, from session to session. */
  readonly deviation?: (qber: number, efficiency: number) => number
  /** What whoever uses the key has to know. */
  readonly notes: readonly string[]
}

/** An error for what has to be given: the flag, and what its value is for. */
export type Needed = (flag: string, why: string) => WrongUse

export function noRounds(command: string, which: string): WrongUse {
  return new WrongUse(`bellwire ${command}: --record has no ${which}; accepted: a record with some`)
}
