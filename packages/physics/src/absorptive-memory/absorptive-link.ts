import * as v from 'valibot'
import { chainEfficiency } from '../components/optics-chain.js'
import { fraction, parseParameters, quantity, quantityAbove } from '../components/parameter.js'
import { noiseClickProbability } from '../components/detector.js'
import { attemptRates, attemptScheduleParameters } from './attempt-schedule.js'
import { type DetectedCorrelators, detectedCorrelators, detectedFidelity, noiseFractionOf } from './detected-pair.js'

export const absorptiveLinkParameters = v.strictObject({
  /** Probability that an attempt puts a photon at the chain's input, emission and collection. */
  sourceEfficiency: fraction,
  /** From there through the memory's readout. */
  chain: v.array(v.strictObject({ name: v.string(), efficiency: fraction })),
  detectorEfficiency: fraction,
  /** Noise clicks per second of all detectors together, if they were always open. */
  noiseCountsPerSecond: quantity(0, Infinity),
  /** How long the detectors are open in each attempt, nanoseconds. */
  gateNanoseconds: quantityAbove(0),
  schedule: attemptScheduleParameters,
  /** Z error probabilities, see DetectedPairErrors. */
  flipProbability: quantity(0, 0.5),
  dephasingProbability: fraction
})

/**
 * A link without a herald: an emitter's photon is stored in an absorptive memory and read out onto a detector, and
 * only that last click says that there was one.
 */
export type AbsorptiveLinkParameters = v.InferOutput<typeof absorptiveLinkParameters>

/** What such a link gives. */
export interface AbsorptiveLink extends DetectedCorrelators {
  readonly signalPerAttempt: number
  readonly noisePerAttempt: number
  /** Signal detections per second while frames run. */
  readonly signalPerSecondInPhase: number
  /** Signal detections per second with the preparation counted. */
  readonly signalPerSecondOverall: number
  /** Noise detections per second while frames run. */
  readonly noisePerSecondInPhase: number
  readonly signalToNoise: number
  readonly noiseFraction: number
  readonly fidelity: number
}

/**
 * Parameters of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field, its value and what is accepted
 */
export function parseAbsorptiveLink(value: unknown): AbsorptiveLinkParameters {
  return parseParameters(absorptiveLinkParameters, value, 'absorptiveLink')
}

/** Rate R = f_att·η_source·η_chain·η_detector, noise 1 − e^{−Nτ} per attempt, and the state of what is detected. */
export function absorptiveLink(parameters: AbsorptiveLinkParameters): AbsorptiveLink {
  const { sourceEfficiency, chain, detectorEfficiency, noiseCountsPerSecond, gateNanoseconds } = parameters
  const rates = attemptRates(parameters.schedule)
  const signalPerAttempt = sourceEfficiency * chainEfficiency(chain) * detectorEfficiency
  const noisePerAttempt = noiseClickProbability(noiseCountsPerSecond, gateNanoseconds)
  const signalToNoise = noisePerAttempt === 0 ? Infinity : signalPerAttempt / noisePerAttempt
  const noiseFraction = noiseFractionOf(signalToNoise)
  const { flipProbability, dephasingProbability } = parameters
  const correlators = detectedCorrelators({ noiseFraction, flipProbability, dephasingProbability })
  return {
    ...correlators,
    signalPerAttempt,
    noisePerAttempt,
    signalPerSecondInPhase: rates.attemptsPerSecondInPhase * signalPerAttempt,
    signalPerSecondOverall: rates.attemptsPerSecondOverall * signalPerAttempt,
    noisePerSecondInPhase: rates.attemptsPerSecondInPhase * noisePerAttempt,
    signalToNoise,
    noiseFraction,
    fidelity: detectedFidelity(correlators)
  }
}
