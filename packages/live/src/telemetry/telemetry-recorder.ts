import type { MachineOwner, Nanoseconds, Recorder, RunningMachines, TraceFields, TraceRecord } from '@bellwire/runtime'
import { MachinesAtWork } from './machines-at-work.js'
import { weightOf } from './told-records.js'

/** Records between two messages at most: of those that are counted, and of those that show how things go. */
const MOST = { counted: 1000, detail: 200 } as const
/** Machines of which it is told where they stand, where their steps were left out. */
const MOST_CORRECTED = 1000

/** What was recorded since the last time that somebody asked. */
export interface Recorded {
  readonly records: readonly TraceRecord[]
  readonly dropped: number
}

/**
 * Keeps what happens in a process for those who watch it. While nobody does it keeps the states of links, and whom to ask
 * for those of machines.
 */
export class TelemetryRecorder implements Recorder {
  readonly transitions = true
  readonly #clock: { now(): Nanoseconds }
  readonly #machines = new MachinesAtWork()
  /** The latest of the process and of every link. */
  readonly #standing = new Map<string, TraceRecord>()
  /** The latest step, where steps were left out. */
  readonly #corrections = new Map<string, TraceRecord>()
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

  get idle(): boolean {
    return !this.#watched
  }

  runs(of: MachineOwner, machines: RunningMachines): void {
    this.#machines.add(of, machines)
  }

  record(fields: TraceFields): void {
    if (fields.kind === 'restart') this.#restarted(fields)
    else if (fields.kind === 'linkState') this.#standing.set(`link ${fields.link}`, this.#stamped(fields))
    if (!this.#watched) return
    const weight = weightOf(fields)
    if (weight === undefined) return
    if (this.#kept[weight] < MOST[weight]) {
      this.#kept[weight] += 1
      this.#records.push(this.#stamped(fields))
    } else this.#leaveOut(fields)
  }

  /** How everything stands: records that could have led there. */
  standing(): readonly TraceRecord[] {
    return [...this.#standing.values(), ...[...this.#machines.states()].map((state) => this.#stamped(state))]
  }

  /** What was recorded since this was called last; of machines whose steps were left out, where they stand. */
  take(): Recorded {
    const recorded = { records: [...this.#records, ...this.#corrections.values()], dropped: this.#dropped }
    this.#records = []
    this.#kept = { counted: 0, detail: 0 }
    this.#dropped = 0
    this.#corrections.clear()
    return recorded
  }

  #restarted(fields: Extract<TraceFields, { kind: 'restart' }>): void {
    this.#machines.restarted()
    this.#standing.clear()
    this.#standing.set('process', this.#stamped(fields))
  }

  #leaveOut(fields: TraceFields): void {
    this.#dropped += 1
    if (fields.kind !== 'transition') return
    const { layer, table, link, key } = fields
    const place = `${layer}/${table} ${link ?? ''} ${key}`
    if (this.#corrections.size < MOST_CORRECTED || this.#corrections.has(place))
      this.#corrections.set(place, this.#stamped(fields))
  }

  #stamped(fields: TraceFields): TraceRecord {
    this.#next += 1
    return { ...fields, n: this.#next, time: this.#clock.now() }
  }
}
