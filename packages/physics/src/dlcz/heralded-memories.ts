import type { ClickProbabilities, ClickWeights, Excitation } from './click-weights.js'
import type { EnsembleOptics } from './station-response.js'

/** Which memories gave a detected read-out photon, first A then B, given the herald; and the coherence between. */
export interface DetectedPair {
  readonly p00: number
  readonly p01: number
  readonly p10: number
  readonly p11: number
  /** |⟨10|ρ|01⟩| of the read-out modes. */
  readonly coherence: number
}

/** The memories as a two-qubit state, |1⟩ an excitation, with retrieval and detection loss taken out. */
export interface MemoryPair {
  readonly m00: number
  readonly m01: number
  readonly m10: number
  readonly m11: number
  /** d = |⟨10|ρ|01⟩|. */
  readonly coherence: number
}

/** η_r of A and of B: probability that an excitation is retrieved and detected. */
export type RetrievalEfficiencies = readonly [number, number]

/** The clicks that count: those of one detector alone, or of either. */
export type Herald = (clicks: ClickProbabilities) => number

/** Exactly one click, at either detector. */
export const eitherDetector: Herald = ({ only }) => only[0] + only[1]

/** Exactly one click, at this detector. */
export function detectorAlone(detector: 0 | 1): Herald {
  return ({ only }) => only[detector]
}

/**
 * Probability of "detector j alone, by light" times the coherence between |10⟩ and |01⟩ that it leaves for perfect
 * contrast: (1−χ_A)(1−χ_B) √(χ_A χ_B) · √(η_A η_B)/2, noise at the other detector not counted.
 */
export function jointCoherence(optics: EnsembleOptics, excitation: Excitation): number {
  const [chiA, chiB] = excitation
  const amplitude = Math.sqrt(chiA * chiB * optics.efficiencyA * optics.efficiencyB)
  return ((1 - chiA) * (1 - chiB) * amplitude) / 2
}

/**
 * What threshold detectors see of the memories given a herald: n excitations click with 1 − (1−η_r)^n.
 *
 * @param coherence d of the memories given the herald; of the coherence only |10⟩⟨01| is counted, those between
 *   states of more excitations being smaller by χ
 */
export function detectedPair(
  weights: ClickWeights,
  herald: Herald,
  retrieval: RetrievalEfficiencies,
  coherence: number
): DetectedPair {
  const [etaA, etaB] = retrieval
  const total = herald(weights(1, 1))
  const noneA = herald(weights(1 - etaA, 1)) / total
  const noneB = herald(weights(1, 1 - etaB)) / total
  const p00 = herald(weights(1 - etaA, 1 - etaB)) / total
  return {
    p00,
    p01: noneA - p00,
    p10: noneB - p00,
    p11: 1 - noneA - noneB + p00,
    coherence: Math.sqrt(etaA * etaB) * coherence
  }
}

/**
 * The memories' state inferred from what is detected, as if each held one excitation at most: p₁₁ = η_A η_B m₁₁,
 * p₁₀ = η_A (m₁₀ + (1−η_B) m₁₁) and so on. Memories with two excitations click more often than that allows, so that
 * without noise m₀₀ can come out as small as about −2χ: see physicalMemoryPair.
 *
 * @param retrieval 0 < η_r <= 1
 */
export function lossRemoved(detected: DetectedPair, retrieval: RetrievalEfficiencies): MemoryPair {
  const [etaA, etaB] = retrieval
  const m11 = detected.p11 / (etaA * etaB)
  const m10 = detected.p10 / etaA - (1 - etaB) * m11
  const m01 = detected.p01 / etaB - (1 - etaA) * m11
  return { m00: 1 - m11 - m10 - m01, m01, m10, m11, coherence: detected.coherence / Math.sqrt(etaA * etaB) }
}

/**
 * Population of |1⟩ that the same inference gives one ensemble of which nobody has learned anything: its detected
 * share over η_r, χ/(1−χ(1−η_r)), at most 1; with perfect retrieval χ.
 */
export function inferredExcitation(chi: number, retrievalEfficiency: number): number {
  return Math.min(1, chi / (1 - chi * (1 - retrievalEfficiency)))
}

/** The nearest state: negative populations become 0, the others keep their ratios, and |d|² <= m₁₀ m₀₁. */
export function physicalMemoryPair(pair: MemoryPair): MemoryPair {
  const m00 = Math.max(0, pair.m00)
  const m01 = Math.max(0, pair.m01)
  const m10 = Math.max(0, pair.m10)
  const m11 = Math.max(0, pair.m11)
  const total = m00 + m01 + m10 + m11
  return {
    m00: m00 / total,
    m01: m01 / total,
    m10: m10 / total,
    m11: m11 / total,
    coherence: Math.min(pair.coherence, Math.sqrt(m10 * m01)) / total
  }
}

/** Concurrence max(0, 2d − 2√(m₀₀ m₁₁)) of such a state (its density matrix has the form of an X). */
export function memoryConcurrence(pair: MemoryPair): number {
  return Math.max(0, 2 * pair.coherence - 2 * Math.sqrt(Math.max(0, pair.m00 * pair.m11)))
}

/** The same of what is detected, where the coherence is η_r d. */
export function detectedConcurrence(pair: DetectedPair): number {
  return Math.max(0, 2 * pair.coherence - 2 * Math.sqrt(pair.p00 * pair.p11))
}

/** Fidelity to Ψ±: (m₁₀ + m₀₁)/2 + d. */
export function memoryFidelity(pair: MemoryPair): number {
  return (pair.m10 + pair.m01) / 2 + pair.coherence
}
