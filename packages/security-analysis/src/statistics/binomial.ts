import { requireInteger, requireRange } from '../errors.js'

const stirlingErrors = [
  0, 0.08106146679532726, 0.0413406959554093, 0.0276779256849983, 0.02079067210376509, 0.0166446911898212,
  0.0138761288230707, 0.0118967099458918, 0.010411265261972, 0.0092554621827127, 0.0083305634333631, 0.0075736754879518,
  0.0069428401072073, 0.0064089941880042, 0.0059513701127578, 0.0055547335519629
]

/** ln n! − ln(√(2πn)(n/e)^n), n >= 1. */
function stirlingError(n: number): number {
  if (n < stirlingErrors.length) return stirlingErrors[n] as number
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n
}

/** x·ln(x/m) + m − x without cancellation where x is close to m. */
function deviance(x: number, m: number): number {
  const v = (x - m) / (x + m)
  if (Math.abs(v) >= 0.1) return x * Math.log(x / m) + m - x
  let sum = (x - m) * v
  let power = 2 * x * v
  for (let k = 1; k < 1000; k++) {
    power *= v * v
    const next = sum + power / (2 * k + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}

/**
 * P(X = successes) for X binomial, to about 1e-13 relative also where trials are many (Loader, "Fast and accurate
 * computation of binomial probabilities").
 */
export function binomialProbability(successes: number, trials: number, probability: number): number {
  requireBinomial(trials, probability)
  requireInteger('successes', successes, 0, trials)
  if (probability === 0) return successes === 0 ? 1 : 0
  if (probability === 1) return successes === trials ? 1 : 0
  const failures = trials - successes
  if (successes === 0) return Math.exp(trials * Math.log1p(-probability))
  if (failures === 0) return Math.exp(trials * Math.log(probability))
  const log =
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, trials * probability) -
    deviance(failures, trials * (1 - probability))
  return Math.exp(log) * Math.sqrt(trials / (2 * Math.PI * successes * failures))
}

/** P(X >= successes) for X binomial: exact sum, small tails without cancellation. PERF: a few standard deviations of terms. */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  requireBinomial(trials, probability)
  requireInteger('successes', successes, 0, trials + 1)
  if (successes === 0) return 1
  if (successes > trials || probability === 0) return 0
  if (probability === 1) return 1
  if (successes <= trials * probability) return 1 - lowerTail(successes - 1, trials, probability)
  return lowerTail(trials - successes, trials, 1 - probability)
}

/** P(X <= successes) for X binomial. */
export function binomialLowerTail(successes: number, trials: number, probability: number): number {
  requireBinomial(trials, probability)
  requireInteger('successes', successes, 0, trials)
  return binomialUpperTail(trials - successes, trials, 1 - probability)
}

/** P(X <= k) for k below about the mean: the terms fall as they are added. */
function lowerTail(k: number, trials: number, probability: number): number {
  let term = binomialProbability(k, trials, probability)
  let sum = term
  const odds = (1 - probability) / probability
  for (let x = k; x > 0 && term > sum * 1e-18; x--) {
    term *= (x / (trials - x + 1)) * odds
    sum += term
  }
  return Math.min(1, sum)
}

function requireBinomial(trials: number, probability: number): void {
  requireInteger('trials', trials, 0)
  requireRange('probability', probability, 0, 1)
}
