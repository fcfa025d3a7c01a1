import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitStrings, randomBits, seededUniform } from '../../test/random-bits.js'
import { BitString } from '../bit-string.js'
import { PostProcessingInputError } from '../errors.js'
import { toeplitzHash, toeplitzSeedLength } from './toeplitz.js'
import { toeplitzDirect } from './toeplitz-direct.js'
import { AmplificationPrecisionError, fourierPlan, paritiesOf, toeplitzFourier } from './toeplitz-fourier.js'

const textOf = (bits: BitString): string => Array.from({ length: bits.length }, (_, k) => bits.get(k)).join('')
const sum = (a: BitString, b: BitString): BitString =>
  BitString.fromBytes(
    a.bytes.map((byte, k) => byte ^ (b.bytes[k] as number)),
    a.length
  )

/** The matrix, row by row. */
function byMatrix(key: BitString, seed: BitString, length: number): string {
  return Array.from({ length }, (_, i) => {
    let parity = 0
    for (let j = 0; j < key.length; j++) parity ^= seed.get(i - j + key.length - 1) & key.get(j)
    return parity
  }).join('')
}

const cases = fc
  .record({ n: fc.integer({ min: 1, max: 150 }), length: fc.integer({ min: 1, max: 150 }) })
  .filter(({ n, length }) => length <= n)
  .chain(({ n, length }) =>
    fc.record({
      length: fc.constant(length),
      key: bitStrings(n, n),
      other: bitStrings(n, n),
      seed: bitStrings(n + length - 1, n + length - 1)
    })
  )

describe('the Toeplitz hash', () => {
  it('is the product with the matrix, directly and by Fourier transforms in chunks of any size', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 150 }), ({ key, seed, length }, cut) => {
        const expected = byMatrix(key, seed, length)
        expect(textOf(toeplitzHash(key, seed, length))).toBe(expected)
        expect(textOf(toeplitzDirect(key, seed, length))).toBe(expected)
        expect(textOf(toeplitzFourier(key, seed, length))).toBe(expected)
        const chunk = Math.min(cut, key.length)
        const size = 2 ** Math.ceil(Math.log2(chunk + length - 1 || 1))
        expect(textOf(toeplitzFourier(key, seed, length, { size, chunk, cost: 0 }))).toBe(expected)
      })
    )
  })

  it('is linear', () => {
    fc.assert(
      fc.property(cases, ({ key, other, seed, length }) => {
        const hash = (bits: BitString): BitString => toeplitzHash(bits, seed, length)
        expect(hash(sum(key, other)).equals(sum(hash(key), hash(other)))).toBe(true)
      })
    )
  })

  it('is the same both ways for long keys, of ones alone as well', () => {
    const uniform = seededUniform(23)
    for (const [n, length] of [
      [20_011, 1_917],
      [30_000, 30_000],
      [65_537, 333]
    ] as const) {
      const [key, seed] = [randomBits(n, uniform), randomBits(n + length - 1, uniform)]
      expect(toeplitzFourier(key, seed, length).equals(toeplitzDirect(key, seed, length))).toBe(true)
    }
    const ones = (length: number): BitString => BitString.fromText('1'.repeat(length))
    const hash = toeplitzFourier(ones(40_001), ones(40_001 + 9_999), 10_000)
    expect(hash.equals(ones(10_000))).toBe(true)
  })

  it('maps two keys to one hash for 2^-length of the seeds, exactly', () => {
    const [one, two] = [BitString.fromText('10110'), BitString.fromText('01100')]
    let collisions = 0
    for (let seed = 0; seed < 2 ** 7; seed++) {
      const bits = BitString.fromText(seed.toString(2).padStart(7, '0'))
      if (toeplitzHash(one, bits, 3).equals(toeplitzHash(two, bits, 3))) collisions++
    }
    expect(collisions).toBe(2 ** 4)
  })

  it('trusts no sum that is far from a whole number', () => {
    expect(textOf(paritiesOf(Float64Array.of(0.4, 2.2, 5.6, -2, 4e9 + 2), 2))).toBe('01111')
    for (const value of [2.5, 3.5, 3, Number.NaN]) {
      expect(() => paritiesOf(Float64Array.of(2, value, 4), 2)).toThrow(AmplificationPrecisionError)
    }
  })

  it('plans chunks where the output is much shorter than the key', () => {
    expect(fourierPlan(1, 1)).toEqual({ size: 2, chunk: 1, cost: 2 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: 2_000_000 }), (a, b) => {
        const [n, length] = [Math.max(a, b), Math.min(a, b)]
        const { size, chunk } = fourierPlan(n, length)
        expect(chunk + length - 1).toBeLessThanOrEqual(size)
        expect(chunk).toBeGreaterThan(0)
        expect(chunk).toBeLessThanOrEqual(n)
      })
    )
  })

  it('refuses lengths that do not agree', () => {
    const seed = new BitString(toeplitzSeedLength(10, 4))
    expect(() => toeplitzHash(new BitString(10), seed, 0)).toThrow('length is 0; accepted: an integer from 1 to 10')
    expect(() => toeplitzHash(new BitString(10), seed, 11)).toThrow(PostProcessingInputError)
    expect(() => toeplitzHash(new BitString(10), seed, 5)).toThrow('seed.length is 13; accepted: 14')
    expect(() => toeplitzHash(new BitString(0), seed, 1)).toThrow(PostProcessingInputError)
  })
})
