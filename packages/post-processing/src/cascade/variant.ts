import { PostProcessingInputError, requireInteger } from '../errors.js'

/**
 * The variants of Cascade that are offered, as Martinez-Mateo et al. name them ("Demystifying the information
 * reconciliation protocol Cascade", 2015). With Q the declared error rate, n the bits of the key and k_i the size of the
 * blocks of pass i, the last of which may be shorter:
 *
 * - `original` (Brassard and Salvail 1994): 4 passes, k_1 = ⌈0.73 / Q⌉, then twice the last; an odd block of a pass is
 *   searched, parts of a block that were asked about are not searched anew.
 * - `option3`: 16 passes, k_1 = ⌈1 / Q⌉, k_2 = 2·k_1, then ⌈n / 2⌉; parts as in `original`. Fewest messages.
 * - `option7`: 14 passes, k_1 = 2^⌈log2(1 / Q)⌉, k_2 = 4·k_1, then ⌈n / 2⌉; every part of a block whose parity is known
 *   is searched as soon as it turns odd. Least leakage.
 */
export type CascadeVariant = 'original' | 'option3' | 'option7'

export interface CascadePlan {
  /** The size of the blocks of every pass, the first pass first; none exceeds the key. */
  readonly blockSizes: readonly number[]
  /** Whether parts of blocks are searched when they turn odd, or whole blocks alone. */
  readonly searchesParts: boolean
}

/**
 * What a variant does to a key of `length` bits.
 *
 * @param expectedErrorRate - the error rate declared before the run, in (0, 0.5]; never the errors that were counted
 */
export function cascadePlan(variant: CascadeVariant, length: number, expectedErrorRate: number): CascadePlan {
  requireInteger('length', length, 0, 0x7fff_ffff)
  if (!(expectedErrorRate > 0 && expectedErrorRate <= 0.5)) {
    throw new PostProcessingInputError('expectedErrorRate', expectedErrorRate, 'a number above 0 and up to 0.5')
  }
  const half = Math.ceil(length / 2)
  const sizes = (first: number, growth: number, passes: number, grows: number): number[] =>
    Array.from({ length: passes }, (_, k) => (k < grows ? Math.min(length, first * growth ** k) : half))
  switch (variant) {
    case 'original':
      return { blockSizes: sizes(Math.ceil(0.73 / expectedErrorRate), 2, 4, 4), searchesParts: false }
    case 'option3':
      return { blockSizes: sizes(Math.ceil(1 / expectedErrorRate), 2, 16, 2), searchesParts: false }
    case 'option7':
      return { blockSizes: sizes(2 ** Math.ceil(-Math.log2(expectedErrorRate)), 4, 14, 2), searchesParts: true }
  }
}
