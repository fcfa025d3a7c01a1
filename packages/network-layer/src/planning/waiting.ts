import { requireProbability, requireRange } from '../errors.js'

/**
 * E[q^|Δ|] of two links that succeed with probabilities `first` and `second` in every slot, Δ the slots between their
 * first successes: what is left of a Werner parameter, or of any quantity that falls by the factor q in every slot, when
 * the earlier pair has waited for the later one. p₁p₂/(1−ab)·(1 + aq/(1−aq) + bq/(1−bq)) with a = 1−p₁, b = 1−p₂; for
 * equal links p/(2−p)·(1+(1−p)q)/(1−(1−p)q).
 *
 * @param decay q, 0 to 1
 */
export function waitingDecay(first: number, second: number, decay: number): number {
  requireProbability('first', first)
  requireProbability('second', second)
  requireRange('decay', decay, 0, 1)
  const a = (1 - first) * decay
  const b = (1 - second) * decay
  return bothAtOnce(first, second) * (1 + a / (1 - a) + b / (1 - b))
}

/** E|Δ|, the mean number of slots that the earlier of two pairs waits; 2(1−p)/(p(2−p)) for equal links. */
export function expectedGap(first: number, second: number): number {
  requireProbability('first', first)
  requireProbability('second', second)
  return bothAtOnce(first, second) * ((1 - first) / (first * first) + (1 - second) / (second * second))
}

/** Probability that two links first succeed in the same slot: p₁p₂/(1−ab). */
export function bothAtOnce(first: number, second: number): number {
  // 1 − ab written without the cancellation that small probabilities would meet.
  return (first * second) / (first + second - first * second)
}

/**
 * E[e^{−γ|Δ|}] of two links that make pairs at rates R₁ and R₂ with exponential waiting:
 * (R₁·R₂/(R₂+γ) + R₂·R₁/(R₁+γ))/(R₁+R₂), the limit of {@link waitingDecay} for short slots. All in 1/s.
 */
export function waitingDecayContinuous(firstRate: number, secondRate: number, decayRate: number): number {
  return (
    ((firstRate * secondRate) / (firstRate + secondRate)) * (1 / (secondRate + decayRate) + 1 / (firstRate + decayRate))
  )
}
