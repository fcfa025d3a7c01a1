import { BitString } from '../bit-string.js'
import { PostProcessingInputError, requireInteger } from '../errors.js'
import { ldpcCode, type LdpcCode } from './code.js'
import { LdpcDecoder } from './decoder.js'
import { type LdpcBlocks, ldpcBlocks, type LdpcParameters } from './parameters.js'
import { PublicGenerator } from './public-generator.js'

/**
 * What became of a key. `decoded` says that it has the syndrome of the other end's key, in every block; whether it is
 * the other end's key is for verification to judge, since a code has many keys of one syndrome.
 */
export type LdpcOutcome =
  | { readonly outcome: 'decoded'; readonly key: BitString; readonly corrected: number; readonly passes: number }
  | { readonly outcome: 'failed'; readonly block: number; readonly passes: number }

/** Passes over a block's rows before it is given up; a block that decodes within its margin takes about 20. */
const MOST_PASSES = 200
/** Log-likelihood ratio of the zeros that make up the last block: certain. */
const CERTAIN = 1000

/**
 * One-way reconciliation by the syndromes of low-density parity-check codes: one end sends {@link syndrome} of its key,
 * once, of a length fixed in advance, and the other {@link reconcile}s its own key with it. An object is good for any
 * number of keys of its length; it holds no key.
 */
export class LdpcReconciliation {
  readonly blocks: LdpcBlocks
  private readonly code: LdpcCode
  /** Bit k of the blocks, laid end to end, is bit orderOf[k] of the key. */
  private readonly order: Uint32Array
  private decoder: LdpcDecoder | undefined

  /** @throws PostProcessingInputError as {@link ldpcBlocks} does */
  constructor(readonly parameters: LdpcParameters) {
    this.blocks = ldpcBlocks(parameters)
    this.code = ldpcCode(this.blocks.columns, this.blocks.rows, parameters.seed)
    this.order = interleaving(parameters.length, parameters.seed)
  }

  /** The bits of syndrome that are sent: exactly what reconciliation leaks. */
  get leak(): number {
    return this.blocks.leak
  }

  /** The syndrome to send, block after block. Linear. @throws PostProcessingInputError for a key of another length */
  syndrome(key: BitString): BitString {
    requireInteger('key length', key.length, this.parameters.length, this.parameters.length)
    const { count, rows, columns } = this.blocks
    const { rowStart, columnOf } = this.code
    const sent = new BitString(this.leak)
    const bits = new Uint8Array(columns)
    for (let block = 0; block < count; block++) {
      this.gather(block, key, bits)
      for (let r = 0, e = 0; r < rows; r++) {
        const end = rowStart[r + 1] as number
        let parity = 0
        for (; e < end; e++) parity ^= bits[columnOf[e] as number] as number
        if (parity === 1) sent.set(block * rows + r, 1)
      }
    }
    bits.fill(0)
    return sent
  }

  /**
   * The likeliest key of the other end that is near one's own and has the syndrome that it sent.
   *
   * @param own - this end's key, which is not changed
   * @param syndrome - the other end's, as {@link syndrome} gives it
   * @param errors - the probability that a bit differs, between 0 and 1; or, where it is known that some bits are worse
   *   than others, ln((1 - q) / q) for every bit of the key, q its probability ({@link logLikelihoodRatios})
   * @throws PostProcessingInputError for strings or ratios of another length, for a probability out of range, and for a
   *   ratio that is not finite
   */
  reconcile(own: BitString, syndrome: BitString, errors: number | Float32Array): LdpcOutcome {
    const { count, columns, rows } = this.blocks
    const { length } = this.parameters
    requireInteger('syndrome length', syndrome.length, this.leak, this.leak)
    const ratios = typeof errors === 'number' ? logLikelihoodRatio(errors) : errors
    if (typeof ratios !== 'number') requireRatios(ratios, length)
    this.decoder ??= new LdpcDecoder(this.code)
    const difference = this.syndrome(own)
    const key = own.clone()
    const wanted = new Uint8Array(rows)
    const prior = new Float32Array(columns)
    const found = new Uint8Array(columns)
    let passes = 0
    let corrected = 0
    for (let block = 0; block < count; block++) {
      for (let r = 0; r < rows; r++) wanted[r] = difference.get(block * rows + r) ^ syndrome.get(block * rows + r)
      for (let j = 0, k = block * columns; j < columns; j++, k++) {
        if (k >= length) prior[j] = CERTAIN
        else prior[j] = typeof ratios === 'number' ? ratios : (ratios[this.order[k] as number] as number)
      }
      const took = this.decoder.decode(wanted, prior, MOST_PASSES, found)
      passes = Math.max(passes, took < 0 ? MOST_PASSES : took)
      if (took < 0) {
        key.clear()
        return { outcome: 'failed', block, passes }
      }
      for (let j = 0, k = block * columns; j < columns && k < length; j++, k++) {
        if (found[j] === 1) {
          key.flip(this.order[k] as number)
          corrected++
        }
      }
    }
    return { outcome: 'decoded', key, corrected, passes }
  }

  private gather(block: number, key: BitString, bits: Uint8Array): void {
    bits.fill(0)
    const start = block * bits.length
    const end = Math.min(start + bits.length, key.length)
    for (let k = start; k < end; k++) bits[k - start] = key.get(this.order[k] as number)
  }
}

/**
 * A permutation drawn from the seed, so that every block has the same share of good and bad bits: for k from length - 1
 * down to 1, the k-th is exchanged with one of those up to and including it (Durstenfeld, "Algorithm 235", 1964).
 */
function interleaving(length: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, k) => k)
  const generator = new PublicGenerator(seed)
  for (let k = length - 1; k > 0; k--) {
    const other = generator.below(k + 1)
    const kept = order[k] as number
    order[k] = order[other] as number
    order[other] = kept
  }
  return order
}

function requireRatios(ratios: Float32Array, length: number): void {
  requireInteger('log-likelihood ratios', ratios.length, length, length)
  const bad = ratios.findIndex((ratio) => !Number.isFinite(ratio))
  if (bad >= 0) throw new PostProcessingInputError(`log-likelihood ratio ${bad}`, ratios[bad], 'a finite number')
}

function logLikelihoodRatio(errorRate: number): number {
  if (!(errorRate > 0 && errorRate < 1)) {
    throw new PostProcessingInputError('error rate', errorRate, 'a number between 0 and 1')
  }
  return Math.log((1 - errorRate) / errorRate)
}

/**
 * ln((1 - q) / q) for every bit of a key in which some bits, marked by a 1, have another error rate than the rest.
 *
 * @throws PostProcessingInputError for an error rate that is not between 0 and 1
 */
export function logLikelihoodRatios(marked: BitString, errorRate: number, markedErrorRate: number): Float32Array {
  const ratios = new Float32Array(marked.length).fill(logLikelihoodRatio(errorRate))
  const other = logLikelihoodRatio(markedErrorRate)
  for (let k = 0; k < marked.length; k++) if (marked.get(k) === 1) ratios[k] = other
  return ratios
}
