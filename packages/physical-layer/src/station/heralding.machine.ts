import { HeraldError, Outcome, type Gen } from '@bellwire/wire'
import { typedActions } from '@bellwire/statechart'
import { setup } from 'xstate'

/** The two nodes of a link as its station sees them. */
export type StationSide = 0 | 1

/**
 * The station side of heralding on one link: matches the batches of the two nodes, opens the detector gates for the
 * slots that they share, and tells both what was seen. A batch [first, end) is absent where its end is 0; a node may
 * replace its batch from a later slot on, and then has a next one until that slot.
 */
export interface HeraldingContext {
  /** Sequence number of the next success. */
  sequence: number
  now: number
  queueA: number
  firstA: number
  endA: number
  nextQueueA: number
  nextFirstA: number
  nextEndA: number
  queueB: number
  firstB: number
  endB: number
  nextQueueB: number
  nextFirstB: number
  nextEndB: number
  /** The shared slots [windowFirst, windowEnd). */
  windowFirst: number
  windowEnd: number
  interval: number
  readonly firstInterval: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  readonly guard: number
}

export interface HeraldingInput {
  readonly sequence: number
  readonly reminder: number
  readonly slotOrigin: number
  readonly slotPeriod: number
  readonly guard: number
}

interface GenEvent {
  readonly type: 'GEN'
  readonly side: StationSide
  readonly frame: Gen
  readonly now: number
  /** The first slot that is not over. */
  readonly earliestSlot: number
}

interface DetectedEvent {
  readonly type: 'DETECTED'
  readonly slot: number
  readonly offset: number
  readonly bellIndex: number
  readonly now: number
}

interface SilentEvent {
  readonly type: 'SILENT'
  readonly lastSlot: number
  readonly now: number
}

interface PromoteEvent {
  readonly type: 'PROMOTE'
  readonly slot: number
}

export type HeraldingEvent = GenEvent | DetectedEvent | SilentEvent | PromoteEvent | { readonly type: 'DECIDE' }

interface ReplyOutput {
  readonly type: 'reply'
  readonly side: StationSide
  readonly outcome: number
  readonly bellIndex: number
  readonly sequence: number
  readonly slot: number
  readonly offset: number
  readonly queueId: number
  readonly peerQueueId: number
  readonly error: number
}

export type HeraldingEmitted =
  | ReplyOutput
  | { readonly type: 'observe'; readonly firstSlot: number; readonly slots: number }
  | { readonly type: 'closeGates' }
  | { readonly type: 'ignored'; readonly reason: string }

const actions = typedActions<HeraldingContext, HeraldingEvent, HeraldingEmitted>()

type Arguments<E extends HeraldingEvent = HeraldingEvent> = { context: HeraldingContext; event: E }

const queueOf = (context: HeraldingContext, side: StationSide) => (side === 0 ? context.queueA : context.queueB)

function reply(
  side: StationSide,
  of: (x: Arguments) => { outcome: number; bellIndex: number; slot: number; offset: number; error: number }
) {
  return actions.emit((x) => {
    const { outcome, bellIndex, slot, offset, error } = of(x)
    return {
      type: 'reply',
      side,
      outcome,
      bellIndex,
      sequence: x.context.sequence,
      slot,
      offset,
      queueId: queueOf(x.context, side),
      peerQueueId: queueOf(x.context, side === 0 ? 1 : 0),
      error
    }
  })
}

const failure = (error: number, slot: number) => ({ outcome: Outcome.FAIL, bellIndex: 0, slot, offset: 0, error })

const success = ({ event }: Arguments) => {
  const { slot, bellIndex, offset } = event as DetectedEvent
  return { outcome: Outcome.SUCCESS, bellIndex, slot, offset, error: HeraldError.NONE }
}
const windowFailed = ({ context }: Arguments) => failure(HeraldError.NONE, context.windowEnd - 1)

