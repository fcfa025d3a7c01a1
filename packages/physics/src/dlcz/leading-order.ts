import { type DetectedPair, detectedConcurrence, memoryConcurrence, type MemoryPair } from './heralded-memories.js'
import { type PolarisationEntanglement, polarisationEntanglement } from './polarisation-entanglement.js'

/** Two equal ensembles, in the numbers that matter to leading order. */
export interface LeadingOrderParameters {
  /** χ: write-out probability, small against 1. */
  readonly chi: number
  /** η_w: write-out photon to click, small against 1. */
  readonly efficiency: number
  /** p_d: noise click per detector and trial, small against 1. */
  readonly noiseClickProbability: number
  /** V: contrast of the coherence. */
  readonly contrast: number
  /** η_r: retrieval and detection. */
  readonly retrievalEfficiency: number
  /** μ: detected photons of the weak probe field. */
  readonly probePhotons: number
}

/** What leading order gives for a link of two ensembles. */
export interface LeadingOrderLink {
  /** p_h = 2χη_w + 2p_d. */
  readonly heraldProbability: number
  /** f = 2p_d/p_h. */
  readonly noiseShare: number
  readonly memories: MemoryPair
  readonly memoryConcurrence: number
  readonly detected: DetectedPair
  readonly concurrence: number
  readonly polarisation: PolarisationEntanglement
}

/**
 * The link by hand, for χ, η_w and p_d small: a share f of the heralds is noise and leaves the memories empty, the
 * others leave one excitation, and χ of those a second one in the other memory: m₁₁ = (1−f)χ, d = ½(1−f)V, m₀₀ = f,
 * C̃ = 2d − 2√(m₀₀ m₁₁). Populations as they stand in these formulas: they sum to 1 + (1−f)χ.
 */
export function leadingOrderLink(parameters: LeadingOrderParameters): LeadingOrderLink {
  const { chi, efficiency, noiseClickProbability, contrast, retrievalEfficiency, probePhotons } = parameters
  const heraldProbability = 2 * chi * efficiency + 2 * noiseClickProbability
  const noiseShare = (2 * noiseClickProbability) / heraldProbability
  const signal = 1 - noiseShare
  const memories: MemoryPair = {
    m00: noiseShare,
    m01: signal / 2,
    m10: signal / 2,
    m11: signal * chi,
    coherence: (signal * contrast) / 2
  }
  const single = (retrievalEfficiency * signal) / 2
  const p11 = retrievalEfficiency ** 2 * memories.m11
  const detected: DetectedPair = {
    p00: 1 - 2 * single - p11,
    p01: single,
    p10: single,
    p11,
    coherence: retrievalEfficiency * memories.coherence
  }
  return {
    heraldProbability,
    noiseShare,
    memories,
    memoryConcurrence: memoryConcurrence(memories),
    detected,
    concurrence: detectedConcurrence(detected),
    polarisation: polarisationEntanglement(detected, [probePhotons, probePhotons])
  }
}
