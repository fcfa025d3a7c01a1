import { classicalWinning, winningProbability } from '../asymptotic/entropy-bound.js'
import { requireRange } from '../errors.js'
import { binomialLowerTail, binomialProbability, binomialUpperTail } from './binomial.js'

/** The part of a plan that decides whether a run is accepted. */
export interface AcceptanceTest {
  readonly rounds: number
  readonly testProbability: number
  readonly winningThreshold: number
  readonly centre: number
  readonly maximumLosses: number
}

/**
 * Probability that honest devices with this CHSH value fail the acceptance test of an entropy-accumulation plan, from exact
 * binomial distributions. Rounds are tested with probability γ and lost with 1 − ω, independently.
 *
 * With the centre 1 it is P(lost > maximumLosses). Otherwise won rounds count too, and it is the sum over the number of
 * tested rounds. PERF: proportional to the standard deviation of the number of tested rounds.
 */
export function honestAbortProbability(test: AcceptanceTest, chsh: number): number {
  const winning = winningProbability(chsh)
  if (test.centre < 1) return centredAbortProbability(test, winning)
  if (test.maximumLosses >= test.rounds) return 0
  return binomialUpperTail(Math.max(0, test.maximumLosses + 1), test.rounds, test.testProbability * (1 - winning))
}

/** Σ over the tested rounds T of P(T)·P(won < needed(T)), with won − ω₀T >= nγ(ω_thr − ω₀) needed. */
function centredAbortProbability(test: AcceptanceTest, winning: number): number {
  const { rounds, testProbability, winningThreshold, centre } = test
  requireRange('centre', centre, classicalWinning, 1)
  const mean = rounds * testProbability
  const reach = 10 * Math.sqrt(mean * (1 - testProbability)) + 10
  const first = Math.max(0, Math.floor(mean - reach))
  const last = Math.min(rounds, Math.ceil(mean + reach))
  const failing = (tests: number): number => Math.ceil(mean * (winningThreshold - centre) + centre * tests) - 1
  let most = failing(first)
  let tail = most < 0 ? 0 : binomialLowerTail(Math.min(most, first), first, winning)
  let sum = 0
  for (let tests = first; ; tests++) {
    sum += binomialProbability(tests, rounds, testProbability) * tail
    if (tests === last) return Math.min(1, Math.max(0, sum))
    // One more round: P(won <= m) falls by ω·P(won = m); then the number needed may rise by one.
    if (most >= 0 && most <= tests) tail -= winning * binomialProbability(most, tests, winning)
    const next = failing(tests + 1)
    if (next > most && next >= 0 && next <= tests + 1) tail += binomialProbability(next, tests + 1, winning)
    most = next
  }
}

/**
 * Largest probability with which devices that obey local realism, with memory of the whole past too, win `wins` or more
 * of `tests` rounds: P(Binomial(tests, ¾) >= wins).
 */
export function localRealismTail(wins: number, tests: number): number {
  return binomialUpperTail(wins, tests, classicalWinning)
}
