import { binaryEntropy, tsirelsonBound } from '@bellwire/quantum'
import { type KeyLengthTerm, sumOfTerms } from '../analysis.js'
import { classicalWinning, winningProbability } from '../asymptotic/entropy-bound.js'
import { flippedErrorRate, requireEfficiency } from '../asymptotic/rate.js'
import { requireBetween, requireInteger, requireRange, SecurityInputError } from '../errors.js'
import { type Extractor, extractedLength } from '../extractor.js'
import { type AccumulationChoice, type AccumulationSetting, accumulationTerms } from './bound.js'
import { type AccumulationEpsilons, publishedEpsilons, requireEpsilons } from './epsilons.js'
import { wholePart } from '../numeric/whole.js'
import { bestChoice } from './optimise.js'
import { requireTestProbability } from './tradeoff.js'

/** What a session with entropy accumulation declares before its first round. */
export interface AccumulationParameters {
  /** n, rounds, at least 1. */
  readonly rounds: number
  /** γ, the probability that a round is tested, above 0 up to 1. */
  readonly testProbability: number
  /** The CHSH value that honest devices are expected to have, from 0 to 2√2. */
  readonly expectedChsh: number
  /** The error rate of key rounds that honest devices are expected to have, from 0 to ½. */
  readonly expectedQber: number
  /**
   * q of noisy preprocessing, from 0 to ½; 0 if absent. The end whose outcomes are the raw key flips each of a key round
   * with this probability, in secret, once the rounds are over and before error correction.
   */
  readonly flips?: number
  readonly epsilons?: AccumulationEpsilons
  /** `trevisan` if absent. */
  readonly extractor?: Extractor
  /**
   * ω₀ of the min-tradeoff function, from ¾ to 1: 1 (the published function, where only lost rounds count) if absent.
   * The expected winning probability gives longer keys, and an acceptance test that counts won rounds too.
   */
  readonly centre?: number
  /** Standard deviations between the expected score of honest devices and the threshold; 3 if absent. */
  readonly toleratedDeviations?: number
  /** ω_thr is cut to this many decimals; 5 if absent, 15 for all. */
  readonly thresholdDecimals?: number
  /** ω_thr itself, in place of what follows from the expected CHSH value. */
  readonly winningThreshold?: number
  /** m itself, in place of what follows from the expected error rate. */
  readonly syndromeBits?: number
  /** Factor on the entropy part of m, at least 1; 1 if absent. */
  readonly efficiency?: number
  /** Bits per √n added to m; 50 if absent. */
  readonly syndromeMargin?: number
  /** Bits of the verification hash; 264 if absent. */
  readonly verificationBits?: number
}

/** A session planned: what both ends must know before round 1, and the length of its key if it is accepted. */
export interface AccumulationPlan extends AccumulationSetting {
  /** ω₀; the run is accepted if won·(1 − ω₀) − lost·ω₀ >= nγ(ω_thr − ω₀). */
  readonly centre: number
  /** With the published centre ω₀ = 1: the largest number of lost test rounds with which a run is accepted. */
  readonly maximumLosses: number
  readonly choice: AccumulationChoice
  readonly terms: readonly KeyLengthTerm[]
  /** ℓ', the sum of the terms, in bits. */
  readonly unrounded: number
  /** ℓ, bits of key of an accepted run; 0 if the plan gives no key. */
  readonly length: number
}

/**
 * Plans a session: m, ω_thr, the best parameters of the proof, and ℓ.
 *
 *     m     = ⌊f·n[(1−γ)h(q + (1−2q)Q) + γh((4−S)/8)] + 50√n⌋
 *     ω_thr = ω − k·√Var/(√n·γ), with the variance of the score of honest devices per round
 *
 * With ω₀ = 1 the second line is 1 − [p + k√(p(1−p)/n)]/γ, p = γ(4−S)/8. PERF: about a millisecond.
 */
