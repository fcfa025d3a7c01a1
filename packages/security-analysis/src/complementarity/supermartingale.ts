import { tsirelsonBound } from '@bellwire/quantum'
import { entropyBound, entropySlope, phaseErrorBound, winningProbability } from '../asymptotic/entropy-bound.js'
import { scannedMaximum } from '../numeric/maximise.js'
import { bracketRoot } from '../numeric/root.js'
import type { SiftedProtocol } from './sifted.js'

/** The free parameters of the bound, to be fixed before round 1. */
export interface SupermartingaleChoice {
  /** λ, between 0 and ½. */
  readonly lambda: number
  /** t, between 2 and 2√2: where the line g touches φ(S) = h(e(S)). */
  readonly tangent: number
}

/** g(S) = φ(t) + φ'(t)(S − t) >= φ(S) on [2, 2√2]: bits of phase-error entropy per key round. */
export function tangentLine(tangent: number): { readonly value: number; readonly slope: number } {
  return { value: 1 - entropyBound(tangent), slope: -entropySlope(winningProbability(tangent)) / 8 }
}

/**
 * κ(λ) in bits per round: the largest exponential moment, over the CHSH value S of a round,
 *
 *     log2{ p_k[e^(1−λ) + (1−e)^(1−λ)] + 4p_xy[(1+S/4)/2·2^(−λp_kφ'/p_xy) + (1−S/4)/2·2^(λp_kφ'/p_xy)] + 1 − p_k − 4p_xy }
 *     − λp_k(φ(t) − φ'(t)t)
 *
 * e = e(S), ½ at S <= 2. What is in braces rises on a line up to S = 2 and is concave from there to 2√2, where its slope is
 * −∞, so the maximum is where the derivative crosses zero.
 */
export function momentBound(protocol: SiftedProtocol, { lambda, tangent }: SupermartingaleChoice): number {
  const { keyProbability: key, testSettingProbability: test } = protocol
  const { value, slope } = tangentLine(tangent)
  const exponent = (-lambda * key * slope * Math.LN2) / test
  const up = Math.expm1(exponent)
  const down = Math.expm1(-exponent)
  const gain = (test * (up - down)) / 2
  const derivative = (chsh: number): number => {
    const r = Math.sqrt(Math.max(0, (chsh * chsh) / 4 - 1))
    const e = (1 - r) / 2
    if (r === 0) return gain - (key * (1 - lambda) * lambda * 2 ** lambda) / 2
    const odds = (1 - lambda) * (e ** -lambda - (1 - e) ** -lambda)
    return gain - (key * odds * chsh) / (8 * r)
  }
  const first = derivative(2)
  let at = 2
  let beyond = 0
  if (first > 0) {
    const bracket = bracketRoot((x) => -derivative(x), 2, -first, tsirelsonBound, Number.POSITIVE_INFINITY, 1e-9)
    at = bracket.low
    // The tangent at the lower end of the bracket lies above what it touches: the bound is never below the maximum.
    beyond = -bracket.lowValue * (bracket.high - bracket.low)
  }
  const e = phaseErrorBound(at)
  const keyPart = key * (surplus(e, lambda) + surplus(1 - e, lambda))
  const testPart = 2 * test * ((1 + at / 4) * up + (1 - at / 4) * down)
  return Math.log1p(keyPart + testPart + beyond) / Math.LN2 - lambda * key * (value - slope * tangent)
}

/** e^(1−λ) − e, 0 at 0. */
function surplus(e: number, lambda: number): number {
  return e === 0 ? 0 : e * Math.expm1(-lambda * Math.log(e))
}

/** I = N·p_k·g(Ŝ) + [Nκ(λ) + log2(1/ε)]/λ: bits of phase-error pattern, but with probability ε. */
export function patternBits(
  protocol: SiftedProtocol,
  choice: SupermartingaleChoice,
  chsh: number,
  epsilon: number
): { readonly line: number; readonly moment: number; readonly confidence: number } {
  const { value, slope } = tangentLine(choice.tangent)
  return {
    line: protocol.rounds * protocol.keyProbability * (value + slope * (chsh - choice.tangent)),
    moment: (protocol.rounds * momentBound(protocol, choice)) / choice.lambda,
    confidence: -Math.log2(epsilon) / choice.lambda
  }
}

/** The λ and t that leave the fewest bits of pattern at the CHSH value expected. PERF: a few milliseconds. */
export function bestSupermartingale(
  protocol: SiftedProtocol,
  expectedChsh: number,
  epsilon: number
): SupermartingaleChoice {
  const bits = (logLambda: number, tangent: number): number => {
    const { line, moment, confidence } = patternBits(
      protocol,
      { lambda: Math.exp(logLambda), tangent },
      expectedChsh,
      epsilon
    )
    return -(line + moment + confidence)
  }
  const bestLambda = (tangent: number) =>
    scannedMaximum((logLambda) => bits(logLambda, tangent), Math.log(1e-12), Math.log(0.5), 10, 1e-5)
  const margin = 1e-9
  const tangent = scannedMaximum((t) => bestLambda(t).value, 2 + margin, tsirelsonBound - margin, 10, 1e-5).at
  return { lambda: Math.exp(bestLambda(tangent).at), tangent }
}
