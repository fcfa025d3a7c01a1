/** A small generator of its own, so that runs are the same wherever they are made: mulberry32. */
export class Random {
  #state: number

  /** @param seed an integer, taken modulo 2^32 */
  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Uniform on the integers 0 to 2^32 − 1. */
  bits32(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let bits = this.#state
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return (bits ^ (bits >>> 14)) >>> 0
  }

  /** Uniform on [0, 1). */
  uniform(): number {
    return this.bits32() / 2 ** 32
  }

  /** Uniform on the integers from 0 below `bound`. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound)
  }
}
