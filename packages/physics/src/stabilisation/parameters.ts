import * as v from 'valibot'
import { ParameterError, parseParameters, quantity, quantityAbove } from '../components/parameter.js'
import type { FrequencyCalibration } from './frequency-calibration.js'
import type { PhaseLoop } from './phase-loop.js'

const gain = v.pipe(
  quantityAbove(0),
  v.check((value) => value < 2, 'a number 0 < g < 2')
)
const time = quantity(0, Infinity)

const phaseLoopParameters = v.strictObject({
  diffusion: quantity(0, Infinity),
  frequencyOffset: v.pipe(v.number('a finite number'), v.finite('a finite number')),
  measurementVariance: quantity(0, Infinity),
  gain,
  probes: v.pipe(quantity(1, Infinity), v.integer('an integer >= 1')),
  probeSeconds: time,
  feedbackSeconds: time,
  gapSeconds: time,
  periodSeconds: quantityAbove(0)
})

const frequencyCalibrationParameters = v.strictObject({
  driftRate: v.pipe(v.number('a finite number'), v.finite('a finite number')),
  wander: quantity(0, Infinity),
  intervalSeconds: quantityAbove(0),
  measurementVariance: quantity(0, Infinity),
  gain
})

/**
 * A phase loop of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field; the period must hold all probes and the gap
 */
export function parsePhaseLoop(value: unknown): PhaseLoop {
  const loop = parseParameters(phaseLoopParameters, value, 'phaseLoop')
  const busy = loop.probes * (loop.probeSeconds + loop.feedbackSeconds) + loop.gapSeconds
  if (loop.periodSeconds < busy) {
    throw new ParameterError('phaseLoop.periodSeconds', loop.periodSeconds, `at least ${busy}, all probes and the gap`)
  }
  return loop
}

/**
 * A frequency calibration of unknown origin, checked.
 *
 * @throws ParameterError that names the first bad field
 */
export function parseFrequencyCalibration(value: unknown): FrequencyCalibration {
  return parseParameters(frequencyCalibrationParameters, value, 'frequencyCalibration')
}
