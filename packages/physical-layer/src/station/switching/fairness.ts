/**
 * Jain's index of how evenly something is shared: (Σx)² / (n·Σx²), from 1/n, where one has everything, to 1, where all
 * have the same ("A quantitative measure of fairness and discrimination for resource allocation in shared computer
 * systems", Jain, Chiu and Hawe, DEC-TR-301, 1984). Of links: x is the time in which a link was served over the time in
 * which it wanted to be.
 *
 * @returns 1 where there is nothing to share, or nobody
 */
export function jainIndex(shares: readonly number[]): number {
  let sum = 0
  let squares = 0
  for (const share of shares) {
    sum += share
    squares += share * share
  }
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares)
}

/** How long several had to wait. */
export interface Waiting {
  readonly mean: number
  /** The least of them that 95 in a hundred do not exceed. */
  readonly percentile95: number
  readonly worst: number
  /** How many waits have ended. */
  readonly count: number
}

/**
 * Mean, 95th percentile and longest of some waits, in their unit.
 *
 * @param open a wait that has not ended yet and has lasted so long: it counts for the longest alone
 * @returns null where none has ended
 */
export function waitingOf(waits: readonly number[], open = 0): Waiting | null {
  if (waits.length === 0) return null
  const sorted = Float64Array.from(waits).sort()
  const sum = sorted.reduce((total, wait) => total + wait, 0)
  const at = Math.ceil(0.95 * sorted.length) - 1
  return {
    mean: sum / sorted.length,
    percentile95: sorted[at] as number,
    worst: Math.max(sorted.at(-1) as number, open),
    count: sorted.length
  }
}
