import type { BitString } from '../bit-string.js'
import { PostProcessingInputError, requireInteger } from '../errors.js'

/** Bits of the public seed from which every shuffle of a run of Cascade is drawn. */
export const SHUFFLE_SEED_BITS = 128

/** The finaliser of MurmurHash3, a bijection of 32-bit words. */
function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Draws that are thrown away, after which each depends on all of the seed. */
const DISCARDED_DRAWS = 16

/**
 * The order in which pass `pass` of Cascade (the first is 1) takes the bits of a key: the bit at place q of the pass is
 * bit `order[q]` of the key. The seed is public and needs no secrecy; two ends with one seed have one order, bit for bit:
 *
 * 1. The seed is four words of 32 bits, big-endian, seed[0] to seed[3]. All arithmetic is modulo 2^32.
 * 2. The state of xoshiro128** is s[k] = mix(seed[k] + (4·pass + k + 1)·0x9e3779b9) for k = 0..3, where mix(h) is
 *    `h ^= h >> 16; h *= 0x85ebca6b; h ^= h >> 13; h *= 0xc2b2ae35; h ^= h >> 16`; if all four are 0, s[0] = 1.
 * 3. A draw is u = rotl(s[1]·5, 7)·9, then `t = s[1] << 9; s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3];
 *    s[2] ^= t; s[3] = rotl(s[3], 11)` (Blackman and Vigna, "Scrambled linear pseudorandom number generators"). The first
 *    16 draws are thrown away.
 * 4. order[q] = q for every q; then for i = length - 1 down to 1, with one draw u each, order[i] and order[j] change
 *    places, j being the integer part of u·(i + 1) / 2^32 (Fisher and Yates; the bias of at most (i + 1) / 2^32 is of no
 *    consequence, as the order is public).
 *
 * @throws PostProcessingInputError for a seed that has not 128 bits
 */
export function passOrder(seed: BitString, pass: number, length: number): Int32Array {
  if (seed.length !== SHUFFLE_SEED_BITS) {
    throw new PostProcessingInputError('seed.length', seed.length, `${SHUFFLE_SEED_BITS}`)
  }
  requireInteger('pass', pass, 1, 0xffff)
  requireInteger('length', length, 0, 0x7fff_ffff)
  const words = new DataView(seed.bytes.buffer, seed.bytes.byteOffset, 16)
  const start = (k: number): number => mixed(words.getInt32(4 * k) + Math.imul(4 * pass + k + 1, 0x9e3779b9))
  let [a, b, c, d] = [start(0), start(1), start(2), start(3)]
  if ((a | b | c | d) === 0) a = 1
  const order = new Int32Array(length)
  for (let q = 0; q < length; q++) order[q] = q
  for (let i = length - 1 + DISCARDED_DRAWS; i > 0; i--) {
    const scrambled = Math.imul(b, 5)
    const draw = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    if (i >= length) continue
    const j = highProduct(draw, i + 1)
    const taken = order[i] as number
    order[i] = order[j] as number
    order[j] = taken
  }
  return order
}

/** The integer part of draw·count / 2^32, without leaving the integers that a double holds; count is up to 2^31. */
function highProduct(draw: number, count: number): number {
  if (count <= 0x20_0000) return (draw * count * 2 ** -32) | 0
  const low = Math.floor((draw & 0xffff) * count * 2 ** -16)
  return Math.floor(((draw >>> 16) * count + low) * 2 ** -16)
}
