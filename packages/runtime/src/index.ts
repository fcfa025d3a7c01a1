/**
 * What every other room runs on: time, randomness, and the record of what happened.
 *
 * ```ts
 * const clock = new VirtualClock()
 * const recorder = new MemoryRecorder({ clock })
 * const heralds = createRandom(7).fork('link/alice-bob').stream('heralds')
 * const attempt: Task = {
 *   run() {
 *     recorder.record({ kind: 'event', at: 'world', name: 'attempt', fields: {} })
 *     clock.at(clock.now() + 1000 * heralds.geometric(0.01), attempt)
 *   }
 * }
 * clock.at(0, attempt)
 * clock.run({ until: NANOSECONDS_PER_SECOND })
 * const file = recorder.encode()
 * ```
 *
 * @packageDocumentation
 */
export * from './time.js'
export { RandomError, RecordError, TimeError } from './errors.js'
export type { Clock, Task, Timer } from './clock.js'
export { LocalClock, type LocalClockOptions } from './local-clock.js'
export type { ClockSegment, Wander } from './clock-relation.js'
export { RealClock, ScaledClock } from './real-clock.js'
export { WallClock } from './wall-clock.js'
export { engineTime, type WallTime } from './wall-time.js'
export { VirtualClock, type RunEnd, type RunLimits } from './virtual-clock.js'
export { createRandom, randomOf } from './create-random.js'
export type { RandomSource, RandomStream } from './random.js'
export * from './trace/record.js'
export type { Plain, PlainFields } from './trace/plain.js'
export { TraceError } from './trace/trace-error.js'
export {
  type MachineOwner,
  MemoryRecorder,
  type Recorder,
  type RecorderOptions,
  type RunningMachines,
  StreamRecorder
} from './trace/recorder.js'
export { decodeTrace, encodeTrace, type DecodeOptions } from './trace/trace-file.js'
export { fromNdjson, toNdjson } from './trace/ndjson.js'
export { toSequenceMermaid } from './trace/sequence-mermaid.js'
export { toSequenceSvg } from './trace/sequence-svg.js'
export {
  sequenceOf,
  type Sequence,
  type SequenceMessage,
  type SequenceNote,
  type SequenceOptions
} from './trace/sequence.js'
export { toPerfetto } from './trace/perfetto.js'
export { MemoryJournal, type Journal } from './journal.js'
export { RecordFields } from './write-ahead/record-fields.js'
export { MemoryRecords, type RecordChanges, type RecordStore } from './write-ahead/record-store.js'
export { SAME, type TakeRecord, WriteAhead } from './write-ahead/write-ahead.js'
