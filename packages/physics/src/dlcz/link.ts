import type { DetectorNoise } from '../components/slot-model.js'
import { type ClickWeights, clickWeights, type Excitation, truncatedClickWeights } from './click-weights.js'
import {
  type DetectedPair,
  detectedConcurrence,
  detectedPair,
  eitherDetector,
  jointCoherence,
  lossRemoved,
  memoryConcurrence,
  memoryFidelity,
  type MemoryPair,
  type RetrievalEfficiencies
} from './heralded-memories.js'
import { type PolarisationEntanglement, polarisationEntanglement } from './polarisation-entanglement.js'
import type { DlczParameters } from './slot.js'

/** Everything that the figures of a link of two ensembles need besides χ. */
export interface DlczLinkParameters extends DlczParameters {
  /** p_d: probability of a noise click of detector 0 and of detector 1 in one trial. */
  readonly noiseClickProbability: DetectorNoise
  /** Trials per second. */
  readonly attemptsPerSecond: number
  /** μ: mean number of detected photons of the weak probe field, per node. */
  readonly probePhotons: number
}

/** What a link of two ensembles delivers, averaged over both detectors with the sign of each taken out. */
export interface DlczLink {
  /** p_h: probability that one trial heralds. */
  readonly heraldProbability: number
  /** f: share of the heralds in which no light was detected. */
  readonly noiseShare: number
  /** Read-out photons as detected, given a herald. */
  readonly detected: DetectedPair
  /** C of what is detected. */
  readonly concurrence: number
  /** The memories with retrieval and detection loss taken out: what is delivered to keep. */
  readonly memories: MemoryPair
  /** C̃ of the memories. */
  readonly memoryConcurrence: number
  /** Fidelity of the memories to the announced Ψ±: (m₁₀+m₀₁)/2 + d. */
  readonly fidelity: number
  readonly polarisation: PolarisationEntanglement
  /** Heralds per second. */
  readonly rate: number
}

/**
 * The figures of a link whose ensembles are both written with χ ("Creation of memory–memory entanglement in a
 * metropolitan quantum network", Liu et al., who give figures but not this model).
 *
 * @param chi write-out probability per trial, 0 <= χ < 1
 * @param excitations where each ensemble's series is cut; the default, Infinity, sums it exactly
 * @throws ParameterError for χ or the cut out of range
 */
export function dlczLink(parameters: DlczLinkParameters, chi: number, excitations = Infinity): DlczLink {
  const { noiseClickProbability: noise } = parameters
  const excitation: Excitation = [chi, chi]
  const retrieval: RetrievalEfficiencies = [parameters.retrievalEfficiencyA, parameters.retrievalEfficiencyB]
  const weights: ClickWeights =
    excitations === Infinity
      ? clickWeights(parameters, excitation, noise)
      : truncatedClickWeights(parameters, excitation, noise, excitations)
  const clicks = weights(1, 1)
  const heraldProbability = eitherDetector(clicks)
  const quiet = 1 - noise[1] + (1 - noise[0])
  const contrast = parameters.phaseContrast * parameters.operationsContrast
  const coherence = (jointCoherence(parameters, excitation) * quiet * contrast) / heraldProbability
  const detected = detectedPair(weights, eitherDetector, retrieval, coherence)
  const memories = lossRemoved(detected, retrieval)
  return {
    heraldProbability,
    noiseShare: clicks.noiseOnly / heraldProbability,
    detected,
    concurrence: detectedConcurrence(detected),
    memories,
    memoryConcurrence: memoryConcurrence(memories),
    fidelity: memoryFidelity(memories),
    polarisation: polarisationEntanglement(detected, [parameters.probePhotons, parameters.probePhotons]),
    rate: parameters.attemptsPerSecond * heraldProbability
  }
}

/** e^{−σ²/2}: contrast that Gaussian phase noise of standard deviation σ (radians) leaves of a coherence. */
export function phaseNoiseContrast(standardDeviation: number): number {
  return Math.exp(-(standardDeviation ** 2) / 2)
}
