import type { TimeTags } from './time-tags.js'

/** Names of labels, in the order of tagLabel. */
export const LABEL_NAMES = ['Z0', 'Z1', 'X0', 'X1'] as const

/** The first eight bytes of a file of records: "BWTAGS1" and a line feed. */
const MAGIC = Uint8Array.of(66, 87, 84, 65, 71, 83, 49, 10)
const RECORD_BYTES = 8
/** A record is the label in the lowest two bits and the time above it, little-endian. */
const LOW_TIMES = 2 ** 30

const TIME = 'whole picoseconds from 0 to 2^53 - 1'
const ACCEPTED = `a time in ${TIME}, then a label ${LABEL_NAMES.join(', ')}, such as '1048576 Z0'`

/** What a file of time tags holds that it must not. */
export class TagFileError extends Error {
  override readonly name = 'TagFileError'
  readonly code = 'physics.tag-file'

  /**
   * @param place the line, or the record, from 1 on
   * @param value what stands there
   * @param accepted what would be accepted, in words and units
   */
  constructor(
    readonly place: string,
    readonly value: string,
    readonly accepted: string
  ) {
    super(`${place}: got ${value}, accepted is ${accepted}`)
  }
}

/**
 * Time tags of one end. Text: a line for each tag, its time in picoseconds by the end's own clock and its label (Z0 and
 * Z1 for the outcomes +1 and −1 in Z, X0 and X1 in X), with spaces, a tab, a comma or a semicolon between; times never
 * fall; empty lines and what follows a '#' do not count. Binary: the eight bytes "BWTAGS1" and a line feed, then eight
 * bytes for each tag, 4·time + label, little-endian, labels 0..3 in the same order.
 *
 * @throws TagFileError for the first line or record that is none
 */
export function tagsOfFile(bytes: Uint8Array): TimeTags {
  return startsWithMagic(bytes) ? tagsOfRecords(bytes) : tagsOfText(textOf(bytes))
}

function startsWithMagic(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, k) => bytes[k] === byte)
}

/** Byte by byte: whatever is not ASCII is no tag. */
function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192))
  return text
}

function tagsOfText(text: string): TimeTags {
  const picoseconds: number[] = []
  const labels: number[] = []
  let last = 0
  for (const [index, written] of text.split('\n').entries()) {
    const line = (written.split('#')[0] as string).trim()
    if (line === '') continue
    const place = `line ${index + 1}`
    const [time = '', name = '', ...more] = line.split(/\s*[,;]\s*|\s+/)
    const label = (LABEL_NAMES as readonly string[]).indexOf(name)
    if (!/^\d+$/.test(time) || !Number.isSafeInteger(Number(time)) || label < 0 || more.length > 0) {
      throw new TagFileError(place, JSON.stringify(line.slice(0, 60)), ACCEPTED)
    }
    if (Number(time) < last) throw new TagFileError(place, time, `a time not before that of the tag above, ${last}`)
    last = Number(time)
    picoseconds.push(last)
    labels.push(label)
  }
  return { picoseconds: Float64Array.from(picoseconds), labels: Uint8Array.from(labels) }
}

function tagsOfRecords(bytes: Uint8Array): TimeTags {
  const length = bytes.length - MAGIC.length
  const count = Math.floor(length / RECORD_BYTES)
  if (length % RECORD_BYTES !== 0) {
    throw new TagFileError(`record ${count + 1}`, `${length % RECORD_BYTES} bytes`, `${RECORD_BYTES} bytes`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + MAGIC.length, length)
  const picoseconds = new Float64Array(count)
  const labels = new Uint8Array(count)
  let last = 0
  for (let k = 0; k < count; k++) {
    const low = view.getUint32(RECORD_BYTES * k, true)
    const time = view.getUint32(RECORD_BYTES * k + 4, true) * LOW_TIMES + (low >>> 2)
    if (!Number.isSafeInteger(time)) throw new TagFileError(`record ${k + 1}`, String(time), TIME)
    if (time < last) {
      throw new TagFileError(`record ${k + 1}`, String(time), `a time not before that of the record before, ${last}`)
    }
    last = time
    picoseconds[k] = time
    labels[k] = low & 3
  }
  return { picoseconds, labels }
}

/** The tags as text, see tagsOfFile. */
export function tagText({ picoseconds, labels }: TimeTags): string {
  const lines = ['# picoseconds label']
  picoseconds.forEach((time, k) => lines.push(`${time} ${LABEL_NAMES[labels[k] as number]}`))
  return `${lines.join('\n')}\n`
}

/** The tags as records, see tagsOfFile. */
export function tagRecords({ picoseconds, labels }: TimeTags): Uint8Array {
  const bytes = new Uint8Array(MAGIC.length + RECORD_BYTES * picoseconds.length)
  bytes.set(MAGIC)
  const view = new DataView(bytes.buffer, MAGIC.length)
  picoseconds.forEach((time, k) => {
    view.setUint32(RECORD_BYTES * k, (time % LOW_TIMES) * 4 + (labels[k] as number), true)
    view.setUint32(RECORD_BYTES * k + 4, Math.floor(time / LOW_TIMES), true)
  })
  return bytes
}
