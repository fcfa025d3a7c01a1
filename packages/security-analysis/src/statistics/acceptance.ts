import { classicalWinning, winningProbability } from '../asymptotic/entropy-bound.js'
import { requireInteger } from '../errors.js'
import { binomialUpperTail } from './binomial.js'

/**
 * Probability that honest devices fail the acceptance test of entropy accumulation: P(lost test rounds > maximumLosses),
 * where a round is tested and lost with probability γ(1 − ω), independently. Exact binomial.
 */
export function honestAbortProbability(
  plan: { readonly rounds: number; readonly testProbability: number; readonly maximumLosses: number },
  chsh: number
): number {
  requireInteger('maximumLosses', plan.maximumLosses, -1)
  if (plan.maximumLosses >= plan.rounds) return 0
  const loss = plan.testProbability * (1 - winningProbability(chsh))
  return binomialUpperTail(plan.maximumLosses + 1, plan.rounds, loss)
}

/**
 * Largest probability with which devices that obey local realism, with memory of the whole past too, win `wins` or more
 * of `tests` rounds: P(Binomial(tests, ¾) >= wins).
 */
export function localRealismTail(wins: number, tests: number): number {
  return binomialUpperTail(wins, tests, classicalWinning)
}
