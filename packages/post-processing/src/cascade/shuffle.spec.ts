import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomPoints } from '../../test/random-bits.js'
import { BitString } from '../bit-string.js'
import { PostProcessingInputError } from '../errors.js'
import { passOrder } from './shuffle.js'

const WORD = 0xffff_ffffn

/** The order of the definition, with integers of any length; final from place `from` on. */
function orderByDefinition(seed: BitString, pass: number, length: number, from = 1): number[] {
  const words = Array.from({ length: 4 }, (_, k) => {
    const [a, b, c, d] = seed.bytes.subarray(4 * k, 4 * k + 4) as unknown as [number, number, number, number]
    return (BigInt(a) << 24n) | (BigInt(b) << 16n) | (BigInt(c) << 8n) | BigInt(d)
  })
  const s = words.map((word, k) => {
    let h = (word + BigInt(4 * pass + k + 1) * 0x9e37_79b9n) & WORD
    h ^= h >> 16n
    h = (h * 0x85eb_ca6bn) & WORD
    h ^= h >> 13n
    h = (h * 0xc2b2_ae35n) & WORD
    return h ^ (h >> 16n)
  }) as [bigint, bigint, bigint, bigint]
  if (s.every((word) => word === 0n)) s[0] = 1n
  const rotated = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (32n - by))) & WORD
  const order = Array.from({ length }, (_, q) => q)
  for (let i = length - 1 + 16; i >= from; i--) {
    const draw = (rotated((s[1] * 5n) & WORD, 7n) * 9n) & WORD
    const t = (s[1] << 9n) & WORD
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= t
    s[3] = rotated(s[3], 11n)
    if (i >= length) continue
    const j = Number((draw * BigInt(i + 1)) >> 32n)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

describe('the order of a pass', () => {
  it('is that of the definition', () => {
    fc.assert(
      fc.property(randomPoints(128), fc.integer({ min: 1, max: 16 }), fc.nat(300), (seed, pass, length) => {
        expect([...passOrder(seed, pass, length)]).toEqual(orderByDefinition(seed, pass, length))
      })
    )
    const zero = new BitString(128)
    expect([...passOrder(zero, 1, 1000)]).toEqual(orderByDefinition(zero, 1, 1000))
  })

  it('keeps to the definition where products pass 2^53', () => {
    const seed = BitString.fromBytes(Uint8Array.from({ length: 16 }, (_, k) => 0xf0 + k))
    const length = 0x20_0000 + 20_000
    const order = passOrder(seed, 3, length)
    const from = length - 2000
    expect([...order.subarray(from)]).toEqual(orderByDefinition(seed, 3, length, from).slice(from))
  })

  it('has every bit once, and another order in every pass', () => {
    fc.assert(
      fc.property(randomPoints(128), (seed) => {
        const [one, two] = [passOrder(seed, 1, 500), passOrder(seed, 2, 500)]
        expect([...one].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, q) => q))
        // Two independent orders agree in one place on average, as good as never in ten.
        expect(one.filter((bit, q) => bit === two[q]).length).toBeLessThan(10)
      })
    )
  })

  it('takes every order of four bits equally often', () => {
    const counts = new Map<string, number>()
    const runs = 24_000
    for (let k = 0; k < runs; k++) {
      const seed = new BitString(128)
      new DataView(seed.bytes.buffer).setUint32(12, k)
      const order = String(passOrder(seed, 1, 4))
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // Chi-squared with 23 degrees of freedom: mean 23, standard deviation 6.8.
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)
    expect(chiSquared).toBeLessThan(23 + 5 * 6.8)
  })

  it('refuses a seed of another length', () => {
    expect(() => passOrder(new BitString(64), 1, 10)).toThrow(PostProcessingInputError)
    expect(() => passOrder(new BitString(128), 0, 10)).toThrow('pass is 0')
  })
})
