// Protobuf as it is on the wire, without what its fields mean.

/** A field of a protobuf message: its number, its wire type and its bytes, tag included. */
export interface Field {
  readonly tag: number
  readonly bytes: Uint8Array
}

/** The fields of a frame's message. */
export function fieldsOf(bytes: Uint8Array): readonly Field[] {
  const [, afterTag] = varintAt(bytes, 0)
  const [, start] = varintAt(bytes, afterTag)
  return fieldsIn(bytes.subarray(start))
}

/** The value of a field, without its tag. */
export function valueOf({ bytes }: Field): Uint8Array {
  const [, start] = varintAt(bytes, 0)
  return bytes.subarray(start)
}

/** A frame is one field, whose bytes are its message: with other fields in that. */
export function changed(bytes: Uint8Array, change: (fields: readonly Field[]) => readonly Field[]): Uint8Array {
  const [tag] = varintAt(bytes, 0)
  const inner = joined(change(fieldsOf(bytes)).map((one) => one.bytes))
  return joined([varint(tag), varint(inner.length), inner])
}

export function fieldsIn(bytes: Uint8Array): readonly Field[] {
  const fields: Field[] = []
  for (let at = 0; at < bytes.length; ) {
    const [tag, start] = varintAt(bytes, at)
    const [length, afterLength] = varintAt(bytes, start)
    const ends = [afterLength, start + 8, afterLength + length, start, start, start + 4]
    const end = ends[tag & 7] ?? bytes.length
    fields.push({ tag, bytes: bytes.slice(at, end) })
    at = end
  }
  return fields
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

export function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let left = value
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  return Uint8Array.from([...bytes, left])
}

/** Returns the number, and where it ends. */
function varintAt(bytes: Uint8Array, from: number): [number, number] {
  let value = 0
  let at = from
  for (let scale = 1; at < bytes.length; scale *= 128) {
    const byte = bytes[at++] ?? 0
    value += (byte & 127) * scale
    if (byte < 128) break
  }
  return [value, at]
}
