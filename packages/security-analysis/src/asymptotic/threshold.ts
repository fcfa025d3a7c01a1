import { tsirelsonBound } from '@bellwire/quantum'
import { requireRange } from '../errors.js'
import { findRoot } from '../numeric/root.js'
import { asymptoticRate } from './rate.js'

/** S = 2√2·(1 − 2Q), the CHSH value of a depolarised pair whose key rounds err with probability Q. */
export function depolarisedChsh(qber: number): number {
  requireRange('qber', qber, 0, 0.5)
  return tsirelsonBound * (1 - 2 * qber)
}

/** Q = (1 − V)/2, the error rate of a Werner pair of visibility V. */
export function qberOfVisibility(visibility: number): number {
  requireRange('visibility', visibility, 0, 1)
  return (1 - visibility) / 2
}

export interface CriticalPoint {
  readonly qber: number
  readonly visibility: number
  readonly chsh: number
}

/**
 * The error rate of a depolarising channel above which the asymptotic rate is no longer positive: 7.149 % without flips,
 * towards 8.085 % as q goes to ½ (Ho et al.). Found by root finding to 1e-13.
 *
 * @param flips - q of noisy preprocessing, from 0 to 0.4999
 */
export function criticalQber(flips = 0): CriticalPoint {
  requireRange('flips', flips, 0, 0.4999)
  const qber = findRoot((q) => -asymptoticRate({ chsh: depolarisedChsh(q), qber: q, flips }), 0.001, 0.14, 1e-13)
  return { qber, visibility: 1 - 2 * qber, chsh: depolarisedChsh(qber) }
}
