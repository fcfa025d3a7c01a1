import { binomialLowerTail, uniformTestProbability } from '@bellwire/security-analysis'

/**
 * The largest probability with which devices that have a local model pass a sifted session's test, with memory or without:
 * min over λ of E[exp(λ·(sum of signs))]·exp(−λ·N·p·threshold) for N rounds, p for each pair of settings. In whatever
 * happened before, a test round has the right sign with a probability of at most ¾, so that the product of the rounds'
 * factors is a supermartingale (Azuma; Hoeffding).
 */
export function siftedSlip(rounds: number, probability: number, threshold: number): number {
  const p = uniformTestProbability(probability / 2)
  let least = 0
  for (let lambda = 0.001; lambda < 2; lambda += 0.001) {
    const factor = Math.log(1 - 4 * p + 3 * p * Math.exp(lambda) + p * Math.exp(-lambda))
    least = Math.min(least, rounds * (factor - lambda * p * threshold))
  }
  return Math.exp(least)
}

/** The same for shared tests: of so many rounds each is a lost test with a probability of at least a quarter of a test's. */
export function sharedTestsSlip(rounds: number, testProbability: number, threshold: number): number {
  return binomialLowerTail(Math.floor(rounds * testProbability * (1 - threshold)), rounds, testProbability / 4)
}
