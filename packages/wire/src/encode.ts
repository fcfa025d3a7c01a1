import { MEMBERS, QKD_MEMBERS } from './generated/members.js'
import { FrameWriter } from './frame-writer.js'
import type { Frame, QkdMessage } from './messages.js'
import { checkRelations } from './relations.js'
import type { Member } from './schema.js'
import { WireError } from './wire-error.js'

/** One for all frames: encoding is synchronous and checks everything before it writes. */
const writer = new FrameWriter()

/**
 * Encodes one frame, in the one canonical form: the same frame always gives the same bytes.
 *
 * @throws WireError where a field is not of its type or not in its range
 */
export function encodeFrame(frame: Frame): Uint8Array {
  return write(frame).copy()
}

/** Encodes one message of a session of quantum key distribution, in its one canonical form. @throws WireError as `encodeFrame` */
export function encodeQkdMessage(message: QkdMessage): Uint8Array {
  const { type } = message
  const member = Object.hasOwn(QKD_MEMBERS, type) ? (QKD_MEMBERS[type] as unknown as Member<QkdMessage>) : undefined
  if (member === undefined) {
    throw new WireError('UNKNOWN_MESSAGE', 'QkdMessage.type', type, Object.keys(QKD_MEMBERS).join(', '))
  }
  try {
    member.check(message)
  } catch (error) {
    throw error instanceof WireError ? error.within(type) : error
  }
  return writeMember(member, message).copy()
}

/** Number of bytes that encodeFrame gives for this frame; throws as it does. */
export function encodedSize(frame: Frame): number {
  return write(frame).pos
}

function write(frame: Frame): FrameWriter {
  const member = Object.hasOwn(MEMBERS, frame.type) ? (MEMBERS[frame.type] as unknown as Member<Frame>) : undefined
  if (member === undefined) {
    throw new WireError('UNKNOWN_MESSAGE', 'Frame.type', frame.type, Object.keys(MEMBERS).join(', '))
  }
  try {
    member.check(frame)
    checkRelations(frame)
  } catch (error) {
    throw error instanceof WireError ? error.within(frame.type) : error
  }
  return writeMember(member, frame)
}

function writeMember<T>(member: Member<T>, message: T): FrameWriter {
  writer.restart()
  member.encode(message, writer.uint32(member.tag).fork()).ldelim()
  return writer
}
