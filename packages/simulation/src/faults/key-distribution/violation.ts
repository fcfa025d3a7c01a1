import type { Violation } from '@bellwire/invariants'

/** A rule that a session has broken, told without records. */
export function violation(invariant: string, message: string): Violation {
  return { invariant, message, records: [] }
}

export const ENDS = [0, 1] as const
export const END_NAMES = ['corrector', 'reference'] as const
