import { requireBetween, requireInteger, requireRange } from '../errors.js'

export interface SampleSizes {
  readonly keyRounds: number
  readonly testRounds: number
}

/**
 * How many rounds of each kind to declare for a session of `rounds` in which both ends choose the key basis with
 * probability p: N·p² and N·(1 − p)², each less `deviations` standard deviations, so that a session seldom has too few.
 */
export function sampleSizes(rounds: number, keyBasisProbability: number, deviations = 3): SampleSizes {
  requireInteger('rounds', rounds, 1)
  requireBetween('keyBasisProbability', keyBasisProbability, 0, 1)
  requireRange('deviations', deviations, 0, 100)
  const least = (probability: number): number =>
    Math.max(0, Math.floor(rounds * probability - deviations * Math.sqrt(rounds * probability * (1 - probability))))
  return { keyRounds: least(keyBasisProbability ** 2), testRounds: least((1 - keyBasisProbability) ** 2) }
}
