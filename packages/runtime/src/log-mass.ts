/**
 * Logarithms of binomial and Poisson probabilities without cancellation, also for 10^15 trials, in the saddle-point
 * form of C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
 */

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)

/** log(n!) − log(√(2πn)·(n/e)^n) for n = 1 .. 15, where the series below is not yet exact. */
const STIRLING_ERRORS = stirlingErrors(15)

function stirlingErrors(largest: number): Float64Array {
  const errors = new Float64Array(largest + 1)
  let factorial = 1
  for (let n = 1; n <= largest; n++) {
    factorial *= n
    errors[n] = Math.log(factorial) - (HALF_LOG_TWO_PI + 0.5 * Math.log(n) + n * Math.log(n) - n)
  }
  return errors
}

/** The error of Stirling's formula, log(n!) − log(√(2πn)·(n/e)^n), n >= 1. */
export function stirlingError(n: number): number {
  if (n < STIRLING_ERRORS.length) return STIRLING_ERRORS[n] as number
  const square = 1 / (n * n)
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - square / 1188) * square) * square) * square) / n
}

/** The deviance k·log(k/m) + m − k, without cancellation for k near m. Loader's bd0. */
function deviance(k: number, m: number): number {
  const difference = k - m
  if (Math.abs(difference) >= 0.1 * (k + m)) return k * Math.log(k / m) - difference
  const v = difference / (k + m)
  const square = v * v
  let sum = difference * v
  let term = 2 * k * v
  for (let order = 3; ; order += 2) {
    term *= square
    const next = sum + term / order
    if (next === sum) return sum
    sum = next
  }
}

/** log of the probability of k successes in n trials, for 0 < p < 1 and integers 0 <= k <= n. */
export function logBinomialMass(k: number, n: number, p: number): number {
  if (k === 0) return n * Math.log1p(-p)
  if (k === n) return n * Math.log(p)
  const rest = n - k
  return (
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(rest) -
    deviance(k, n * p) -
    deviance(rest, n * (1 - p)) -
    HALF_LOG_TWO_PI +
    0.5 * Math.log(n / k / rest)
  )
}

/** log of the probability of k events where `mean` > 0 are expected, for integer k >= 0. */
export function logPoissonMass(k: number, mean: number): number {
  if (k === 0) return -mean
  return -stirlingError(k) - deviance(k, mean) - HALF_LOG_TWO_PI - 0.5 * Math.log(k)
}
