import { type StoredPair, windowMeanFidelity } from './stored-pair.js'

/**
 * The pair that a perfect Bell measurement makes of two equal pairs, one of which waited t seconds in the memory:
 * XX = XX₀²·e^{−t/τ_c}, ZZ = ZZ₀·max(0, ZZ₀ − kt). Exact for the average over the outcomes, each corrected by its
 * Pauli operator, also for pairs that are not Bell-diagonal. Written as a stored pair of age t.
 */
export function swappedAfterWaiting(pair: StoredPair): StoredPair {
  return {
    xxInitial: pair.xxInitial ** 2,
    zzInitial: pair.zzInitial ** 2,
    coherenceTimeSeconds: pair.coherenceTimeSeconds,
    zzSlopePerSecond: pair.zzSlopePerSecond * pair.zzInitial
  }
}

/** What two links that start together and swap as soon as both have a pair deliver. */
export interface WaitingSwap {
  /** Mean fidelity of the delivered pair to its Bell state. */
  readonly fidelity: number
  /** Mean time for one delivered pair, seconds. */
  readonly meanSeconds: number
}

/**
 * Two links of heralding rate R each; the pair that comes first waits for the other, at most `cutoffSeconds`, after
 * which it is discarded and both links start anew. Waiting τ is exponential with rate R, so the fidelity is a window
 * mean, and the mean time is [1/2R + (1−e^{−RT})/R]/(1−e^{−RT}); 3/2R without a cut-off.
 */
export function waitingSwap(pair: StoredPair, ratePerSecond: number, cutoffSeconds: number): WaitingSwap {
  const success = -Math.expm1(-ratePerSecond * cutoffSeconds)
  return {
    fidelity: windowMeanFidelity(swappedAfterWaiting(pair), ratePerSecond, cutoffSeconds),
    meanSeconds: 1 / (2 * ratePerSecond * success) + 1 / ratePerSecond
  }
}
