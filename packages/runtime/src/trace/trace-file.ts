import { Packr, Unpackr } from 'msgpackr'
import { crc32 } from './checksum.js'
import { parseRecord } from './parse-record.js'
import type { TraceRecord } from './record.js'
import { TraceError } from './trace-error.js'

/*
 * A trace file: the header, chunks, and an end mark. A chunk is its length and its CRC-32, each 32 bits, and an array
 * of records in msgpack with msgpackr's record extension, which writes field names once per chunk. The end mark is a
 * length of zero and the number of records. Chunks are cut by number of records alone, so that equal records give
 * equal bytes.
 */

/** As in PNG: a byte that no text has, then line ends that a transfer as text would change. */
const MAGIC = Uint8Array.from([0x89, 0x42, 0x57, 0x54, 0x0d, 0x0a, 0x1a])
const VERSION = 1
const HEADER_LENGTH = MAGIC.length + 1
const RECORDS_PER_CHUNK = 256

/** Encodes records one after the other and hands out finished bytes. */
export class TraceEncoder {
  readonly #write: (bytes: Uint8Array) => void
  readonly #packr = new Packr({ useRecords: true })
  #chunk: TraceRecord[] = []
  #records = 0

  /** `write` gets the bytes of the file in order, starting with the header at once; it may keep them. */
  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write
    write(header())
  }

  /** Number of records so far. */
  get records(): number {
    return this.#records
  }

  /** Records that are not written yet. */
  get unwritten(): readonly TraceRecord[] {
    return this.#chunk
  }

  /** Takes a record, which must be plain and must not change any more. */
  append(record: TraceRecord): void {
    this.#chunk.push(record)
    this.#records++
    if (this.#chunk.length === RECORDS_PER_CHUNK) {
      this.#write(this.#pack())
      this.#chunk = []
    }
  }

  /** The last bytes of the file as it stands. More may be appended afterwards; these bytes are then void. */
  ending(): Uint8Array {
    const chunk = this.#chunk.length === 0 ? new Uint8Array(0) : this.#pack()
    const bytes = new Uint8Array(chunk.length + 8)
    bytes.set(chunk)
    new DataView(bytes.buffer).setUint32(chunk.length + 4, this.#records)
    return bytes
  }

  #pack(): Uint8Array {
    const payload: Uint8Array = this.#packr.pack(this.#chunk)
    const bytes = new Uint8Array(8 + payload.length)
    const view = new DataView(bytes.buffer)
    view.setUint32(0, payload.length)
    view.setUint32(4, crc32(payload))
    bytes.set(payload, 8)
    return bytes
  }
}

function header(): Uint8Array {
  const bytes = new Uint8Array(HEADER_LENGTH)
  bytes.set(MAGIC)
  bytes[MAGIC.length] = VERSION
  return bytes
}

/** The bytes of a trace file. Equal records give equal bytes. */
export function encodeTrace(records: Iterable<TraceRecord>): Uint8Array {
  const parts: Uint8Array[] = []
  const encoder = new TraceEncoder((bytes) => parts.push(bytes))
  for (const record of records) encoder.append(record)
  parts.push(encoder.ending())
  return join(parts)
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

export interface DecodeOptions {
  /** Accepts a file whose end is missing, as a crash leaves it, and gives the records of its whole chunks. */
  readonly truncated?: boolean
}

/**
 * The records of a trace file, in order, each checked.
 *
 * @throws TraceError saying what is wrong with the file and where.
 */
export function* decodeTrace(bytes: Uint8Array, options: DecodeOptions = {}): Generator<TraceRecord, void, undefined> {
  if (bytes.length < HEADER_LENGTH || MAGIC.some((byte, index) => bytes[index] !== byte)) {
    throw new TraceError('TRACE_NOT_A_TRACE', 'byte 0', 'not a Bellwire trace file')
  }
  const version = bytes[MAGIC.length] as number
  if (version !== VERSION) {
    throw new TraceError('TRACE_VERSION', `byte ${MAGIC.length}`, `format version is ${version}; accepted: ${VERSION}`)
  }
  const unpackr = new Unpackr({ useRecords: true, mapsAsObjects: true })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = HEADER_LENGTH
  let records = 0
  for (;;) {
    const where = `byte ${offset}`
    if (offset + 8 > bytes.length) {
      if (options.truncated) return
      throw new TraceError('TRACE_TRUNCATED', where, `the file ends after ${records} records without an end mark`)
    }
    const length = view.getUint32(offset)
    const check = view.getUint32(offset + 4)
    offset += 8
    if (length === 0) {
      if (check !== records)
        throw new TraceError('TRACE_DAMAGED', where, `${records} records; the end mark says ${check}`)
      if (offset !== bytes.length) throw new TraceError('TRACE_DAMAGED', `byte ${offset}`, 'bytes after the end mark')
      return
    }
    if (offset + length > bytes.length) {
      if (options.truncated) return
      throw new TraceError('TRACE_TRUNCATED', where, `the file ends within the chunk after ${records} records`)
    }
    const payload = bytes.subarray(offset, offset + length)
    if (crc32(payload) !== check)
      throw new TraceError('TRACE_DAMAGED', where, 'the checksum of the chunk does not match')
    offset += length
    for (const value of unpackChunk(unpackr, payload, where)) {
      const record = parseRecord(value, `record ${records}`)
      if (record.n !== records) {
        throw new TraceError('TRACE_RECORD', `record ${records}`, `n is ${record.n}; accepted: ${records}`)
      }
      records++
      yield record
    }
  }
}

function unpackChunk(unpackr: Unpackr, payload: Uint8Array, where: string): readonly unknown[] {
  let values: unknown
  try {
    values = unpackr.unpack(payload)
  } catch (error) {
    throw new TraceError('TRACE_DAMAGED', where, `the chunk is not msgpack: ${String(error)}`)
  }
  if (!Array.isArray(values)) throw new TraceError('TRACE_DAMAGED', where, 'the chunk is not an array of records')
  return values
}
