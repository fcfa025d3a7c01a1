import type { PlainFields } from './plain.js'
import type { ExpiredRecord, OkRecord, ReleaseRecord, TraceRecord } from './record.js'

/** One event of the Chrome trace-event format; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: 'M' | 'X' | 's' | 'f' | 'C'
  readonly pid: number
  readonly tid?: number
  readonly ts?: number
  readonly dur?: number
  readonly cat?: string
  readonly id?: string
  readonly bp?: 'e'
  readonly args?: PlainFields
}

const PROCESS = 1
const NANOSECOND = 0.001

/**
 * The trace in the JSON that Perfetto and chrome://tracing read: a track per node, everything that happened as a slice
 * of a nanosecond (arrows end on slices only), arrows from each sending to its arrivals, and per node counters of the
 * qubits in use and of the pairs held and delivered.
 */
export function toPerfetto(records: Iterable<TraceRecord>): string {
  const events: TraceEvent[] = [{ name: 'process_name', ph: 'M', pid: PROCESS, args: { name: 'Bellwire' } }]
  const tracks = new Map<string, number>()
  const counters = new Map<string, number>()
  /** Pairs that a node holds, each as node, link, epoch and sequence number. */
  const held = new Set<string>()
  const sendings = new Map<number, { ts: number; tid: number; arrivals: number }>()

  const trackOf = (name: string): number => {
    const known = tracks.get(name)
    if (known !== undefined) return known
    const track = tracks.size + 1
    tracks.set(name, track)
    events.push({ name: 'thread_name', ph: 'M', pid: PROCESS, tid: track, args: { name } })
    events.push({ name: 'thread_sort_index', ph: 'M', pid: PROCESS, tid: track, args: { sort_index: track } })
    return track
  }
  const count = (what: string, at: string, by: number, ts: number): void => {
    const name = `${what} ${at}`
    const value = (counters.get(name) ?? 0) + by
    counters.set(name, value)
    events.push({ name, ph: 'C', pid: PROCESS, ts, args: { [what]: value } })
  }

  for (const record of records) {
    const { at, time, kind } = record
    if (kind === 'run') for (const party of record.parties) trackOf(party.name)
    const tid = trackOf(at)
    const ts = time / 1000
    const args = record as unknown as PlainFields
    events.push({ name: nameOf(record), ph: 'X', cat: kind, pid: PROCESS, tid, ts, dur: NANOSECOND, args })
    switch (kind) {
      case 'frameSent':
        if (record.id >= 0) sendings.set(record.id, { ts, tid, arrivals: 0 })
        break
      case 'frameReceived': {
        const sending = sendings.get(record.id)
        if (sending === undefined) break
        const arrow = {
          name: record.frame.type,
          cat: 'frame',
          id: `${record.id}.${sending.arrivals++}`,
          pid: PROCESS
        }
        events.push({ ...arrow, ph: 's', tid: sending.tid, ts: sending.ts })
        events.push({ ...arrow, ph: 'f', bp: 'e', tid, ts })
        break
      }
      case 'qubitAllocated':
        count('qubits', at, 1, ts)
        break
      case 'qubitFreed':
        count('qubits', at, -1, ts)
        break
      case 'ok':
        count('delivered', at, 1, ts)
        if (record.qubit !== null) {
          held.add(pairOf(record))
          count('pairs', at, 1, ts)
        }
        break
      case 'expired':
      case 'release':
        if (held.delete(pairOf(record))) count('pairs', at, -1, ts)
        break
      default:
        break
    }
  }
  return `${JSON.stringify({ displayTimeUnit: 'ns', traceEvents: events })}\n`
}

function pairOf(record: OkRecord | ExpiredRecord | ReleaseRecord): string {
  return JSON.stringify([record.at, record.link, record.epoch, record.sequence])
}

function nameOf(record: TraceRecord): string {
  switch (record.kind) {
    case 'frameSent':
      return `send ${record.frame.type}`
    case 'frameReceived':
      return `receive ${record.frame.type}`
    case 'frameDropped':
    case 'frameDiscarded':
    case 'deviceCommand':
    case 'deviceResult':
      return `${record.kind} ${record.type}`
    case 'timer':
      return `timer ${record.delay}`
    case 'linkState':
      return `link ${record.link} ${record.state}`
    case 'fault':
      return `fault ${record.fault}`
    case 'event':
      return record.name
    default:
      return record.kind
  }
}
