/**
 * What the ends of a session of quantum key distribution say in the steps of a dialogue: `spec/wire/qkd.proto`.
 */

/** mantissa · 10^-exponent. */
export interface QkdDecimal {
  readonly mantissa: number
  readonly exponent: number
}

/** Everything that is fixed before the first round. */
export interface QkdProposal {
  readonly type: 'PROPOSAL'
  /** A QkdProtocol. */
  readonly protocol: number
  /** A QkdAnalysis. */
  readonly analysis: number
  readonly rounds: number
  /** Of the key setting (sifted), of Z (BBM92), of a test (shared tests): a fraction n / 2^32. */
  readonly probability: number
  /** Millionths. */
  readonly expectedChsh: number
  /** Millionths. */
  readonly expectedQber: number
  readonly epsilons: readonly QkdDecimal[]
  /** A QkdReconciliation. */
  readonly reconciliation: number
  readonly leakBudget: number
  /** Millionths. */
  readonly threshold: number
  readonly deviations: number
  readonly minimumLength: number
  readonly poolOffset: number
  readonly initiator: number
  readonly circuit: number
  /** Of the reference's bits of key rounds (shared tests): a fraction n / 2^32, up to ½. */
  readonly flips: number
}

export interface QkdAgreement {
  readonly type: 'AGREEMENT'
  readonly poolOffset: number
}

export interface QkdProceed {
  readonly type: 'PROCEED'
  readonly missing: number
}

/** `count` pairs, the sequence numbers of each one more than those of the one before. */
export interface QkdPairRun {
  readonly initiator: number
  readonly circuit: number
  readonly headEpoch: number
  readonly headSequence: number
  readonly tailEpoch: number
  readonly tailSequence: number
  readonly count: number
}

export interface QkdRoundKind {
  readonly type: 'ROUND_KIND'
  readonly pair: QkdPairRun
  readonly test: boolean
}

export interface QkdProgress {
  readonly type: 'PROGRESS'
  readonly beat: number
}

export interface QkdRounds {
  readonly type: 'ROUNDS'
  readonly runs: readonly QkdPairRun[]
}

export interface QkdInputs {
  readonly type: 'INPUTS'
  readonly settings: Uint8Array
  readonly seed: Uint8Array
}

export interface QkdOutcomes {
  readonly type: 'OUTCOMES'
  readonly outcomes: Uint8Array
}

export interface QkdQueries {
  readonly type: 'QUERIES'
  readonly seed: Uint8Array
  readonly queries: Uint8Array
}

export interface QkdParities {
  readonly type: 'PARITIES'
  readonly parities: Uint8Array
}

export interface QkdVerification {
  readonly type: 'VERIFICATION'
  readonly point: Uint8Array
  readonly tag: Uint8Array
}

export interface QkdVerified {
  readonly type: 'VERIFIED'
  readonly equal: boolean
}

export interface QkdAmplification {
  readonly type: 'AMPLIFICATION'
  readonly length: number
  readonly seed: Uint8Array
}

export interface QkdFinish {
  readonly type: 'FINISH'
  /** A QkdReason. */
  readonly reason: number
  readonly tag: Uint8Array
}

export type QkdMessage =
  | QkdProposal
  | QkdAgreement
  | QkdProceed
  | QkdRoundKind
  | QkdRounds
  | QkdInputs
  | QkdOutcomes
  | QkdQueries
  | QkdParities
  | QkdVerification
  | QkdVerified
  | QkdAmplification
  | QkdFinish
  | QkdProgress
