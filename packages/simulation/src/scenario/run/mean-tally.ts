import type { Estimate } from '@bellwire/quantum'

/** Mean of numbers, and its standard error. */
export class MeanTally {
  #count = 0
  #mean = 0
  #squares = 0

  add(value: number): void {
    this.#count += 1
    const off = value - this.#mean
    this.#mean += off / this.#count
    this.#squares += off * (value - this.#mean)
  }

  /** Null if there was none. */
  estimate(): Estimate | null {
    if (this.#count === 0) return null
    const variance = this.#count < 2 ? 0 : this.#squares / (this.#count - 1)
    return { value: this.#mean, standardError: Math.sqrt(variance / this.#count) }
  }
}
