import type { Recorder, TraceFields, TraceRecord } from '@bellwire/runtime'

/** Keeps what is recorded until it is taken, transitions of machines included. */
export class FeedRecorder implements Recorder {
  readonly transitions = true
  #records: TraceRecord[] = []
  #next = 0

  constructor(private readonly clock: { now(): number }) {}

  /** Records that nobody has taken. */
  get waiting(): number {
    return this.#records.length
  }

  record(fields: TraceFields): void {
    this.#records.push({ ...fields, n: this.#next, time: this.clock.now() })
    this.#next += 1
  }

  take(): readonly TraceRecord[] {
    const records = this.#records
    this.#records = []
    return records
  }
}
