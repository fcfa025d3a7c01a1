import { Cursor } from './cursor.js'
import type { DeviceMessage } from './device-messages.js'
import { CRITICAL_FIELDS, LIMITS, MESSAGE_FIELDS, TRANSPORT_FRAMES_FIELD } from './limits.js'
import type { Frame, QkdMessage } from './messages.js'
import { FIXED32, FIXED64, LENGTH_DELIMITED, VARINT, type Field, type Member, type Schema } from './schema.js'
import type { TransportHello, TransportMessage } from './transport-messages.js'
import { deviceMessages, frames, qkdMessages, transportMessages, type Union } from './unions.js'
import { WireError } from './wire-error.js'

/**
 * Decodes one frame. Bytes and bounds are checked in one pass that builds nothing before it is known to be within
 * its limits: an embedded length never exceeds the bytes that are there, a repeated field never its count.
 *
 * @throws WireError where the bytes are not a valid frame; nothing else, whatever the bytes
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  return decodeUnion(frames, bytes)
}

/** Decodes one message of a session of quantum key distribution. @throws WireError, and nothing else, as `decodeFrame` */
export function decodeQkdMessage(bytes: Uint8Array): QkdMessage {
  return decodeUnion(qkdMessages, bytes)
}

/** Decodes one message between a party and its hardware. @throws WireError, and nothing else, as `decodeFrame` */
export function decodeDeviceMessage(bytes: Uint8Array): DeviceMessage {
  return decodeUnion(deviceMessages, bytes)
}

/**
 * Decodes one message of a connection between two parties. Its frames are views of the bytes, and may turn out to be none.
 *
 * @throws WireError, and nothing else, as `decodeFrame`
 */
export function decodeTransportMessage(bytes: Uint8Array): TransportMessage {
  checkSize(transportMessages, bytes)
  const cursor = new Cursor(bytes)
  const end = bytes.length
  const pieces: Uint8Array[] = []
  let hello: TransportHello | undefined
  try {
    while (cursor.position < end) {
      const tag = cursor.tag(end)
      const number = tag >>> 3
      const member = transportMessages.memberByNumber[number]
      if (number !== TRANSPORT_FRAMES_FIELD && member === undefined) {
        skipUnknown(cursor, tag, end)
        continue
      }
      if ((tag & 7) !== LENGTH_DELIMITED) throw wrongWireType(member?.schema.name ?? 'frames', tag, LENGTH_DELIMITED)
      if (hello !== undefined || (member !== undefined && pieces.length > 0)) {
        throw new WireError('TWO_MESSAGES', '', number, 'either a hello or frames')
      }
      if (member === undefined) pieces.push(frameBytes(cursor, end))
      else hello = decodeMember(transportMessages, member, cursor, end)
    }
  } catch (error) {
    throw error instanceof WireError && error.path === '' ? error.within(transportMessages.name) : error
  }
  if (hello !== undefined) return hello
  if (pieces.length > 0) return { type: 'FRAMES', frames: pieces }
  throw new WireError('NO_MESSAGE', transportMessages.name, undefined, 'a hello or frames')
}

function frameBytes(cursor: Cursor, end: number): Uint8Array {
  const length = cursor.length(end)
  if (length > LIMITS.frameBytes) throw new WireError('TOO_MANY', 'frames', length, `up to ${LIMITS.frameBytes} bytes`)
  return cursor.view(length)
}

function checkSize<T>(union: Union<T>, bytes: Uint8Array): void {
  if (bytes.length <= union.maximumBytes) return
  throw new WireError('FRAME_TOO_LARGE', union.name, bytes.length, `up to ${union.maximumBytes} bytes`)
}

function decodeUnion<T>(union: Union<T>, bytes: Uint8Array): T {
  checkSize(union, bytes)
  const cursor = new Cursor(bytes)
  const end = bytes.length
  let message: T | undefined
  try {
    while (cursor.position < end) {
      const tag = cursor.tag(end)
      const number = tag >>> 3
      if (number > MESSAGE_FIELDS.last) {
        skipUnknown(cursor, tag, end)
        continue
      }
      if (message !== undefined) throw new WireError('TWO_MESSAGES', '', number, 'exactly one message')
      const member = union.memberByNumber[number]
      if (member === undefined) throw new WireError('UNKNOWN_MESSAGE', '', number, 'a message of this version')
      if ((tag & 7) !== LENGTH_DELIMITED) throw wrongWireType(member.schema.name, tag, LENGTH_DELIMITED)
      message = decodeMember(union, member, cursor, end)
    }
  } catch (error) {
    throw error instanceof WireError && error.path === '' ? error.within(union.name) : error
  }
  if (message === undefined) throw new WireError('NO_MESSAGE', union.name, undefined, 'exactly one message')
  return message
}

