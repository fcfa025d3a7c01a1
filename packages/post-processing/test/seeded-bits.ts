import { BitString } from '../src/bit-string.js'

/** Repeatable draws for tests: the counter of Weyl, mixed (splitmix, Steele, Lea and Flood 2014, in 32 bits). */
export function seededBits(seed: number): { next(): number; bits(length: number): BitString } {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x9e37_79b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000
  }
  const bits = (length: number): BitString => {
    const drawn = new BitString(length)
    for (let k = 0; k < length; k++) if (next() < 0.5) drawn.set(k, 1)
    return drawn
  }
  return { next, bits }
}
