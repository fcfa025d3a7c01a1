import { requireEntries, requireInteger, requirePositive, requireProbability } from '../errors.js'
import { integrateToInfinity } from './quadrature.js'

/** Up to this many links the sum over subsets is short, and its terms cancel by no more than their number. */
const SUBSET_LIMIT = 10
/** Slots that are added up one by one before the sum is taken as an integral. */
const SINGLE_SLOTS = 1000

/**
 * Mean number of slots until each of `links` links, each succeeding with probability `probability` in every slot, has
 * succeeded once: E[max] = Σ_{k=1..n} (−1)^{k+1} C(n,k)/(1−(1−p)^k). For n = 2 it is (3−2p)/(p(2−p)).
 */
export function expectedMaximum(probability: number, links: number): number {
  requireProbability('probability', probability)
  requireInteger('links', links, 1, 1_000_000)
  if (links > SUBSET_LIMIT) return summedMaximum([probability], [links])
  const failure = Math.log1p(-probability)
  let sum = 0
  let binomial = 1
  for (let k = 1; k <= links; k++) {
    binomial *= (links - k + 1) / k
    sum -= ((k % 2 === 0 ? 1 : -1) * binomial) / -Math.expm1(k * failure)
  }
  return sum
}

/**
 * {@link expectedMaximum} for links of different success probabilities: by inclusion and exclusion over the subsets of
 * a few links, and as the sum over t of 1 − Π(1 − (1−pᵢ)ᵗ) for many.
 */
export function expectedMaximumOf(probabilities: readonly number[]): number {
  requireEntries('probabilities', probabilities, 1)
  probabilities.forEach((p, index) => requireProbability(`probabilities[${index}]`, p))
  if (probabilities.length > SUBSET_LIMIT) return summedMaximum(probabilities)
  const exponents = probabilities.map((p) => Math.log1p(-p))
  return subsetSum(exponents, (sum) => 1 / -Math.expm1(sum))
}

/**
 * Mean time until each of several links has made a pair, where link i makes pairs at `rates[i]` per second with
 * exponential waiting: the limit of {@link expectedMaximumOf} for short slots. In seconds.
 */
export function expectedMaximumTime(rates: readonly number[]): number {
  requireEntries('rates', rates, 1)
  rates.forEach((rate, index) => requirePositive(`rates[${index}]`, rate))
  if (rates.length <= SUBSET_LIMIT) return subsetSum(rates, (sum) => 1 / sum)
  const [values, counts] = grouped(rates)
  return integrateToInfinity((t) => 1 - allDone(values, counts, t), 1 / Math.max(...rates))
}

/** Σ over the subsets that are not empty of ±f(Σ of the subset), + where their size is odd. */
function subsetSum(values: readonly number[], f: (sum: number) => number): number {
  const sums = new Float64Array(2 ** values.length)
  let total = 0
  values.forEach((value, bit) => {
    for (let rest = 0; rest < 2 ** bit; rest++) sums[2 ** bit + rest] = (sums[rest] as number) + value
  })
  for (let subset = 1; subset < sums.length; subset++) {
    let size = 0
    for (let bits = subset; bits > 0; bits &= bits - 1) size++
    total += (size % 2 === 1 ? 1 : -1) * f(sums[subset] as number)
  }
  return total
}

/** Σ_{t>=0} g(t) of g(t) = 1 − Π(1 − (1−pᵢ)ᵗ): slot by slot first, then by the Euler–Maclaurin formula. */
function summedMaximum(probabilities: readonly number[], multiplicities?: readonly number[]): number {
  const exponents = probabilities.map((p) => -Math.log1p(-p))
  const [values, counts] = multiplicities ? [exponents, multiplicities] : grouped(exponents)
  const waiting = (t: number): number => 1 - allDone(values, counts, t)
  let sum = 0
  for (let t = 0; t < SINGLE_SLOTS; t++) {
    const term = waiting(t)
    if (term === 0) return sum
    sum += term
  }
  // From here on no derivative is large: λ³e^{−λt} is below (3/(e·t))³ for every λ, so what the formula leaves out is
  // below 1e-11 for each link.
  const slope = (waiting(SINGLE_SLOTS + 1 / 8) - waiting(SINGLE_SLOTS - 1 / 8)) * 4
  const tail = integrateToInfinity((t) => waiting(SINGLE_SLOTS + t), SINGLE_SLOTS)
  return sum + tail + waiting(SINGLE_SLOTS) / 2 - slope / 12
}

/** Equal values once, with their number: evaluating a product of powers is cheaper. */
function grouped(values: readonly number[]): [values: number[], counts: number[]] {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [[...counts.keys()], [...counts.values()]]
}

/** Π(1 − e^{−λt})^count: the probability that all are done at t. */
function allDone(exponents: readonly number[], counts: readonly number[], t: number): number {
  let product = 1
  for (let k = 0; k < exponents.length; k++) {
    const one = t === 0 ? 0 : -Math.expm1(-(exponents[k] as number) * t)
    product *= counts[k] === 1 ? one : one ** (counts[k] as number)
  }
  return product
}
