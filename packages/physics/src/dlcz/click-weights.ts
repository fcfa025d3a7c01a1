import { ParameterError } from '../components/parameter.js'
import type { DetectorNoise } from '../components/slot-model.js'
import { type EnsembleOptics, fockPatterns, type LightPatterns, summedPatterns } from './station-response.js'

/** Probabilities of the clicks of one trial, noise counted. */
export interface ClickProbabilities {
  /** [detector]: this one clicked and the other did not. */
  readonly only: readonly [number, number]
  readonly both: number
  /** The part of both `only` together in which no light was seen. */
  readonly noiseOnly: number
}

/**
 * The clicks of one trial jointly with what is left unseen in the memories: every excitation of memory A is weighted
 * with keepA and of memory B with keepB. At (1, 1) these are the click probabilities; at (1−η_A, 1−η_B) those jointly
 * with neither memory giving a detected read-out photon, each excitation being retrieved and detected with η.
 */
export type ClickWeights = (keepA: number, keepB: number) => ClickProbabilities

/** Write-out probabilities χ of both nodes. */
export type Excitation = readonly [number, number]

/**
 * Clicks of a pair of ensembles, each in √(1−χ) Σ χ^{n/2} |n, n⟩ over excitations and photons, by summing the
 * thermal series exactly.
 *
 * @param excitation χ of A and of B, 0 <= χ < 1
 * @throws ParameterError for χ out of range
 */
export function clickWeights(optics: EnsembleOptics, excitation: Excitation, noise: DetectorNoise): ClickWeights {
  checkExcitation(excitation)
  const [chiA, chiB] = excitation
  const vacuum = (1 - chiA) * (1 - chiB)
  return (keepA, keepB) => withNoise(summedPatterns(optics, chiA * keepA, chiB * keepB), vacuum, noise)
}

/**
 * The same with each ensemble's series cut after `excitations`, as the model is usually written (to 4); what the
 * cut leaves out is missing from every probability.
 *
 * @param excitations most excitations counted in one node, an integer >= 0
 * @throws ParameterError for χ or the cut out of range
 */
export function truncatedClickWeights(
  optics: EnsembleOptics,
  excitation: Excitation,
  noise: DetectorNoise,
  excitations: number
): ClickWeights {
  checkExcitation(excitation)
  if (!Number.isInteger(excitations) || excitations < 0) {
    throw new ParameterError('excitations', excitations, 'an integer >= 0')
  }
  const [chiA, chiB] = excitation
  const vacuum = (1 - chiA) * (1 - chiB)
  const patterns: LightPatterns[] = []
  for (let a = 0; a <= excitations; a++) {
    for (let b = 0; b <= excitations; b++) patterns.push(fockPatterns(optics, a, b))
  }
  return (keepA, keepB) => {
    const sum = { dark: 0, one: 0, both: 0 }
    patterns.forEach(({ dark, one, both }, index) => {
      const a = Math.floor(index / (excitations + 1))
      const population = (chiA * keepA) ** a * (chiB * keepB) ** (index - a * (excitations + 1))
      sum.dark += population * dark
      sum.one += population * one
      sum.both += population * both
    })
    return withNoise(sum, vacuum, noise)
  }
}

function withNoise(light: LightPatterns, vacuum: number, noise: DetectorNoise): ClickProbabilities {
  const [noise0, noise1] = noise
  const dark = vacuum * light.dark
  const one = vacuum * light.one
  return {
    only: [(one + dark * noise0) * (1 - noise1), (one + dark * noise1) * (1 - noise0)],
    both: vacuum * light.both + one * (noise0 + noise1) + dark * noise0 * noise1,
    noiseOnly: dark * (noise0 * (1 - noise1) + noise1 * (1 - noise0))
  }
}

function checkExcitation(excitation: Excitation): void {
  excitation.forEach((chi, side) => {
    if (!(chi >= 0 && chi < 1)) throw new ParameterError(`excitation[${side}]`, chi, 'a number 0 <= χ < 1')
  })
}
