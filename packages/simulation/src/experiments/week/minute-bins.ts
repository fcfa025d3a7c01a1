import type { Nanoseconds } from '@bellwire/runtime'

const MINUTE: Nanoseconds = 60_000_000_000

/** Fidelities of one circuit's pairs, minute by minute. */
export class MinuteBins {
  readonly #sums: Float64Array
  readonly #numbers: Float64Array
  readonly #begin: Nanoseconds

  constructor(begin: Nanoseconds, minutes: number) {
    this.#begin = begin
    this.#sums = new Float64Array(minutes)
    this.#numbers = new Float64Array(minutes)
  }

  /** A pair that comes after the last minute is left out. */
  add(time: Nanoseconds, fidelity: number): void {
    const minute = Math.floor((time - this.#begin) / MINUTE)
    if (minute >= this.#sums.length) return
    this.#sums[minute] = (this.#sums[minute] as number) + fidelity
    this.#numbers[minute] = (this.#numbers[minute] as number) + 1
  }

  /** Minutes in which a pair came. */
  get used(): number {
    return this.#numbers.reduce((sum, number) => sum + (number > 0 ? 1 : 0), 0)
  }

  /** Of these, the minutes in which the pairs had at least this fidelity in the mean. */
  kept(fidelity: number): number {
    return this.#numbers.reduce((kept, number, minute) => {
      return kept + (number > 0 && (this.#sums[minute] as number) >= fidelity * number ? 1 : 0)
    }, 0)
  }
}
