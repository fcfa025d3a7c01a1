/** Where a search ended. */
export interface SearchResult {
  /** Coordinates in the unit cube. */
  readonly point: readonly number[]
  readonly value: number
  /** How often the function was asked for. */
  readonly evaluations: number
}

/** Shortest step that still counts as a move. */
const SHORTEST_STEP = 1e-6

/**
 * A local maximum of a function over the unit cube, both faces of each coordinate included, by Hooke and Jeeves's
 * search: a step along each coordinate that gains anything, then the whole of the last move once more; when no step
 * gains, half the step. Needs no derivatives and draws no random numbers. On a smooth function it ends where the
 * derivatives vanish or point out of the cube, to about SHORTEST_STEP; a long narrow ridge makes it slow.
 *
 * @param f may be -Infinity where nothing is allowed; finite at the start
 * @param start coordinates in [0, 1]
 * @param firstStep in the coordinates' unit
 */
export function compassSearch(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  firstStep = 0.25
): SearchResult {
  let evaluations = 0
  const evaluate = (point: readonly number[]) => {
    evaluations++
    return f(point)
  }
  /** The best reached from a point by one step along each coordinate in turn. */
  const explore = (from: readonly number[], value: number, step: number) => {
    let best = { point: from, value }
    for (let axis = 0; axis < from.length; axis++) {
      for (const sign of [1, -1]) {
        const moved = clamp((best.point[axis] as number) + sign * step)
        if (moved === best.point[axis]) continue
        const point = best.point.with(axis, moved)
        const there = evaluate(point)
        if (there <= best.value) continue
        best = { point, value: there }
        break
      }
    }
    return best
  }
  let best = { point: start, value: evaluate(start) }
  let step = firstStep
  while (step >= SHORTEST_STEP) {
    let next = explore(best.point, best.value, step)
    if (next.value <= best.value) {
      step /= 2
      continue
    }
    while (next.value > best.value) {
      const before = best.point
      best = next
      const further = best.point.map((value, axis) => clamp(2 * value - (before[axis] as number)))
      next = explore(further, evaluate(further), step)
    }
  }
  return { ...best, evaluations }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
