import type { Nanoseconds, Picoseconds } from '@bellwire/runtime'

/** A clock that runs evenly: what it shows at a true instant, and by how much it is faster than true time. */
export interface StampLine {
  /** True nanoseconds. */
  readonly origin: number
  /** What the clock shows there, nanoseconds. */
  readonly reading: number
  /** Nanoseconds gained per true nanosecond, above −1. */
  readonly rate: number
}

/** A clock that is never wrong. */
export const TRUE_STAMPS: StampLine = { origin: 0, reading: 0, rate: 0 }

/** What a clock shows at the true instant `origin`, minus that instant: what to add where times count from it. */
export function stampShift({ origin: at, reading, rate }: StampLine, origin: Nanoseconds): Picoseconds {
  return 1000 * (reading - at + rate * (origin - at))
}

/** True nanoseconds at which a clock shows a stamp, counted from `origin` on that clock. */
export function trueTimeOfStamp(line: StampLine, origin: Nanoseconds, stamp: Picoseconds): number {
  return origin + (stamp - stampShift(line, origin)) / (1 + line.rate) / 1000
}

/** The inverse, not rounded. */
export function stampOfTrueTime(line: StampLine, origin: Nanoseconds, time: number): Picoseconds {
  const since = 1000 * (time - origin)
  return since + line.rate * since + stampShift(line, origin)
}
