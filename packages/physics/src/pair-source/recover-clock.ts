import { checkClockSearch, type ClockSearch, usualClockSearch } from './clock-search.js'
import { findCoarseOffset } from './coarse-offset.js'
import { type ClockFit, fitClock } from './fit-clock.js'
import { refineClock } from './refine-clock.js'

/**
 * Recovers offset and drift of Bob's clock against Alice's from their tags alone: pairs of photons leave the source
 * together, so that the right offset is where tags coincide. A histogram of differences finds it coarsely, a search of
 * lines over longer and longer pieces finds the drift, least squares settle both. No Fourier transform: the pieces that
 * the first histogram needs are short.
 *
 * Accuracy: with n pairs, jitter σ and few accidentals, σ/√n for the offset in the middle of the tags and σ√12/(T√n)
 * for the drift over a time T; both errors are in the result. A drift that changes by more than about a resolution over
 * the tags is not followed: give shorter lists.
 *
 * @param alice in rising order, picoseconds
 * @param bob in rising order, picoseconds
 * @returns null where no offset stands out, see findCoarseOffset
 * @throws ParameterError if a field of the search is out of its range
 */
export function recoverClock(
  alice: Float64Array,
  bob: Float64Array,
  search: ClockSearch = usualClockSearch
): ClockFit | null {
  const checked = checkClockSearch(search)
  const coarse = findCoarseOffset(alice, bob, checked)
  if (coarse === null) return null
  return fitClock(alice, bob, refineClock(alice, bob, coarse, checked))
}
