import { BitString } from './bit-string.js'
import { equalBytes } from './equal-bytes.js'
import { PolynomialHash } from './polynomial-hash.js'

/** Bits of a verification tag, and of the random point it is taken at. All of the tag's count as leaked. */
export const VERIFICATION_BITS = 64

/**
 * The hash by which two ends learn whether their keys are equal, without a trusted party: Σ k_i·r^(i+1) over GF(2^64).
 *
 * With m = ⌈n / 64⌉, the blocks k_0 to k_(m-1) are the key's 64 bits each, in order, the last filled up with zeros; k_m
 * is the key's length n as a big-endian integer of 64 bits, so that no filling up makes two lengths one. Bit j of a block
 * (the first is bit 0) is the coefficient of x^j; the field is that of x^64 + x^4 + x^3 + x + 1; the tag is written as a
 * block is. The point r is random, public, and drawn after both keys are fixed.
 *
 * Two different keys of one length n have one tag for at most ⌈n / 64⌉ of the 2^64 points: see
 * {@link verificationCollisionBound}.
 *
 * @throws PostProcessingInputError for a point that has not 64 bits
 */
export function verificationTag(key: BitString, point: BitString): BitString {
  const hash = new PolynomialHash(VERIFICATION_BITS, point)
  const length = new Uint8Array(8)
  new DataView(length.buffer).setUint32(4, key.length)
  // Horner's rule takes the highest power first.
  hash.absorb(length)
  const { bytes } = key
  for (let end = bytes.length; end > 0; ) {
    const start = (end - 1) & ~7
    hash.absorb(bytes, start, end)
    end = start
  }
  const tag = BitString.fromBytes(hash.value())
  hash.clear()
  return tag
}

/** Whether `tag` is this key's, in a time that does not depend on the bits of either. */
export function verifyKey(key: BitString, point: BitString, tag: BitString): boolean {
  return tag.length === VERIFICATION_BITS && equalBytes(verificationTag(key, point).bytes, tag.bytes)
}

/** The probability, over the point, that two different keys of `length` bits have one tag, at most. */
export function verificationCollisionBound(length: number): number {
  return Math.ceil(length / 64) * 2 ** -64
}
