import { binaryEntropy } from '@bellwire/quantum'
import { type KeyLengthTerm, sumOfTerms } from '../analysis.js'
import { requireEfficiency } from '../asymptotic/rate.js'
import { requireBetween, requireInteger, requireRange } from '../errors.js'
import { wholePart } from '../numeric/whole.js'

/** What a BBM92 session declares before its first round. */
export interface SamplingParameters {
  /** n, rounds measured by both in the key basis that make the raw key. */
  readonly keyRounds: number
  /** k, rounds measured by both in the other basis, all published. */
  readonly testRounds: number
  /** The error rate that honest devices are expected to have, in both bases, from 0 to ½. */
  readonly expectedQber: number
  /** ε_sec: distance of an accepted key from an ideal one. */
  readonly secrecy: number
  /** ε_cor: probability that the two keys differ and nobody notices. */
  readonly correctness: number
  /**
   * q, the quality of A's two measurements: −log2 of their largest overlap, 1 for X and Z; above 0 up to 1, 1 if absent.
   */
  readonly quality?: number
  /** Q_tol itself, in place of what follows from the expected error rate. */
  readonly toleratedQber?: number
  /** Standard deviations between the expected error rate and Q_tol; 3 if absent. */
  readonly toleratedDeviations?: number
  /** leak_EC itself, in place of what follows from the expected error rate. */
  readonly errorCorrectionBits?: number
  /** Factor on n·h(Q) in leak_EC, at least 1; 1.2 if absent. */
  readonly efficiency?: number
  /** Bits of the verification hash, where more are published than ε_cor needs. */
  readonly verificationBits?: number
}

export interface SamplingPlan {
  readonly keyRounds: number
  readonly testRounds: number
  readonly toleratedQber: number
  /** The largest number of errors in the test rounds with which a run is accepted, ⌊k·Q_tol⌋. */
  readonly maximumErrors: number
  /** Bits that error correction may publish, without the verification hash. */
  readonly errorCorrectionBits: number
  readonly secrecy: number
  readonly correctness: number
  readonly terms: readonly KeyLengthTerm[]
  readonly unrounded: number
  /** ℓ, bits of key of an accepted run. */
  readonly length: number
}

/**
 * μ = √((n + k)/(nk) · (k + 1)/k · ln(4/ε)): an error rate in n unseen rounds above that in k rounds drawn at random from
 * the n + k by μ or more has a probability of at most (ε/4)² (Serfling's inequality).
 */
export function samplingMargin(keyRounds: number, testRounds: number, epsilon: number): number {
  requireInteger('keyRounds', keyRounds, 1)
  requireInteger('testRounds', testRounds, 1)
  requireBetween('epsilon', epsilon, 0, 1)
  const both = (keyRounds + testRounds) / (keyRounds * testRounds)
  return Math.sqrt(((both * (testRounds + 1)) / testRounds) * (Math.log(4) - Math.log(epsilon)))
}

/**
 * Plans a session by Theorem 2, equation (2), of Tomamichel, Lim, Gisin and Renner, "Tight finite-key analysis for quantum
 * cryptography" (Nature Communications 3, 634):
 *
 *     ℓ = ⌊n(q − h(Q_tol + μ)) − leak_EC − log2(2/(ε_sec²·ε_cor))⌋
 *
 * How the constants come about: with ε' = (ε_sec/4)/√p_pass from Serfling's inequality, H_min^ε' of the raw key is at least
 * n(q − h(Q_tol + μ)) − leak_EC − log2(2/ε_cor), and 2ε' + ½·2^(−(H_min^ε' − ℓ)/2), times p_pass, is at most ε_sec.
 */
export function planSampling(parameters: SamplingParameters): SamplingPlan {
  const { keyRounds, testRounds, expectedQber, secrecy, correctness, quality = 1 } = parameters
  requireInteger('keyRounds', keyRounds, 1)
  requireInteger('testRounds', testRounds, 1)
  requireRange('expectedQber', expectedQber, 0, 0.5)
  requireBetween('secrecy', secrecy, 0, 1)
  requireBetween('correctness', correctness, 0, 1)
  requireRange('quality', quality, Number.MIN_VALUE, 1)
  const toleratedQber = toleratedError(parameters)
  const errorCorrectionBits = errorCorrectionBudget(parameters)
  const { verificationBits = 0 } = parameters
  requireInteger('verificationBits', verificationBits, 0)
  const worst = toleratedQber + samplingMargin(keyRounds, testRounds, secrecy)
  const terms = [
    { name: 'raw key', bits: keyRounds * quality },
    { name: 'phase errors', bits: -keyRounds * (worst >= 0.5 ? 1 : binaryEntropy(worst)) },
    { name: 'error correction', bits: -errorCorrectionBits },
    { name: 'verification', bits: -Math.max(verificationBits, 1 - Math.log2(correctness)) },
    { name: 'extraction', bits: 2 * Math.log2(secrecy) }
  ]
  const unrounded = sumOfTerms(terms)
  return {
    keyRounds,
    testRounds,
    toleratedQber,
    maximumErrors: wholePart(testRounds * toleratedQber),
    errorCorrectionBits,
    secrecy,
    correctness,
    terms,
    unrounded,
    length: Math.max(0, Math.floor(unrounded))
  }
}

function toleratedError(parameters: SamplingParameters): number {
  const { toleratedQber, toleratedDeviations = 3, expectedQber, testRounds } = parameters
  if (toleratedQber !== undefined) {
    requireRange('toleratedQber', toleratedQber, 0, 0.5)
    return toleratedQber
  }
  requireRange('toleratedDeviations', toleratedDeviations, 0, 100)
  const deviation = Math.sqrt((expectedQber * (1 - expectedQber)) / testRounds)
  return Math.min(0.5, expectedQber + toleratedDeviations * deviation)
}

function errorCorrectionBudget(parameters: SamplingParameters): number {
  const { errorCorrectionBits, efficiency = 1.2, expectedQber, keyRounds } = parameters
  if (errorCorrectionBits !== undefined) {
    requireInteger('errorCorrectionBits', errorCorrectionBits, 0)
    return errorCorrectionBits
  }
  requireEfficiency(efficiency)
  return Math.ceil(efficiency * keyRounds * binaryEntropy(expectedQber))
}
