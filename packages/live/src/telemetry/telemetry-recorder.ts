import { finalStates } from '@bellwire/dashboard'
import type { Nanoseconds, Recorder, TraceFields, TraceRecord } from '@bellwire/runtime'
import { weightOf } from './told-records.js'

/** Records between two messages at most: of those that are counted, and of those that show how things go. */
const MOST = { counted: 1000, detail: 200 } as const

/** What was recorded since the last time that somebody asked. */
export interface Recorded {
  readonly records: readonly TraceRecord[]
  readonly dropped: number
}

/**
 * Keeps what happens in a process for those who watch it. While nobody does it keeps how everything stands, and no more:
 * the states of links and of machines that are not over.
 */
export class TelemetryRecorder implements Recorder {
  readonly transitions = true
  readonly #clock: { now(): Nanoseconds }
  readonly #finals = finalStates()
  readonly #standing = new Map<string, TraceRecord>()
  /** Machines and links of which something was left out. */
  readonly #missed = new Set<string>()
  #records: TraceRecord[] = []
  #kept = { counted: 0, detail: 0 }
  #dropped = 0
  #next = 0
  #watched = false

  /** @param clock of the process's hardware, by which it tells times */
  constructor(clock: { now(): Nanoseconds }) {
    this.#clock = clock
  }

  /** Whether somebody watches; what was recorded for nobody is gone. */
  set watched(watched: boolean) {
    if (watched !== this.#watched) this.take()
    this.#watched = watched
  }

  /** Whether what happens is kept now: otherwise nobody needs to tell it. */
  get watched(): boolean {
    return this.#watched
  }

  record(fields: TraceFields): void {
    const place = this.#placeOf(fields)
    if (place === undefined && !this.#watched) return
    const weight = weightOf(fields)
    if (weight === undefined) return
    const record = { ...fields, n: this.#next, time: this.#clock.now() } as TraceRecord
    this.#next += 1
    if (place !== undefined) this.#stands(place, record)
    if (!this.#watched) return
    if (this.#kept[weight] < MOST[weight]) {
      this.#kept[weight] += 1
      this.#records.push(record)
      return
    }
    this.#dropped += 1
    if (place !== undefined) this.#missed.add(place)
  }

  /** How everything stands: the records that have led there. */
  standing(): readonly TraceRecord[] {
    return [...this.#standing.values()].toSorted((one, other) => one.n - other.n)
  }

  /** What was recorded since this was called last; of what was left out, how it stands now. */
  take(): Recorded {
    const latest = [...this.#missed].flatMap((place) => this.#standing.get(place) ?? [])
    const recorded = { records: [...this.#records, ...latest], dropped: this.#dropped }
    this.#records = []
    this.#kept = { counted: 0, detail: 0 }
    this.#dropped = 0
    this.#missed.clear()
    return recorded
  }

  /** What the record is the latest of: a machine, a link, the process. */
  #placeOf(fields: TraceFields): string | undefined {
    switch (fields.kind) {
      case 'transition':
        return `${fields.layer}/${fields.table} ${fields.link ?? ''} ${fields.key}`
      case 'linkState':
        return `link ${fields.link}`
      case 'restart':
        return 'process'
      default:
        return undefined
    }
  }

  #stands(place: string, record: TraceRecord): void {
    if (record.kind === 'restart') this.#standing.clear()
    if (record.kind === 'transition' && this.#isOver(record)) this.#standing.delete(place)
    else this.#standing.set(place, record)
  }

  #isOver({ layer, table, to }: Extract<TraceRecord, { kind: 'transition' }>): boolean {
    return to === '' || this.#finals.has(`${layer}/${table} ${to}`)
  }
}
