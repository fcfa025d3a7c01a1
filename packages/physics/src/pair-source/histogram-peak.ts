import type { Picoseconds } from '@bellwire/runtime'

/** The two neighbouring bins with the most counts together. */
export interface HistogramPeak {
  /** The border between them, in the unit of the values. */
  readonly centre: Picoseconds
  readonly count: number
  /** What two bins hold on average over the whole histogram. */
  readonly mean: number
  /** Counts of the whole histogram. */
  readonly total: number
}

/**
 * Two bins, so that a peak narrower than one is never cut in half. Of equal ones the first.
 *
 * @param bins filled from −halfWidth on, cleared first; at least 2
 * @param slope subtracted from each value per unit of `since`
 */
export function histogramPeak(
  values: Float64Array,
  since: Float64Array,
  slope: number,
  halfWidth: Picoseconds,
  bin: Picoseconds,
  bins: Int32Array
): HistogramPeak {
  bins.fill(0)
  for (let k = 0; k < values.length; k++) {
    const at = Math.floor(((values[k] as number) - slope * (since[k] as number) + halfWidth) / bin)
    if (at >= 0 && at < bins.length) bins[at] = (bins[at] as number) + 1
  }
  return peakOf(bins, halfWidth, bin)
}

/** The peak of bins that are filled already. */
export function peakOf(bins: Int32Array, halfWidth: Picoseconds, bin: Picoseconds): HistogramPeak {
  let best = 0
  let count = -1
  let total = bins[bins.length - 1] as number
  for (let k = 0; k + 1 < bins.length; k++) {
    total += bins[k] as number
    const both = (bins[k] as number) + (bins[k + 1] as number)
    if (both > count) {
      count = both
      best = k
    }
  }
  return { centre: (best + 1) * bin - halfWidth, count, mean: (2 * total) / bins.length, total }
}

/**
 * Whether a peak stands out: more than seven standard deviations and eight counts above the mean, which chance does
 * less than once in 10^10 bins, also where the mean is far below 1.
 */
export function standsOut({ count, mean }: Pick<HistogramPeak, 'count' | 'mean'>): boolean {
  return count - mean > 7 * Math.sqrt(mean) + 8
}
