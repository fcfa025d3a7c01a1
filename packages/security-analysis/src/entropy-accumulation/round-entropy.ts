import { entropyOfWinning, entropySlope } from '../asymptotic/entropy-bound.js'

/** What decides how much entropy one round has, whatever its devices do. */
export interface RoundKind {
  /** γ, the probability that the round is tested. */
  readonly testProbability: number
  /** q, the probability with which the outcome of a key round is flipped, from 0 to ½. */
  readonly flips: number
}

/**
 * The entropy of one round's bit of raw key, given its settings and whether it was a test, for everyone but the end that
 * measured it:
 *
 *     H(A'|XYTE) >= (1 − γ)·η_q(ω) + γ·η_0(ω)
 *
 * Noisy preprocessing (Ho et al., "Noisy preprocessing facilitates a photonic realization of device-independent quantum
 * key distribution", Phys. Rev. Lett. 124, 230502) flips the bit A of a key round with probability q, secretly:
 * A' = A ⊕ F. A test round keeps its outcome, A' = A, for two reasons. The score of a round has to be a function of what
 * entropy accumulates over, A' and the other end's published outcome, with the settings; a score of the bit before the
 * flip would not be one. And flipped outcomes would win less often. (For noisy preprocessing within entropy accumulation see
 * also Tan et al., "Improved DIQKD protocols with finite-size analysis", Quantum 6, 880.)
 *
 * T is independent of the state and known afterwards, so the entropy is the mean of the two kinds of round, both of the
 * same state and devices, which win with probability ω when tested:
 *
 * - a key round has x = 0, and H(A'|x = 0, E) >= η_q(ω) by Ho et al.;
 * - a test round has x = 0 or 1, each with ½; η_0(ω) bounds the entropy of either outcome, so that of their mean.
 *
 * η_0 <= η_q: the bound lies below η_q, by γ(η_q − η_0), and is η_0 itself for q = 0, the bound of Nadlinger et al.
 * Both parts are convex in ω and have the same sign of slope, hence so has the sum; a tangent to it is a min-tradeoff
 * function as one to η_0 is. A' is one bit as A is: dimensions, and with them every constant of the theorem, stay.
 */
export function roundEntropy(winning: number, { testProbability, flips }: RoundKind): number {
  const tested = entropyOfWinning(winning)
  if (flips === 0 || testProbability === 1) return tested
  return (1 - testProbability) * entropyOfWinning(winning, flips) + testProbability * tested
}

/** d/dω of {@link roundEntropy}: 0 between ¼ and ¾, infinite at the ends of the quantum range. */
export function roundEntropySlope(winning: number, { testProbability, flips }: RoundKind): number {
  const tested = entropySlope(winning)
  if (flips === 0 || testProbability === 1) return tested
  return (1 - testProbability) * entropySlope(winning, flips) + testProbability * tested
}
