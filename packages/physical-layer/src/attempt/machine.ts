import { HeraldError, Outcome, type Reply, serialCompare } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

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
  readonly batchSlots: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  /** Station delay, guard and margin: how long after the station's last slot its REPLY may come. */
  readonly replyDelay: number
}

export interface AttemptInput {
  readonly expected: number
  readonly batchSlots: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  readonly replyDelay: number
}

export interface GenerateEvent {
  readonly type: 'GENERATE'
  readonly queueId: number
  readonly qubit: number
  readonly brightness: number
  readonly firstSlot: number
  readonly endSlot: number
  /** Station time, as this node sees it. */
  readonly now: number
}

interface ReplyEvent {
  readonly type: 'REPLY'
  readonly frame: Reply
  readonly now: number
  /** The first slot that can still be used, and the last one whose photon has left. */
  readonly earliestSlot: number
  readonly emittedSlot: number
}

export type AttemptEvent =
  | GenerateEvent
  | ReplyEvent
  | { readonly type: 'WITHDRAW' }
  | { readonly type: 'GENERATION_FAILED' }

export type AttemptEmitted =
  /** Send the batch to the station (GEN) and to the hardware (train). */
  | {
      readonly type: 'attempt'
      readonly queueId: number
      readonly qubit: number
      readonly brightness: number
      readonly firstSlot: number
      readonly slots: number
    }
  /** Take the batch back at the station and stop the hardware. */
  | { readonly type: 'withdraw'; readonly queueId: number; readonly firstSlot: number }
  | { readonly type: 'halt' }
  /** A pair: the hardware stops, if it was still at it. */
  | {
      readonly type: 'herald'
      readonly queueId: number
      readonly qubit: number
      readonly sequence: number
      readonly slot: number
      readonly offset: number
      readonly bellIndex: number
      /** False when the qubit has been used since: the pair is gone. */
      readonly intact: boolean
    }
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
  | { readonly type: 'gap'; readonly sequence: number }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<AttemptContext, AttemptEvent, AttemptEmitted>()

const sendBatch = actions.emit(({ context }) => ({
  type: 'attempt',
  queueId: context.queueId,
  qubit: context.qubit,
  brightness: context.brightness,
  firstSlot: context.firstSlot,
  slots: context.batchEnd - context.firstSlot
}))

/** From the batch's first slot on: what this node has emitted is of no use to anyone. */
const withdraw = actions.emit(({ context }) => ({
  type: 'withdraw',
  queueId: context.queueId,
  firstSlot: context.firstSlot
}))

const awaited = actions.emit<ReplyEvent>(({ event }) => ({ type: 'awaited', queueId: event.frame.peerQueueId }))

const halt = actions.emit({ type: 'halt' })

function batchEnd(firstSlot: number, endSlot: number, batchSlots: number): number {
  return Math.min(endSlot, firstSlot + batchSlots)
}

/** Station time by which the batch's REPLY must have come, relative to now. */
function silence(context: AttemptContext, end: number, now: number): number {
  return Math.max(0, context.slotOrigin + end * context.slotPeriod + context.replyDelay - now)
}

/** The next slot after a failed batch. */
function following(event: ReplyEvent): number {
  return Math.max(event.frame.slot + 1, event.earliestSlot)
}

/** The station has a batch of the peer's and none of this node's. */
function isReminder(frame: Reply): boolean {
  return frame.error === HeraldError.NO_MESSAGE_OTHER && frame.queueId === 0
}

function isNew(context: AttemptContext, frame: Reply): boolean {
  return serialCompare(frame.sequence, context.expected) >= 0
}

