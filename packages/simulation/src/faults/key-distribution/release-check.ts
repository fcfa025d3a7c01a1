import type { Ending, Released } from '@bellwire/application-layer'
import type { Violation } from '@bellwire/invariants'
import { END_NAMES, ENDS, violation } from './violation.js'

/** What both ends have been given by a session, and told of its end. */
export interface SessionResults {
  readonly released: readonly [readonly Released[], readonly Released[]]
  readonly endings: readonly [readonly Ending[], readonly Ending[]]
}

const SHORTEST_KEY = 257

/** Whether every end has one key at most, the same at both, none of them shorter than was asked for. */
export function releaseViolations({ released, endings }: SessionResults, minimumLength = SHORTEST_KEY): Violation[] {
  const found: Violation[] = []
  for (const end of ENDS) {
    const [keys, ends] = [released[end].length, endings[end].length]
    if (keys > 1) found.push(violation('released-once', `the ${END_NAMES[end]} releases ${keys} keys`))
    if (ends > 1) found.push(violation('ended-once', `the ${END_NAMES[end]} ends ${ends} times`))
  }
  const [[a], [b]] = released
  // The corrector has a key only if the reference has said that it has one.
  if (a !== undefined && b === undefined) found.push(violation('same-key', 'the corrector alone has a key'))
  if (a !== undefined && b !== undefined && !a.key.equals(b.key)) {
    found.push(violation('same-key', 'the ends have different keys'))
  }
  for (const { key } of released.flat()) {
    if (key.length < minimumLength) found.push(violation('minimum-length', `a key has ${key.length} bits`))
  }
  return found
}
