import { TimeError } from './errors.js'
import type { RandomStream } from './random.js'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from './time.js'

/** A stretch of true time over which a clock runs at one rate. */
export interface ClockSegment {
  /** First true instant of the segment, and first one after it: Infinity if no change is known of. */
  readonly from: Nanoseconds
  readonly until: Nanoseconds
  /** The clock's reading at `from`, and the fraction of a nanosecond by which it is ahead of that. */
  readonly local: Nanoseconds
  readonly fraction: number
  /** Local nanoseconds gained per true nanosecond, beyond 1. */
  readonly rate: number
}

/** Random walk of a clock's rate. */
export interface Wander {
  /** Standard deviation of the change of rate over one second, parts per trillion; grows with the square root of time. */
  readonly partsPerTrillion: number
  /** The rate changes at multiples of this true time. A reading costs one draw per interval that has passed. */
  readonly interval: Nanoseconds
  readonly stream: RandomStream
}

/** How many changes of rate are kept behind the present, and drawn ahead of it on demand. */
const HISTORY = 1024
const HORIZON = 4096

/** Largest rate, up or down: beyond it the clock is not a clock. */
const RATE_LIMIT = 0.1
const PART_PER_TRILLION = 1e-12

/**
 * How a clock's readings follow true time: piecewise linear, growing, with jumps only where the clock is stepped.
 * Readings are integers, rounded down. The whole nanoseconds of a segment are counted in integers and only what the
 * clock gains or loses is a fraction, so that nothing is lost to rounding in a hundred days.
 *
 * The wander is a fixed function of its stream: asking about the future draws it earlier, and changes nothing.
 */
export class ClockRelation {
  // One entry per segment: first true instant, integer reading there, the fraction above it, rate, its wander part.
  #from: number[]
  #local: number[]
  #fraction: number[]
  #rate: number[]
  #wandered: number[]
  /** Segments before this one were ended by a step backwards: their readings come a second time. */
  #sinceStepBack = 0
  /** The segment found last. */
  #hint = 0

  #drift: number
  readonly #wander: Wander | undefined
  readonly #wanderStep: number

  /** Offset in nanoseconds and drift in parts per trillion, both at the true instant `start`. */
  constructor(start: Nanoseconds, offset: Nanoseconds, driftPartsPerTrillion: number, wander?: Wander) {
    this.#drift = checkDrift(driftPartsPerTrillion)
    checkStep('offset', offset)
    if (wander !== undefined) {
      if (!(wander.partsPerTrillion >= 0 && wander.partsPerTrillion <= RATE_LIMIT / PART_PER_TRILLION)) {
        throw new TimeError(
          'TIME_INVALID',
          'wander.partsPerTrillion',
          wander.partsPerTrillion,
          'a number from 0 to 1e11'
        )
      }
      if (!Number.isSafeInteger(wander.interval) || wander.interval < 1) {
        throw new TimeError(
          'TIME_INVALID',
          'wander.interval',
          wander.interval,
          'a positive integer number of nanoseconds'
        )
      }
      this.#wander = wander
      this.#wanderStep =
        wander.partsPerTrillion * PART_PER_TRILLION * Math.sqrt(wander.interval / NANOSECONDS_PER_SECOND)
    } else {
      this.#wander = undefined
      this.#wanderStep = 0
    }
    this.#from = [start]
    this.#local = [start + offset]
    this.#fraction = [0]
    this.#rate = [this.#drift]
    this.#wandered = [0]
  }

  /** The reading at a true instant. Beyond the horizon the present rate is taken to last. */
  toLocal(trueTime: Nanoseconds, present: Nanoseconds): Nanoseconds {
    return this.#reading(this.#find(trueTime, present), trueTime)
  }

  /**
   * The first true instant at which the reading is `local` or more, in the time since the last step backwards. Beyond
   * the horizon the last rate known is taken to last.
   */
  toTrue(local: Nanoseconds, present: Nanoseconds): Nanoseconds {
    while (this.#canExtend(present) && this.#reading(this.#from.length - 1, this.#nextChange()) < local) this.#extend()
    let low = this.#sinceStepBack
    let high = this.#from.length - 1
    // The last segment that begins before the reading is reached; the first of all if it was reached even earlier.
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#local[middle] as number) < local) low = middle
      else high = middle - 1
    }
    const solved = this.#solve(low, local)
    const end = this.#from[low + 1]
    return end !== undefined && solved > end ? end : solved
  }

  /** The true instant up to which readings are known, as seen from `present`: later ones are extrapolated. */
  knownUntil(present: Nanoseconds): Nanoseconds {
    this.#find(present, present)
    return this.#nextChange()
  }

  segmentAt(trueTime: Nanoseconds, present: Nanoseconds): ClockSegment {
    const index = this.#find(trueTime, present)
    return {
      from: this.#from[index] as number,
      until: this.#from[index + 1] ?? this.#nextChange(),
      local: this.#local[index] as number,
      fraction: this.#fraction[index] as number,
      rate: this.#rate[index] as number
    }
  }

