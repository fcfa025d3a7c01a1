import {
  chainEfficiency,
  decibelsToEfficiency,
  detectorNoiseRate,
  fibreDelay,
  fibreTransmission,
  noiseClickProbability
} from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { ArmInput, OpticsInput } from '../schema/optics.js'

const ATTENUATION_DECIBELS_PER_KILOMETRE = 0.2
const VELOCITY_METRES_PER_SECOND = 2.042e8
const DEFAULT_WINDOW = 100

/** One arm of a link, from node to station. */
export interface Arm {
  readonly delay: Nanoseconds
  readonly generationFailure: number
  /** Of the fibre, 0..1. */
  readonly transmission: number
  /** Probability that an emitted photon reaches a detector, 0..1. */
  readonly efficiency: number
  /** Clicks per second at each detector, the fibre's loss not counted. */
  readonly noiseCountsPerSecond: number
}

/** @param detectorEfficiency of the detector behind the arm, 0..1 */
export function armOf(given: ArmInput, detectorEfficiency = 1): Arm {
  const fibre = {
    lengthKilometres: given.length ?? 0,
    attenuationDecibelsPerKilometre: given.attenuation ?? ATTENUATION_DECIBELS_PER_KILOMETRE,
    groupVelocityMetresPerSecond: given.velocity ?? VELOCITY_METRES_PER_SECOND
  }
  const transmission = fibreTransmission(fibre)
  return {
    delay: given.delay ?? Math.round(fibreDelay(fibre)),
    generationFailure: given.generationFailure ?? 0,
    transmission,
    efficiency: chainEfficiency([
      { name: 'collection', efficiency: given.collection ?? 1 },
      { name: 'conversion', efficiency: given.converter?.efficiency ?? 1 },
      { name: 'fibre', efficiency: transmission },
      { name: 'loss', efficiency: decibelsToEfficiency(given.loss ?? 0) },
      { name: 'detector', efficiency: detectorEfficiency }
    ]),
    noiseCountsPerSecond: given.converter?.noise ?? 0
  }
}

/** Dark counts, the noise of the converters, and what is stated for a gate, as the probability of a click in it. */
export function gateNoise(optics: OpticsInput, arms: readonly [Arm, Arm]): readonly [number, number] {
  const dark = optics.detectors?.darkCounts ?? 0
  const rates = typeof dark === 'number' ? [dark, dark] : dark
  const probability = (detector: 0 | 1): number => {
    const fromRate = noiseClickProbability(
      detectorNoiseRate(rates[detector] as number, arms),
      optics.window ?? DEFAULT_WINDOW
    )
    return 1 - (1 - fromRate) * (1 - (optics.noise?.[detector] ?? 0))
  }
  return [probability(0), probability(1)]
}
