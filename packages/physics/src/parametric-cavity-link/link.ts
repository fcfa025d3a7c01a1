import type { DetectorNoise } from '../components/slot-model.js'
import { memoryConcurrence, memoryFidelity, type MemoryPair } from '../dlcz/heralded-memories.js'
import type { CavityParameters } from './parameters.js'
import { cavityMode, cavitySlot } from './slot.js'
import { drivenCavity, type ModePhotons, modePhotons } from './temporal-mode.js'

/** Everything that the figures of a link of two parametric cavities need besides the drive. */
export interface CavityLinkParameters extends CavityParameters {
  /** Probability of a noise click of detector 0 and of detector 1 in one attempt, all its modes together. */
  readonly noiseClickProbability: DetectorNoise
  /** Attempts per second, each of all modes. */
  readonly attemptsPerSecond: number
}

/** What a link of two parametric cavities delivers, averaged over both detectors with the sign of each taken out. */
export interface CavityLink {
  /** What each source puts into one temporal mode. */
  readonly photons: ModePhotons
  /** n_M = t·n_I. */
  readonly memoryPhotons: number
  /** Probability that one attempt heralds. */
  readonly heraldProbability: number
  /** Share of the heralds in which no light was detected. */
  readonly noiseShare: number
  /** The memories of the heralding mode. */
  readonly memories: MemoryPair
  /** Fidelity of the memories, read as qubits, to the announced Ψ±: (m₁₀+m₀₁)/2 + d. */
  readonly fidelity: number
  /** The same with memories that hold several excitations counted as wrong: (⟨10|ρ|10⟩+⟨01|ρ|01⟩)/2 + d. */
  readonly singleExcitationFidelity: number
  /** C of the memories as qubits. */
  readonly concurrence: number
  /** Heralds per second. */
  readonly rate: number
}

/**
 * The figures of a link whose cavities are both driven with λ/λ_threshold. What "In situ multimode photon-memory
 * entanglement" leaves as future work; the model is made here.
 *
 * @param drive λ/λ_threshold, 0 < drive < 1
 * @throws ParameterError for a drive out of range
 */
export function cavityLink(parameters: CavityLinkParameters, drive: number): CavityLink {
  const side = { present: true, brightness: drive }
  const noise = parameters.noiseClickProbability
  const photons = modePhotons(drivenCavity(parameters.cavity, drive), parameters.modeBandwidth)
  const mode = cavityMode(parameters, side, side, noise)
  const { heraldProbability } = cavitySlot(parameters, side, side, noise)
  const total = mode.only[0] + mode.only[1]
  const mean = (value: (memories: MemoryPair, detector: 0 | 1) => number): number =>
    ([0, 1] as const).reduce<number>((sum, detector) => {
      const memories = mode.memories[detector]
      return memories === null ? sum : sum + (value(memories, detector) * mode.only[detector]) / total
    }, 0)
  const memories: MemoryPair = {
    m00: mean(({ m00 }) => m00),
    m01: mean(({ m01 }) => m01),
    m10: mean(({ m10 }) => m10),
    m11: mean(({ m11 }) => m11),
    coherence: mean(({ coherence }) => coherence)
  }
  return {
    photons,
    memoryPhotons: photons.storedShare * photons.idler,
    heraldProbability,
    noiseShare: mode.noiseOnly / total,
    memories,
    fidelity: memoryFidelity(memories),
    singleExcitationFidelity: mean((pair, detector) => {
      const [one, other] = mode.singleExcitations[detector]
      return (one + other) / 2 + pair.coherence
    }),
    concurrence: memoryConcurrence(memories),
    rate: parameters.attemptsPerSecond * heraldProbability
  }
}
