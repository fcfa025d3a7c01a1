import type { Nanoseconds } from '@bellwire/runtime'
import type { Scheduler } from './queue/scheduler.js'

/** How one end of a link runs its link layer. */
export interface LinkLayerConfiguration {
  /** The same at both ends. */
  readonly scheduler: Scheduler
  /** Requests that may be in the queue at a time; more are answered NORES. */
  readonly queueLimit: number
  /** Round trip to the peer: the unit of every retransmission. */
  readonly roundTrip: Nanoseconds
  /** ADDs are sent this often before NOTIME. */
  readonly addAttempts: number
  /** END, CANCEL, EXPIRE and SCHEDULE are sent this often before the link starts a new epoch. */
  readonly reliableAttempts: number
  readonly keepAliveInterval: Nanoseconds
  readonly keepAliveTimeout: Nanoseconds
  /** Unanswered KEEPALIVEs after which the peer counts as lost. */
  readonly keepAliveMisses: number
  /** Consecutive heralding mismatches after which the master ends the request. */
  readonly mismatchLimit: number
}

/** Unacknowledged ADDs at a time, and how many answers are kept for repeated ones. */
export const ADD_WINDOW = 64

/** Pairs delivered since the last KEEPALIVE after which one is sent at once, so that few pairs are ever uncertain. */
export const SETTLE_WINDOW = 64

/** The shortest round trip that timers are made from, so that a link of zero length does not spin. */
const SHORTEST: Nanoseconds = 1000

export function defaultLinkLayerConfiguration(scheduler: Scheduler, roundTrip: Nanoseconds): LinkLayerConfiguration {
  return {
    scheduler,
    queueLimit: 256,
    roundTrip: Math.max(SHORTEST, roundTrip),
    addAttempts: 3,
    reliableAttempts: 16,
    keepAliveInterval: 10_000_000_000,
    keepAliveTimeout: 3 * Math.max(SHORTEST, roundTrip),
    keepAliveMisses: 16,
    mismatchLimit: 16
  }
}
