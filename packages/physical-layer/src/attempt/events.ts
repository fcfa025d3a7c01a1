import type { ArrivalBases } from '@bellwire/device'
import type { Reply } from '@bellwire/wire'

/**
 * The node side of heralding on one link: one batch of attempts at a time, until a herald, the end of the order, or
 * an error. What to attempt is the link layer's decision; this machine turns one order into batches.
 */
export interface AttemptContext {
  queueId: number
  qubit: number
  brightness: number
  /** The batch outstanding is [firstSlot, batchEnd); the order ends before endSlot. */
  firstSlot: number
  batchEnd: number
  endSlot: number
  /** Sequence number that the next success must have. */
  expected: number
  /** Time from the event that sent the batch until its silence means failure. */
  silence: number
  /** Where the hardware holds: the first slot of which its qubit may be, since it was last told to stop. */
  heldFrom: number
  /** Of the last pair whose qubit was taken for intact: its slot, -1 for none yet, and its number. */
  heraldSlot: number
  heraldSequence: number
  /** The order's, handed through. */
  arrivalBases: ArrivalBases | null
  readonly batchSlots: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  /** Frame delay, guard and margin: how long after the station's last slot its REPLY may come. */
  readonly replyDelay: number
  /** The hardware stops at a herald by itself, and its qubit stays as that slot left it. */
  readonly holds: boolean
}

export interface AttemptInput {
  readonly expected: number
  readonly batchSlots: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  readonly replyDelay: number
  /** Default false. */
  readonly holds?: boolean
}

export interface GenerateEvent {
  readonly type: 'GENERATE'
  readonly queueId: number
  readonly qubit: number
  readonly brightness: number
  readonly firstSlot: number
  readonly endSlot: number
  /** How this end measures photons as they arrive, where it does so as it is told. */
  readonly arrivalBases: ArrivalBases | null
  /** Station time, as this node sees it. */
  readonly now: number
}

export interface ReplyEvent {
  readonly type: 'REPLY'
  readonly frame: Reply
  readonly now: number
  /** The first slot that can still be used, and the last one whose photon has left. */
  readonly earliestSlot: number
  readonly emittedSlot: number
}

/** Of a train nothing was emitted from this slot on. */
export interface GenerationFailedEvent {
  readonly type: 'GENERATION_FAILED'
  readonly firstSlot: number
}

export type AttemptEvent = GenerateEvent | ReplyEvent | { readonly type: 'WITHDRAW' } | GenerationFailedEvent

/** A success that the station reported. */
export interface Herald {
  readonly type: 'herald'
  readonly queueId: number
  readonly qubit: number
  readonly sequence: number
  readonly slot: number
  readonly offset: number
  readonly bellIndex: number
  /** False when the qubit has been used since, or was measured as another item wants it: the pair is gone. */
  readonly intact: boolean
  /** Of what was emitted before the hardware was last stopped: the order under way goes on. */
  readonly former?: true
}

export type AttemptEmitted =
  /** Send the batch to the station (GEN) and to the hardware (train). */
  | {
      readonly type: 'attempt'
      readonly queueId: number
      readonly qubit: number
      readonly brightness: number
      readonly firstSlot: number
      readonly slots: number
      readonly arrivalBases: ArrivalBases | null
    }
  /** Take the batch back at the station and stop the hardware. */
  | { readonly type: 'withdraw'; readonly queueId: number; readonly firstSlot: number }
  | { readonly type: 'halt' }
  /** A pair: the hardware stops, if it was still at it. */
  | Herald
  /** A pair whose qubit was taken for intact is not what it was taken for. */
  | { readonly type: 'undone'; readonly sequence: number }
  /** The order ended without a herald: for lack of slots, of an answer, of a photon, or with a heralding error. */
  | {
      readonly type: 'ended'
      readonly queueId: number
      readonly cause: 'exhausted' | 'silent' | 'generation-failed' | 'mismatch'
      readonly error: number
      readonly slot: number
      readonly peerQueueId: number
    }
  /** The peer waits at the station with attempts for an item, and this node has none under way. */
  | { readonly type: 'awaited'; readonly queueId: number }
  /** The station has given sequence numbers up to `sequence` that this node never heard of. */
  | {
      readonly type: 'gap'
      readonly sequence: number
      /** It was of an earlier batch: the order under way goes on. */
      readonly goesOn: boolean
    }
  | { readonly type: 'ignored'; readonly reason: string }
