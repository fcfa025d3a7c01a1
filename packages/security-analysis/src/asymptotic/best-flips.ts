import { scannedMaximum } from '../numeric/maximise.js'

/** Flips of a half leave nothing to correct from. */
const most = 0.4999

export interface BestFlips {
  /** q */
  readonly flips: number
  readonly value: number
}

/**
 * The q of noisy preprocessing, from 0 up to ½, at which something is greatest. Never below what it is at q = 0, which is
 * given where nothing is better.
 *
 * @param tolerance - in q; ten times as much in log10 q
 * @param intervals - of either scale that are looked at before the best is refined
 */
export function bestFlips(valueAt: (flips: number) => number, tolerance: number, intervals: number): BestFlips {
  // The optimum lies at very small q where the channel is good: look at powers of ten first, then on a line.
  const small = scannedMaximum((log) => valueAt(10 ** log), -9, Math.log10(most), intervals, 10 * tolerance)
  const linear = scannedMaximum(valueAt, 0, most, intervals, tolerance)
  const none = valueAt(0)
  if (none >= small.value && none >= linear.value) return { flips: 0, value: none }
  return small.value > linear.value
    ? { flips: 10 ** small.at, value: small.value }
    : { flips: linear.at, value: linear.value }
}
