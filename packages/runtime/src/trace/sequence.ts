import type { Nanoseconds } from '../time.js'
import type { RecordedFrame, TraceRecord } from './record.js'

export interface SequenceOptions {
  /** Shows what happened in this time, both ends included. */
  readonly from?: Nanoseconds
  readonly to?: Nanoseconds
  /** Shows at most this many messages and as many notes: the first of them. Default 50. */
  readonly maximum?: number
  /** Order numbers of records to be shown in red. */
  readonly highlight?: Iterable<number>
  /** What is written at a message. Default: its type and the few fields by which one tells messages apart. */
  readonly label?: (frame: RecordedFrame) => string
}

/** A frame on its way, as far as the trace tells. */
export interface SequenceMessage {
  readonly n: number
  readonly from: string
  readonly to: string
  readonly sent: Nanoseconds
  /** Undefined: not received within the time shown. */
  received: Nanoseconds | undefined
  /** Why the network lost it; undefined if it did not. */
  lost: string | undefined
  readonly label: string
  highlighted: boolean
}

export interface SequenceNote {
  readonly n: number
  readonly at: string
  readonly time: Nanoseconds
  readonly label: string
  readonly highlighted: boolean
}

/** What a message-sequence chart shows. */
export interface Sequence {
  /** The lifelines, from left to right. */
  readonly parties: readonly string[]
  /** In the order of sending. */
  readonly messages: readonly SequenceMessage[]
  readonly notes: readonly SequenceNote[]
  /** True if `maximum` has left something out. */
  readonly cut: boolean
}

/** Fields that tell messages of one type apart, the most telling first. */
const TELLING = [
  'sequence',
  'createId',
  'queueId',
  'serial',
  'low',
  'high',
  'firstSlot',
  'slots',
  'slot',
  'expected',
  'epoch'
]
const FIELDS_SHOWN = 3

function defaultLabel(frame: RecordedFrame): string {
  const fields = frame as unknown as Readonly<Record<string, unknown>>
  const shown = TELLING.filter((field) => typeof fields[field] === 'number').slice(0, FIELDS_SHOWN)
  return [frame.type, ...shown.map((field) => `${field}=${String(fields[field])}`)].join(' ')
}

/** Picks the messages and notes of a chart out of a trace. */
export function sequenceOf(records: Iterable<TraceRecord>, options: SequenceOptions = {}): Sequence {
  const { from = -Infinity, to = Infinity, maximum = 50, label = defaultLabel } = options
  const highlight = new Set(options.highlight)
  const names = new Map<number, string>()
  const parties = new Set<string>()
  const declared = new Set<string>()
  const messages: SequenceMessage[] = []
  const notes: SequenceNote[] = []
  /** By sending: the message and whether one copy has arrived. */
  const underway = new Map<number, SequenceMessage>()
  let cut = false

  const nameOf = (node: number): string => names.get(node) ?? `node ${node}`
  const add = (message: SequenceMessage): boolean => {
    if (messages.length >= maximum) {
      cut = true
      return false
    }
    messages.push(message)
    parties.add(message.from).add(message.to)
    return true
  }

  for (const record of records) {
    if (record.kind === 'run') {
      for (const party of record.parties) {
        names.set(party.node, party.name)
        declared.add(party.name)
      }
      continue
    }
    const { n, time, at } = record
    if (record.kind === 'frameSent') names.set(record.from, at)
    else if (record.kind === 'frameReceived') names.set(record.to, at)
    if (time < from || time > to) continue
    const highlighted = highlight.has(n)

    switch (record.kind) {
      case 'frameSent': {
        const message: SequenceMessage = {
          n,
          from: at,
          to: nameOf(record.to),
          sent: time,
          received: undefined,
          lost: undefined,
          label: label(record.frame),
          highlighted
        }
        if (add(message) && record.id >= 0) underway.set(record.id, message)
        break
      }
      case 'frameReceived': {
        const message = underway.get(record.id)
        if (message !== undefined && message.received === undefined) {
          message.received = time
          message.highlighted ||= highlighted
        } else if (message !== undefined || record.id < 0 || from !== -Infinity) {
          // A second copy, or a frame whose sending is not in sight.
          const sender = message?.from ?? nameOf(record.from)
          const sent = message?.sent ?? time
          add({
            n,
            from: sender,
            to: at,
            sent,
            received: time,
            lost: undefined,
            label: label(record.frame),
            highlighted
          })
        }
        break
      }
      case 'frameDropped': {
        const message = underway.get(record.id)
        if (message !== undefined && message.received === undefined) message.lost = record.reason
        break
      }
      default: {
        const text = noteOf(record)
        if (text === undefined) break
        if (notes.length >= maximum) {
          cut = true
          break
        }
        notes.push({ n, at, time, label: text, highlighted })
        parties.add(at)
      }
    }
  }
  const order = [...declared].filter((name) => parties.has(name))
  return { parties: [...order, ...[...parties].filter((name) => !declared.has(name))], messages, notes, cut }
}

/** What is noted beside a lifeline; undefined for what is not. */
function noteOf(record: TraceRecord): string | undefined {
  switch (record.kind) {
    case 'create':
      return `CREATE ${record.createId}: ${record.number} ${record.number === 1 ? 'pair' : 'pairs'}`
    case 'ack':
      return `ACK ${record.createId}`
    case 'ok':
      return `OK ${record.createId}: pair ${record.sequence}${record.final ? ', final' : ''}`
    case 'err':
      return `ERR ${record.createId}: code ${record.code}`
    case 'expired':
      return `EXPIRED pair ${record.sequence}`
    case 'release':
      return `release pair ${record.sequence}`
    case 'cancel':
      return `CANCEL ${record.createId}`
    case 'linkState':
      return `link ${record.link} ${record.state}`
    case 'herald':
      return `herald ${record.sequence} in slot ${record.slot}`
    case 'fault':
      return `fault: ${record.fault}`
    case 'restart':
      return `restart, incarnation ${record.incarnation}`
    case 'frameMalformed':
      return `malformed: ${record.reason}`
    case 'frameDiscarded':
      return `${record.type} discarded: ${record.reason}`
    case 'event':
      return record.name
    default:
      return undefined
  }
}

const UNITS: readonly (readonly [number, string])[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs']
]

/** A time for people, exact to the nanosecond: 1234567 gives '1.234567 ms'. */
export function showTime(time: Nanoseconds): string {
  for (const [size, unit] of UNITS) {
    if (Math.abs(time) < size) continue
    // Integers apart from the fraction: a quotient would be rounded after some days.
    const digits = String(Math.abs(time) % size)
      .padStart(Math.log10(size), '0')
      .replace(/0+$/, '')
    const whole = `${time < 0 ? '-' : ''}${Math.floor(Math.abs(time) / size)}`
    return `${whole}${digits === '' ? '' : `.${digits}`} ${unit}`
  }
  return `${time} ns`
}