/** The later of the two first slots: where both can begin anew from. */
const laterFirst = (context: HeraldingContext) => Math.max(context.firstA, context.firstB)
/** To the side whose batch is over before the other's begins: the last slot that it cannot have. */
const missed = ({ context }: Arguments) => failure(HeraldError.TIME_MISMATCH, laterFirst(context) - 1)
const refused = (error: number) => (x: Arguments) => failure(error, laterFirst(x.context))

/** To the side without a batch: its peer waits. Its queue id is 0 there, which tells it apart from a failure. */
function remind(side: StationSide) {
  return reply(side, ({ context }) =>
    failure(HeraldError.NO_MESSAGE_OTHER, side === 0 ? context.firstB : context.firstA)
  )
}

function unmatched(side: StationSide) {
  return reply(side, ({ context }) =>
    failure(HeraldError.NO_MESSAGE_OTHER, (side === 0 ? context.endA : context.endB) - 1)
  )
}

/** The whole batch is over before it came. */
const late = actions.emit<GenEvent>(({ context, event }) => ({
  type: 'reply',
  side: event.side,
  outcome: Outcome.FAIL,
  bellIndex: 0,
  sequence: context.sequence,
  slot: event.frame.firstSlot + event.frame.slots - 1,
  offset: 0,
  queueId: event.frame.queueId,
  peerQueueId: queueOf(context, event.side === 0 ? 1 : 0),
  error: HeraldError.TIME_MISMATCH
}))

const ABSENT = { firstA: 0, endA: 0, queueA: 0, nextQueueA: 0, nextFirstA: 0, nextEndA: 0 }
const clearA = actions.assign(ABSENT)
const clearB = actions.assign({
  firstB: 0,
  endB: 0,
  queueB: 0,
  nextQueueB: 0,
  nextFirstB: 0,
  nextEndB: 0
})

const store = actions.assign<GenEvent>({
  now: ({ event }) => event.now,
  queueA: ({ context, event }) => (event.side === 0 ? event.frame.queueId : context.queueA),
  firstA: ({ context, event }) =>
    event.side === 0 ? Math.max(event.frame.firstSlot, event.earliestSlot) : context.firstA,
  endA: ({ context, event }) => (event.side === 0 ? event.frame.firstSlot + event.frame.slots : context.endA),
  queueB: ({ context, event }) => (event.side === 1 ? event.frame.queueId : context.queueB),
  firstB: ({ context, event }) =>
    event.side === 1 ? Math.max(event.frame.firstSlot, event.earliestSlot) : context.firstB,
  endB: ({ context, event }) => (event.side === 1 ? event.frame.firstSlot + event.frame.slots : context.endB)
})

const storeNext = actions.assign<GenEvent>({
  now: ({ event }) => event.now,
  nextQueueA: ({ context, event }) => (event.side === 0 ? event.frame.queueId : context.nextQueueA),
  nextFirstA: ({ context, event }) => (event.side === 0 ? event.frame.firstSlot : context.nextFirstA),
  nextEndA: ({ context, event }) => (event.side === 0 ? event.frame.firstSlot + event.frame.slots : context.nextEndA),
  nextQueueB: ({ context, event }) => (event.side === 1 ? event.frame.queueId : context.nextQueueB),
  nextFirstB: ({ context, event }) => (event.side === 1 ? event.frame.firstSlot : context.nextFirstB),
  nextEndB: ({ context, event }) => (event.side === 1 ? event.frame.firstSlot + event.frame.slots : context.nextEndB),
  windowEnd: ({ context, event }) => Math.min(context.windowEnd, event.frame.firstSlot)
})

/** From a slot on, each side's next batch counts; one without a next goes on with what is left of its present one. */
const promote = actions.assign<PromoteEvent>({
  queueA: ({ context, event }) =>
    context.nextEndA > 0 ? context.nextQueueA : context.endA > event.slot ? context.queueA : 0,
  firstA: ({ context, event }) => (context.nextEndA > 0 ? context.nextFirstA : Math.max(context.firstA, event.slot)),
  endA: ({ context, event }) =>
    context.nextEndA > 0 ? context.nextEndA : context.endA > event.slot ? context.endA : 0,
  nextEndA: 0,
  queueB: ({ context, event }) =>
    context.nextEndB > 0 ? context.nextQueueB : context.endB > event.slot ? context.queueB : 0,
  firstB: ({ context, event }) => (context.nextEndB > 0 ? context.nextFirstB : Math.max(context.firstB, event.slot)),
  endB: ({ context, event }) =>
    context.nextEndB > 0 ? context.nextEndB : context.endB > event.slot ? context.endB : 0,
  nextEndB: 0
})

