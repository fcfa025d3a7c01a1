/**
 * Units of time. The brands keep nanoseconds and picoseconds apart without making arithmetic noisy: a plain
 * number may be used as either, one may not be used as the other.
 */

/** Integer nanoseconds. As a point in time: since the start of the run, exact for 104 days (2^53 ns). */
export type Nanoseconds = number & { readonly __unit?: 'nanoseconds' }

/** Integer picoseconds: the offset of a detection inside its slot. */
export type Picoseconds = number & { readonly __unit?: 'picoseconds' }

export const NANOSECONDS_PER_SECOND = 1_000_000_000

/** The last instant that integer nanoseconds in a JavaScript number can name: 2^53 - 1 ns, about 104 days. */
export const LATEST: Nanoseconds = Number.MAX_SAFE_INTEGER
