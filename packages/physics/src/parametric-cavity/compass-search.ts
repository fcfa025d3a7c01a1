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

/** Part of the value below which a gain is no gain, so that a search cannot creep along the function's own error. */
const LEAST_GAIN = 1e-9

/** How many turned crosses are tried before a step is halved. */
const TURNS = 4

/**
 * A local maximum of a function over the unit cube, both faces of each coordinate included, by Hooke and Jeeves's
 * search: a step along each coordinate that gains anything, then the whole of the last move once more. When no step
 * gains, the cross of directions is turned, so that a ridge with a sharp edge across the coordinates does not stop it,
 * and then the step is halved. Needs no derivatives and draws no random numbers. On a smooth function it ends where the
 * derivatives vanish or point out of the cube, to about SHORTEST_STEP or where LEAST_GAIN stops it.
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
        if (!gains(there, best.value)) continue
        best = { point, value: there }
        break
      }
    }
    return best
  }
  let turns = 0
  /** The first gain along a turned cross of directions; a fresh turn each time. */
  const exploreTurned = (from: readonly number[], value: number, step: number) => {
    for (const direction of turnedCross(from.length, turns++)) {
      for (const length of [step, -step]) {
        const point = from.map((coordinate, axis) => clamp(coordinate + length * (direction[axis] as number)))
        const there = evaluate(point)
        if (gains(there, value)) return { point, value: there }
      }
    }
    return { point: from, value }
  }
  let best = { point: start, value: evaluate(start) }
  let step = firstStep
  while (step >= SHORTEST_STEP) {
    let next = explore(best.point, best.value, step)
    for (let turn = 0; turn < TURNS && !gains(next.value, best.value); turn++) {
      next = exploreTurned(best.point, best.value, step)
    }
    if (!gains(next.value, best.value)) {
      step /= 2
      continue
    }
    while (gains(next.value, best.value)) {
      const before = best.point
      best = next
      const further = best.point.map((value, axis) => clamp(2 * value - (before[axis] as number)))
      next = explore(further, evaluate(further), step)
    }
  }
  return { ...best, evaluations }
}

function gains(there: number, value: number): boolean {
  return there > value + LEAST_GAIN * Math.abs(value)
}

/**
 * An orthonormal basis that differs with each turn and comes near to every direction in time: the unit vectors mirrored
 * at planes whose normals are spread by multiples of irrational numbers.
 */
function turnedCross(axes: number, turn: number): readonly (readonly number[])[] {
  if (axes < 2) return []
  const normal = Array.from({ length: axes }, (_, axis) => (((turn + 1) * Math.sqrt(PRIMES[axis] ?? axis)) % 1) - 0.5)
  const square = normal.reduce((sum, value) => sum + value * value, 0)
  return normal.map((along, axis) =>
    normal.map((value, other) => (axis === other ? 1 : 0) - (2 * along * value) / square)
  )
}

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19] as const

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
