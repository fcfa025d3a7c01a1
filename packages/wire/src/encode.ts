import { MEMBERS } from './generated/members.js'
import { FrameWriter } from './frame-writer.js'
import type { Frame } from './messages.js'
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
  writer.restart()
  member.encode(frame, writer.uint32(member.tag).fork()).ldelim()
  return writer
}
