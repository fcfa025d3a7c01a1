import type { Picoseconds } from '@bellwire/runtime'
import * as v from 'valibot'
import { parseParameters, quantity, quantityAbove } from '../components/parameter.js'

const clockSearch = v.strictObject({
  /** Largest difference of the two clocks anywhere in the tags, picoseconds. */
  largestOffsetPicoseconds: quantityAbove(0),
  /** Largest drift either way, 1. */
  largestDrift: quantity(0, 0.01),
  /** Finest bins of the search, picoseconds: a few times the jitter of both ends together. */
  resolutionPicoseconds: quantityAbove(0)
})

/** Where a clock relation is looked for. */
export interface ClockSearch {
  readonly largestOffsetPicoseconds: Picoseconds
  readonly largestDrift: number
  readonly resolutionPicoseconds: Picoseconds
}

/** Clocks set to a millisecond, oscillators good to a part in a million, jitter below half a nanosecond. */
export const usualClockSearch: ClockSearch = {
  // A millisecond at the start, and what the largest drift adds in a hundred seconds.
  largestOffsetPicoseconds: 1.1e9,
  largestDrift: 1e-6,
  resolutionPicoseconds: 1000
}

/** @throws ParameterError if a field is out of its range */
export function checkClockSearch(search: ClockSearch): ClockSearch {
  return parseParameters(clockSearch, search, 'clockSearch')
}
