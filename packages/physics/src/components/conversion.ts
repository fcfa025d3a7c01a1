import * as v from 'valibot'
import { fraction, quantity } from './parameter.js'

export const conversionParameters = v.strictObject({
  /** Probability that a photon comes out converted, in the fibre. */
  efficiency: fraction,
  /**
   * Noise that the pump makes, as the rate of clicks per second it would cause at each detector if nothing lay between
   * converter and station: filters, split and detector efficiency counted, fibre not.
   */
  noiseCountsPerSecond: quantity(0, Infinity)
})

/** Quantum frequency conversion of a node's photons to the fibre's wavelength. */
export type ConversionParameters = v.InferOutput<typeof conversionParameters>

/**
 * Noise clicks per second at one detector: its own dark counts, and what the converters of both arms make after the
 * loss of their fibres.
 */
export function detectorNoiseRate(
  darkCountsPerSecond: number,
  arms: readonly { readonly noiseCountsPerSecond: number; readonly transmission: number }[]
): number {
  return darkCountsPerSecond + arms.reduce((rate, arm) => rate + arm.noiseCountsPerSecond * arm.transmission, 0)
}
