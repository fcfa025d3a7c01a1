/**
 * What a test says of a node, the stronger the later: nothing was shown; the clauses were kept; the test could not say; a
 * clause was broken.
 */
export type Verdict = 'none' | 'pass' | 'inconclusive' | 'fail'

const ORDER: readonly Verdict[] = ['none', 'pass', 'inconclusive', 'fail']

/** The stronger of two. */
export function stronger(a: Verdict, b: Verdict): Verdict {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b
}

/** What was seen that a requirement forbids, or was not seen that one asks for. */
export interface Finding {
  readonly requirement: string
  readonly message: string
  /** Nanoseconds of the test's time. */
  readonly time: number
  /** The event of the trace at which it was found; 0: before any. */
  readonly event: number
}
