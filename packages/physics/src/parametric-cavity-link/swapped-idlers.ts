import type { DetectorNoise } from '../components/slot-model.js'
import { clickWeights } from '../dlcz/click-weights.js'
import { detectedPair, detectorAlone, type MemoryPair } from '../dlcz/heralded-memories.js'
import type { EnsembleOptics } from '../dlcz/station-response.js'
import { excitationOf, type ModePhotons } from './temporal-mode.js'

/** The clicks of one temporal mode of each of two sources, and what they leave in the two memories. */
export interface SwappedIdlers {
  /** [detector]: probability that this one clicks and the other does not. */
  readonly only: readonly [number, number]
  readonly both: number
  /** The part of both `only` together in which no light was seen. */
  readonly noiseOnly: number
  /** [detector]: the memories given that it clicked alone, as qubits; null where it never does. */
  readonly memories: readonly [MemoryPair | null, MemoryPair | null]
  /**
   * [detector]: the part of the memories in exactly one excitation, in |10⟩⟨10| and |01⟩⟨01|; what the same populations
   * of the qubits have besides is memories with several.
   */
  readonly singleExcitations: readonly [readonly [number, number], readonly [number, number]]
}

/**
 * Two sources whose idlers meet on a beam splitter before two threshold detectors, one temporal mode of each, to all
 * orders in the photon numbers.
 *
 * Idler and partner of a source are in √(1−χ) Σ χ^{n/2} |n, n⟩ with χ = n_I/(1+n_I), and of every n partners each is in
 * the memory with t, else in the signal that nobody sees: that is the state of memory and idler with n_M = t·n_I and
 * |⟨b_I c_M⟩|² = n_M(1+n_I). Probabilities follow from clickWeights, where a weight (1−t)^n says "memory empty".
 *
 * A memory is read as a qubit by |0⟩ for empty and |1⟩ for any excitation, its coherence being ⟨10|ρ|01⟩ between single
 * excitations: the channel |0⟩⟨0| + |1⟩⟨1| with, for every n >= 2, |1⟩⟨n|. Coherences between states of different total
 * number do not arise, as the detectors tell photon numbers from each other and their phases not.
 *
 * @param a, b what the sources put into the mode
 * @param noise probability of a noise click of either detector during the mode
 * @param contrast what is left of the coherence besides the overlap of the photons, 0..1
 */
export function swappedIdlers(
  optics: EnsembleOptics,
  a: ModePhotons,
  b: ModePhotons,
  noise: DetectorNoise,
  contrast: number
): SwappedIdlers {
  const excitation = [excitationOf(a), excitationOf(b)] as const
  const shares = [a.storedShare, b.storedShare] as const
  const weights = clickWeights(optics, excitation, noise)
  const { only, both, noiseOnly } = weights(1, 1)
  const joint = jointCoherence(optics, excitation, shares) * contrast
  const memoriesOf = (detector: 0 | 1): MemoryPair | null => {
    if (only[detector] <= 0) return null
    const quiet = 1 - noise[detector === 0 ? 1 : 0]
    const { p00, p01, p10, p11 } = detectedPair(weights, detectorAlone(detector), shares, 0)
    // Small differences of weights may round below 0.
    const [m00, m01, m10, m11] = [p00, p01, p10, p11].map((p) => Math.max(0, p)) as [number, number, number, number]
    return { m00, m01, m10, m11, coherence: (joint * quiet) / only[detector] }
  }
  return {
    only,
    both,
    noiseOnly,
    memories: [memoriesOf(0), memoriesOf(1)],
    singleExcitations: [single(0), single(1)]
  }

  function single(detector: 0 | 1): readonly [number, number] {
    return only[detector] <= 0 ? [0, 0] : singleExcitations(optics, excitation, shares, noise, detector, only[detector])
  }
}

/**
 * Probability of "detector j alone, by light" times ⟨10|ρ|01⟩ of the memories, without noise at the other detector and
 * for perfect contrast:
 * √(t_A t_B χ_A χ_B) (1−χ_A)(1−χ_B) · √(M η_A η_B)/2 / N², N = (1−u+uη_A/2)(1−v+vη_B/2) − M uv η_A η_B/4,
 * u = χ_A(1−t_A), v = χ_B(1−t_B).
 *
 * A detector that stays dark acts on the sources' photons as the second quantisation Γ(W) of the 2 × 2 matrix W = 1 −
 * (what it would absorb). The sum over all numbers of lost partners is Tr[Γ(D) b Γ(W) a†] with D = diag(u, v), and by
 * Wick's theorem ((1−WD)⁻¹W)_BA / det(1−WD) = W_BA / det(1−WD)².
 */
function jointCoherence(
  optics: EnsembleOptics,
  [chiA, chiB]: readonly [number, number],
  [shareA, shareB]: readonly [number, number]
): number {
  const { efficiencyA, efficiencyB, photonOverlap } = optics
  const u = chiA * (1 - shareA)
  const v = chiB * (1 - shareB)
  const exchange = Math.sqrt(photonOverlap * efficiencyA * efficiencyB) / 2
  const oneDark = (1 - u + (u * efficiencyA) / 2) * (1 - v + (v * efficiencyB) / 2) - u * v * exchange * exchange
  const vacuum = (1 - chiA) * (1 - chiB)
  return (Math.sqrt(shareA * shareB * chiA * chiB) * vacuum * exchange) / (oneDark * oneDark)
}

/**
 * ⟨10|ρ|10⟩ and ⟨01|ρ|01⟩ of the memories given a herald of `detector`: by the same sums, Tr[Γ(D) a Γ(W) a†] =
 * (W_AA − v det W)/det(1−WD)².
 */
function singleExcitations(
  optics: EnsembleOptics,
  [chiA, chiB]: readonly [number, number],
  [shareA, shareB]: readonly [number, number],
  noise: DetectorNoise,
  detector: 0 | 1,
  heraldProbability: number
): readonly [number, number] {
  const { efficiencyA, efficiencyB, photonOverlap } = optics
  const u = chiA * (1 - shareA)
  const v = chiB * (1 - shareB)
  const vacuum = (1 - chiA) * (1 - chiB)
  const other = detector === 0 ? 1 : 0
  const sums = (passA: number, passB: number, exchange: number): readonly [number, number] => {
    const size = passA * passB - exchange * exchange
    const determinant = 1 - passA * u - passB * v + u * v * size
    return [
      (chiA * shareA * (passA - v * size)) / determinant ** 2,
      (chiB * shareB * (passB - u * size)) / determinant ** 2
    ]
  }
  const exchange = Math.sqrt(photonOverlap * efficiencyA * efficiencyB) / 2
  const [oneA, oneB] = sums(1 - efficiencyA / 2, 1 - efficiencyB / 2, exchange)
  const [darkA, darkB] = sums(1 - efficiencyA, 1 - efficiencyB, 0)
  // Light at this detector, or none at all and noise at this one; no noise at the other.
  const given = (one: number, dark: number): number =>
    (vacuum * (one - dark + dark * noise[detector]) * (1 - noise[other])) / heraldProbability
  return [given(oneA, darkA), given(oneB, darkB)]
}
