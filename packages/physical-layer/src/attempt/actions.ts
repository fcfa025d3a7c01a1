import { typedActions } from '@bellwire/statechart'
import type {
  AttemptContext,
  AttemptEmitted,
  AttemptEvent,
  GenerateEvent,
  GenerationFailedEvent,
  ReplyEvent
} from './events.js'
import { following, isHeld, isLastEmitted } from './guards.js'

// What becomes of an order: its batches, and how it ends.

const actions = typedActions<AttemptContext, AttemptEvent, AttemptEmitted>()

export const sendBatch = actions.emit(({ context }) => ({
  type: 'attempt',
  queueId: context.queueId,
  qubit: context.qubit,
  brightness: context.brightness,
  firstSlot: context.firstSlot,
  slots: context.batchEnd - context.firstSlot,
  arrivalBases: context.arrivalBases
}))

/** From the batch's first slot on: what this node has emitted is of no use to anyone. */
export const withdraw = actions.emit(({ context }) => ({
  type: 'withdraw',
  queueId: context.queueId,
  firstSlot: context.firstSlot
}))

export const awaited = actions.emit<ReplyEvent>(({ event }) => ({ type: 'awaited', queueId: event.frame.peerQueueId }))

export const halt = actions.emit({ type: 'halt' })

export function accept() {
  return actions.assign<GenerateEvent>({
    queueId: ({ event }) => event.queueId,
    qubit: ({ event }) => event.qubit,
    brightness: ({ event }) => event.brightness,
    firstSlot: ({ event }) => event.firstSlot,
    batchEnd: ({ context, event }) => batchEnd(event.firstSlot, event.endSlot, context.batchSlots),
    endSlot: ({ event }) => event.endSlot,
    arrivalBases: ({ event }) => event.arrivalBases,
    silence: ({ context, event }) =>
      silence(context, batchEnd(event.firstSlot, event.endSlot, context.batchSlots), event.now)
  })
}

/** The hardware was stopped before, so what it holds from now on is of this order. */
export function holdAnew() {
  return actions.assign<GenerateEvent>({ heldFrom: ({ event }) => event.firstSlot })
}

/** Not stopped since: an order may also begin before the one that it replaces. */
export function holdOn() {
  return actions.assign<GenerateEvent>({
    heldFrom: ({ context, event }) => Math.min(context.heldFrom, event.firstSlot)
  })
}

/** Stopped after a batch that failed, whatever it had stopped at: no herald of it is to be told of any more. */
export function holdNext() {
  return actions.assign<ReplyEvent>({ heldFrom: ({ event }) => following(event) })
}

export function next() {
  return actions.assign<ReplyEvent>({
    firstSlot: ({ event }) => following(event),
    batchEnd: ({ context, event }) => batchEnd(following(event), context.endSlot, context.batchSlots),
    silence: ({ context, event }) =>
      silence(context, batchEnd(following(event), context.endSlot, context.batchSlots), event.now)
  })
}

export function advance() {
  return actions.assign<ReplyEvent>({ expected: ({ event }) => (event.frame.sequence + 1) >>> 0 })
}

/** After a gap: the station's word is where counting goes on. */
export function resume() {
  return actions.assign<ReplyEvent>({ expected: ({ event }) => event.frame.sequence })
}

export function herald(waiting: boolean) {
  return actions.emit<ReplyEvent>(({ context, event }) => ({
    type: 'herald',
    ...heralded(context, event),
    intact:
      waiting &&
      // The station may have matched a batch that this node has replaced: the hardware then measured for another item.
      (context.arrivalBases === null || event.frame.queueId === context.queueId) &&
      (context.holds ? isHeld(context, event.frame) : isLastEmitted(context, event))
  }))
}

/** Which pair the qubit that was just stopped at is taken for. */
export function hold() {
  return actions.assign<ReplyEvent>({
    heraldSlot: ({ event }) => event.frame.slot,
    heraldSequence: ({ event }) => event.frame.sequence
  })
}

export const undone = actions.emit(({ context }) => ({ type: 'undone', sequence: context.heraldSequence }))

/** Its qubit is lost; the batch under way goes on. */
export const formerHerald = actions.emit<ReplyEvent>(({ context, event }) => ({
  type: 'herald',
  ...heralded(context, event),
  intact: false,
  former: true
}))

function heralded({ qubit }: AttemptContext, { frame }: ReplyEvent) {
  const { queueId, sequence, slot, offsetPicoseconds, bellIndex } = frame
  return { queueId, qubit, sequence, slot, offset: offsetPicoseconds, bellIndex }
}

export function mismatch() {
  return actions.emit<ReplyEvent>(({ context, event }) => ({
    type: 'ended',
    queueId: context.queueId,
    cause: 'mismatch',
    error: event.frame.error,
    slot: event.frame.slot,
    peerQueueId: event.frame.peerQueueId
  }))
}

/** The slots that are left are another order's: the peer may attempt in them, and a batch may be long. */
export const failed = actions.emit<GenerationFailedEvent>(({ context, event }) => ({
  type: 'ended',
  queueId: context.queueId,
  cause: 'generation-failed',
  error: 0,
  slot: Math.max(context.firstSlot, event.firstSlot) - 1,
  peerQueueId: 0
}))

export function ended(cause: 'exhausted' | 'silent') {
  return actions.emit(({ context }) => ({
    type: 'ended',
    queueId: context.queueId,
    cause,
    error: 0,
    slot: context.batchEnd - 1,
    peerQueueId: 0
  }))
}

export function gap(goesOn: boolean) {
  return actions.emit<ReplyEvent>(({ event }) => ({ type: 'gap', sequence: event.frame.sequence, goesOn }))
}

export function ignored(reason: string) {
  return actions.emit({ type: 'ignored', reason })
}

function batchEnd(firstSlot: number, endSlot: number, batchSlots: number): number {
  return Math.min(endSlot, firstSlot + batchSlots)
}

/** Station time by which the batch's REPLY must have come, relative to now. */
function silence(context: AttemptContext, end: number, now: number): number {
  return Math.max(0, context.slotOrigin + end * context.slotPeriod + context.replyDelay - now)
}
