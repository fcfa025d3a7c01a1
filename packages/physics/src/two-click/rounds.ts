import { BellIndex } from '@bellwire/quantum'
import type { ClickPattern, DetectorNoise, Side, SlotModel } from '../components/slot-model.js'
import { emittingSpins, heraldedPair, totalPopulation, weighted } from '../components/spin-state.js'
import { opticsInSlot, type StationOptics, stationResponse } from '../components/two-detector-station.js'

/** The optics of a two-click link, and what blurs the phase between its two histories. */
export interface TwoClickParameters extends StationOptics {
  /** Contrast left by changes of the optical phase difference between the rounds; a constant phase cancels. 0..1. */
  readonly phaseContrast: number
  /** What dephasing of the spins, recoil and local operations leave of the coherence, 0..1. */
  readonly operationsContrast: number
  /** Optical phase difference of round one minus that of round two, radians. Default 0. */
  readonly phaseOffset?: number
}

/** The two rounds of one attempt. A round that shows no click, or a click of both detectors, ends the attempt. */
export interface TwoClickRounds {
  /** Round one: patterns 1 and 2 (one detector) go on, pattern 3 does not. No states yet, and no bellIndex. */
  readonly first: SlotModel
  /** [detector that clicked in round one]: round two given that. Patterns 1 and 2 herald. */
  readonly second: readonly [SlotModel, SlotModel]
  /** Probability that an attempt heralds, over both rounds. */
  readonly heraldProbability: number
}

const BOTH_DETECTORS = 3

/**
 * One attempt of the two-click scheme (Barrett & Kok, Phys. Rev. A 71, 060310, 2005).
 *
 * Each emitter starts in √(1−α)|↑⟩ + √α|↓⟩ (α = ½ for a maximally entangled result), ↓ emits a photon, the spins are
 * flipped, and ↓ emits again. Herald: exactly one detector clicks in each round; the same one announces Ψ+, different
 * ones Ψ−. The station's weights (see stationResponse) apply to the spins as they emit, so for a joint state s of the
 * spins before round one the population goes with w_j(s)·w_k(s̄), s̄ being s flipped: ↓↓ sends two photons in round
 * one and none in round two, ↑↓ sends B's photon first and A's second. The coherence ↑↓–↓↑ takes γ_j·γ_k: signs of
 * both detectors, √M twice, hence M, and the optical phase once with each sign, so that only its change between the
 * rounds is left.
 *
 * Without noise, at α = ½, the attempt heralds with ½ η_A η_B and the state is Ψ± exactly, whatever the losses. The
 * state given is that after the flip, as the second emission leaves it: for α ≠ ½ ↑↑ and ↓↓ swap their populations.
 * `heraldProbability` of `first` is the probability to go on, that of `second` is given a first click. A side that is
 * not present is absent in both rounds; its spin goes through the same pulses.
 */
export function twoClickRounds(
  parameters: TwoClickParameters,
  a: Side,
  b: Side,
  noiseFirst: DetectorNoise,
  noiseSecond: DetectorNoise
): TwoClickRounds {
  const optics = opticsInSlot(parameters, a, b)
  const one = stationResponse(optics, noiseFirst)
  const two = stationResponse(optics, noiseSecond)
  const before = emittingSpins(a, b)
  const magnitude = before.coherence * parameters.phaseContrast * parameters.operationsContrast
  // The flip turns ⟨↑↓|ρ|↓↑⟩ into its transpose, so the phase difference of round one enters with a minus sign.
  const phase = -(parameters.phaseOffset ?? 0)

  const goOn: ClickPattern[] = []
  let goOnProbability = 0
  let heraldProbability = 0
  const secondRound = (firstDetector: 0 | 1): SlotModel => {
    // In the order ↑↑, ↑↓, ↓↑, ↓↓, turning both spins over reverses the list.
    const between = weighted(before.populations, one.only[firstDetector]).toReversed()
    const reached = totalPopulation(between)
    if (reached <= 0) return { heraldProbability: 0, patterns: [] }
    goOn.push({ detectors: 1 << firstDetector, bellIndex: -1, probability: reached, state: null })
    goOnProbability += reached

    const patterns: ClickPattern[] = []
    let heralds = 0
    for (const detector of [0, 1] as const) {
      const populations = weighted(between, two.only[detector])
      const joint = totalPopulation(populations)
      if (joint <= 0) continue
      const coherence = magnitude * one.coherence[firstDetector] * two.coherence[detector]
      heralds += joint
      patterns.push({
        detectors: 1 << detector,
        bellIndex: detector === firstDetector ? BellIndex.PsiPlus : BellIndex.PsiMinus,
        probability: joint / reached,
        state: heraldedPair(populations, coherence * Math.cos(phase), coherence * Math.sin(phase))
      })
    }
    const both = totalPopulation(weighted(between, two.both))
    if (both > 0) patterns.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: both / reached, state: null })
    heraldProbability += heralds
    return { heraldProbability: heralds / reached, patterns }
  }
  const second = [secondRound(0), secondRound(1)] as const
  const both = totalPopulation(weighted(before.populations, one.both))
  if (both > 0) goOn.push({ detectors: BOTH_DETECTORS, bellIndex: -1, probability: both, state: null })
  return { first: { heraldProbability: goOnProbability, patterns: goOn }, second, heraldProbability }
}
