import { HeraldError, type Reply, serialCompare } from '@bellwire/wire'
import type { AttemptContext, ReplyEvent } from './events.js'

// What a REPLY says.

/** The station has a batch of the peer's and none of this node's. */
export function isReminder(frame: Reply): boolean {
  return frame.error === HeraldError.NO_MESSAGE_OTHER && frame.queueId === 0
}

export function isNew(context: AttemptContext, frame: Reply): boolean {
  return serialCompare(frame.sequence, context.expected) >= 0
}

/** The next slot after a failed batch. */
export function following(event: ReplyEvent): number {
  return Math.max(event.frame.slot + 1, event.earliestSlot)
}
