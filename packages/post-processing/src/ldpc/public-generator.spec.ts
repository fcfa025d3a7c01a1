import { describe, expect, it } from 'vitest'
import { PublicGenerator } from './public-generator.js'

/** xorshift128 in exact integers, a word at a time. */
function* words(seed: bigint): Generator<bigint> {
  const mask = 0xffff_ffffn
  let [x, y, z, w] = [123456789n, 362436069n, 521288629n, 88675123n ^ seed]
  for (;;) {
    const t = x ^ ((x << 11n) & mask)
    ;[x, y, z] = [y, z, w]
    w = w ^ (w >> 19n) ^ (t ^ (t >> 8n))
    yield w
  }
}

describe('the public generator', () => {
  it('follows xorshift128, whose first word is the published one', () => {
    expect(words(0n).next().value).toBe(3701687786n)
    for (const seed of [0, 1, 0x8000_0000, 0xffff_ffff]) {
      const reference = words(BigInt(seed))
      for (let k = 0; k < 64; k++) reference.next()
      const generator = new PublicGenerator(seed)
      for (const bound of [1, 2, 1000, 131_071, 2_097_152]) {
        const word = reference.next().value as bigint
        expect(generator.below(bound)).toBe(Number((word * BigInt(bound)) >> 32n))
      }
    }
  })
})
