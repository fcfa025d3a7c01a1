import type { KeyLengthTerm } from '../analysis.js'
import { extractionCost, type Extractor } from '../extractor.js'
import { type AccumulationEpsilons, chainSmoothing, smoothingCost } from './epsilons.js'
import { type TradeoffFunction, tangentValue, thirdOrder, worstCase } from './tradeoff.js'

/** What the bound is about: fixed by the protocol, before any parameter of the proof is chosen. */
export interface AccumulationSetting {
  /** n, rounds of the session; the raw key is the outcomes of all of them. */
  readonly rounds: number
  /** γ, the probability that a round is tested. */
  readonly testProbability: number
  /** q, the probability with which a bit of a key round is flipped before error correction, from 0 to ½. */
  readonly flips: number
  /** ω_thr: a run with a lower score is not accepted. */
  readonly winningThreshold: number
  /** m, bits that error correction publishes. */
  readonly syndromeBits: number
  /** Bits of the hash that verifies the corrected key. */
  readonly verificationBits: number
  readonly epsilons: AccumulationEpsilons
  readonly extractor: Extractor
}

/** The free parameters of the proof: every choice gives a valid bound, some give a longer key. */
export interface AccumulationChoice {
  readonly tradeoff: TradeoffFunction
  /** α' − 1, between 0 and 1. */
  readonly alphaOutcomes: number
  /** α'' − 1, between 0 and 1/log2 5. */
  readonly alphaTests: number
}

const logTestAlphabet = Math.log2(5)

/** The largest α'' − 1, not included. */
export const largestAlphaTests = 1 / logTestAlphabet

/**
 * The length bound of Nadlinger et al., "Experimental quantum key distribution certified by Bell's theorem" (Nature 607,
 * 682), term by term, in bits; with Trevisan's extractor 4·log2 ℓ more is lost, see `extractedLength`.
 *
 *     n·g(ω_thr) + n·min_ω[η(ω) − g(ω) − (α'−1)V(ω)] − n(α'−1)²K − nγ − n(α''−1)·log2²5
 *     − [ϑ(ε'_s) + α'·log2(1/ε_EA)]/(α'−1) − [ϑ(ε''_s) + α''·log2(1/ε_EA)]/(α''−1)
 *     − 3ϑ(ε_s − ε'_s − 2ε''_s) − extraction − m − verification
 *
 * η is the entropy of a round's bit, flipped in key rounds, see `roundEntropy`. The variance in V is that of each ω, inside the minimum: the second-order bound holds state by state.
 */
export function accumulationTerms(setting: AccumulationSetting, choice: AccumulationChoice): readonly KeyLengthTerm[] {
  const { rounds, epsilons } = setting
  const { tradeoff, alphaOutcomes, alphaTests } = choice
  return [
    { name: 'entropy at the threshold', bits: rounds * tangentValue(tradeoff, setting.winningThreshold) },
    { name: 'second order', bits: rounds * worstCase(tradeoff, alphaOutcomes).value },
    { name: 'third order', bits: -rounds * alphaOutcomes ** 2 * thirdOrder(tradeoff, alphaOutcomes) },
    { name: 'outcomes of test rounds', bits: -rounds * setting.testProbability },
    { name: 'fluctuation of test rounds', bits: -rounds * alphaTests * logTestAlphabet ** 2 },
    { name: 'smoothing of the outcomes', bits: -renyiCost(epsilons, epsilons.smoothingOutcomes, alphaOutcomes) },
    { name: 'smoothing of the tests', bits: -renyiCost(epsilons, epsilons.smoothingTests, alphaTests) },
    { name: 'chain rule', bits: -3 * smoothingCost(chainSmoothing(epsilons)) },
    { name: 'extraction', bits: -extractionCost(setting.extractor, epsilons.privacyAmplification) },
    { name: 'error correction', bits: -setting.syndromeBits },
    { name: 'verification', bits: -setting.verificationBits }
  ]
}

/** [ϑ(ε) + α·log2(1/ε_EA)]/(α − 1). */
function renyiCost(epsilons: AccumulationEpsilons, smoothing: number, alphaExcess: number): number {
  return renyiWeight(epsilons, smoothing) / alphaExcess - Math.log2(epsilons.entropyAccumulation)
}

/** The part of {@link renyiCost} that falls as 1/(α − 1). */
export function renyiWeight(epsilons: AccumulationEpsilons, smoothing: number): number {
  return smoothingCost(smoothing) - Math.log2(epsilons.entropyAccumulation)
}

/** The best α'' − 1, in closed form: the cost falls as w/a and grows as n·a·log2²5. */
export function bestAlphaTests(setting: AccumulationSetting): number {
  const weight = renyiWeight(setting.epsilons, setting.epsilons.smoothingTests)
  const best = Math.sqrt(weight / setting.rounds) / logTestAlphabet
  return Math.min(best, largestAlphaTests * (1 - 1e-9))
}
