import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitStrings, polynomialOf, productModulo, randomPoints } from '../../test/random-bits.js'
import { BitString } from '../bit-string.js'
import { PostProcessingInputError } from '../errors.js'
import { PolynomialHash } from '../polynomial-hash.js'
import { TranscriptAuthenticator, forgeryBound } from './transcript.js'

const MODULUS = (1n << 128n) | 0b10000111n
const keys = bitStrings(128, 128)
const points = randomPoints(128)
const messages = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 })

function authenticated(hashKey: BitString, transcript: readonly Uint8Array[]): TranscriptAuthenticator {
  const authenticator = new TranscriptAuthenticator(hashKey)
  for (const message of transcript) authenticator.absorb(message)
  return authenticator
}

/** The blocks of a transcript as the definition has them. */
function blocksOf(transcript: readonly Uint8Array[]): Uint8Array[] {
  const blocks = [Uint8Array.of(0x80, ...new Uint8Array(15))]
  for (const message of transcript) {
    blocks.push(Uint8Array.of(...new Uint8Array(14), message.length >>> 8, message.length))
    for (let at = 0; at < message.length; at += 16) {
      const block = new Uint8Array(16)
      block.set(message.subarray(at, at + 16))
      blocks.push(block)
    }
  }
  return blocks
}

describe('the tag of a transcript', () => {
  it('is the polynomial of its blocks, as integers of any length have it, and the pad', () => {
    fc.assert(
      fc.property(keys, keys, messages, (hashKey, pad, transcript) => {
        const r = polynomialOf(hashKey)
        let sum = 0n
        for (const block of blocksOf(transcript)) {
          sum = productModulo(sum ^ polynomialOf(BitString.fromBytes(block)), r, MODULUS, 128)
        }
        const authenticator = authenticated(hashKey, transcript)
        expect(polynomialOf(authenticator.tag(pad))).toBe(sum ^ polynomialOf(pad))
        expect(authenticator.blocks).toBe(blocksOf(transcript).length)
      })
    )
  })

  it('hashes as AES-GCM does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.uint8Array({ maxLength: 200 }), (key, data) => {
        const encrypted = (block: Uint8Array): Uint8Array => {
          const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
          return cipher.update(block)
        }
        const nonce = new Uint8Array(12)
        const gcm = createCipheriv('aes-128-gcm', key, nonce).setAAD(data)
        gcm.final()
        const mask = encrypted(Uint8Array.of(...nonce, 0, 0, 0, 1))
        const expected = gcm.getAuthTag().map((byte, k) => byte ^ (mask[k] as number))
        const hash = new PolynomialHash(128, BitString.fromBytes(encrypted(new Uint8Array(16))))
        hash.absorb(data)
        const bits = 8 * data.length
        hash.absorb(Uint8Array.of(0, 0, 0, 0, 0, 0, bits >>> 8, bits, 0, 0, 0, 0, 0, 0, 0, 0))
        expect(hash.value()).toEqual(Uint8Array.from(expected))
      })
    )
  })

  it('is refused after any bit of message, tag, pad or hash key is flipped', () => {
    const filled = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(points, keys, filled, fc.nat(), fc.nat(), (hashKey, pad, transcript, which, bit) => {
        const tag = authenticated(hashKey, transcript).tag(pad)
        expect(authenticated(hashKey, transcript).verify(tag, pad)).toBe(true)
        const forged = transcript.map((message) => message.slice())
        const message = forged[which % forged.length] as Uint8Array
        message[(bit >>> 3) % message.length]! ^= 1 << (bit & 7)
        expect(authenticated(hashKey, forged).verify(tag, pad)).toBe(false)
        const flipped = (bits: BitString): BitString => {
          const other = bits.clone()
          other.flip(bit % 128)
          return other
        }
        expect(authenticated(hashKey, transcript).verify(flipped(tag), pad)).toBe(false)
        expect(authenticated(hashKey, transcript).verify(tag, flipped(pad))).toBe(false)
      })
    )
  })

  it('is refused where messages are cut in another way, reordered, dropped or added', () => {
    fc.assert(
      fc.property(points, keys, messages, messages, (hashKey, pad, transcript, other) => {
        const same = JSON.stringify(transcript.map(String)) === JSON.stringify(other.map(String))
        const tag = authenticated(hashKey, transcript).tag(pad)
        expect(authenticated(hashKey, other).verify(tag, pad)).toBe(same)
        expect(authenticated(hashKey, [new Uint8Array(), ...transcript]).verify(tag, pad)).toBe(false)
        expect(authenticated(hashKey, [...transcript, new Uint8Array()]).verify(tag, pad)).toBe(false)
        const whole = Uint8Array.from(transcript.flatMap((message) => [...message]))
        expect(authenticated(hashKey, [whole]).verify(tag, pad)).toBe(transcript.length === 1)
      })
    )
  })

  it('goes on after a tag', () => {
    const pad = new BitString(128)
    const hashKey = BitString.fromBytes(Uint8Array.from({ length: 16 }, (_, k) => 17 * k))
    const [one, two] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]
    const authenticator = authenticated(hashKey, [one])
    const early = authenticator.tag(pad)
    authenticator.absorb(two)
    expect(early.equals(authenticated(hashKey, [one]).tag(pad))).toBe(true)
    expect(authenticator.tag(pad).equals(authenticated(hashKey, [one, two]).tag(pad))).toBe(true)
  })

  it('bounds the probability of a forgery, and refuses other lengths', () => {
    expect(forgeryBound(3)).toBe(3 * 2 ** -128)
    expect(() => new TranscriptAuthenticator(new BitString(127))).toThrow(PostProcessingInputError)
    expect(() => new TranscriptAuthenticator(new BitString(128)).tag(new BitString(64))).toThrow('pad.length is 64')
    const authenticator = new TranscriptAuthenticator(new BitString(128))
    expect(authenticator.verify(new BitString(120), new BitString(128))).toBe(false)
  })
})
