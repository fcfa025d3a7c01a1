import type { Recorder, TraceFields } from '@bellwire/runtime'
import type { RunCollector } from '../../report/index.js'

/** Counts the frames that are recorded, and hands everything on. */
export class CountingRecorder implements Recorder {
  constructor(
    private readonly collector: RunCollector,
    private readonly next: Recorder | undefined
  ) {}

  get transitions(): boolean {
    return this.next?.transitions === true
  }

  record(fields: TraceFields): void {
    if (fields.kind === 'frameSent') this.collector.frameSent(fields.frame.type)
    else if (fields.kind === 'frameDropped') this.collector.frameLost(fields.type)
    this.next?.record(fields)
  }
}
