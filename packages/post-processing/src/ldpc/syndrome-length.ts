import { PostProcessingInputError, requireInteger } from '../errors.js'
import { isDense } from './degrees.js'
import { blocksFor } from './parameters.js'

/** Bits of a key that differ from the other end's with one probability. */
export interface ErrorClass {
  readonly bits: number
  /** From 0 to 1/2. */
  readonly errorRate: number
}

/** By so many standard deviations may the information lost in a block exceed its mean. */
const DEVIATIONS = 4.5

/**
 * The bits that one end has to send at least, were keys infinitely long: the sum of bits times h(errorRate), h the
 * binary entropy (Slepian and Wolf, "Noiseless coding of correlated information sources", 1973).
 *
 * @throws PostProcessingInputError for a number of bits or an error rate out of range
 */
export function shannonLimit(classes: readonly ErrorClass[]): number {
  return momentsOf(classes).mean
}

/**
 * How long a syndrome to allow for. With an efficiency, that times the Shannon limit. Without, what these codes need:
 * the information lost in a block is its mean and {@link DEVIATIONS} standard deviations at most, except once in
 * 300,000 blocks, and the code needs more than that by a factor which was measured, to which it is fitted.
 *
 * @param efficiency - at least 1
 * @throws PostProcessingInputError as {@link shannonLimit} does, for an efficiency below 1, and where errors are so
 *   many that the syndrome would be as long as the key
 */
export function ldpcSyndromeLength(classes: readonly ErrorClass[], efficiency?: number): number {
  const { bits, mean, variance } = momentsOf(classes)
  const { count, columns } = blocksFor(bits)
  let length: number
  if (efficiency === undefined) {
    const lost = mean / count + DEVIATIONS * Math.sqrt(variance / count)
    length = count * Math.max(4, rowsFor(lost, columns))
  } else {
    if (!(efficiency >= 1)) throw new PostProcessingInputError('efficiency', efficiency, 'a number of at least 1')
    length = Math.max(4 * count, Math.ceil(efficiency * mean))
  }
  if (length >= bits) throw new PostProcessingInputError('syndrome length', length, `less than the key's ${bits} bits`)
  return length
}

/** Rows enough to make up for so many bits of information lost, for a code of so many columns. */
function rowsFor(lost: number, columns: number): number {
  const sparse = solved(lost, (rows) => Math.max(1.045, 1.13 - (0.15 * rows) / columns))
  return Math.ceil(isDense(columns, sparse) ? solved(lost, () => 1.18) : sparse)
}

/** rows = lost (long(rows) + 2 / sqrt(rows)), by iteration: what codes without end need, and the price of an end. */
function solved(lost: number, long: (rows: number) => number): number {
  let rows = lost
  for (let k = 0; k < 50; k++) rows = lost * (long(rows) + 2 / Math.sqrt(Math.max(rows, 4)))
  return rows
}

/** Mean and variance of the information, in bits, that errors hide: every error hides log2((1 - q) / q) more. */
function momentsOf(classes: readonly ErrorClass[]): { bits: number; mean: number; variance: number } {
  let [bits, mean, variance] = [0, 0, 0]
  for (const { bits: count, errorRate: q } of classes) {
    requireInteger('bits', count, 0, 0x7fff_ffff)
    if (!(q >= 0 && q <= 0.5)) throw new PostProcessingInputError('error rate', q, 'a number from 0 to 1/2')
    bits += count
    if (q === 0) continue
    mean -= count * (q * Math.log2(q) + (1 - q) * Math.log2(1 - q))
    variance += count * q * (1 - q) * Math.log2((1 - q) / q) ** 2
  }
  return { bits, mean, variance }
}