/** Requirements PHY-030 to PHY-044. */
export const attemptMachine = setup({
  types: {
    context: {} as AttemptContext,
    input: {} as AttemptInput,
    events: {} as AttemptEvent,
    emitted: {} as AttemptEmitted
  },
  delays: {
    silence: ({ context }) => context.silence
  }
}).createMachine({
  id: 'attempt',
  context: ({ input }) => ({
    queueId: 0,
    qubit: 0,
    brightness: 0,
    firstSlot: 0,
    batchEnd: 0,
    endSlot: 0,
    expected: input.expected,
    silence: 0,
    batchSlots: input.batchSlots,
    slotOrigin: input.slotOrigin,
    slotPeriod: input.slotPeriod,
    replyDelay: input.replyDelay
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        GENERATE: { target: 'waiting', actions: [accept(), sendBatch] },
        WITHDRAW: {},
        GENERATION_FAILED: {},
        REPLY: [
          // A success for a batch already given up: the pair exists at the other end, so it must be accounted for.
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS && isNew(context, event.frame),
            actions: [herald(false), advance()]
          },
          {
            guard: ({ context, event }) => event.frame.sequence === context.expected && isReminder(event.frame),
            actions: awaited
          },
          {
            guard: ({ context, event }) =>
              event.frame.outcome === Outcome.SUCCESS || event.frame.sequence === context.expected,
            actions: ignored('late-reply')
          },
          { guard: ({ context, event }) => isNew(context, event.frame), actions: [gap(), resume()] },
          { actions: ignored('stale-reply') }
        ]
      }
    },
    waiting: {
      after: {
        silence: { target: 'idle', actions: [halt, ended('silent')] }
      },
      on: {
        GENERATE: { target: 'waiting', reenter: true, actions: [accept(), sendBatch] },
        WITHDRAW: {
          target: 'idle',
          actions: withdraw
        },
        GENERATION_FAILED: {
          target: 'idle',
          actions: [withdraw, ended('generation-failed')]
        },
        REPLY: [
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS && isNew(context, event.frame),
            target: 'idle',
            actions: [herald(true), advance()]
          },
          {
            guard: ({ context, event }) => event.frame.outcome === Outcome.SUCCESS || !isNew(context, event.frame),
            actions: ignored('stale-reply')
          },
          {
            guard: ({ context, event }) => event.frame.sequence !== context.expected,
            target: 'idle',
            actions: [halt, gap(), resume()]
          },
          // The station reminds of a peer that waits, so this node's own GEN was lost or is void there.
          {
            guard: ({ event }) => isReminder(event.frame),
            target: 'idle',
            actions: [halt, mismatch()]
          },
          {
            guard: ({ context, event }) => event.frame.queueId !== context.queueId,
            actions: ignored('reply-for-other-batch')
          },
          // About a batch before this one. Were it taken for this one's, every copy of a late GEN would bring forth another GEN.
          {
            guard: ({ context, event }) => event.frame.slot < context.firstSlot,
            actions: ignored('reply-for-other-batch')
          },
          { guard: ({ event }) => event.frame.error !== HeraldError.NONE, target: 'idle', actions: [halt, mismatch()] },
          // Where a failed slot is not the batch's last, the station has dropped the rest: the peer's batch was shorter.
          {
            guard: ({ context, event }) => following(event) < context.endSlot,
            target: 'waiting',
            reenter: true,
            actions: [next(), sendBatch]
          },
          { target: 'idle', actions: [halt, ended('exhausted')] }
        ]
      }
    }
  },
  on: {
    '*': { actions: ignored('unexpected') }
  }
})

function accept() {
  return actions.assign<GenerateEvent>({
    queueId: ({ event }) => event.queueId,
    qubit: ({ event }) => event.qubit,
    brightness: ({ event }) => event.brightness,
    firstSlot: ({ event }) => event.firstSlot,
    batchEnd: ({ context, event }) => batchEnd(event.firstSlot, event.endSlot, context.batchSlots),
    endSlot: ({ event }) => event.endSlot,
    silence: ({ context, event }) =>
      silence(context, batchEnd(event.firstSlot, event.endSlot, context.batchSlots), event.now)
  })
}

function next() {
  return actions.assign<ReplyEvent>({
    firstSlot: ({ event }) => following(event),
    batchEnd: ({ context, event }) => batchEnd(following(event), context.endSlot, context.batchSlots),
    silence: ({ context, event }) =>
      silence(context, batchEnd(following(event), context.endSlot, context.batchSlots), event.now)
  })
}

function advance() {
  return actions.assign<ReplyEvent>({ expected: ({ event }) => (event.frame.sequence + 1) >>> 0 })
}

/** After a gap: the station's word is where counting goes on. */
function resume() {
  return actions.assign<ReplyEvent>({ expected: ({ event }) => event.frame.sequence })
}

function herald(waiting: boolean) {
  return actions.emit<ReplyEvent>(({ context, event }) => ({
    type: 'herald',
    queueId: event.frame.queueId,
    qubit: context.qubit,
    sequence: event.frame.sequence,
    slot: event.frame.slot,
    offset: event.frame.offsetPicoseconds,
    bellIndex: event.frame.bellIndex,
    intact:
      waiting &&
      event.frame.slot >= context.firstSlot &&
      Math.min(event.emittedSlot, context.batchEnd - 1) <= event.frame.slot
  }))
}

function mismatch() {
  return actions.emit<ReplyEvent>(({ context, event }) => ({
    type: 'ended',
    queueId: context.queueId,
    cause: 'mismatch',
    error: event.frame.error,
    slot: event.frame.slot,
    peerQueueId: event.frame.peerQueueId
  }))
}

function ended(cause: 'exhausted' | 'silent' | 'generation-failed') {
  return actions.emit(({ context }) => ({
    type: 'ended',
    queueId: context.queueId,
    cause,
    error: 0,
    slot: context.batchEnd - 1,
    peerQueueId: 0
  }))
}

function gap() {
  return actions.emit<ReplyEvent>(({ event }) => ({ type: 'gap', sequence: event.frame.sequence }))
}

function ignored(reason: string) {
  return actions.emit({ type: 'ignored', reason })
}
