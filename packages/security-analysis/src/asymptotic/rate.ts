import { binaryEntropy } from '@bellwire/quantum'
import { requireRange, SecurityInputError } from '../errors.js'
import { bestFlips } from './best-flips.js'
import { entropyBound } from './entropy-bound.js'

/** What a device-independent rate without finite-size effects depends on. */
export interface AsymptoticInput {
  /** CHSH value, from −4 to 4. */
  readonly chsh: number
  /** Error rate of the key rounds, from 0 to ½. */
  readonly qber: number
  /** f: bits published by error correction, in units of n·h(Q), at least 1; 1 (the Shannon limit) if absent. */
  readonly efficiency?: number
  /** q: probability with which Alice flips a key bit, from 0 to ½; 0 if absent. */
  readonly flips?: number
}

/**
 * Bits of key per key round, r = η_q(S) − f·h(q + (1 − 2q)Q), negative where there is no key (Devetak and Winter, with
 * the entropy bound of {@link entropyBound}). Per round of the session it is this times the share of key rounds.
 */
export function asymptoticRate(input: AsymptoticInput): number {
  const { chsh, qber, efficiency = 1, flips = 0 } = input
  requireRange('qber', qber, 0, 0.5)
  requireRange('flips', flips, 0, 0.5)
  requireEfficiency(efficiency)
  return entropyBound(chsh, flips) - efficiency * binaryEntropy(flippedErrorRate(qber, flips))
}

/** Q' = q + (1 − 2q)Q: the error rate of bits that one end has flipped with probability q. Q itself for q = 0. */
export function flippedErrorRate(qber: number, flips: number): number {
  return flips + (1 - 2 * flips) * qber
}

export interface PreprocessedRate {
  /** The q that gives the most key. */
  readonly flips: number
  /** Bits per key round with it. */
  readonly rate: number
}

/** The best noisy preprocessing: r_q maximised over q from 0 up to ½. Never below the rate at q = 0. */
export function bestPreprocessing(input: Omit<AsymptoticInput, 'flips'>): PreprocessedRate {
  const best = bestFlips((flips) => asymptoticRate({ ...input, flips }), 1e-10, 40)
  return { flips: best.flips, rate: best.value }
}

/** f must be a number of at least 1: no code corrects below the Shannon limit. */
export function requireEfficiency(efficiency: number, field = 'efficiency'): void {
  if (!(efficiency >= 1 && Number.isFinite(efficiency))) {
    throw new SecurityInputError(field, efficiency, 'a number of at least 1')
  }
}
