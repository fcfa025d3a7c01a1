import type { TraceRecord } from '@bellwire/runtime'

const SHOWN: ReadonlySet<TraceRecord['kind']> = new Set<TraceRecord['kind']>([
  'run',
  'frameSent',
  'frameReceived',
  'frameDropped',
  'frameMalformed',
  'create',
  'ok',
  'err',
  'expired',
  'herald',
  'fault',
  'restart',
  'linkState'
])

/** Events that a chart notes; others are many and mean little to a reader. */
const EVENTS: ReadonlySet<string> = new Set([
  'swapped',
  'distilled',
  'networkPair',
  'crashed',
  'circuitOpened',
  'circuitEnded'
])

/** The latest records that a message-sequence chart shows. */
export class RecentRecords {
  #records: TraceRecord[] = []
  /** The first of a trace: it names the parties. */
  #run: TraceRecord | undefined

  constructor(private readonly most = 800) {}

  get all(): readonly TraceRecord[] {
    return this.#run === undefined ? this.#records : [this.#run, ...this.#records]
  }

  apply(record: TraceRecord): void {
    if (!SHOWN.has(record.kind) && !(record.kind === 'event' && EVENTS.has(record.name))) return
    if (record.kind === 'run') {
      this.#run = record
      return
    }
    this.#records.push(record)
    if (this.#records.length > 2 * this.most) this.#records = this.#records.slice(-this.most)
  }
}
