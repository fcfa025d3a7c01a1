import type { DeviceMessage } from './device-messages.js'
import { FrameWriter } from './frame-writer.js'
import { LIMITS, TRANSPORT_FRAMES_FIELD } from './limits.js'
import type { Frame, QkdMessage } from './messages.js'
import { LENGTH_DELIMITED, type Member } from './schema.js'
import type { TransportFrames, TransportHello } from './transport-messages.js'
import { deviceMessages, frames, qkdMessages, transportMessages, type Union } from './unions.js'
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

/** Encodes the message that says who is there. @throws WireError as `encodeFrame` */
export function encodeTransportHello(hello: TransportHello): Uint8Array {
  return write(transportMessages, hello).copy()
}

/**
 * Encodes the message of a connection that carries frames, in its one canonical form.
 *
 * @throws WireError TOO_MANY, FRAME_TOO_LARGE, NO_MESSAGE. It is not seen whether the frames are valid
 */
export function encodeTransportFrames({ frames: pieces }: TransportFrames): Uint8Array {
  let size = 0
  for (const { length } of pieces) {
    if (length > LIMITS.frameBytes)
      throw new WireError('TOO_MANY', 'FRAMES', length, `up to ${LIMITS.frameBytes} bytes`)
    size += framedSize(length)
  }
  if (size === 0) throw new WireError('NO_MESSAGE', 'FRAMES', undefined, 'at least one frame')
  if (size > LIMITS.transportBytes) {
    throw new WireError('FRAME_TOO_LARGE', 'FRAMES', size, `up to ${LIMITS.transportBytes} bytes`)
  }
  const bytes = new Uint8Array(size)
  let position = 0
  for (const piece of pieces) {
    bytes[position++] = TRANSPORT_FRAMES_FIELD * 8 + LENGTH_DELIMITED
    let rest = piece.length
    for (; rest > 127; rest >>>= 7) bytes[position++] = (rest & 127) | 128
    bytes[position++] = rest
    bytes.set(piece, position)
    position += piece.length
  }
  return bytes
}

/** Bytes that a frame of so many bytes takes in a TransportMessage. */
export function framedSize(frameLength: number): number {
  return frameLength + (frameLength < 128 ? 2 : frameLength < 16_384 ? 3 : 4)
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
