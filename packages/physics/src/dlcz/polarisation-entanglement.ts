import type { DetectedPair } from './heralded-memories.js'

/** The polarisation entanglement that weak probe fields make of two memories, post-selected on a photon at each node. */
export interface PolarisationEntanglement {
  /** Probability that both nodes detect a photon, per herald. */
  readonly coincidenceProbability: number
  /** x: share of the coincidences with orthogonal polarisations. */
  readonly correct: number
  /** |⟨ZZ⟩| of H and V, anticorrelated: 2x − 1. */
  readonly zz: number
  /** E = |⟨XX⟩| = |⟨YY⟩|. */
  readonly xx: number
  /** Fidelity to the maximally entangled state, (x + E)/2. */
  readonly fidelity: number
}

/**
 * Weak-field verification ("Creation of memory–memory entanglement in a metropolitan quantum network", Liu et al.,
 * equations 3 and 4): each node combines its read-out (H) with a weak coherent pulse (V) and detects one photon. A
 * pair of orthogonal photons is one read-out photon and the other node's probe photon; parallel ones are two read-out
 * or two probe photons. Leading order in the probe's photon number.
 *
 * @param probePhotons μ: mean number of detected probe photons at A and at B, small against 1. Without any coincidence
 *   the figures are 0.
 */
export function polarisationEntanglement(
  detected: DetectedPair,
  probePhotons: readonly [number, number]
): PolarisationEntanglement {
  const [muA, muB] = probePhotons
  const orthogonal = detected.p10 * muB + detected.p01 * muA
  const parallel = detected.p11 + detected.p00 * muA * muB
  const coincidenceProbability = orthogonal + parallel
  if (coincidenceProbability <= 0) return { coincidenceProbability: 0, correct: 0, zz: 0, xx: 0, fidelity: 0 }
  const correct = orthogonal / coincidenceProbability
  const xx = (2 * detected.coherence * Math.sqrt(muA * muB)) / coincidenceProbability
  return { coincidenceProbability, correct, zz: 2 * correct - 1, xx, fidelity: (correct + xx) / 2 }
}

/**
 * The least coherence |⟨10|ρ|01⟩| of the read-out that a correlation E of the superposed polarisations proves,
 * whatever the probe's photon number: (p₁₀ + p₀₁ + 2√(p₀₀ p₁₁))·E/2 (same paper). In this model, for equal probes,
 * d = E (p₁₀ + p₀₁ + p₁₁/μ + p₀₀ μ)/2, so that the bound is tight at μ = √(p₁₁/p₀₀).
 */
export function coherenceLowerBound(detected: Omit<DetectedPair, 'coherence'>, correlation: number): number {
  const { p00, p01, p10, p11 } = detected
  return ((p10 + p01 + 2 * Math.sqrt(p00 * p11)) * correlation) / 2
}
