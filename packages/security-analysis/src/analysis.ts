/** What stands behind a key length. Printed wherever the length is. */
export type AnalysisLabel = 'proof' | 'proof, trusted devices' | 'calibrated, not a proof' | 'experimental'

/**
 * `fixed-length`: the length, the acceptance test and every number of the analysis are chosen before round 1; a run
 * that fails the test gives no key. `variable-length`: the length follows from what was observed, which needs a proof
 * of its own.
 */
export type AnalysisMode = 'fixed-length' | 'variable-length'

export type AnalysisName =
  | 'entropy-accumulation'
  | 'complementarity-azuma'
  | 'complementarity-chernoff'
  | 'entropic-uncertainty'

/** One contribution to a key length, in bits; negative where it costs key. */
export interface KeyLengthTerm {
  readonly name: string
  readonly bits: number
}

/** Why a run gives no key. `code` is stable; `detail` is for people and holds no secret. */
export interface Refusal {
  readonly code: 'test-failed' | 'too-few-rounds' | 'error-correction-budget' | 'no-key'
  readonly detail: string
}

/** What an analysis says of one run. */
export interface KeyLength {
  readonly analysis: AnalysisName
  readonly label: AnalysisLabel
  /** Bits of key that may be extracted, a whole number; 0 if the run is refused. */
  readonly length: number
  /** The sum of `terms` in bits, before rounding and before any refusal; may be negative, never NaN. */
  readonly unrounded: number
  readonly terms: readonly KeyLengthTerm[]
  /** The failure probabilities that the length was computed with, by name. */
  readonly epsilons: Readonly<Record<string, number>>
  /**
   * Whether this analysis lets a key of `length` bits go to its user. Only the analysis that a session declared before
   * its first round releases key; what another says of the same session is for reading.
   */
  readonly mayRelease: boolean
  /** Absent exactly if `mayRelease`. */
  readonly refusal?: Refusal
}

/**
 * A way from the record of a session to the length of a key. Everything that has to be chosen before round 1 is in
 * `parameters`, fixed when the analysis is made; `keyLength` is pure.
 */
export interface SecurityAnalysis<Parameters, Data> {
  readonly name: AnalysisName
  readonly label: AnalysisLabel
  /** What the analysis is and is not, in a sentence or two. */
  readonly description: string
  /** The papers that it comes from. */
  readonly reference: string
  readonly mode: AnalysisMode
  /** What is fixed before round 1. */
  readonly parameters: Parameters
  /** @throws SecurityInputError if `data` cannot be the record of a session with these parameters */
  readonly keyLength: (data: Data) => KeyLength
}

/** Sums terms and decides the release: what all analyses share. */
export function judged(
  analysis: { readonly name: AnalysisName; readonly label: AnalysisLabel },
  terms: readonly KeyLengthTerm[],
  epsilons: Readonly<Record<string, number>>,
  round: (unrounded: number) => number,
  refusal?: Refusal
): KeyLength {
  const unrounded = sumOfTerms(terms)
  const length = refusal ? 0 : round(unrounded)
  const verdict: Refusal | undefined =
    refusal ?? (length > 0 ? undefined : { code: 'no-key', detail: `the bound is ${unrounded.toFixed(1)} bits` })
  const common = { analysis: analysis.name, label: analysis.label, unrounded, terms, epsilons }
  return verdict
    ? { ...common, length: 0, mayRelease: false, refusal: verdict }
    : { ...common, length, mayRelease: true }
}

/** The sum of contributions in bits. */
export function sumOfTerms(terms: readonly KeyLengthTerm[]): number {
  let sum = 0
  for (const term of terms) sum += term.bits
  return sum
}