function decodeMember<T>(union: Union<T>, member: Member<T>, cursor: Cursor, end: number): T {
  try {
    const length = cursor.length(end)
    const message = decodeMessage(member.schema, cursor, cursor.position + length)
    union.checkRelations(message)
    return message
  } catch (error) {
    throw error instanceof WireError ? error.within(member.schema.name) : error
  }
}

function decodeMessage<T>(schema: Schema<T>, cursor: Cursor, end: number): T {
  const { fields, values, absent, repeated, indexByNumber } = schema
  for (let index = 0; index < fields.length; index++) values[index] = absent[index]
  for (let index = 0; index < repeated.length; index++) values[repeated[index] as number] = []
  let seen = 0
  while (cursor.position < end) {
    const tag = cursor.tag(end)
    const number = tag >>> 3
    const index = number < indexByNumber.length ? (indexByNumber[number] as number) : -1
    if (index < 0) {
      skipUnknown(cursor, tag, end)
      continue
    }
    const field = fields[index] as Field
    if ((tag & 7) !== field.wireType) throw wrongWireType(field.name, tag, field.wireType)
    const bit = 1 << index
    if (field.maximumCount > 0) {
      decodeElement(field, values[index] as unknown[], cursor, end)
    } else {
      if ((seen & bit) !== 0) throw new WireError('DUPLICATE_FIELD', field.name, 'given twice', 'at most one value')
      values[index] =
        field.message === undefined ? decodeScalar(field, cursor, end) : decodeEmbedded(field, cursor, end)
    }
    seen |= bit
  }
  if ((schema.required & ~seen) !== 0) throw missing(schema, schema.required & ~seen)
  return schema.build(values)
}

function decodeScalar(field: Field, cursor: Cursor, end: number): number | boolean | Uint8Array {
  if (field.kind === 'bytes') return decodeBytes(field, cursor, end)
  const value = decodeNumber(field, cursor, end)
  if (!(value >= field.minimum && value <= field.maximum)) throw outOfRange(field, value)
  return field.kind === 'bool' ? value !== 0 : value
}

function decodeNumber({ kind }: Field, cursor: Cursor, end: number): number {
  switch (kind) {
    case 'fixed32':
      return cursor.fixed32(end)
    case 'sint64':
      return cursor.zigzag(end)
    case 'double':
      return cursor.double(end)
    default:
      return cursor.varint(end)
  }
}

function decodeBytes({ name, maximum }: Field, cursor: Cursor, end: number): Uint8Array {
  const length = cursor.length(end)
  if (length > maximum) throw new WireError('TOO_MANY', name, length, `up to ${maximum} bytes`)
  return cursor.copy(length)
}

function decodeEmbedded(field: Field, cursor: Cursor, end: number): unknown {
  try {
    const length = cursor.length(end)
    return decodeMessage(field.message as Schema<unknown>, cursor, cursor.position + length)
  } catch (error) {
    throw error instanceof WireError ? error.within(field.name) : error
  }
}

function decodeElement(field: Field, elements: unknown[], cursor: Cursor, end: number): void {
  if (elements.length === field.maximumCount) {
    throw new WireError('TOO_MANY', field.name, elements.length + 1, `up to ${field.maximumCount} elements`)
  }
  try {
    const length = cursor.length(end)
    elements.push(decodeMessage(field.message as Schema<unknown>, cursor, cursor.position + length))
  } catch (error) {
    throw error instanceof WireError ? error.within(`${field.name}[${elements.length}]`) : error
  }
}

function skipUnknown(cursor: Cursor, tag: number, end: number): void {
  const number = tag >>> 3
  if (number >= CRITICAL_FIELDS.first && number <= CRITICAL_FIELDS.last) {
    throw new WireError('UNKNOWN_CRITICAL_FIELD', '', `field ${number}`, 'critical fields of this version')
  }
  switch (tag & 7) {
    case VARINT:
      cursor.varint(end)
      return
    case FIXED64:
      cursor.skip(8, end)
      return
    case LENGTH_DELIMITED:
      cursor.skip(cursor.length(end), end)
      return
    case FIXED32:
      cursor.skip(4, end)
      return
    default:
      throw new WireError('BAD_WIRE_TYPE', '', `wire type ${tag & 7} of field ${number}`, 'wire type 0, 1, 2 or 5')
  }
}

function wrongWireType(name: string, tag: number, expected: number): WireError {
  return new WireError('BAD_WIRE_TYPE', name, `wire type ${tag & 7}`, `wire type ${expected}`)
}

function outOfRange(field: Field, value: number): WireError {
  const kind = field.kind === 'double' ? 'number' : 'integer'
  return new WireError('OUT_OF_RANGE', field.name, value, `${kind} ${field.minimum} to ${field.maximum}`)
}

function missing(schema: Schema<unknown>, bits: number): WireError {
  const field = schema.fields[31 - Math.clz32(bits & -bits)] as Field
  return field.message === undefined
    ? outOfRange(field, 0)
    : new WireError('MISSING_FIELD', field.name, undefined, `a ${field.message.name}`)
}
