import type { ArrivalBases, BasisCode } from '@bellwire/device'
import type { Add, AddAck, Measurement, More } from '@bellwire/wire'
import { basesOf, basisOf } from '../measurement.js'

/** What the ADD says of a request, and both ends keep. */
type Agreed = Pick<
  Add,
  | 'queueId'
  | 'createId'
  | 'kind'
  | 'number'
  | 'minimumFidelity'
  | 'purpose'
  | 'priority'
  | 'atomic'
  | 'consecutive'
  | 'deadlineSlot'
  | 'brightness'
  | 'paced'
>

/** So many pairs may be made for an item in all, the last of them from a slot on. */
type Call = Pick<More, 'number' | 'scheduleSlot'>

/** One request in the distributed queue, as both ends hold it. */
export interface QueueItem extends Agreed {
  /** Whether this end's application asked for it. */
  readonly originator: boolean
  /** How this end measures. */
  readonly measurement: Measurement
  /** The basis that follows from it; undefined where one is drawn for each pair. */
  readonly basis: BasisCode | undefined
  /** The bases that it may take, where this end measures photons as they arrive; otherwise null. */
  readonly arrivalBases: ArrivalBases | null
  /** This end corrects its half to Φ+. */
  readonly correct: boolean
  /** What has been called for, the least first: all its pairs at once, unless the item is paced. */
  calls: readonly Call[]
  /** That of the last call. */
  scheduleSlot: number
  /** That of the last call, and how many pairs it is for. */
  virtualFinish: number
  virtualPairs: number
  /** All its pairs have been heralded: it is not served any more. */
  filled: boolean
  /** Pairs heralded for it and not expired. */
  counted: number
  /** Pairs delivered at this end. */
  delivered: number
  /** This end's names of its pairs that are ready, but wait for the rest of a request that is not consecutive. */
  readonly held: number[]
}

/**
 * @param answer what the answer to the ADD says of it holds
 * @param originator whether this end's application asked for it
 * @param correct whether this end corrects its half
 * @param onArrival whether this end measures photons as they arrive
 */
export function newItem(
  add: Add,
  answer: AddAck,
  originator: boolean,
  correct: boolean,
  onArrival: boolean
): QueueItem {
  const measurement = originator ? add.originator : add.responder
  return {
    queueId: answer.queueId,
    createId: add.createId,
    originator,
    kind: add.kind,
    number: add.number,
    minimumFidelity: add.minimumFidelity,
    purpose: add.purpose,
    priority: add.priority,
    atomic: add.atomic,
    consecutive: add.consecutive,
    deadlineSlot: add.deadlineSlot,
    brightness: answer.brightness,
    paced: add.paced,
    measurement,
    basis: measurement.randomBasis === 0 ? basisOf(measurement, 0) : undefined,
    arrivalBases: onArrival ? basesOf(measurement) : null,
    correct,
    calls: add.paced ? [] : [{ number: add.number, scheduleSlot: answer.scheduleSlot }],
    scheduleSlot: answer.scheduleSlot,
    virtualFinish: answer.virtualFinish,
    virtualPairs: add.paced ? 0 : add.number,
    filled: false,
    counted: 0,
    delivered: 0,
    held: []
  }
}

/** Pairs that may be made for an item in all, sooner or later. */
export function calledFor(item: QueueItem): number {
  return item.calls.at(-1)?.number ?? 0
}
