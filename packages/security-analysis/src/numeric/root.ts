/** Where a function crosses zero: the two ends of the last bracket, and the function there. */
export interface Bracket {
  readonly low: number
  readonly lowValue: number
  readonly high: number
  readonly highValue: number
}

/**
 * Narrows [low, high], at whose ends `f` is negative and positive, around a sign change of `f` by Chandrupatla's method
 * ("A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function"): bisection where the
 * function is not smooth, inverse quadratic interpolation where it is. `f` may jump, and may be ±∞ at the ends. A
 * value of exactly 0 counts as positive: the bracket returned always has lowValue < 0 <= highValue.
 *
 * @param tolerance - width of the bracket at which to stop, in units of x
 */
export function bracketRoot(
  f: (x: number) => number,
  low: number,
  lowValue: number,
  high: number,
  highValue: number,
  tolerance: number
): Bracket {
  // a is the newest point, b the other end of the bracket, c the point dropped last.
  let a = high
  let b = low
  let fa = highValue
  let fb = lowValue
  let step = 0.5
  for (let iteration = 0; iteration < 200; iteration++) {
    if (Math.abs(b - a) <= tolerance) break
    const x = a + step * (b - a)
    if (x === a || x === b) break
    const fx = f(x)
    let c = a
    let fc = fa
    if (fx < 0 !== fa < 0) {
      c = b
      fc = fb
      b = a
      fb = fa
    }
    a = x
    fa = fx
    step = nextStep(a, fa, b, fb, c, fc, tolerance)
  }
  return fa < 0 ? { low: a, lowValue: fa, high: b, highValue: fb } : { low: b, lowValue: fb, high: a, highValue: fa }
}

/** The share of the way from a to b to try next: an interpolated one where it can be trusted, else a half. */
function nextStep(a: number, fa: number, b: number, fb: number, c: number, fc: number, tolerance: number): number {
  const xi = (a - b) / (c - b)
  const phi = (fa - fb) / (fc - fb)
  let step = 0.5
  if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
    const share = (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
    if (Number.isFinite(share)) step = share
  }
  const least = Math.min(0.5, (0.5 * tolerance) / Math.abs(b - a))
  return Math.min(1 - least, Math.max(least, step))
}

/** The middle of {@link bracketRoot}'s bracket, for a function that is negative at `low` and positive at `high`. */
export function findRoot(f: (x: number) => number, low: number, high: number, tolerance: number): number {
  const bracket = bracketRoot(f, low, f(low), high, f(high), tolerance)
  return bracket.highValue === 0 ? bracket.high : (bracket.low + bracket.high) / 2
}