/** One side withdraws while gates are open: what the other will want next is what it is held to from now on. */
const advanceA = actions.assign({
  queueA: ({ context }) => (context.nextEndA > 0 ? context.nextQueueA : context.queueA),
  firstA: ({ context }) => (context.nextEndA > 0 ? context.nextFirstA : context.firstA),
  endA: ({ context }) => (context.nextEndA > 0 ? context.nextEndA : context.endA),
  nextEndA: 0
})
const advanceB = actions.assign({
  queueB: ({ context }) => (context.nextEndB > 0 ? context.nextQueueB : context.queueB),
  firstB: ({ context }) => (context.nextEndB > 0 ? context.nextFirstB : context.firstB),
  endB: ({ context }) => (context.nextEndB > 0 ? context.nextEndB : context.endB),
  nextEndB: 0
})

const openWindow = actions.assign({
  windowFirst: ({ context }) => laterFirst(context),
  windowEnd: ({ context }) => Math.min(context.endA, context.endB)
})

const observe = actions.emit(({ context }) => ({
  type: 'observe',
  firstSlot: context.windowFirst,
  slots: context.windowEnd - context.windowFirst
}))
const closeGates = actions.emit({ type: 'closeGates' })

const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

const tick = actions.assign<GenEvent | DetectedEvent | SilentEvent>({ now: ({ event }) => event.now })
const countUp = actions.assign({ sequence: ({ context }) => (context.sequence + 1) >>> 0 })
const backOff = actions.assign({ interval: ({ context }) => 2 * context.interval })
const restartReminders = actions.assign({ interval: ({ context }) => context.firstInterval })

const isWithdrawal = ({ event }: Arguments<GenEvent>) => event.frame.slots === 0
const isLate = ({ event }: Arguments<GenEvent>) => event.frame.firstSlot + event.frame.slots <= event.earliestSlot
const fromA = ({ event }: Arguments<GenEvent>) => event.side === 0

const present = (end: number) => end > 0

