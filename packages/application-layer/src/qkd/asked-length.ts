import type { KeyLength } from '@bellwire/security-analysis'

/** What two ends compute of one length may differ by, bits. */
const MARGIN = 1 / 64

/** The same where the optimum that each end looks for is not at what was observed: for each bit of the raw key. */
const CHERNOFF_MARGIN = 1
const CHERNOFF_MARGIN_PER_BIT = 2 ** -16

/**
 * The length that a corrector asks for: by so much less than what it computes that another implementation, which finds an
 * optimum in a way of its own, does not find it too long (requirement KEY-285).
 */
export function askedLength({ analysis, length, unrounded }: KeyLength, keyRounds: number): number {
  const margin =
    analysis === 'complementarity-chernoff' ? CHERNOFF_MARGIN + keyRounds * CHERNOFF_MARGIN_PER_BIT : MARGIN
  return Math.max(0, Math.min(length, Math.floor(unrounded - margin)))
}
