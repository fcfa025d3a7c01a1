import type { Recorder, TraceFields, TraceRecord } from '@bellwire/runtime'

/** Keeps a trace as it is told, for checks in the same process: nothing is packed and nothing is copied. */
export class ListRecorder implements Recorder {
  readonly records: TraceRecord[] = []

  constructor(private readonly clock: { now(): number }) {}

  record(fields: TraceFields): void {
    this.records.push({ ...fields, n: this.records.length, time: this.clock.now() })
  }
}
