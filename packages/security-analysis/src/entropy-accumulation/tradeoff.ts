import { classicalWinning, maximumWinning, minimumWinning } from '../asymptotic/entropy-bound.js'
import { requireBetween, requireRange } from '../errors.js'
import { bracketRoot } from '../numeric/root.js'
import { type RoundKind, roundEntropy, roundEntropySlope } from './round-entropy.js'

/**
 * A min-tradeoff function of the CHSH game with rare tests: the tangent g(ω) = η(t) + s(ω − t) to the entropy bound η of a
 * round (see {@link roundEntropy}) at t, carried over to the score of a round c ∈ {lost, won, untested}:
 *
 *     f(untested) = g(ω₀)     f(won) = g(ω₀) + s(1 − ω₀)/γ     f(lost) = g(ω₀) − sω₀/γ
 *
 * so that Σ P(c)f(c) = g(ω) where P(lost) = γ(1 − ω), P(won) = γω. With the centre ω₀ = 1 this is the function of
 * Nadlinger et al., "Experimental quantum key distribution certified by Bell's theorem", for which only the number of
 * lost rounds counts; a centre near the expected ω has a smaller variance.
 */
export interface TradeoffFunction extends RoundKind {
  /** t, between ¾ and (2 + √2)/4. */
  readonly tangent: number
  /** s = η'(t), bits per unit of winning probability. */
  readonly slope: number
  /** η(t), bits. */
  readonly entropy: number
  /** ω₀, from ¾ to 1. */
  readonly centre: number
}

/** @param flips - q of the key rounds, from 0 to ½ */
export function tradeoffFunction(tangent: number, testProbability: number, centre = 1, flips = 0): TradeoffFunction {
  requireBetween('tangent', tangent, classicalWinning, maximumWinning)
  requireRange('centre', centre, classicalWinning, 1)
  requireTestProbability(testProbability)
  requireRange('flips', flips, 0, 0.5)
  const kind = { testProbability, flips }
  return { tangent, slope: roundEntropySlope(tangent, kind), entropy: roundEntropy(tangent, kind), centre, ...kind }
}

/** γ > 0: without tests nothing is proved; γ = 1 tests every round. */
export function requireTestProbability(testProbability: number): void {
  requireRange('testProbability', testProbability, Number.MIN_VALUE, 1)
}

/** g(ω), bits: never above η(ω). */
export function tangentValue(f: TradeoffFunction, winning: number): number {
  return f.entropy + f.slope * (winning - f.tangent)
}

/** f of a round that was lost, won or not tested. */
export function tradeoffScores(f: TradeoffFunction): { lost: number; won: number; untested: number } {
  const untested = tangentValue(f, f.centre)
  const scale = f.slope / f.testProbability
  return { lost: untested - scale * f.centre, won: untested + scale * (1 - f.centre), untested }
}

/** The variance of f over the score of a round that is won with probability ω if tested. */
export function tradeoffVariance(f: TradeoffFunction, winning: number): number {
  return f.slope * f.slope * unitVariance(f, winning)
}

/** Var f / s²: concave in ω. */
function unitVariance(f: TradeoffFunction, winning: number): number {
  const won = 1 - f.centre
  const away = winning - f.centre
  return ((1 - winning) * f.centre * f.centre + winning * won * won) / f.testProbability - away * away
}

const logTerm = Math.log2(33)

/** V(ω) = (ln 2/2)·(log2 33 + √(2 + Var f))², the second-order term (Dupuis and Fawzi, "Entropy accumulation with improved second-order term"). */
export function secondOrder(f: TradeoffFunction, winning: number): number {
  const root = Math.sqrt(2 + tradeoffVariance(f, winning))
  return (Math.LN2 / 2) * (logTerm + root) ** 2
}

/** dV/dω. */
function secondOrderSlope(f: TradeoffFunction, winning: number): number {
  const root = Math.sqrt(2 + tradeoffVariance(f, winning))
  const won = 1 - f.centre
  const slope = (won * won - f.centre * f.centre) / f.testProbability - 2 * (winning - f.centre)
  return (Math.LN2 / 2) * (logTerm + root) * (1 / root) * f.slope * f.slope * slope
}

/** x = 2 + max f − min over quantum strategies of E f. */
export function tradeoffSpan(f: TradeoffFunction): number {
  return 2 + f.slope * (f.centre - minimumWinning + (1 - f.centre) / f.testProbability)
}

/** K_α of the third-order term: 2^((α−1)x)·ln³(2^x + e²)/(6(2 − α)³·ln 2). */
export function thirdOrder(f: TradeoffFunction, alphaExcess: number): number {
  const x = tradeoffSpan(f)
  // ln(2^x + e²) without 2^x, which overflows where tests are very rare.
  const log = x * Math.LN2 + Math.log1p(Math.exp(2 - x * Math.LN2))
  return (2 ** (alphaExcess * x) * log ** 3) / (6 * (1 - alphaExcess) ** 3 * Math.LN2)
}

export interface WorstCase {
  /** The ω at which the minimum lies. */
  readonly winning: number
  /** A lower bound on the minimum, in bits per round, tight to rounding. */
  readonly value: number
}

/**
 * min over ω from (2 − √2)/4 to (2 + √2)/4 of η(ω) − g(ω) − (α − 1)·V(ω).
 *
 * The function is convex: η is, g is a line, and V is concave (an increasing concave function of the variance, which is
 * concave in ω). So its derivative changes sign once, and the value returned is that of the tangent at one end of the last
 * bracket, taken at the other: nothing between the two can lie below it. A minimum that were missed would make the key
 * too long.
 */
export function worstCase(f: TradeoffFunction, alphaExcess: number): WorstCase {
  const value = (winning: number): number =>
    roundEntropy(winning, f) - tangentValue(f, winning) - alphaExcess * secondOrder(f, winning)
  const slope = (winning: number): number =>
    roundEntropySlope(winning, f) - f.slope - alphaExcess * secondOrderSlope(f, winning)
  const low = slope(minimumWinning)
  if (low >= 0) return { winning: minimumWinning, value: value(minimumWinning) }
  // η' is infinite at the upper end, as test rounds are not flipped, so the derivative is positive there.
  const bracket = bracketRoot(slope, minimumWinning, low, maximumWinning, Number.POSITIVE_INFINITY, 1e-13)
  const width = bracket.high - bracket.low
  // The derivative may be infinite at one end of the range; the tangent at the other end of the bracket serves then.
  const fromBelow = value(bracket.low) + bracket.lowValue * width
  const fromAbove = value(bracket.high) - bracket.highValue * width
  return { winning: bracket.low, value: Math.max(fromBelow, fromAbove) }
}
