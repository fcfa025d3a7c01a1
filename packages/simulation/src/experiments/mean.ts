import type { Estimate } from '@bellwire/quantum'

/** Mean of independent numbers and its standard error, added up as they come ("Note on a method for calculating corrected sums of squares and products", Welford). */
export class Mean {
  #number = 0
  #mean = 0
  #squares = 0

  add(value: number): void {
    this.#number += 1
    const before = value - this.#mean
    this.#mean += before / this.#number
    this.#squares += before * (value - this.#mean)
  }

  get number(): number {
    return this.#number
  }

  get estimate(): Estimate {
    return {
      value: this.#mean,
      standardError: Math.sqrt(this.#squares / Math.max(1, this.#number - 1) / this.#number)
    }
  }
}
