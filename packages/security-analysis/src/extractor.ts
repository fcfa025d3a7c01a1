import { requireBetween } from './errors.js'

/**
 * How a key is extracted from a long string with smooth min-entropy H: by Trevisan's construction, strong against quantum
 * side information (De, Portmann, Vidick and Renner), or by a random Toeplitz matrix (leftover hash lemma).
 */
export type Extractor = 'trevisan' | 'toeplitz'

/**
 * Bits of min-entropy that extraction costs whatever the length of the key. Trevisan: 5·log2(1/ε), and
 * {@link extractedLength} takes 4·log2 ℓ more. Toeplitz: 2·log2(1/ε) + 2, with which the distance ½·2^(−(H − ℓ)/2) of the
 * leftover hash lemma is ε/4.
 */
export function extractionCost(extractor: Extractor, epsilon: number): number {
  requireBetween('epsilon', epsilon, 0, 1)
  return extractor === 'trevisan' ? -5 * Math.log2(epsilon) : 2 - 2 * Math.log2(epsilon)
}

/**
 * The longest key, a whole number of bits, from `available` bits left after {@link extractionCost}: the largest ℓ with
 * ℓ + 4·log2 ℓ <= available (Trevisan), or with ℓ <= available (Toeplitz). 0 where nothing is left.
 */
export function extractedLength(extractor: Extractor, available: number): number {
  if (!(available >= 1)) return 0
  if (extractor === 'toeplitz') return Math.floor(available)
  const fits = (length: number): boolean => length + 4 * Math.log2(length) <= available
  // ℓ = available − 4·log2 ℓ, iterated twice from ℓ = available, gives a number below the solution and then one above it.
  const below = Math.max(1, available - 4 * Math.log2(available))
  let length = Math.max(1, Math.ceil(available - 4 * Math.log2(below)))
  while (length > 1 && !fits(length)) length--
  return length
}
