import type { Picoseconds } from '@bellwire/runtime'
import { bobTime, type ClockRelation } from './clock-relation.js'

/** Pairs of tags near a supposed clock relation. */
export interface Residuals {
  /** [pair] Alice's time minus the reference, picoseconds */
  readonly since: Float64Array
  /** [pair] Bob's time minus what the relation says, picoseconds */
  readonly residual: Float64Array
}

/** Where to look: the band grows with the distance from the reference. */
export interface Band {
  /** Half its width at the reference, picoseconds. */
  readonly offset: Picoseconds
  /** By how much half its width grows per picosecond, 1; less than 1. */
  readonly drift: number
  /** Only Alice's tags at most this far from the reference, picoseconds. */
  readonly reach: Picoseconds
}

/** Every two tags whose residual lies in the band, not one-to-one. Both lists sorted; two pointers. */
export function residualsInBand(
  alice: Float64Array,
  bob: Float64Array,
  relation: ClockRelation,
  band: Band
): Residuals {
  let since = new Float64Array(1024)
  let residual = new Float64Array(1024)
  let found = 0
  let first = 0
  for (let a = firstAtLeast(alice, relation.referencePicoseconds - band.reach); a < alice.length; a++) {
    const time = alice[a] as number
    const distance = time - relation.referencePicoseconds
    if (distance > band.reach) break
    const centre = bobTime(relation, time)
    const half = band.offset + band.drift * Math.abs(distance)
    if (first === 0) first = firstAtLeast(bob, centre - half)
    while (first < bob.length && (bob[first] as number) - centre < -half) first++
    for (let b = first; b < bob.length; b++) {
      const difference = (bob[b] as number) - centre
      if (difference > half) break
      if (found === since.length) {
        since = longer(since)
        residual = longer(residual)
      }
      since[found] = distance
      residual[found++] = difference
    }
  }
  return { since: since.subarray(0, found), residual: residual.subarray(0, found) }
}

/** Index of the first time that is not before a limit, by bisection. */
function firstAtLeast(times: Float64Array, limit: Picoseconds): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}

function longer(array: Float64Array): Float64Array<ArrayBuffer> {
  const twice = new Float64Array(2 * array.length)
  twice.set(array)
  return twice
}
