import { BellIndex } from '@bellwire/quantum'
import type { ClickPattern, DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { heraldedPair } from '../components/spin-state.js'
import { stationResponse, type StationOptics } from '../components/two-detector-station.js'

/** The optics of a single-click link, and what blurs the phase between its two histories. */
export interface SingleClickParameters extends StationOptics {
  /** V_ph: contrast of the interference of the two arms, lowered by optical phase noise; 0..1. */
  readonly phaseContrast: number
  /** V_o: what recoil and local operations leave of the coherence, and any overlap not counted in photonOverlap; 0..1. */
  readonly operationsContrast: number
  /** Phase in radians that the state has against the announced Ψ±: (|↓↑⟩ ± e^{iφ}|↑↓⟩)/√2. Default 0. */
  readonly phaseOffset?: number
}

const DETECTOR_0 = 1
const DETECTOR_1 = 2
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
  const response = stationResponse(
    {
      efficiencyA: a.present ? parameters.efficiencyA : 0,
      efficiencyB: b.present ? parameters.efficiencyB : 0,
      photonOverlap: parameters.photonOverlap
    },
    noise
  )
  const before = spinPopulations(a.brightness, b.brightness)
  const magnitude =
    Math.sqrt(a.brightness * (1 - a.brightness) * b.brightness * (1 - b.brightness)) *
    parameters.phaseContrast *
    parameters.operationsContrast
  const phase = parameters.phaseOffset ?? 0
  const real = magnitude * Math.cos(phase)
  const imaginary = magnitude * Math.sin(phase)

  const patterns: ClickPattern[] = []
  let heraldProbability = 0
  for (const detector of [0, 1] as const) {
    const populations = before.map((population, spins) => population * (response.only[detector][spins] as number))
    const probability = sum(populations)
    if (probability <= 0) continue
    const weight = response.coherence[detector]
    heraldProbability += probability
    patterns.push({
      detectors: detector === 0 ? DETECTOR_0 : DETECTOR_1,
      bellIndex: detector === 0 ? BellIndex.PsiPlus : BellIndex.PsiMinus,
      probability,
      state: heraldedPair(populations, real * weight, imaginary * weight)
    })
  }
  const both = sum(before.map((population, spins) => population * (response.both[spins] as number)))
  if (both > 0) patterns.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: both, state: null })
  return { heraldProbability, patterns }
}

/** Populations of ↑↑, ↑↓, ↓↑, ↓↓ of two independent emitters. */
export function spinPopulations(brightnessA: number, brightnessB: number): number[] {
  return [
    (1 - brightnessA) * (1 - brightnessB),
    (1 - brightnessA) * brightnessB,
    brightnessA * (1 - brightnessB),
    brightnessA * brightnessB
  ]
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0)
}
