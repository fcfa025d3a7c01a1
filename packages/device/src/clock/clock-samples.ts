import type { Nanoseconds } from '@bellwire/runtime'
import type { DeviceClockEra } from '@bellwire/wire'

const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** How many exchanges are remembered. */
const REMEMBERED = 16

/** The clock had this reading at a wall time, milliseconds, give or take `half`. */
export interface ClockSample {
  readonly wall: number
  readonly half: number
  readonly reading: Nanoseconds
}

/** What is known of a clock in its present era: exchanges, and the begin of the era. */
export class ClockSamples {
  readonly #maximumDrift: number
  #samples: ClockSample[] = []
  /** The one that says most now, by which the clock is estimated. */
  #best: ClockSample | undefined
  /** When the last request was sent that has been answered: the era before had not ended then. */
  #lastSent = -Infinity

  constructor(maximumDrift: number) {
    this.#maximumDrift = maximumDrift
  }

  forget(): void {
    this.#samples = []
    this.#best = undefined
  }

  add(sample: ClockSample, sent: number): void {
    this.#lastSent = sent
    this.#take(sample)
  }

  /**
   * Another era has begun, told now. Where the clock has gone on, at a rate above 0, the wall time of that follows from
   * what was known; otherwise it lies between the last exchange of the era before and now.
   */
  change(era: DeviceClockEra, wall: number, rateBefore: number): void {
    const known = this.#best as ClockSample
    const least = Math.min(...this.#samples.map(({ half }) => half))
    this.forget()
    if (rateBefore > 0) {
      const begin = known.wall + (era.reading - known.reading) / (rateBefore * NANOSECONDS_PER_MILLISECOND)
      this.#take({ wall: begin, half: this.#boundOf(known, begin), reading: era.reading })
    } else {
      const begin = Math.max(this.#lastSent, wall - least)
      this.#take({ wall: begin, half: wall - this.#lastSent, reading: era.reading })
    }
  }

  /** The reading at a wall time, by the best of what is known. */
  estimateAt(wall: number, rate: number): number {
    const { wall: known, reading } = this.#best as ClockSample
    return reading + (wall - known) * rate * NANOSECONDS_PER_MILLISECOND
  }

  /** By how much wall time, milliseconds, the estimate for a wall time may be off. */
  uncertaintyAt(wall: number): number {
    return this.#boundOf(this.#best as ClockSample, wall)
  }

  #take(sample: ClockSample): void {
    this.#samples.push(sample)
    if (this.#samples.length > REMEMBERED) this.#samples.shift()
    const { wall } = sample
    this.#best = this.#samples.reduce((best, each) =>
      this.#boundOf(each, wall) < this.#boundOf(best, wall) ? each : best
    )
  }

  #boundOf({ wall, half }: ClockSample, at: number): number {
    return half + this.#maximumDrift * Math.abs(at - wall)
  }
}
