import type { Nanoseconds } from '@bellwire/runtime'
import * as v from 'valibot'
import { quantity, quantityAbove } from './parameter.js'

export const fibreParameters = v.strictObject({
  lengthKilometres: quantity(0, Infinity),
  attenuationDecibelsPerKilometre: quantity(0, Infinity),
  /** At most the speed of light in vacuum. About 2.04e8 for telecom light in silica. */
  groupVelocityMetresPerSecond: v.pipe(quantityAbove(0), v.maxValue(299_792_458, 'at most 299792458 m/s'))
})

export type FibreParameters = v.InferOutput<typeof fibreParameters>

/** Fraction of the light that comes out, 0..1. */
export function fibreTransmission(fibre: FibreParameters): number {
  return decibelsToEfficiency(fibre.lengthKilometres * fibre.attenuationDecibelsPerKilometre)
}

/** Time from end to end, nanoseconds, not rounded: arms that differ by less than a nanosecond still differ. */
export function fibreDelay(fibre: FibreParameters): Nanoseconds {
  return (fibre.lengthKilometres * 1e12) / fibre.groupVelocityMetresPerSecond
}

/** Efficiency 10^(−loss/10) of a loss in decibels. */
export function decibelsToEfficiency(lossDecibels: number): number {
  return 10 ** (-lossDecibels / 10)
}

/** Loss in decibels of an efficiency, Infinity for 0. */
export function efficiencyToDecibels(efficiency: number): number {
  return efficiency === 1 ? 0 : -10 * Math.log10(efficiency)
}
