import { WireError } from './wire-error.js'

/** The largest field number of protobuf, 2^29 - 1, shifted to where a tag holds it, with every wire type. */
const LARGEST_TAG = 0xffff_ffff

/**
 * A position in the bytes of a frame. Each method reads one item that must end at or before `end`, which itself is
 * within the bytes, and allocates nothing.
 */
export class Cursor {
  position = 0

  constructor(private readonly bytes: Uint8Array) {}

  /** Reads an unsigned varint. Exact up to 2^53; larger values are rounded, never to below 2^53. */
  varint(end: number): number {
    const { bytes } = this
    let position = this.position
    let value = 0
    // Four bytes of seven bits fit a small integer, which is what nearly every varint is.
    for (let shift = 0; shift < 28; shift += 7) {
      if (position >= end) throw truncated()
      const byte = bytes[position++] as number
      value |= (byte & 127) << shift
      if (byte < 128) {
        this.position = position
        return value
      }
    }
    this.position = position
    return this.rest(value, 2 ** 28, 4, end)
  }

  /** Reads a zigzag-coded signed varint. Exact up to 2^53 in magnitude; larger values are rounded away from valid ones. */
  zigzag(end: number): number {
    if (this.position >= end) throw truncated()
    const first = this.bytes[this.position++] as number
    const half = (first & 127) >> 1
    const magnitude = first < 128 ? half : this.rest(half, 64, 1, end)
    return (first & 1) === 0 ? magnitude : -magnitude - 1
  }

  /** Reads a varint from its byte number `index` on, which counts `scale`. */
  private rest(start: number, firstScale: number, firstIndex: number, end: number): number {
    let value = start
    let scale = firstScale
    for (let index = firstIndex; index < 10; index++) {
      if (this.position >= end) throw truncated()
      const byte = this.bytes[this.position++] as number
      value += (byte & 127) * scale
      if (byte < 128) {
        if (index === 9 && byte > 1) break
        return value
      }
      scale *= 128
    }
    throw new WireError('BAD_VARINT', '', 'longer than 64 bits', 'a varint of at most 64 bits')
  }

  /** Reads the tag of a field: its number times 8, plus its wire type. */
  tag(end: number): number {
    const tag = this.varint(end)
    if (tag > LARGEST_TAG || tag < 8) {
      throw new WireError('BAD_FIELD_NUMBER', '', Math.floor(tag / 8), 'field number 1 to 536870911')
    }
    return tag
  }

  /** Reads the length of a length-delimited field, all of which lies before `end`. */
  length(end: number): number {
    const length = this.varint(end)
    if (length > end - this.position) throw truncated()
    return length
  }

  fixed32(end: number): number {
    const { bytes, position } = this
    this.skip(4, end)
    return (
      ((bytes[position] as number) |
        ((bytes[position + 1] as number) << 8) |
        ((bytes[position + 2] as number) << 16) |
        ((bytes[position + 3] as number) << 24)) >>>
      0
    )
  }

  /** Reads an IEEE 754 double. */
  double(end: number): number {
    const { bytes, position } = this
    this.skip(8, end)
    return new DataView(bytes.buffer, bytes.byteOffset + position, 8).getFloat64(0, true)
  }

  /** A copy of so many bytes, all of which lie before the end that `length` was read with. */
  copy(count: number): Uint8Array {
    const start = this.position
    this.position += count
    return this.bytes.slice(start, this.position)
  }

  /** So many bytes, all of which lie before the end that `length` was read with; not a copy. */
  view(count: number): Uint8Array {
    const start = this.position
    this.position += count
    return this.bytes.subarray(start, this.position)
  }

  skip(count: number, end: number): void {
    if (count > end - this.position) throw truncated()
    this.position += count
  }
}

function truncated(): WireError {
  return new WireError('TRUNCATED', '', 'cut short', 'every field whole')
}
