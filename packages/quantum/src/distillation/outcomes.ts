import { requireInteger } from '../errors.js'

/**
 * Whether the parties' bits are equal in every comparison, so that the kept pair is kept. Outcomes are two bits per
 * measured pair, A's before B's: 2·a + b, and for double selection 8·a1 + 4·b1 + 2·a2 + b2.
 */
export function outcomesAgree(outcomes: number): boolean {
  return ((outcomes ^ (outcomes >> 1)) & 5) === 0
}

/** Throws a QuantumInputError unless these are outcomes. */
export function requireOutcomes(outcomes: number, maximum: 3 | 15): void {
  requireInteger('outcomes', outcomes, 0, maximum)
}
