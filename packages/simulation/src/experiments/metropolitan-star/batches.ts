/** Of so many batches of turns one after the other is left out. */
const BATCHES = 20

/**
 * A statistic of a series of turns and its standard error by leaving out one stretch of turns at a time (jackknife over
 * batches): turns that depend on each other but over short times, as those of a policy that goes round, are in one batch.
 * Where the statistic is at its extreme but for chance, as Jain's index of equal links, the error is √2 too large.
 *
 * @param turns [turn] the link that was served, -1 for none
 * @param statistic of how many turns each of the links was served
 */
export function errorByBatches(
  turns: readonly number[],
  links: number,
  statistic: (served: readonly number[]) => number
): number {
  const batches = Math.min(BATCHES, turns.length)
  if (batches < 2) return 0
  const all = counted(turns, links)
  const without = Array.from({ length: batches }, (_, batch) => {
    const [from, to] = [batch, batch + 1].map((edge) => Math.round((edge * turns.length) / batches)) as [number, number]
    const left = counted(turns.slice(from, to), links)
    return statistic(all.map((served, link) => served - (left[link] as number)))
  })
  const mean = without.reduce((sum, one) => sum + one, 0) / batches
  const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return Math.sqrt(((batches - 1) / batches) * squares)
}

function counted(turns: readonly number[], links: number): readonly number[] {
  const served = Array.from({ length: links }, () => 0)
  for (const link of turns) if (link >= 0) served[link] = (served[link] as number) + 1
  return served
}

/**
 * Standard error of a quantile of independent numbers: half the distance between the order statistics one standard
 * deviation of the binomial rank below and above it. Waits of links that share turns fill the time between them, and
 * spread less.
 *
 * @param sorted in rising order
 * @param share 0..1
 */
export function quantileError(sorted: ArrayLike<number>, share: number): number {
  const { length } = sorted
  const spread = Math.sqrt(length * share * (1 - share))
  const at = (rank: number) => sorted[Math.max(0, Math.min(length - 1, Math.ceil(rank) - 1))] as number
  return (at(length * share + spread) - at(length * share - spread)) / 2
}

/**
 * Standard error of the time that links wait over the waits that end, where a turn ends one wait, or none if it goes to a
 * link that does not wait, by chance: all others wait meanwhile, so that the time waited is as good as fixed and the
 * number of such turns is what varies. One wait more or less is left to the first turn and the last.
 */
export function meanWaitError(mean: number, waits: number, turns: number): number {
  const missed = Math.max(0, 1 - waits / turns)
  return mean * Math.sqrt(missed / waits + 1 / waits ** 2)
}
