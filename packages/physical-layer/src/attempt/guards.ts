import { HeraldError, Outcome, type Reply, serialCompare } from '@bellwire/wire'
import type { AttemptContext, GenerateEvent, GenerationFailedEvent, ReplyEvent } from './events.js'

// What a REPLY says.

/** The station has a batch of the peer's and none of this node's. */
export function isReminder(frame: Reply): boolean {
  return frame.error === HeraldError.NO_MESSAGE_OTHER && frame.queueId === 0
}

export function isNew(context: AttemptContext, frame: Reply): boolean {
  return serialCompare(frame.sequence, context.expected) >= 0
}

/** A failure that tells of successes which this node has not heard of. */
export function isNews(context: AttemptContext, frame: Reply): boolean {
  return frame.sequence !== context.expected
}

/** Of a batch that is not the present one, and no word of a peer that waits. Requirements PHY-042 and PHY-043. */
export function isOfOther(context: AttemptContext, frame: Reply): boolean {
  return isForOther(context, frame) && !isReminder(frame)
}

/**
 * About a batch before this one. Were one of an earlier slot taken for this one's, every copy of a late GEN would bring
 * forth another GEN.
 */
export function isForOther({ queueId, firstSlot }: AttemptContext, frame: Reply): boolean {
  return frame.queueId !== queueId || frame.slot < firstSlot
}

/** The next slot after a failed batch. */
export function following(event: ReplyEvent): number {
  return Math.max(event.frame.slot + 1, event.earliestSlot)
}

/** Whether the qubit is as the slot of a success left it, where later slots overwrite it (PHY-035). */
export function isLastEmitted(context: AttemptContext, { frame, emittedSlot }: ReplyEvent): boolean {
  return frame.slot >= context.firstSlot && Math.min(emittedSlot, context.batchEnd - 1) <= frame.slot
}

/**
 * The same where the hardware stops at a herald by itself (PHY-174). It has stopped at the first since it was last told
 * to: where numbers before this one are missing here, the qubit is of one of those.
 */
export function isHeld(context: AttemptContext, frame: Reply): boolean {
  return frame.sequence === context.expected && frame.slot >= context.heldFrom
}

/** A success of what was emitted before the hardware, which holds, was last stopped (PHY-175). */
export function isOfFormerRun(context: AttemptContext, frame: Reply): boolean {
  return context.holds && frame.outcome === Outcome.SUCCESS && frame.slot < context.heldFrom
}

/**
 * A batch of the present run has failed that was replaced since: hardware that holds may have stopped at a herald which is
 * not announced any more, and emits nothing for the batch that is there now (PHY-181).
 */
export function mayHaveStopped(context: AttemptContext, { frame }: ReplyEvent): boolean {
  return context.holds && frame.slot >= context.heldFrom
}

/**
 * What was ordered too late was not begun: a herald of its slots was of an earlier run, and its qubit is not that of the order
 * (PHY-182).
 */
export function undoesHerald(context: AttemptContext, { firstSlot }: GenerationFailedEvent): boolean {
  return context.holds && firstSlot <= context.heraldSlot
}

/** What holds one qubit is stopped before it takes another. */
export function ofOtherQubit({ context, event }: { context: AttemptContext; event: GenerateEvent }): boolean {
  return context.holds && event.qubit !== context.qubit
}
