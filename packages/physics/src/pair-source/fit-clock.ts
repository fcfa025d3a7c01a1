import type { Picoseconds } from '@bellwire/runtime'
import { bandSums, spreadOfPairs } from './band-sums.js'
import type { ClockRelation } from './clock-relation.js'
import type { RefinedClock } from './refine-clock.js'
import { residualsInBand } from './residuals.js'

/** A clock relation from tags, with its errors. */
export interface ClockFit extends ClockRelation {
  /** One standard deviation of the offset at the reference, picoseconds. */
  readonly offsetError: Picoseconds
  /** One standard deviation of the drift, 1. */
  readonly driftError: number
  /** Standard deviation of the times of a pair against each other, picoseconds: both ends' jitter. */
  readonly jitterPicoseconds: Picoseconds
  /** Pairs found, the background of accidentals taken off. Not whole. */
  readonly pairs: number
}

/** Tags are whole picoseconds: the fit looks no closer. */
const NARROWEST: Picoseconds = 3

/** Half the band in standard deviations of the jitter. */
const BAND_SIGMAS = 4

const MOST_ROUNDS = 60

/**
 * Least squares through the residuals near a line, again and again while the band narrows to four standard deviations
 * of the jitter. Accidentals lie evenly in the band and draw the line to where it is, so that each round corrects only
 * part of what is left; how many they are is counted beside the band.
 *
 * Errors: √(Σr²)/n of n true pairs for the offset, the same over the spread of the times for the drift. With jitter σ
 * and few accidentals that is σ/√n and σ√12/(T√n) over a time T. Variance of whole picoseconds is in them.
 *
 * @returns null where no pairs are left over the accidentals, or all are at one instant
 */
export function fitClock(alice: Float64Array, bob: Float64Array, start: RefinedClock): ClockFit | null {
  const { referencePicoseconds } = start.relation
  let { relation } = start
  let half = 2 * start.offset
  for (let round = 1; ; round++) {
    const band = { offset: 2 * half, drift: 0, reach: Infinity }
    const residuals = residualsInBand(alice, bob, relation, band)
    const sums = bandSums(residuals, half)
    const { inside, beside, r, sr, rr } = sums
    const pairs = inside - beside
    const mean = sums.s / inside
    const spread = sums.ss / inside - mean * mean
    // Fewer than three standard deviations over the accidentals: the band has lost the pairs.
    if (!(pairs > 2 && pairs > 3 * Math.sqrt(inside + beside) && spread > 0)) return null
    const slope = (sr - mean * r) / inside / spread
    const shift = r / inside - slope * mean
    const error = Math.sqrt(rr) / pairs
    // Known best in the middle of the pairs, a little off the reference.
    const offsetError = error * Math.sqrt(1 + (mean * mean) / spread)
    const driftError = error / Math.sqrt(spread)
    const wanted = Math.max(NARROWEST, BAND_SIGMAS * spreadOfPairs(residuals, sums, half))
    const settled = Math.abs(shift) < 0.01 * offsetError && Math.abs(slope) < 0.01 * driftError
    if ((settled && Math.abs(wanted / half - 1) < 0.1) || round === MOST_ROUNDS) {
      const variance = (rr - (beside * half * half) / 3) / pairs
      return { ...relation, offsetError, driftError, jitterPicoseconds: Math.sqrt(Math.max(0, variance)), pairs }
    }
    relation = {
      offsetPicoseconds: relation.offsetPicoseconds + shift,
      drift: relation.drift + slope,
      referencePicoseconds
    }
    half = Math.max(half / 2, Math.min(1.5 * half, wanted))
  }
}
