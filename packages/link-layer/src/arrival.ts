import type { ArrivalCapabilities, BasisCode } from '@bellwire/device'
import type { Measurement } from '@bellwire/wire'
import { basesOf } from './measurement.js'

/** By the codes of the device interface. */
const NAMES = ['Z', 'X', 'Y', 'ZPlus', 'ZMinus', 'a rotated one']

/** Shares are asked for in these units, and kept by hardware that cannot change its own to within one of them. */
const UNIT = 1 / 255

export function namesOf(bases: readonly BasisCode[]): string {
  return bases.map((basis) => NAMES[basis]).join(', ')
}

/**
 * Why an end that measures photons as they arrive cannot measure so (LNK-151, LNK-152), in words; undefined where it
 * can.
 */
export function unmetOnArrival(arrival: ArrivalCapabilities, measurement: Measurement): string | undefined {
  const { bases, shares } = basesOf(measurement)
  const beyond = bases.filter((basis) => !arrival.bases.includes(basis))
  if (beyond.length > 0)
    return `it measures photons as they arrive, in ${namesOf(arrival.bases)}; asked: ${namesOf(beyond)}`
  if (arrival.choice === 'set') return undefined
  const fixed = arrival.shares ?? []
  for (let place = 0; place < arrival.bases.length; place++) {
    const asked = shares[bases.indexOf(arrival.bases[place] as BasisCode)] ?? 0
    const own = fixed[place] ?? 0
    if (Math.abs(asked - own) > UNIT)
      return `its optics choose ${namesOf(arrival.bases)} with the shares ${fixed.join(', ')}, whatever is asked`
  }
  return undefined
}
