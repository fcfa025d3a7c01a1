import type { Estimate } from '@bellwire/quantum'

/** Times between successive events, nanoseconds in, seconds out. */
export class Intervals {
  #last = Number.NaN
  #number = 0
  #sum = 0
  #squares = 0

  /** The next event begins a new series: the time before it is no interval. */
  restart(): void {
    this.#last = Number.NaN
  }

  /** An event. Returns the time since the one before, seconds; NaN for the first of a series. */
  add(time: number): number {
    const seconds = (time - this.#last) * 1e-9
    this.#last = time
    if (Number.isNaN(seconds)) return seconds
    this.#number += 1
    this.#sum += seconds
    this.#squares += seconds * seconds
    return seconds
  }

  get number(): number {
    return this.#number
  }

  get mean(): Estimate {
    const mean = this.#sum / this.#number
    const variance = Math.max(0, this.#squares / this.#number - mean * mean)
    return { value: mean, standardError: Math.sqrt(variance / this.#number) }
  }

  /** Events per second. */
  get rate(): Estimate {
    const { value, standardError } = this.mean
    return { value: 1 / value, standardError: standardError / (value * value) }
  }
}
