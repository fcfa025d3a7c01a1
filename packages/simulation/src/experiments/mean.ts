import type { Estimate } from '@bellwire/quantum'

/**
 * Mean of independent numbers and its standard error, added up as they come ("Note on a Method for Calculating Corrected
 * Sums of Squares and Products", Welford, Technometrics 4, 1962).
 */
export class Mean {
  #number = 0
  #mean = 0
  #squares = 0

  /** Of the numbers of several means together. */
  static of(means: readonly Mean[]): Mean {
    const all = new Mean()
    for (const { number, estimate, spread } of means) {
      if (number === 0) continue
      const before = estimate.value - all.#mean
      all.#squares += spread + (before ** 2 * all.#number * number) / (all.#number + number)
      all.#number += number
      all.#mean += (before * number) / all.#number
    }
    return all
  }

  add(value: number): void {
    this.#number += 1
    const before = value - this.#mean
    this.#mean += before / this.#number
    this.#squares += before * (value - this.#mean)
  }

  /** Sum of the squared distances from the mean. */
  get spread(): number {
    return this.#squares
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
