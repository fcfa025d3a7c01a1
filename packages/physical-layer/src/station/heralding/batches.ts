import {
  actions,
  type Arguments,
  type DetectedEvent,
  type GenEvent,
  type PromoteEvent,
  type SilentEvent
} from './context.js'
import { laterFirst } from './replies.js'

const ABSENT = { firstA: 0, endA: 0, queueA: 0, nextQueueA: 0, nextFirstA: 0, nextEndA: 0 }
export const clearA = actions.assign(ABSENT)
export const clearB = actions.assign({
  firstB: 0,
  endB: 0,
  queueB: 0,
  nextQueueB: 0,
  nextFirstB: 0,
  nextEndB: 0
})

export const store = actions.assign<GenEvent>({
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

export const storeNext = actions.assign<GenEvent>({
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
export const promote = actions.assign<PromoteEvent>({
  queueA: ({ context, event }) =>
    context.nextEndA > 0 ? context.nextQueueA : context.endA > event.slot ? context.queueA : 0,
  firstA: ({ context, event }) =>
    context.nextEndA > 0 ? context.nextFirstA : context.endA > event.slot ? Math.max(context.firstA, event.slot) : 0,
  endA: ({ context, event }) =>
    context.nextEndA > 0 ? context.nextEndA : context.endA > event.slot ? context.endA : 0,
  nextEndA: 0,
  queueB: ({ context, event }) =>
    context.nextEndB > 0 ? context.nextQueueB : context.endB > event.slot ? context.queueB : 0,
  firstB: ({ context, event }) =>
    context.nextEndB > 0 ? context.nextFirstB : context.endB > event.slot ? Math.max(context.firstB, event.slot) : 0,
  endB: ({ context, event }) =>
    context.nextEndB > 0 ? context.nextEndB : context.endB > event.slot ? context.endB : 0,
  nextEndB: 0
})

/** One side withdraws while gates are open: what the other will want next is what it is held to from now on. */
export const advanceA = actions.assign({
  queueA: ({ context }) => (context.nextEndA > 0 ? context.nextQueueA : context.queueA),
  firstA: ({ context }) => (context.nextEndA > 0 ? context.nextFirstA : context.firstA),
  endA: ({ context }) => (context.nextEndA > 0 ? context.nextEndA : context.endA),
  nextEndA: 0
})
export const advanceB = actions.assign({
  queueB: ({ context }) => (context.nextEndB > 0 ? context.nextQueueB : context.queueB),
  firstB: ({ context }) => (context.nextEndB > 0 ? context.nextFirstB : context.firstB),
  endB: ({ context }) => (context.nextEndB > 0 ? context.nextEndB : context.endB),
  nextEndB: 0
})

export const openWindow = actions.assign({
  windowFirst: ({ context }) => laterFirst(context),
  windowEnd: ({ context }) => Math.min(context.endA, context.endB)
})

export const observe = actions.emit(({ context }) => ({
  type: 'observe',
  firstSlot: context.windowFirst,
  slots: context.windowEnd - context.windowFirst
}))
export const closeGates = actions.emit({ type: 'closeGates' })

export const ignored = (reason: string) => actions.emit({ type: 'ignored', reason })

export const tick = actions.assign<GenEvent | DetectedEvent | SilentEvent>({ now: ({ event }) => event.now })
export const countUp = actions.assign({ sequence: ({ context }) => (context.sequence + 1) >>> 0 })
export const backOff = actions.assign({ interval: ({ context }) => 2 * context.interval })
export const restartReminders = actions.assign({ interval: ({ context }) => context.firstInterval })

export const isWithdrawal = ({ event }: Arguments<GenEvent>) => event.frame.slots === 0
export const isLate = ({ event }: Arguments<GenEvent>) =>
  event.frame.firstSlot + event.frame.slots <= event.earliestSlot
/** The slots to come of the batch that is there, with nothing to follow it: a copy of its GEN. Requirement PHY-179. */
export const isRepeated = ({ context, event: { side, frame, earliestSlot } }: Arguments<GenEvent>) => {
  const { queueA, firstA, endA, nextEndA, queueB, firstB, endB, nextEndB } = context
  const [queue, first, end, nextEnd] = side === 0 ? [queueA, firstA, endA, nextEndA] : [queueB, firstB, endB, nextEndB]
  if (frame.queueId !== queue || frame.firstSlot + frame.slots !== end || nextEnd !== 0) return false
  return Math.max(frame.firstSlot, earliestSlot) === Math.max(first, earliestSlot)
}
export const fromA = ({ event }: Arguments<GenEvent>) => event.side === 0

export const present = (end: number) => end > 0
