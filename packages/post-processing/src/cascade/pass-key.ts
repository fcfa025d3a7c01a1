import type { BitString } from '../bit-string.js'

/**
 * A key in the order of one pass, packed 32 to a word (the first bit the lowest), so that the parity of a stretch is the
 * exclusive or of its words.
 */
export class PassKey {
  readonly #words: Int32Array

  constructor(key: BitString, order: Int32Array) {
    const words = new Int32Array((order.length + 31) >>> 5)
    const { bytes } = key
    for (let q = 0; q < order.length; q++) {
      const index = order[q] as number
      const bit = ((bytes[index >>> 3] as number) >>> (7 - (index & 7))) & 1
      words[q >>> 5] = (words[q >>> 5] as number) | (bit << (q & 31))
    }
    this.#words = words
  }

  flip(place: number): void {
    this.#words[place >>> 5] = (this.#words[place >>> 5] as number) ^ (1 << (place & 31))
  }

  /** Of the bits from `start` up to, not including, `end`; there must be one. */
  parity(start: number, end: number): number {
    const words = this.#words
    const first = start >>> 5
    const last = (end - 1) >>> 5
    const fromStart = -1 << (start & 31)
    const toEnd = -1 >>> (31 - ((end - 1) & 31))
    if (first === last) return parityOf((words[first] as number) & fromStart & toEnd)
    let folded = ((words[first] as number) & fromStart) ^ ((words[last] as number) & toEnd)
    for (let k = first + 1; k < last; k++) folded ^= words[k] as number
    return parityOf(folded)
  }

  clear(): void {
    this.#words.fill(0)
  }
}

function parityOf(word: number): number {
  let folded = word ^ (word >>> 16)
  folded ^= folded >>> 8
  folded ^= folded >>> 4
  return (0x6996 >>> (folded & 15)) & 1
}
