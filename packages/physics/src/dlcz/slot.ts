import { BellIndex } from '@bellwire/quantum'
import type { ClickPattern, DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { heraldedPair } from '../components/spin-state.js'
import { clickWeights } from './click-weights.js'
import { detectedPair, detectorAlone, jointCoherence, lossRemoved, physicalMemoryPair } from './heralded-memories.js'
import type { EnsembleOptics } from './station-response.js'

/** The optics of a pair of atomic ensembles, what blurs the phase between them, and how they are read out. */
export interface DlczParameters extends EnsembleOptics {
  /** V_ph: contrast left by optical phase noise, e^{−σ²/2}; 0..1. */
  readonly phaseContrast: number
  /** V_o: everything else that lowers the coherence, the overlap of the photons included; 0..1. */
  readonly operationsContrast: number
  /** η_r of side A: retrieval and detection of one excitation, taken out of the state that is handed on; 0 < η_r <= 1. */
  readonly retrievalEfficiencyA: number
  /** The same for side B. */
  readonly retrievalEfficiencyB: number
  /** Phase in radians that the state has against the announced Ψ±: (|10⟩ ± e^{iφ}|01⟩)/√2. Default 0. */
  readonly phaseOffset?: number
}

const BOTH_DETECTORS = 3

/**
 * One trial of two atomic ensembles that are written at once (Duan, Lukin, Cirac, Zoller, Nature 414, 413, 2001;
 * "Creation of memory–memory entanglement in a metropolitan quantum network", Liu et al.).
 *
 * Each ensemble is in √(1−χ) Σ χ^{n/2} |n⟩ₐ|n⟩ₚ, so that a side's brightness, the population with at least one photon,
 * is χ. The herald is a click of exactly one of two threshold detectors: detector 0 announces Ψ+, detector 1 Ψ−. All
 * orders in χ are summed. The state is that of the memories as qubits, |1⟩ for an excitation, with retrieval and
 * detection loss taken out (see lossRemoved; where the inference leaves the states, the nearest one): it has the same
 * form as that of single-click spins, ↓ = |1⟩ going with a photon.
 *
 * A side that is not present has efficiency 0 in this slot; its memory keeps the populations of its brightness.
 *
 * @throws ParameterError for a brightness outside 0 <= χ < 1
 */
export function dlczSlot(parameters: DlczParameters, a: Side, b: Side, noise: DetectorNoise): SlotModel {
  const optics: EnsembleOptics = {
    efficiencyA: a.present ? parameters.efficiencyA : 0,
    efficiencyB: b.present ? parameters.efficiencyB : 0,
    photonOverlap: parameters.photonOverlap
  }
  const excitation = [a.brightness, b.brightness] as const
  const retrieval = [parameters.retrievalEfficiencyA, parameters.retrievalEfficiencyB] as const
  const contrast = parameters.phaseContrast * parameters.operationsContrast
  const phase = parameters.phaseOffset ?? 0
  const weights = clickWeights(optics, excitation, noise)
  const { only, both } = weights(1, 1)
  const patterns: ClickPattern[] = []
  for (const detector of [0, 1] as const) {
    const probability = only[detector]
    if (probability <= 0) continue
    const joint = jointCoherence(optics, excitation) * (1 - noise[detector === 0 ? 1 : 0]) * contrast
    const detected = detectedPair(weights, detectorAlone(detector), retrieval, joint / probability)
    const { m00, m01, m10, m11, coherence } = physicalMemoryPair(lossRemoved(detected, retrieval))
    const signed = detector === 0 ? coherence : -coherence
    patterns.push({
      detectors: 1 << detector,
      bellIndex: detector === 0 ? BellIndex.PsiPlus : BellIndex.PsiMinus,
      probability,
      state: heraldedPair([m00, m01, m10, m11], signed * Math.cos(phase), signed * Math.sin(phase))
    })
  }
  if (both > 0) patterns.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: both, state: null })
  return { heraldProbability: only[0] + only[1], patterns }
}
