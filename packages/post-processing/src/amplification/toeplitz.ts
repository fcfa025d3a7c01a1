import type { BitString } from '../bit-string.js'
import { PostProcessingInputError, requireInteger } from '../errors.js'
import { toeplitzDirect } from './toeplitz-direct.js'
import { fourierPlan, toeplitzFourier } from './toeplitz-fourier.js'

/** Exclusive ors of 32 bits that take as long as one butterfly of a Fourier transform, about. */
const WORDS_PER_BUTTERFLY = 4

/** Bits of the public random seed that turns `keyLength` bits into `length`. */
export function toeplitzSeedLength(keyLength: number, length: number): number {
  return keyLength + length - 1
}

/**
 * Privacy amplification: y = T·x over GF(2), x being the key (n bits) and T the Toeplitz matrix of `length` rows and n
 * columns with T[i][j] = t[i - j + n - 1], t being the seed. The family is universal (two-universal), so the hash of a key
 * of conditional min-entropy H is within 2^(-(H - length)/2) / 2 of uniform (the leftover hash lemma; Krawczyk 1994 for the
 * matrices). The seed is public, uniformly random, and drawn after the key is fixed.
 *
 * Shorter ones are computed directly, longer ones by Fourier transforms; the result is the same.
 *
 * @param seed - n + length - 1 bits
 * @param length - from 1 to n
 * @throws PostProcessingInputError for lengths that do not agree
 */
export function toeplitzHash(key: BitString, seed: BitString, length: number): BitString {
  requireInteger('key.length', key.length, 1, 0x7fff_ffff)
  requireInteger('length', length, 1, key.length)
  const needed = toeplitzSeedLength(key.length, length)
  if (seed.length !== needed) throw new PostProcessingInputError('seed.length', seed.length, `${needed}`)
  const words = (key.length / 2) * (length / 32)
  const plan = fourierPlan(key.length, length)
  return words <= WORDS_PER_BUTTERFLY * plan.cost
    ? toeplitzDirect(key, seed, length)
    : toeplitzFourier(key, seed, length, plan)
}
