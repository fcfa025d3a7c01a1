import { requireInteger } from '../errors.js'

/** All that both ends have to agree upon, in public, before a key is reconciled: it determines every code used. */
export interface LdpcParameters {
  /** Bits of the key. */
  readonly length: number
  /** The most bits of syndrome that may be sent. */
  readonly syndromeLength: number
  /** An integer from 0 to 2^32 - 1. */
  readonly seed: number
}

/** How a key is cut: every block has `columns` bits of it, the last ones made up with zeros, and `rows` of syndrome. */
export interface LdpcBlocks {
  readonly count: number
  readonly columns: number
  readonly rows: number
  /** The bits of syndrome that are sent, count times rows: what reconciliation leaks, to the bit. */
  readonly leak: number
}

/** The most bits of a block: longer codes come closer to the limit, but leave the processor's cache. */
const LARGEST_BLOCK = 131_072
const LONGEST_KEY = 2_097_152
const FEWEST_ROWS = 4

/** As few blocks as hold so many bits, all of one size. @throws PostProcessingInputError for a length out of range */
export function blocksFor(length: number): { readonly count: number; readonly columns: number } {
  requireInteger('length', length, 2 * FEWEST_ROWS, LONGEST_KEY)
  const count = Math.ceil(length / LARGEST_BLOCK)
  return { count, columns: Math.ceil(length / count) }
}

/**
 * As few blocks as hold the key, all of one size, which share the syndrome's length equally; bits that cannot be shared
 * equally are not used.
 *
 * @throws PostProcessingInputError for a length over 2^21 bits or less than 8, for a syndrome that leaves a block less
 *   than 4 bits or that is as long as the key, and for a seed out of range
 */
export function ldpcBlocks({ length, syndromeLength, seed }: LdpcParameters): LdpcBlocks {
  requireInteger('seed', seed, 0, 0xffff_ffff)
  const { count, columns } = blocksFor(length)
  requireInteger('syndromeLength', syndromeLength, count * FEWEST_ROWS, length - 1)
  const rows = Math.floor(syndromeLength / count)
  return { count, columns, rows, leak: count * rows }
}
