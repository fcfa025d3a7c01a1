import { requireInteger, requireRange } from '../errors.js'

/**
 * Standard deviation of a CHSH value estimated from `testRounds` rounds with uniform inputs, √(16(1 − (S/4)²)/n), where
 * all four correlators are alike.
 */
export function chshDeviation(chsh: number, testRounds: number): number {
  requireRange('chsh', chsh, -4, 4)
  requireInteger('testRounds', testRounds, 1)
  return 4 * Math.sqrt((1 - (chsh / 4) ** 2) / testRounds)
}

/** Standard deviation of an error rate estimated from `keyRounds` rounds, √(Q(1 − Q)/n). */
export function qberDeviation(qber: number, keyRounds: number): number {
  requireRange('qber', qber, 0, 1)
  requireInteger('keyRounds', keyRounds, 1)
  return Math.sqrt((qber * (1 - qber)) / keyRounds)
}
