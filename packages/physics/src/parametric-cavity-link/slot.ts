import { BellIndex } from '@bellwire/quantum'
import type { ClickPattern, DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { heraldedPair } from '../components/spin-state.js'
import type { EnsembleOptics } from '../dlcz/station-response.js'
import type { CavityParameters } from './parameters.js'
import { type SwappedIdlers, swappedIdlers } from './swapped-idlers.js'
import { drivenCavity, type ModePhotons, modePhotons } from './temporal-mode.js'

const NOTHING: ModePhotons = { idler: 0, storedShare: 0, modeMatch: 1 }
const BOTH_DETECTORS = 3

/**
 * One attempt of two parametric cavities: `modes` temporal modes are pumped one after the other, and the first of them
 * in which exactly one detector clicks is the herald; detector 0 announces Ψ+, detector 1 Ψ−. The state is that of the
 * memories of that very mode, as qubits (see swappedIdlers).
 *
 * Assumed of the feed-forward: the announcement says when the click came, so that both nodes know the mode; what the
 * memories hold in the other modes is left alone, and reading one mode out disturbs none. The detectors are ready
 * again for the next mode.
 *
 * A side's brightness is λ/λ_threshold of its drive. A side that is not present has efficiency 0 in this slot; its
 * memory keeps what its brightness gives.
 *
 * @param noise probability of a noise click of either detector in the whole attempt
 * @throws ParameterError for a brightness outside 0 <= λ/λ_threshold < 1
 */
export function cavitySlot(parameters: CavityParameters, a: Side, b: Side, noise: DetectorNoise): SlotModel {
  const { modes } = parameters
  const mode = cavityMode(parameters, a, b, noise)
  const { only, both, memories } = mode
  const herald = only[0] + only[1]
  if (herald + both <= 0) return { heraldProbability: 0, patterns: [] }
  const heraldProbability = anyOf(herald, modes)
  const phase = parameters.phaseOffset ?? 0
  const patterns: ClickPattern[] = []
  for (const detector of [0, 1] as const) {
    const pair = memories[detector]
    if (pair === null) continue
    const { m00, m01, m10, m11, coherence } = pair
    const signed = detector === 0 ? coherence : -coherence
    patterns.push({
      detectors: 1 << detector,
      bellIndex: detector === 0 ? BellIndex.PsiPlus : BellIndex.PsiMinus,
      probability: (heraldProbability * only[detector]) / herald,
      state: heraldedPair([m00, m01, m10, m11], signed * Math.cos(phase), signed * Math.sin(phase))
    })
  }
  // No mode heralds, but in one at least both detectors click.
  const unheralded = anyOf(herald + both, modes) - heraldProbability
  if (unheralded > 0) {
    patterns.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: unheralded, state: null })
  }
  return { heraldProbability, patterns }
}

/** Clicks and memories of one of the modes of an attempt; parameters as for cavitySlot. */
export function cavityMode(parameters: CavityParameters, a: Side, b: Side, noise: DetectorNoise): SwappedIdlers {
  const { cavity, modeBandwidth, modes, phaseContrast } = parameters
  const optics: EnsembleOptics = {
    efficiencyA: a.present ? parameters.efficiencyA : 0,
    efficiencyB: b.present ? parameters.efficiencyB : 0,
    photonOverlap: parameters.photonOverlap
  }
  const photons = ({ brightness }: Side): ModePhotons =>
    brightness === 0 ? NOTHING : modePhotons(drivenCavity(cavity, brightness), modeBandwidth)
  const ofA = photons(a)
  const ofB = b.brightness === a.brightness ? ofA : photons(b)
  const perMode = [noiseInMode(noise[0], modes), noiseInMode(noise[1], modes)] as const
  return swappedIdlers(optics, ofA, ofB, perMode, phaseContrast)
}

/** Probability of at least one in `trials` independent trials of probability p, to all digits. */
function anyOf(p: number, trials: number): number {
  return p >= 1 ? 1 : -Math.expm1(trials * Math.log1p(-p))
}

/** Noise clicks come evenly over the attempt. */
function noiseInMode(noise: number, modes: number): number {
  return noise >= 1 ? 1 : -Math.expm1(Math.log1p(-noise) / modes)
}
