/** A setting that a link can be run at: what fidelity it was measured to give, and how many pairs per second. */
export interface OperatingPoint {
  /** Fidelity of a delivered pair, 0 to 1. */
  readonly fidelity: number
  /** Pairs per second. */
  readonly rate: number
}

/**
 * The fastest point whose fidelity is at least the one asked, the more faithful one where rates are equal; undefined
 * where no point is so faithful. Points may come in any order.
 */
export function pointAtFidelity(
  points: readonly OperatingPoint[],
  minimumFidelity: number
): OperatingPoint | undefined {
  let best: OperatingPoint | undefined
  for (const point of points) {
    if (point.fidelity < minimumFidelity || point.rate <= 0) continue
    if (!best || point.rate > best.rate || (point.rate === best.rate && point.fidelity > best.fidelity)) best = point
  }
  return best
}

/**
 * The points that no other beats in both fidelity and rate, by rising fidelity and so by falling rate. Points without
 * a rate are left out.
 */
export function paretoPoints(points: readonly OperatingPoint[]): OperatingPoint[] {
  const falling = points.filter((point) => point.rate > 0).sort((a, b) => b.fidelity - a.fidelity || b.rate - a.rate)
  const kept: OperatingPoint[] = []
  for (const point of falling) {
    const last = kept.at(-1)
    if (!last || point.rate > last.rate) kept.push(point)
  }
  return kept.reverse()
}

/**
 * What both ends of a link say it can do: at every fidelity the lower of the two rates. Both ends measure the same
 * pairs, but learn of them at different times; where they differ, the more careful one is believed.
 */
export function commonPoints(first: readonly OperatingPoint[], second: readonly OperatingPoint[]): OperatingPoint[] {
  const points: OperatingPoint[] = []
  for (const { fidelity } of [...first, ...second]) {
    const one = pointAtFidelity(first, fidelity)
    const other = pointAtFidelity(second, fidelity)
    if (one && other) points.push({ fidelity, rate: Math.min(one.rate, other.rate) })
  }
  return paretoPoints(points)
}
