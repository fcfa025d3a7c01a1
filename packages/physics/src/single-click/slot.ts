import { BellIndex } from '@bellwire/quantum'
import type { ClickPattern, DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { emittingSpins, heraldedPair, totalPopulation, weighted } from '../components/spin-state.js'
import { opticsInSlot, type StationOptics, stationResponse } from '../components/two-detector-station.js'

/** The optics of a single-click link, and what blurs the phase between its two histories. */
export interface SingleClickParameters extends StationOptics {
  /** V_ph: contrast of the interference of the two arms, lowered by optical phase noise; 0..1. */
  readonly phaseContrast: number
  /** V_o: what recoil and local operations leave of the coherence, and any overlap not counted in photonOverlap; 0..1. */
  readonly operationsContrast: number
  /** Phase in radians that the state has against the announced Ψ±: (|↓↑⟩ ± e^{iφ}|↑↓⟩)/√2. Default 0. */
  readonly phaseOffset?: number
}

const BOTH_DETECTORS = 3

/**
 * One slot of the single-click scheme (Cabrillo et al. 1999; "A building block of quantum repeaters", Liu et al.).
 *
 * Each emitter is in √(1−α)|↑,0⟩ + √α|↓,1⟩; the herald is a click of exactly one of two threshold detectors. With
 * populations of the spins before detection P↑↑ = (1−α_A)(1−α_B), P↑↓ = (1−α_A)α_B and so on, and coherence
 * √(α_A(1−α_A)α_B(1−α_B)), the state given the click of detector j is those entries times the station's weights for
 * "only j" (see stationResponse), normalised; detector 0 announces Ψ+, detector 1 Ψ−. With equal noise p at both
 * detectors the sum over them is S + D: signal terms S·(1−p) and noise terms D with 2p(1−p).
 *
 * The coherence carries phaseContrast · operationsContrast · √photonOverlap. The published fit sets photonOverlap to 1
 * and counts the overlap in operationsContrast; a smaller photonOverlap does both things that distinguishable
 * photons do: it lowers the coherence by √M and splits photon pairs over both detectors.
 *
 * A side that is not present has efficiency 0 in this slot; its spin keeps the populations of its brightness. Flips of
 * the readout are no part of the state: they belong to the measurement.
 */
export function singleClickSlot(parameters: SingleClickParameters, a: Side, b: Side, noise: DetectorNoise): SlotModel {
  const response = stationResponse(opticsInSlot(parameters, a, b), noise)
  const spins = emittingSpins(a, b)
  const magnitude = spins.coherence * parameters.phaseContrast * parameters.operationsContrast
  const phase = parameters.phaseOffset ?? 0
  const patterns: ClickPattern[] = []
  let heraldProbability = 0
  for (const detector of [0, 1] as const) {
    const populations = weighted(spins.populations, response.only[detector])
    const probability = totalPopulation(populations)
    if (probability <= 0) continue
    const coherence = magnitude * response.coherence[detector]
    heraldProbability += probability
    patterns.push({
      detectors: 1 << detector,
      bellIndex: detector === 0 ? BellIndex.PsiPlus : BellIndex.PsiMinus,
      probability,
      state: heraldedPair(populations, coherence * Math.cos(phase), coherence * Math.sin(phase))
    })
  }
  const both = totalPopulation(weighted(spins.populations, response.both))
  if (both > 0) patterns.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: both, state: null })
  return { heraldProbability, patterns }
}
