import { drawBinomial } from './binomial.js'
import { RandomError } from './errors.js'
import { drawPoisson } from './poisson.js'
import type { RandomStream } from './random.js'

/** A source of uniform 32-bit integers, signed or not. */
export interface Generator {
  next(): number
}

const TWO_26 = 2 ** 26
const TWO_53 = 2 ** 53

/** How far rounding may carry a computed probability out of [0, 1]. */
const ROUNDING = 1e-9

/** The draws of one stream, made from the 32-bit integers of a generator. */
export class GeneratorStream implements RandomStream {
  readonly #generator: Generator
  /** The second normal of the last pair; NaN when it has been given out. */
  #spareNormal = Number.NaN

  constructor(generator: Generator) {
    this.#generator = generator
  }

  /** Takes the upper bits of two draws: the lowest bits of xoroshiro128+ are the weak ones. */
  uniform(): number {
    const high = this.#generator.next() >>> 5
    const low = this.#generator.next() >>> 6
    return (high * TWO_26 + low) / TWO_53
  }

  bits32(): number {
    return this.#generator.next() >>> 0
  }

  below(n: number): number {
    if (!Number.isSafeInteger(n) || n < 1) throw new RandomError('n', n, 'an integer from 1 to 2^53 - 1')
    // Of the 2^53 equally likely values, n runs of equal length count; what is left over is drawn again.
    const run = Math.floor(TWO_53 / n)
    for (;;) {
      const value = this.uniform() * TWO_53
      // The quotient, where it is not whole, is further from the next integer than its rounding: run · result <= 2^53.
      const result = Math.floor(value / run)
      if (result < n) return result
    }
  }

  bernoulli(p: number): boolean {
    checkProbability(p)
    return this.uniform() < p
  }

  /** Marsaglia's polar method. */
  normal(): number {
    const spare = this.#spareNormal
    if (spare === spare) {
      this.#spareNormal = Number.NaN
      return spare
    }
    for (;;) {
      const x = 2 * this.uniform() - 1
      const y = 2 * this.uniform() - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square)
        this.#spareNormal = y * scale
        return x * scale
      }
    }
  }

  exponential(): number {
    return -Math.log1p(-this.uniform())
  }

  /** Inversion: the smallest k with 1 − (1−p)^k > u. log1p keeps it exact for p down to the smallest numbers. */
  geometric(p: number): number {
    checkProbability(p)
    const u = this.uniform()
    if (p >= 1) return 1
    if (p <= 0) return Infinity
    return 1 + Math.floor(Math.log1p(-u) / Math.log1p(-p))
  }

  binomial(n: number, p: number): number {
    if (!Number.isSafeInteger(n) || n < 0) throw new RandomError('n', n, 'an integer from 0 to 2^53 - 1')
    checkProbability(p)
    return drawBinomial(this, n, p)
  }

  poisson(mean: number): number {
    if (!(mean >= 0 && mean <= Number.MAX_SAFE_INTEGER)) {
      throw new RandomError('mean', mean, 'a number from 0 to 2^53 - 1')
    }
    return drawPoisson(this, mean)
  }
}

function checkProbability(p: number): void {
  if (!(p >= -ROUNDING && p <= 1 + ROUNDING)) throw new RandomError('p', p, 'a probability, 0 to 1')
}
