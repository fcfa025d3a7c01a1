import type { Nanoseconds } from '@bellwire/runtime'
import { PhysicalLayerError } from './errors.js'

/** What one end of a link knows about the link before it starts. Times in nanoseconds. */
export interface LinkConfiguration {
  /** The link's number, the same at both ends and at the station. */
  readonly link: number
  readonly node: number
  readonly peer: number
  readonly station: number
  /**
   * Length of a slot by the station's clock. Where the hardware does not hold: at least the round trip between the
   * farther node and the station, so that a node knows the outcome of a slot before the next begins.
   */
  readonly slotPeriod: Nanoseconds
  /** Station time of slot 0 of every epoch. */
  readonly slotOrigin: Nanoseconds
  /** One-way time of a photon between this node and the station. */
  readonly stationDelay: Nanoseconds
  /**
   * One-way time of a frame between this node and the station, as long as is to be allowed for; where the hardware is
   * reached over a wire, of a command to it and the photon that follows, too. Default: stationDelay.
   */
  readonly frameDelay?: Nanoseconds
  /**
   * Given where hardware keeps the node's clock on the station's: the node does not correct it. `error` is how far what
   * is read of it may be off, either way.
   */
  readonly disciplined?: { readonly error: Nanoseconds }
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

/** Timers that suit a link over which frames take these one-way times, to the station and between the nodes. */
export function defaultTimers(frameDelay: Nanoseconds, peerDelay: Nanoseconds): LinkTimers {
  const roundTrip = Math.max(SHORTEST, 2 * Math.max(frameDelay, peerDelay))
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

/** One-way time of a frame between the node and the station. */
export function frameDelayOf({ frameDelay, stationDelay }: LinkConfiguration): Nanoseconds {
  return frameDelay ?? stationDelay
}

/** How far the node's reading of its clock may be off where hardware keeps that on the station's. */
export function readingErrorOf({ disciplined }: LinkConfiguration): Nanoseconds {
  return disciplined?.error ?? 0
}

/**
 * Checks what cannot work, before anything starts.
 *
 * @param holds whether the hardware stops at a herald by itself
 * @throws PhysicalLayerError SLOT_TOO_SHORT, BATCH_TOO_SHORT, BAD_TIME
 */
export function checkLinkConfiguration(configuration: LinkConfiguration, holds = false): void {
  const { slotPeriod, stationDelay, guard } = configuration
  const frameDelay = frameDelayOf(configuration)
  const error = readingErrorOf(configuration)
  requireTime('frameDelay', frameDelay)
  requireTime('disciplined.error', error)
  const answered = stationDelay + Math.max(stationDelay, frameDelay) + 2 * (guard + error)
  const shortest = holds ? Math.max(1, 2 * guard) : answered
  if (!(slotPeriod >= shortest)) {
    const why = holds ? 'two guards' : 'the time of a photon to the station, of a frame back and two guards'
    throw new PhysicalLayerError(
      'SLOT_TOO_SHORT',
      `slotPeriod ${slotPeriod} ns: at least ${why}, ${shortest} ns, is needed`
    )
  }
  checkBatch(configuration, frameDelay)
}

/**
 * Where frames take more than a slot, the two nodes begin their next batches at different times: these must be so long
 * that they still have slots in common.
 */
function checkBatch({ attemptSlots, batchSlots, slotPeriod, guard }: LinkConfiguration, frameDelay: Nanoseconds): void {
  const next = slotPeriod >= 2 * (frameDelay + guard)
  const shortest = next ? attemptSlots : Math.max(attemptSlots, Math.ceil((4 * frameDelay) / slotPeriod))
  if (Number.isInteger(batchSlots) && batchSlots >= shortest) return
  const why = shortest === attemptSlots ? 'attemptSlots' : 'two round trips of frames in slots'
  throw new PhysicalLayerError(
    'BATCH_TOO_SHORT',
    `batchSlots ${batchSlots}: an integer of at least ${why}, ${shortest}, is needed`
  )
}

function requireTime(field: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return
  throw new PhysicalLayerError('BAD_TIME', `${field} ${value}: a number of nanoseconds, 0 or more, is needed`)
}
