import { HeraldError, Outcome } from '@bellwire/wire'
import { actions, type Arguments, type DetectedEvent, type GenEvent, type HeraldingContext } from './context.js'
import type { StationSide } from '../station-link.js'

const queueOf = (context: HeraldingContext, side: StationSide) => (side === 0 ? context.queueA : context.queueB)

export function reply(
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

export const success = ({ event }: Arguments) => {
  const { slot, bellIndex, offset } = event as DetectedEvent
  return { outcome: Outcome.SUCCESS, bellIndex, slot, offset, error: HeraldError.NONE }
}
export const windowFailed = ({ context }: Arguments) => failure(HeraldError.NONE, context.windowEnd - 1)

/** The later of the two first slots: where both can begin anew from. */
export const laterFirst = (context: HeraldingContext) => Math.max(context.firstA, context.firstB)
/** To the side whose batch is over before the other's begins: the last slot that it cannot have. */
export const missed = ({ context }: Arguments) => failure(HeraldError.TIME_MISMATCH, laterFirst(context) - 1)
export const refused = (error: number) => (x: Arguments) => failure(error, laterFirst(x.context))

/** To the side without a batch: its peer waits. Its queue id is 0 there, which tells it apart from a failure. */
export function remind(side: StationSide) {
  return reply(side, ({ context }) =>
    failure(HeraldError.NO_MESSAGE_OTHER, side === 0 ? context.firstB : context.firstA)
  )
}

export function unmatched(side: StationSide) {
  return reply(side, ({ context }) =>
    failure(HeraldError.NO_MESSAGE_OTHER, (side === 0 ? context.endA : context.endB) - 1)
  )
}

/**
 * A herald is not announced, because the batches were replaced or withdrawn meanwhile; hardware that holds has stopped at
 * it. The node is told of a slot of its latest batch: of that it knows. Requirement PHY-180.
 */
export function stopped(side: StationSide) {
  return actions.emit((x) => {
    const { context, event } = x as Arguments<DetectedEvent>
    const [queueA, firstA] = latestOf(context, 0)
    const [queueB, firstB] = latestOf(context, 1)
    const [queueId, first, peerQueueId] = side === 0 ? [queueA, firstA, queueB] : [queueB, firstB, queueA]
    return {
      type: 'reply',
      side,
      ...failure(HeraldError.NONE, Math.max(event.slot, first)),
      sequence: context.sequence,
      queueId,
      peerQueueId
    }
  })
}

/** Queue id and first slot of the batch that a node sent last. */
function latestOf(context: HeraldingContext, side: StationSide): readonly [number, number] {
  const { queueA, firstA, nextQueueA, nextFirstA, nextEndA, queueB, firstB, nextQueueB, nextFirstB, nextEndB } = context
  if (side === 0) return nextEndA > 0 ? [nextQueueA, nextFirstA] : [queueA, firstA]
  return nextEndB > 0 ? [nextQueueB, nextFirstB] : [queueB, firstB]
}

/** The whole batch is over before it came. */
export const late = actions.emit<GenEvent>(({ context, event }) => ({
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
