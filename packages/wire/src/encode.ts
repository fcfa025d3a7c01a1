import type { DeviceMessage } from './device-messages.js'
import { FrameWriter } from './frame-writer.js'
import type { Frame, QkdMessage } from './messages.js'
import type { Member } from './schema.js'
import { deviceMessages, frames, qkdMessages, type Union } from './unions.js'
import { WireError } from './wire-error.js'

/** One for all messages: encoding is synchronous and checks everything before it writes. */
const writer = new FrameWriter()

/**
 * Encodes one frame, in the one canonical form: the same frame always gives the same bytes.
 *
 * @throws WireError where a field is not of its type or not in its range
 */
export function encodeFrame(frame: Frame): Uint8Array {
  return write(frames, frame).copy()
}

/** Encodes one message of a session of quantum key distribution, in its one canonical form. @throws WireError as `encodeFrame` */
export function encodeQkdMessage(message: QkdMessage): Uint8Array {
  return write(qkdMessages, message).copy()
}

/** Encodes one message between a party and its hardware, in its one canonical form. @throws WireError as `encodeFrame` */
export function encodeDeviceMessage(message: DeviceMessage): Uint8Array {
  return write(deviceMessages, message).copy()
}

/** Number of bytes that encodeFrame gives for this frame; throws as it does. */
export function encodedSize(frame: Frame): number {
  return write(frames, frame).pos
}

function write<T extends { readonly type: string }>(union: Union<T>, message: T): FrameWriter {
  const { type } = message
  const members = union.memberByType
  const member = Object.hasOwn(members, type) ? (members[type] as Member<T>) : undefined
  if (member === undefined) {
    throw new WireError('UNKNOWN_MESSAGE', `${union.name}.type`, type, Object.keys(members).join(', '))
  }
  try {
    member.check(message)
    union.checkRelations(message)
  } catch (error) {
    throw error instanceof WireError ? error.within(type) : error
  }
  writer.restart()
  member.encode(message, writer.uint32(member.tag).fork()).ldelim()
  return writer
}
