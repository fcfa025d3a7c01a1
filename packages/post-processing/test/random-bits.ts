import fc from 'fast-check'
import { BitString } from '../src/bit-string.js'

/** Numbers in [0, 1) from a seed, good enough for statistics (Mulberry32). */
export function seededUniform(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

export function randomBits(length: number, uniform: () => number): BitString {
  const bytes = Uint8Array.from({ length: Math.ceil(length / 8) }, () => Math.floor(256 * uniform()))
  return BitString.fromBytes(bytes, length)
}

/** A copy of `key` with every bit flipped with probability `errorRate`. */
export function withErrors(key: BitString, errorRate: number, uniform: () => number): BitString {
  const noisy = key.clone()
  for (let k = 0; k < key.length; k++) if (uniform() < errorRate) noisy.flip(k)
  return noisy
}

/** Any bits of a length from `minimum` to `maximum`. */
export function bitStrings(minimum: number, maximum: number): fc.Arbitrary<BitString> {
  return fc
    .array(fc.constantFrom('0', '1'), { minLength: minimum, maxLength: maximum, size: 'max' })
    .map((bits) => BitString.fromText(bits.join('')))
}

/** Points of a hash as they are drawn: none of the few, such as 1, at which different messages have one hash. */
export function randomPoints(length: number): fc.Arbitrary<BitString> {
  return fc.integer().map((seed) => randomBits(length, seededUniform(seed)))
}

/** The bits as a polynomial, bit j being the coefficient of x^j. */
export function polynomialOf(bits: BitString): bigint {
  let value = 0n
  for (let k = bits.length - 1; k >= 0; k--) value = (value << 1n) | BigInt(bits.get(k))
  return value
}

/** The product of two polynomials over GF(2) modulo a third, which has degree `degree`, by the school method. */
export function productModulo(a: bigint, b: bigint, modulus: bigint, degree: number): bigint {
  let product = 0n
  for (let k = 0; k < degree; k++) if ((b >> BigInt(k)) & 1n) product ^= a << BigInt(k)
  for (let k = 2 * degree - 2; k >= degree; k--) {
    if ((product >> BigInt(k)) & 1n) product ^= modulus << BigInt(k - degree)
  }
  return product
}
