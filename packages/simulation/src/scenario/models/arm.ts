import {
  chainEfficiency,
  decibelsToEfficiency,
  detectorNoiseRate,
  type FibreParameters,
  fibreDelay,
  fibreTransmission,
  noiseClickProbability,
  type OpticsElement
} from '@bellwire/physics'
import type { Nanoseconds } from '@bellwire/runtime'
import type { ArmParts, OpticsInput } from '../schema/optics.js'

const ATTENUATION_DECIBELS_PER_KILOMETRE = 0.2
const VELOCITY_METRES_PER_SECOND = 2.042e8
const DEFAULT_WINDOW = 100

/** One arm of a link, from node to station. */
export interface Arm {
  readonly delay: Nanoseconds
  readonly generationFailure: number
  /** Of the fibre beyond what the efficiencies and the noise already count; above 1 where it is shorter than that. */
  readonly transmission: number
  /** What an emitted photon passes on its way to a click, as a budget. */
  readonly chain: readonly OpticsElement[]
  /** Probability that an emitted photon makes a click, 0..1. */
  readonly efficiency: number
  /** Clicks per second at each detector, the fibre's loss not counted. */
  readonly noiseCountsPerSecond: number
}

/** @param detectorEfficiency of the detector behind the arm, 0..1 */
export function armOf(given: ArmParts, detectorEfficiency = 1): Arm {
  const { length = 0, statedAt = 0, collection = 1, converter, path = {}, loss = 0 } = given
  const transmission = fibreTransmission(fibreOf(given, length)) / fibreTransmission(fibreOf(given, statedAt))
  const afterCollection = [
    { name: 'conversion', efficiency: converter?.efficiency ?? 1 },
    ...Object.entries(path).map(([name, efficiency]) => ({ name, efficiency })),
    { name: fibreName(length, statedAt), efficiency: transmission },
    { name: 'loss', efficiency: decibelsToEfficiency(loss) },
    { name: 'detector', efficiency: detectorEfficiency }
  ]
  return {
    delay: given.delay ?? Math.round(fibreDelay(fibreOf(given, length))),
    generationFailure: given.generationFailure ?? 0,
    transmission,
    chain: [{ name: 'collection', efficiency: collection }, ...afterCollection],
    efficiency: collection * chainEfficiency(afterCollection),
    noiseCountsPerSecond: converter?.noise ?? 0
  }
}

/** The fibre of an arm, as long as this. */
export function fibreOf({ attenuation, velocity }: ArmParts, lengthKilometres: number): FibreParameters {
  return {
    lengthKilometres,
    attenuationDecibelsPerKilometre: attenuation ?? ATTENUATION_DECIBELS_PER_KILOMETRE,
    groupVelocityMetresPerSecond: velocity ?? VELOCITY_METRES_PER_SECOND
  }
}

function fibreName(length: number, statedAt: number): string {
  return `fibre, ${length} km${statedAt === 0 ? '' : ` (${statedAt} km of it counted above)`}`
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
    const stated = optics.noise?.[detector] ?? 0
    // Exact where nothing is stated, however small the other is.
    return stated + (1 - stated) * fromRate
  }
  return [probability(0), probability(1)]
}
