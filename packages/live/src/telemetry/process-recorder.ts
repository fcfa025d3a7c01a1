import type { MachineOwner, Recorder, RunningMachines, TraceFields } from '@bellwire/runtime'
import type { TelemetryRecorder } from './telemetry-recorder.js'

/** Tells what happens in a process to those who watch it, and writes it into its trace where there is to be one. */
export class ProcessRecorder implements Recorder {
  readonly transitions = true
  readonly #telemetry: TelemetryRecorder
  readonly #trace: Recorder | undefined

  constructor(telemetry: TelemetryRecorder, trace: Recorder | undefined) {
    this.#telemetry = telemetry
    this.#trace = trace
  }

  /** Whether anybody is told of frames now. */
  get takesFrames(): boolean {
    return this.#telemetry.watched || this.#trace !== undefined
  }

  /** What machines do is for those who watch, and their timers for the trace. */
  get idle(): boolean {
    return this.#telemetry.idle && this.#trace === undefined
  }

  runs(of: MachineOwner, machines: RunningMachines): void {
    this.#telemetry.runs(of, machines)
  }

  record(fields: TraceFields): void {
    this.#telemetry.record(fields)
    // As in the trace of a run in virtual time.
    if (fields.kind !== 'transition') this.#trace?.record(fields)
  }
}