/** Requirements PHY-070 to PHY-083. */
export const heraldingMachine = setup({
  types: {
    context: {} as HeraldingContext,
    input: {} as HeraldingInput,
    events: {} as HeraldingEvent,
    emitted: {} as HeraldingEmitted
  },
  delays: {
    reminder: ({ context }) => context.interval,
    batchOver: ({ context }) =>
      Math.max(
        0,
        context.slotOrigin + Math.max(context.endA, context.endB) * context.slotPeriod + context.guard - context.now
      )
  }
}).createMachine({
  id: 'heralding',
  context: ({ input }) => ({
    sequence: input.sequence,
    now: 0,
    queueA: 0,
    firstA: 0,
    endA: 0,
    nextQueueA: 0,
    nextFirstA: 0,
    nextEndA: 0,
    queueB: 0,
    firstB: 0,
    endB: 0,
    nextQueueB: 0,
    nextFirstB: 0,
    nextEndB: 0,
    windowFirst: 0,
    windowEnd: 0,
    interval: input.reminder,
    firstInterval: input.reminder,
    slotOrigin: input.slotOrigin,
    slotPeriod: input.slotPeriod,
    guard: input.guard
  }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        GEN: [
          { guard: isWithdrawal, actions: ignored('nothing-to-withdraw') },
          { guard: isLate, actions: late },
          { target: 'half', actions: [store, restartReminders] }
        ],
        DETECTED: { actions: ignored('gates-closed') },
        SILENT: { actions: ignored('gates-closed') }
      }
    },
    /** One node has sent its batch. */
    half: {
      initial: 'waiting',
      after: {
        batchOver: [
          { guard: ({ context }) => present(context.endA), target: 'idle', actions: [unmatched(0), clearA] },
          { target: 'idle', actions: [unmatched(1), clearB] }
        ]
      },
      states: {
        waiting: {
          after: {
            reminder: [
              {
                guard: ({ context }) => present(context.endA),
                target: 'waiting',
                reenter: true,
                actions: [remind(1), backOff]
              },
              { target: 'waiting', reenter: true, actions: [remind(0), backOff] }
            ]
          }
        }
      },
      on: {
        GEN: [
          { guard: (x) => isWithdrawal(x) && fromA(x), target: 'deciding', actions: [tick, clearA] },
          { guard: isWithdrawal, target: 'deciding', actions: [tick, clearB] },
          { guard: isLate, actions: late },
          { target: 'deciding', actions: store }
        ],
        DETECTED: { actions: ignored('gates-closed') },
        SILENT: { actions: ignored('gates-closed') }
      }
    },
    /** Left at once: what the two batches, as they now are, mean. */
    deciding: {
      entry: actions.raise({ type: 'DECIDE' }),
      on: {
        DECIDE: [
          { guard: ({ context }) => !present(context.endA) && !present(context.endB), target: 'idle' },
          {
            guard: ({ context }) => !present(context.endA) || !present(context.endB),
            target: 'half',
            actions: restartReminders
          },
          // Of two batches without a common slot the earlier one is of no use; the later one waits for another. Were
          // both refused, each node's next GEN could for ever meet the other's last one.
          {
            guard: ({ context }) => context.endA <= context.firstB,
            target: 'half',
            actions: [reply(0, missed), clearA, restartReminders]
          },
          {
            guard: ({ context }) => context.endB <= context.firstA,
            target: 'half',
            actions: [reply(1, missed), clearB, restartReminders]
          },
          {
            guard: ({ context }) => context.queueA !== context.queueB,
            target: 'idle',
            actions: [
              reply(0, refused(HeraldError.QUEUE_MISMATCH)),
              reply(1, refused(HeraldError.QUEUE_MISMATCH)),
              clearA,
              clearB
            ]
          },
          { target: 'observing', actions: [openWindow, observe] }
        ]
      }
    },
    /** The gates are open in the slots that both batches share. */
    observing: {
      on: {
        DETECTED: [
          {
            guard: ({ context, event }) => event.slot >= context.windowFirst && event.slot < context.windowEnd,
            target: 'idle',
            actions: [tick, reply(0, success), reply(1, success), countUp, clearA, clearB]
          },
          { actions: ignored('outside-window') }
        ],
        SILENT: [
          { guard: ({ context, event }) => event.lastSlot + 1 < context.windowEnd, actions: ignored('earlier-window') },
          {
            guard: ({ context }) => present(context.nextEndA) || present(context.nextEndB),
            actions: [tick, actions.raise(({ event }) => ({ type: 'PROMOTE' as const, slot: event.lastSlot + 1 }))]
          },
          { target: 'idle', actions: [tick, reply(0, windowFailed), reply(1, windowFailed), clearA, clearB] }
        ],
        GEN: [
          {
            guard: (x) => isWithdrawal(x) && fromA(x),
            target: 'deciding',
            actions: [tick, closeGates, clearA, advanceB]
          },
          { guard: isWithdrawal, target: 'deciding', actions: [tick, closeGates, clearB, advanceA] },
          { guard: isLate, actions: late },
          // Replaced at once, or from a slot inside the window on, or after it.
          {
            guard: ({ context, event }) => event.frame.firstSlot <= Math.max(context.windowFirst, event.earliestSlot),
            actions: [
              storeNext,
              closeGates,
              actions.raise(({ event }) => ({ type: 'PROMOTE' as const, slot: event.earliestSlot }))
            ]
          },
          { guard: ({ context, event }) => event.frame.firstSlot < context.windowEnd, actions: [storeNext, observe] },
          { actions: storeNext }
        ],
        PROMOTE: { target: 'deciding', actions: promote }
      }
    }
  },
  on: { '*': { actions: ignored('unexpected') } }
})
