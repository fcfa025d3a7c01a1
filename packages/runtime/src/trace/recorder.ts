import type { Nanoseconds } from '../time.js'
import { copyFields, type Plain } from './plain.js'
import type { TraceFields, TraceRecord } from './record.js'
import { decodeTrace, join, TraceEncoder } from './trace-file.js'

/**
 * Where what happens is told. Whoever has something to tell holds a `Recorder | undefined` and builds the fields only
 * if there is one: a run that is not traced pays for nothing.
 */
export interface Recorder {
  /**
   * Records that something has happened now. The fields are copied.
   *
   * @throws TraceError if a value is not plain data. An instance of a class is never recorded, so that nothing secret is.
   */
  record(fields: TraceFields): void
  /** Whether it wants the transitions of protocol machines, too. They are many. Default false. */
  readonly transitions?: boolean
  /** Whether it wants nothing of machines at present, neither transitions nor timers. Asked every time. Default false. */
  readonly idle?: boolean
  /** Told of machines that run from now on, for those who want to know in which states they are: whose they are, and where to ask. */
  runs?(of: MachineOwner, machines: RunningMachines): void
}

/** Whose machines they are, as a transition record says it. */
export interface MachineOwner {
  /** Name of the node or station. */
  readonly at: string
  readonly layer: 'physical' | 'link' | 'network' | 'application' | 'station'
  readonly link?: number
}

/** Machines that run, as one asks them. */
export interface RunningMachines {
  /** Of every instance its state now. Not to be asked while one of them does something. */
  states(): Iterable<{ readonly table: string; readonly key: number | string; readonly state: string }>
}

export interface RecorderOptions {
  /** Tells true time. */
  readonly clock: { now(): Nanoseconds }
  /** Milliseconds since 1970; given in live runs only, since it makes two runs differ. */
  readonly wallTime?: () => number
  /** Whether transitions of protocol machines are recorded, too. Default false. */
  readonly transitions?: boolean
}

/** Numbers and stamps what is recorded, and hands the bytes of a trace file on as they come to be. */
export class StreamRecorder implements Recorder {
  readonly #options: RecorderOptions
  readonly #encoder: TraceEncoder
  readonly transitions: boolean

  constructor(options: RecorderOptions, write: (bytes: Uint8Array) => void) {
    this.#options = options
    this.transitions = options.transitions ?? false
    this.#encoder = new TraceEncoder(write)
  }

  /** Number of records so far. */
  get length(): number {
    return this.#encoder.records
  }

  record(fields: TraceFields): void {
    const { clock, wallTime } = this.#options
    // Field by field: spreading one object into another is several times slower.
    const record: Record<string, Plain> = { n: this.#encoder.records, time: clock.now() }
    if (wallTime !== undefined) record['wallTime'] = wallTime()
    copyFields(record, fields, fields.kind)
    this.#encoder.append(record as unknown as TraceRecord)
  }

  /** The last bytes of the file, to be written when nothing more will be recorded. */
  ending(): Uint8Array {
    return this.#encoder.ending()
  }
}

/** Keeps a trace in memory, packed. */
export class MemoryRecorder implements Recorder {
  readonly #parts: Uint8Array[] = []
  readonly #stream: StreamRecorder

  constructor(options: RecorderOptions) {
    this.#stream = new StreamRecorder(options, (bytes) => this.#parts.push(bytes))
  }

  /** Number of records so far. */
  get length(): number {
    return this.#stream.length
  }

  get transitions(): boolean {
    return this.#stream.transitions
  }

  record(fields: TraceFields): void {
    this.#stream.record(fields)
  }

  /** The bytes of the trace file so far. */
  encode(): Uint8Array {
    return join([...this.#parts, this.#stream.ending()])
  }

  /** What was recorded so far, in order. */
  records(): Generator<TraceRecord, void, undefined> {
    return decodeTrace(this.encode())
  }
}
