import type { OperatingPoint } from '@bellwire/device'
import type { DetectorNoise } from '../components/slot-model.js'
import { heraldedState, type SingleClickLinkParameters, windowNoise } from './link.js'
import type { SingleClickParameters } from './slot.js'

/**
 * The working points of a single-click link for a device's capabilities, in order of increasing brightness. The
 * fidelity is that of the heralded state, without readout flips.
 *
 * @param brightnesses α > 0 in any order, repetitions dropped
 */
export function operatingPoints(
  parameters: SingleClickLinkParameters,
  brightnesses: readonly number[]
): readonly OperatingPoint[] {
  return operatingPointsUnder(parameters, windowNoise(parameters), brightnesses)
}

/** The same under given noise-click probabilities of both detectors in one window. */
export function operatingPointsUnder(
  parameters: SingleClickParameters,
  noise: DetectorNoise,
  brightnesses: readonly number[]
): readonly OperatingPoint[] {
  return [...new Set(brightnesses)]
    .sort((one, other) => one - other)
    .map((brightness) => {
      const { stateFidelity, heraldProbability } = heraldedState(parameters, brightness, noise)
      return { brightness, fidelity: stateFidelity, successProbability: heraldProbability }
    })
}

/** `number` brightnesses from `lowest` to `highest`, evenly spaced in the logarithm: as fidelity and rate trade. */
export function brightnessGrid(lowest: number, highest: number, number: number): readonly number[] {
  const ratio = Math.log(highest / lowest) / (number - 1)
  return Array.from({ length: number }, (_, step) => (step === number - 1 ? highest : lowest * Math.exp(step * ratio)))
}
