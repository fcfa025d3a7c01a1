import type { Nanoseconds } from '../time.js'
import type { Plain, PlainFields } from './plain.js'

/** What every record says beside its own fields. */
export interface RecordHeader {
  /** Order number: 0 for the first record of a trace, then one more each time. Nothing happened at the same `n`. */
  readonly n: number
  /** True time. In a live run: time of the recording process. */
  readonly time: Nanoseconds
  /** Name of the node or station where it happened, or 'world'. */
  readonly at: string
  /** Milliseconds since 1970, in live runs only. */
  readonly wallTime?: number
}

/** A frame as it is recorded: its message, a plain object. Never holds a secret; the missing member refuses class Secret. */
export interface RecordedFrame {
  readonly type: string
  readonly reveal?: never
}

/** Whom a run is about. */
export interface Party {
  readonly name: string
  /** Its number on the wire. */
  readonly node: number
  readonly role: 'node' | 'station'
}

// ---- the run ------------------------------------------------------------------------------------------------------

/** First record of a trace. */
export interface RunRecord extends RecordHeader {
  readonly kind: 'run'
  readonly seed: string
  readonly scenario: string
  /** Of the software that ran. */
  readonly version: string
  readonly parties: readonly Party[]
}

/** A fault was put in on purpose. */
export interface FaultRecord extends RecordHeader {
  readonly kind: 'fault'
  /** Such as 'partition', 'heal', 'clockStep', 'crash'. */
  readonly fault: string
  readonly fields?: PlainFields
}

/** A process started anew. */
export interface RestartRecord extends RecordHeader {
  readonly kind: 'restart'
  readonly incarnation: number
}

/** Whatever has no record of its own. */
export interface EventRecord extends RecordHeader {
  readonly kind: 'event'
  readonly name: string
  readonly fields: PlainFields
}

// ---- frames -------------------------------------------------------------------------------------------------------

interface FrameHeader extends RecordHeader {
  /** Number of the sending, unique in the trace: its arrivals carry the same. -1 where the transport cannot tell. */
  readonly id: number
  readonly from: number
  readonly to: number
  /** The bytes on the wire, base64, in live runs only. */
  readonly raw?: string
}

export interface FrameSentRecord extends FrameHeader {
  readonly kind: 'frameSent'
  readonly frame: RecordedFrame
}

export interface FrameReceivedRecord extends FrameHeader {
  readonly kind: 'frameReceived'
  readonly frame: RecordedFrame
}

/** The network lost a frame, or one copy of it. */
export interface FrameDroppedRecord extends FrameHeader {
  readonly kind: 'frameDropped'
  readonly type: string
  /** Such as 'loss', 'partition', 'duplicate', 'unreachable'. */
  readonly reason: string
}

/** Bytes arrived that are not a frame. */
export interface FrameMalformedRecord extends RecordHeader {
  readonly kind: 'frameMalformed'
  readonly from: number
  readonly to: number
  /** Stable code of the wire error. */
  readonly reason: string
  readonly raw?: string
}

/** A valid frame arrived that the receiver made no use of. */
export interface FrameDiscardedRecord extends RecordHeader {
  readonly kind: 'frameDiscarded'
  readonly from: number
  readonly type: string
  readonly link?: number
  /** Such as 'staleEpoch', 'staleIncarnation', 'duplicate', 'unknownLink'. */
  readonly reason: string
}

// ---- machines and devices -----------------------------------------------------------------------------------------

/** A timer of a protocol machine fired. */
export interface TimerRecord extends RecordHeader {
  readonly kind: 'timer'
  readonly table: string
  readonly key: number | string
  /** Name of the delay. */
  readonly delay: string
}

/** A protocol machine went from one state to another. Only for recorders that want them. */
export interface TransitionRecord extends RecordHeader {
  readonly kind: 'transition'
  /** Whose machine it is: 'physical', 'link', 'network', 'application' or 'station'. */
  readonly layer: string
  /** Of which the machine is, where it is of one. */
  readonly link?: number
  readonly table: string
  readonly key: number | string
  /** Paths of leaf states, 'a.b': '' before the machine was opened, and after it was closed. */
  readonly from: string
  readonly to: string
  /** An event type, or 'after NAME' for a delay. */
  readonly event: string
}

/** The stack asked something of its quantum hardware. */
export interface DeviceCommandRecord extends RecordHeader {
  readonly kind: 'deviceCommand'
  readonly type: string
  readonly qubit?: number
  readonly link?: number
  readonly tag?: number
  readonly firstSlot?: number
  readonly slots?: number
}

