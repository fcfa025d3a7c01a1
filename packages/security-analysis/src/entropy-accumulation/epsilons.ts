import { requireBetween, SecurityInputError } from '../errors.js'

/** Failure probabilities of the entropy accumulation analysis. */
export interface AccumulationEpsilons {
  /** ε_EA: a run is accepted with at most this probability, or its entropy is as the theorem says. */
  readonly entropyAccumulation: number
  /** ε_PA, the error of the extractor. */
  readonly privacyAmplification: number
  /** ε_s, the smoothing of the min-entropy that goes into the extractor. */
  readonly smoothing: number
  /** ε'_s, its part in the min-entropy of the outcomes; ε'_s + 2ε''_s < ε_s. */
  readonly smoothingOutcomes: number
  /** ε''_s, its part in the max-entropy of what was published in test rounds. */
  readonly smoothingTests: number
}

/** Those of Nadlinger et al.: 1e-10, and 3e-11 for the two parts of the smoothing. */
export const publishedEpsilons: AccumulationEpsilons = {
  entropyAccumulation: 1e-10,
  privacyAmplification: 1e-10,
  smoothing: 1e-10,
  smoothingOutcomes: 3e-11,
  smoothingTests: 3e-11
}

/** All five from one: ε_EA = ε_PA = ε_s = ε, ε'_s = ε''_s = 0.3ε. */
export function epsilonsOf(epsilon: number): AccumulationEpsilons {
  requireBetween('epsilon', epsilon, 0, 1)
  return {
    entropyAccumulation: epsilon,
    privacyAmplification: epsilon,
    smoothing: epsilon,
    smoothingOutcomes: 0.3 * epsilon,
    smoothingTests: 0.3 * epsilon
  }
}

export function requireEpsilons(epsilons: AccumulationEpsilons): void {
  for (const [name, value] of Object.entries(epsilons)) requireBetween(`epsilons.${name}`, value as number, 0, 1)
  if (!(chainSmoothing(epsilons) > 0)) {
    throw new SecurityInputError(
      'epsilons.smoothing',
      epsilons.smoothing,
      'a number above smoothingOutcomes + 2·smoothingTests'
    )
  }
}

/** ε_s − ε'_s − 2ε''_s, what is left for the chain rule. */
export function chainSmoothing(epsilons: AccumulationEpsilons): number {
  return epsilons.smoothing - epsilons.smoothingOutcomes - 2 * epsilons.smoothingTests
}

/** ϑ(ε) = log2(2/ε²). */
export function smoothingCost(epsilon: number): number {
  return 1 - 2 * Math.log2(epsilon)
}

/**
 * Distance of an accepted key from an ideal one: max(ε_EA, ε_PA + 2ε_s). Correctness, the collision probability of the
 * verification, comes on top.
 */
export function accumulationSecrecy(epsilons: AccumulationEpsilons): number {
  return Math.max(epsilons.entropyAccumulation, epsilons.privacyAmplification + 2 * epsilons.smoothing)
}