export function planAccumulation(parameters: AccumulationParameters): AccumulationPlan {
  const setting = accumulationSetting(parameters)
  const { centre = 1 } = parameters
  const choice = bestChoice(setting, centre)
  const terms = accumulationTerms(setting, choice)
  const unrounded = sumOfTerms(terms)
  return {
    ...setting,
    centre,
    maximumLosses: maximumLosses(setting),
    choice,
    terms,
    unrounded,
    // With a threshold of 3/4 or below the entropy terms are negative together, and nothing is extracted.
    length: extractedLength(setting.extractor, unrounded)
  }
}

/** The part of a plan that the protocol needs, checked; without the parameters of the proof. */
export function accumulationSetting(parameters: AccumulationParameters): AccumulationSetting {
  const { rounds, testProbability, epsilons = publishedEpsilons, extractor = 'trevisan' } = parameters
  const { verificationBits = 264, flips = 0 } = parameters
  requireInteger('rounds', rounds, 1)
  requireTestProbability(testProbability)
  requireRange('expectedChsh', parameters.expectedChsh, 0, tsirelsonBound)
  requireRange('expectedQber', parameters.expectedQber, 0, 0.5)
  requireRange('flips', flips, 0, 0.5)
  requireEpsilons(epsilons)
  requireInteger('verificationBits', verificationBits, 0)
  if (extractor !== 'trevisan' && extractor !== 'toeplitz') {
    throw new SecurityInputError('extractor', extractor, "'trevisan' or 'toeplitz'")
  }
  return {
    rounds,
    testProbability,
    flips,
    winningThreshold: winningThreshold(parameters),
    syndromeBits: syndromeBits(parameters),
    verificationBits,
    epsilons,
    extractor
  }
}

/** m: bits that one-way error correction is given for the outcomes of all rounds. */
export function syndromeBits(parameters: AccumulationParameters): number {
  const { rounds, testProbability, expectedChsh, expectedQber, flips = 0 } = parameters
  const { efficiency = 1, syndromeMargin = 50 } = parameters
  if (parameters.syndromeBits !== undefined) {
    requireInteger('syndromeBits', parameters.syndromeBits, 0)
    return parameters.syndromeBits
  }
  requireEfficiency(efficiency)
  requireRange('syndromeMargin', syndromeMargin, 0, 1e6)
  const entropy =
    (1 - testProbability) * binaryEntropy(flippedErrorRate(expectedQber, flips)) +
    testProbability * binaryEntropy((4 - expectedChsh) / 8)
  return Math.floor(efficiency * rounds * entropy + syndromeMargin * Math.sqrt(rounds))
}

/** ω_thr, cut to `thresholdDecimals`. May lie outside [0, 1] where rounds are very few; no key then. */
export function winningThreshold(parameters: AccumulationParameters): number {
  const { rounds, testProbability, expectedChsh, centre = 1 } = parameters
  const { toleratedDeviations = 3, thresholdDecimals = 5 } = parameters
  requireRange('centre', centre, classicalWinning, 1)
  if (parameters.winningThreshold !== undefined) {
    requireBetween('winningThreshold', parameters.winningThreshold, 0, 1)
    return parameters.winningThreshold
  }
  requireRange('toleratedDeviations', toleratedDeviations, 0, 100)
  requireInteger('thresholdDecimals', thresholdDecimals, 0, 15)
  const winning = winningProbability(expectedChsh)
  const mean = testProbability * (winning - centre)
  const square = testProbability * (winning * (1 - centre) ** 2 + (1 - winning) * centre ** 2)
  const deviation = Math.sqrt(Math.max(0, square - mean * mean) / rounds)
  const threshold = winning - (toleratedDeviations * deviation) / testProbability
  return Math.floor(threshold * 10 ** thresholdDecimals) / 10 ** thresholdDecimals
}

/** ⌊nγ(1 − ω_thr)⌋. */
function maximumLosses(setting: AccumulationSetting): number {
  return wholePart(setting.rounds * setting.testProbability * (1 - setting.winningThreshold))
}
