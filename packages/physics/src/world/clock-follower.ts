import type { Picoseconds } from '@bellwire/runtime'
import { bobTime, type ClockRelation, onAliceClock } from '../pair-source/clock-relation.js'
import type { ClockFit } from '../pair-source/fit-clock.js'
import { type ClockSearch, recoverClock } from '../pair-source/index.js'

/**
 * Random walk of the drift of two clocks against each other that the follower reckons with: 10⁻¹¹ in a second, as of
 * good crystals. An assumption; clocks that wander more are followed with a lag, and found anew where that loses pairs.
 */
const WANDER = 1e-11
/** Of the square of that, per picosecond. */
const WANDER_NOISE = (WANDER * WANDER) / 1e12

/** Where the relation is known to this many standard deviations it is looked for anew. */
const SEARCHED_DEVIATIONS = 10

/**
 * The relation of two clocks between one recovery and the next: offset and drift with their errors, which grow with time
 * and shrink with every coincidence (a Kalman filter of two states, the drift in a random walk). Times are those of
 * Alice's clock, nanoseconds.
 */
export class ClockFollower {
  /** Bob's time minus Alice's at `reference`, picoseconds. */
  #offset: Picoseconds
  #drift: number
  #reference: number
  #variance: number
  #covariance = 0
  #driftVariance: number
  readonly #noise: number

  /**
   * @param fit by tags counted from `origin`, nanoseconds on either clock
   * @param noise variance of the difference of the two tags of a coincidence, square picoseconds
   */
  constructor(fit: ClockFit, origin: number, noise: number) {
    this.#offset = fit.offsetPicoseconds
    this.#drift = fit.drift
    this.#reference = origin + fit.referencePicoseconds / 1000
    this.#variance = fit.offsetError ** 2
    this.#driftVariance = fit.driftError ** 2
    this.#noise = noise
  }

  /** The relation as it is reckoned, for tags counted from `origin`. */
  relation(origin: number): ClockRelation {
    return {
      offsetPicoseconds: this.#offset,
      drift: this.#drift,
      referencePicoseconds: 1000 * (this.#reference - origin)
    }
  }

  /** One standard deviation of the offset at a time of Alice's. */
  uncertaintyAt(time: number): Picoseconds {
    return Math.sqrt(this.#varianceAt(1000 * (time - this.#reference)))
  }

  /** Up to when the uncertainty is at most a limit, no longer than `longest` nanoseconds after `from`; `from` where never. */
  trustedUntil(from: number, limit: Picoseconds, longest: number): number {
    if (this.uncertaintyAt(from + longest) <= limit) return from + longest
    let [low, high] = [0, longest]
    for (let halving = 0; halving < 30; halving++) {
      const middle = (low + high) / 2
      if (this.uncertaintyAt(from + middle) <= limit) low = middle
      else high = middle
    }
    return from + low
  }

  #varianceAt(since: Picoseconds): number {
    const noise = (WANDER_NOISE * Math.abs(since) ** 3) / 3
    return this.#variance + 2 * since * this.#covariance + since * since * this.#driftVariance + noise
  }

  /** Takes a coincidence into account: by how much Bob's tag is later than was reckoned. */
  observe(time: number, residual: Picoseconds): void {
    const since = 1000 * (time - this.#reference)
    const variance = this.#varianceAt(since)
    const covariance = this.#covariance + since * this.#driftVariance + (WANDER_NOISE * since * Math.abs(since)) / 2
    const driftVariance = this.#driftVariance + WANDER_NOISE * Math.abs(since)
    const gain = variance / (variance + this.#noise)
    const driftGain = covariance / (variance + this.#noise)
    this.#offset += this.#drift * since + gain * residual
    this.#drift += driftGain * residual
    this.#reference = time
    this.#variance = (1 - gain) * variance
    this.#covariance = (1 - gain) * covariance
    this.#driftVariance = driftVariance - driftGain * covariance
  }
}

/** Tags of both ends in a stretch of time, counted from an origin. */
export interface Stretch {
  readonly origin: number
  readonly alice: Float64Array
  readonly bob: Float64Array
}

/**
 * The relation that the tags of a stretch show, looked for near what is reckoned first, then everywhere.
 *
 * @param follower null where nothing is known yet
 */
export function findRelation(
  { origin, alice, bob }: Stretch,
  search: ClockSearch,
  follower: ClockFollower | null
): ClockFit | null {
  if (alice.length === 0 || bob.length === 0) return null
  if (follower !== null) {
    const reckoned = follower.relation(origin)
    const uncertainty = follower.uncertaintyAt(origin + (alice.at(-1) as number) / 1000)
    const near = SEARCHED_DEVIATIONS * (uncertainty + search.resolutionPicoseconds)
    if (near < search.largestOffsetPicoseconds) {
      const fit = recoverClock(alice, onAliceClock(reckoned, bob), { ...search, largestOffsetPicoseconds: near })
      if (fit !== null) return behind(reckoned, fit)
    }
  }
  return recoverClock(alice, bob, search)
}

/** What is found of tags that a relation has been taken off. */
function behind(reckoned: ClockRelation, fit: ClockFit): ClockFit {
  const at = fit.referencePicoseconds
  return {
    ...fit,
    offsetPicoseconds: bobTime(reckoned, at + fit.offsetPicoseconds) - at,
    drift: (1 + fit.drift) * (1 + reckoned.drift) - 1
  }
}
