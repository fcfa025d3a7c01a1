import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bitStrings,
  polynomialOf,
  productModulo,
  randomBits,
  randomPoints,
  seededUniform
} from '../test/random-bits.js'
import { BitString } from './bit-string.js'
import { PostProcessingInputError } from './errors.js'
import { verificationCollisionBound, verificationTag, verifyKey } from './verification.js'

const MODULUS = (1n << 64n) | 0b11011n

/** Σ k_i r^(i+1) as the definition has it, power by power, with integers of any length. */
function tagByDefinition(key: BitString, point: BitString): bigint {
  const r = polynomialOf(point)
  let [tag, power] = [0n, r]
  for (let start = 0; start < key.length; start += 64) {
    const block = polynomialOf(key.slice(start, Math.min(key.length, start + 64)))
    tag ^= productModulo(block, power, MODULUS, 64)
    power = productModulo(power, r, MODULUS, 64)
  }
  const length = BitString.fromText(key.length.toString(2).padStart(64, '0'))
  return tag ^ productModulo(polynomialOf(length), power, MODULUS, 64)
}

describe('the verification tag', () => {
  it('is the sum of its definition', () => {
    fc.assert(
      fc.property(bitStrings(0, 300), bitStrings(64, 64), (key, point) => {
        expect(polynomialOf(verificationTag(key, point))).toBe(tagByDefinition(key, point))
      })
    )
  })

  it('is the sum of its definition for a long key', () => {
    const uniform = seededUniform(11)
    const [key, point] = [randomBits(105_976, uniform), randomBits(64, uniform)]
    expect(polynomialOf(verificationTag(key, point))).toBe(tagByDefinition(key, point))
  })

  it('has the vectors that were computed by hand', () => {
    // At the point 1 the tag is the sum of the blocks: the key 1 and its length 1, the last bit of its block.
    const one = BitString.fromText(`1${'0'.repeat(63)}`)
    expect(verificationTag(BitString.fromText('1'), one).bytes).toEqual(Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 1))
    // At the point x^63 the key x becomes x^64 = 1 + x + x^3 + x^4, and the length is of no consequence at length 0.
    const highest = BitString.fromText(`${'0'.repeat(63)}1`)
    const key = BitString.fromText('01')
    const withoutKey = verificationTag(BitString.fromText('00'), highest)
    const difference = verificationTag(key, highest).bytes.map((byte, k) => byte ^ (withoutKey.bytes[k] as number))
    expect(difference).toEqual(Uint8Array.of(0xd8, 0, 0, 0, 0, 0, 0, 0))
    expect(verificationTag(new BitString(0), highest).bytes).toEqual(new Uint8Array(8))
  })

  it('tells apart keys that differ in any bit, or in zeros at the end alone', () => {
    fc.assert(
      fc.property(bitStrings(1, 200), randomPoints(64), fc.nat(), (key, point, at) => {
        const tag = verificationTag(key, point)
        expect(verifyKey(key, point, tag)).toBe(true)
        const other = key.clone()
        other.flip(at % key.length)
        expect(verifyKey(other, point, tag)).toBe(false)
        expect(verifyKey(BitString.fromBytes(Uint8Array.of(...key.bytes, 0), key.length + 1), point, tag)).toBe(false)
        expect(verifyKey(key, point, tag.slice(0, 63))).toBe(false)
      })
    )
  })

  it('bounds the probability of a collision', () => {
    expect(verificationCollisionBound(105_976)).toBe(1656 * 2 ** -64)
    expect(verificationCollisionBound(64)).toBe(2 ** -64)
  })

  it('refuses a point of another length', () => {
    expect(() => verificationTag(new BitString(8), new BitString(63))).toThrow(PostProcessingInputError)
  })
})