/** The hardware answered. Never says an outcome. */
export interface DeviceResultRecord extends RecordHeader {
  readonly kind: 'deviceResult'
  readonly type: string
  readonly qubit?: number
  readonly link?: number
  readonly tag?: number
}

export interface QubitAllocatedRecord extends RecordHeader {
  readonly kind: 'qubitAllocated'
  readonly qubit: number
  readonly owner: string
}

export interface QubitFreedRecord extends RecordHeader {
  readonly kind: 'qubitFreed'
  readonly qubit: number
  readonly owner: string
}

// ---- link service -------------------------------------------------------------------------------------------------

/** Fields of every event of a request: a request is named by its originator and by the number that this one gave it. */
interface RequestHeader extends RecordHeader {
  readonly link: number
  readonly createId: number
  /** Node number of the originator. */
  readonly origin: number
}

export interface CreateRecord extends RequestHeader {
  readonly kind: 'create'
  /** 0 keep, 1 measure, 2 remote state preparation. */
  readonly requestKind: number
  /** Of pairs. */
  readonly number: number
  /** 0..1. */
  readonly minimumFidelity: number
  /** Local time of the originator after which nothing is delivered; 0: none. */
  readonly deadline: Nanoseconds
  readonly purpose?: number
  readonly priority?: number
  readonly atomic?: boolean
  readonly consecutive?: boolean
}

/** The request is in the distributed queue. */
export interface AckRecord extends RequestHeader {
  readonly kind: 'ack'
  readonly queueId?: number
}

/** A pair was delivered. */
export interface OkRecord extends RequestHeader {
  readonly kind: 'ok'
  readonly requestKind: number
  readonly epoch: number
  readonly sequence: number
  readonly bellIndex: number
  /** Where this end's half is; null if it was measured. */
  readonly qubit: number | null
  /** True: nothing more follows for this request. */
  readonly final: boolean
  /** Estimated fidelity, 0..1. */
  readonly goodness?: number
  /** Local time of the estimate. */
  readonly goodnessTime?: Nanoseconds
}

/** The request ended short of its pairs. */
export interface ErrRecord extends RequestHeader {
  readonly kind: 'err'
  /** Error code of the common table. */
  readonly code: number
}

/** A pair that was delivered is void. */
export interface ExpiredRecord extends RequestHeader {
  readonly kind: 'expired'
  readonly epoch: number
  readonly sequence: number
}

/** The application gave its half of a pair back. */
export interface ReleaseRecord extends RecordHeader {
  readonly kind: 'release'
  readonly link: number
  readonly epoch: number
  readonly sequence: number
  readonly qubit?: number
}

/** The application asked to end a request. */
export interface CancelRecord extends RequestHeader {
  readonly kind: 'cancel'
  readonly code?: number
}

/** One end's view of a link changed. */
export interface LinkStateRecord extends RecordHeader {
  readonly kind: 'linkState'
  readonly link: number
  /** Such as 'READY', 'DRIFTING', 'DOWN'. */
  readonly state: string
  readonly epoch: number
  /** Next sequence number expected. */
  readonly expected: number
}

/** A station announced a pair. */
export interface HeraldRecord extends RecordHeader {
  readonly kind: 'herald'
  readonly link: number
  readonly epoch: number
  readonly sequence: number
  readonly slot: number
  readonly bellIndex: number
}

/** One thing that happened. Add a kind: its interface, its place here, and its fields in the table of `parseRecord`. */
export type TraceRecord =
  | RunRecord
  | FaultRecord
  | RestartRecord
  | EventRecord
  | FrameSentRecord
  | FrameReceivedRecord
  | FrameDroppedRecord
  | FrameMalformedRecord
  | FrameDiscardedRecord
  | TimerRecord
  | TransitionRecord
  | DeviceCommandRecord
  | DeviceResultRecord
  | QubitAllocatedRecord
  | QubitFreedRecord
  | CreateRecord
  | AckRecord
  | OkRecord
  | ErrRecord
  | ExpiredRecord
  | ReleaseRecord
  | CancelRecord
  | LinkStateRecord
  | HeraldRecord

export type TraceKind = TraceRecord['kind']

/** The record of one kind. */
export type RecordOf<Kind extends TraceKind> = Extract<TraceRecord, { readonly kind: Kind }>

type WithoutOrder<R> = R extends TraceRecord ? Omit<R, 'n' | 'time' | 'wallTime'> : never

/** What is handed to a recorder: a record without what the recorder knows itself. */
export type TraceFields = WithoutOrder<TraceRecord>

/** For readers that handle fields without knowing the kind. */
export type AnyFields = Readonly<Record<string, Plain | undefined>>
