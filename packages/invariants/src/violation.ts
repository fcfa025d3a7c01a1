import type { TraceRecord } from '@bellwire/runtime'

/** Something that must never happen, and did. */
export interface Violation {
  /** Stable name of the invariant. */
  readonly invariant: string
  /** What happened, for people. */
  readonly message: string
  /** Order numbers of the records that show it. */
  readonly records: readonly number[]
}

/** What must hold in every trace, as a pure function: one violation for each breach, none where it holds. */
export type Invariant = (trace: readonly TraceRecord[]) => Violation[]

/** Signed distance from `a` to `b` in the serial arithmetic of 32-bit numbers (RFC 1982): positive where b is ahead. */
export function serialAhead(a: number, b: number): number {
  return (b - a) | 0
}

/** The value of a key, made where it is missing. */
export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
