import type { Nanoseconds } from '@bellwire/runtime'
import { PhysicalLayerError } from './errors.js'

/** What one end of a link knows about the link before it starts. Times in nanoseconds. */
export interface LinkConfiguration {
  /** The link's number, the same at both ends and at the station. */
  readonly link: number
  readonly node: number
  readonly peer: number
  readonly station: number
  /** Length of a slot by the station's clock. At least the round trip between the farther node and the station: a node knows the outcome of a slot before the next begins. */
  readonly slotPeriod: Nanoseconds
  /** Station time of slot 0 of every epoch. */
  readonly slotOrigin: Nanoseconds
  /** One-way time of a photon, and of a frame, between this node and the station. */
  readonly stationDelay: Nanoseconds
  /** One-way time of a frame between the two nodes. */
  readonly peerDelay: Nanoseconds
  /** Half-width of the station's gate: how far a photon's arrival may be off. */
  readonly guard: Nanoseconds
  /** Slots that one attempt may take: 1 with a single click, 2 with two. */
  readonly attemptSlots: number
  /** Slots in one GEN. Equal to attemptSlots, every attempt has its own GEN and REPLY. */
  readonly batchSlots: number
  /** First MHP sequence number of an epoch. */
  readonly firstSequence: number
  /** Share of pairs used as test rounds, 0..1. The master's value holds. */
  readonly testFraction: number
  /** Length of the maintenance window in which both ends calibrate. */
  readonly calibrationTime: Nanoseconds
  readonly timers: LinkTimers
}

/** Protocol timers, nanoseconds. Defaults in {@link defaultTimers}. */
export interface LinkTimers {
  /** First interval between HELLOs, and between OPENs; doubled after each up to `greetingMaximum`. */
  readonly greeting: Nanoseconds
  readonly greetingMaximum: Nanoseconds
  /** How long past a batch's last slot plus the station delay and guard a REPLY is waited for. */
  readonly replyMargin: Nanoseconds
  /** First interval after which a station reminds the side that has not sent its GEN; doubled after each reminder. */
  readonly reminder: Nanoseconds
  /** Interval between clock synchronisations. */
  readonly synchronisation: Nanoseconds
  /** How long slots are kept to the last synchronisation when no more comes. */
  readonly holdover: Nanoseconds
  /** Interval between MAINTENANCE and LINK_STATE repetitions. */
  readonly repeat: Nanoseconds
}

/** The shortest interval of any repeating timer: keeps a link of zero length from spinning. */
const SHORTEST: Nanoseconds = 1000

/** Timers that suit a link with these one-way delays. */
export function defaultTimers(stationDelay: Nanoseconds, peerDelay: Nanoseconds): LinkTimers {
  const roundTrip = Math.max(SHORTEST, 2 * Math.max(stationDelay, peerDelay))
  return {
    greeting: 3 * roundTrip,
    greetingMaximum: Math.max(3 * roundTrip, 1_000_000_000),
    replyMargin: roundTrip,
    reminder: 4 * roundTrip,
    synchronisation: 10_000_000_000,
    holdover: 100_000_000_000,
    repeat: 3 * roundTrip
  }
}

/** Checks what cannot work, before anything starts. */
export function checkLinkConfiguration(configuration: LinkConfiguration): void {
  const { slotPeriod, stationDelay, guard, attemptSlots, batchSlots } = configuration
  if (!(slotPeriod >= 2 * stationDelay + 2 * guard)) {
    throw new PhysicalLayerError(
      'SLOT_TOO_SHORT',
      `slotPeriod ${slotPeriod} ns: at least the round trip to the station and two guards, ${2 * stationDelay + 2 * guard} ns, is needed`
    )
  }
  if (!Number.isInteger(batchSlots) || batchSlots < attemptSlots) {
    throw new PhysicalLayerError(
      'BATCH_TOO_SHORT',
      `batchSlots ${batchSlots}: an integer of at least attemptSlots, ${attemptSlots}, is needed`
    )
  }
}
