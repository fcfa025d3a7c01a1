import { requireInteger, requireRange } from '../errors.js'

const MOST_TERMS = 10_000

/**
 * P(χ² >= statistic) with so many degrees of freedom: the regularised incomplete gamma function Q(k/2, x/2), by its series
 * below the mean and Lentz's continued fraction above; to about 1e-13 relative.
 */
export function chiSquaredTail(statistic: number, degrees: number): number {
  requireRange('statistic', statistic, 0, Number.MAX_VALUE)
  requireInteger('degrees', degrees, 1, 1000)
  const a = degrees / 2
  const x = statistic / 2
  if (x === 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - logGammaOfHalf(degrees))
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x)
}

/** Σ x^k / (a(a + 1)…(a + k)). */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let k = 1; k < MOST_TERMS && term > sum * 1e-17; k++) {
    term *= x / (a + k)
    sum += term
  }
  return sum
}

/** 1/(x + 1 − a − 1(1 − a)/(x + 3 − a − 2(2 − a)/(…))). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = Number.MAX_VALUE
  let d = 1 / b
  let value = d
  for (let k = 1; k < MOST_TERMS; k++) {
    const numerator = -k * (k - a)
    b += 2
    d = 1 / (numerator * d + b)
    c = b + numerator / c
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value
}

/** ln Γ(k/2) by Γ(z + 1) = zΓ(z), from Γ(1) = 1 and Γ(½) = √π. */
function logGammaOfHalf(degrees: number): number {
  let sum = degrees % 2 === 0 ? 0 : Math.log(Math.PI) / 2
  for (let twice = degrees % 2 === 0 ? 2 : 1; twice < degrees; twice += 2) sum += Math.log(twice / 2)
  return sum
}