  /** Sets the reading forwards or backwards at the present instant. */
  step(by: Nanoseconds, present: Nanoseconds): void {
    checkStep('step', by)
    const index = this.#cut(present, () => {
      const last = this.#from.length - 1
      this.#local[last] = (this.#local[last] as number) + by
    })
    if (by < 0) this.#sinceStepBack = index
  }

  /** Sets the drift, without the wander, from the present instant on. */
  setDrift(driftPartsPerTrillion: number, present: Nanoseconds): void {
    const drift = checkDrift(driftPartsPerTrillion)
    this.#cut(present, () => {
      const last = this.#from.length - 1
      this.#drift = drift
      this.#rate[last] = limitRate(drift + (this.#wandered[last] as number))
    })
  }

  /** Begins a segment at `present`, changes it, and continues the wander that was drawn already. Gives its index. */
  #cut(present: number, change: () => void): number {
    const index = this.#find(present, present)
    const laterFrom = this.#from.splice(index + 1)
    const laterWandered = this.#wandered.splice(index + 1)
    this.#local.length = this.#fraction.length = this.#rate.length = index + 1
    if (this.#from[index] !== present) this.#append(present, this.#wandered[index] as number)
    const cut = this.#from.length - 1
    change()
    laterFrom.forEach((from, later) => this.#append(from, laterWandered[later] as number))
    this.#hint = cut
    return cut
  }

  /** Ends the last segment at `from` and goes on from its reading, at a rate of drift and the wander given. */
  #append(from: number, wandered: number): void {
    const last = this.#from.length - 1
    const elapsed = from - (this.#from[last] as number)
    const gained = (this.#fraction[last] as number) + elapsed * (this.#rate[last] as number)
    const whole = Math.floor(gained)
    this.#from.push(from)
    this.#local.push((this.#local[last] as number) + elapsed + whole)
    this.#fraction.push(gained - whole)
    this.#rate.push(limitRate(this.#drift + wandered))
    this.#wandered.push(wandered)
  }

  /** The true instant after the last segment's beginning at which the wander changes the rate; Infinity without wander. */
  #nextChange(): number {
    if (this.#wander === undefined) return Infinity
    const interval = this.#wander.interval
    return (Math.floor((this.#from[this.#from.length - 1] as number) / interval) + 1) * interval
  }

  #canExtend(present: number): boolean {
    const wander = this.#wander
    return wander !== undefined && this.#nextChange() <= present + HORIZON * wander.interval
  }

  #extend(): void {
    const wander = this.#wander as Wander
    const wandered = this.#wandered[this.#wandered.length - 1] as number
    this.#append(this.#nextChange(), wandered + this.#wanderStep * wander.stream.normal())
  }

  /** The segment of a true instant, after drawing as much wander as that needs and dropping what is long past. */
  #find(trueTime: number, present: number): number {
    while (this.#nextChange() <= trueTime && this.#canExtend(present)) this.#extend()
    const from = this.#from
    const last = from.length - 1
    let index = this.#hint
    if (!((from[index] as number) <= trueTime && (index === last || (from[index + 1] as number) > trueTime))) {
      let low = 0
      let high = last
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((from[middle] as number) <= trueTime) low = middle
        else high = middle - 1
      }
      index = low
    }
    if (index > 2 * HISTORY && trueTime === present) {
      index -= HISTORY
      for (const list of [from, this.#local, this.#fraction, this.#rate, this.#wandered]) list.splice(0, HISTORY)
      this.#sinceStepBack = Math.max(0, this.#sinceStepBack - HISTORY)
    }
    this.#hint = index
    return index
  }

  #reading(index: number, trueTime: number): number {
    const elapsed = trueTime - (this.#from[index] as number)
    const gained = (this.#fraction[index] as number) + elapsed * (this.#rate[index] as number)
    return (this.#local[index] as number) + elapsed + Math.floor(gained)
  }

  /** The first true instant at which a segment, prolonged both ways, reads `local` or more. */
  #solve(index: number, local: number): number {
    const from = this.#from[index] as number
    const wanted = local - (this.#local[index] as number) - (this.#fraction[index] as number)
    let trueTime = from + Math.ceil(wanted / (1 + (this.#rate[index] as number)))
    // The division is rounded: step to the exact instant.
    while (this.#reading(index, trueTime - 1) >= local) trueTime--
    while (this.#reading(index, trueTime) < local) trueTime++
    return trueTime
  }
}

function limitRate(rate: number): number {
  return Math.max(-RATE_LIMIT, Math.min(RATE_LIMIT, rate))
}

function checkDrift(partsPerTrillion: number): number {
  const rate = partsPerTrillion * PART_PER_TRILLION
  if (!(Math.abs(rate) <= RATE_LIMIT)) {
    throw new TimeError('TIME_INVALID', 'drift', partsPerTrillion, 'parts per trillion, from -1e11 to 1e11')
  }
  return rate
}

function checkStep(field: string, value: number): void {
  if (!Number.isSafeInteger(value)) {
    throw new TimeError('TIME_INVALID', field, value, 'an integer number of nanoseconds')
  }
}
