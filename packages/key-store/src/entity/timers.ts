import type { Nanoseconds } from '@bellwire/runtime'

/** How long a KME waits, and how often it repeats itself: section 8.8 of the specification. */
export interface KeyTimers {
  /** Between two KEY_RESERVE of one reservation. */
  readonly reserveInterval: Nanoseconds
  /** KEY_RESERVE of one reservation, in all. */
  readonly reserveAttempts: number
  /** Between two KEY_TAKEN, or two KEY_BURN, of one reservation. */
  readonly noteInterval: Nanoseconds
  /** Between two KEY_BLOCK of one block. */
  readonly blockInterval: Nanoseconds
  /** How long a collection waits for the peer's word on a key that is in doubt. */
  readonly patience: Nanoseconds
  /** Reservations that may be open at a time. */
  readonly openReservations: number
}

const MILLISECOND = 1_000_000

export const DEFAULT_KEY_TIMERS: KeyTimers = Object.freeze({
  reserveInterval: 200 * MILLISECOND,
  reserveAttempts: 10,
  noteInterval: 500 * MILLISECOND,
  blockInterval: 1000 * MILLISECOND,
  patience: 3000 * MILLISECOND,
  openReservations: 256
})
