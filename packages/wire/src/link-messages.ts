/**
 * The frames of the physical and the link layer. Forms and units: `messages.ts`.
 */

/** Fields of every frame that concerns one link. `incarnation` is the sender's, drawn anew at each of its starts. */
export interface LinkHeader {
  readonly link: number
  readonly incarnation: number
  readonly epoch: number
}

// ---- link session -------------------------------------------------------------------------------------------------

/** "I am here": sent when a process starts on a link, until answered; an answer has `answer` set. `epoch` is the last one known (0: none). */
export interface Hello extends LinkHeader {
  readonly type: 'HELLO'
  readonly node: number
  /** 0 node, 1 station. */
  readonly role: number
  readonly answer: boolean
  readonly minimumVersion: number
  readonly maximumVersion: number
}

/** Master to peer and to station: a new epoch begins. All state of the link's earlier epochs is void. */
export interface Open extends LinkHeader {
  readonly type: 'OPEN'
  readonly version: number
  /** The first MHP sequence number that the station gives in this epoch. */
  readonly firstSequence: number
  /** Station time of the start of slot 0, nanoseconds. */
  readonly slotOrigin: number
  /** Length of a slot, nanoseconds. */
  readonly slotPeriod: number
  /** Incarnations that the master believes in; an end that is another one answers HELLO instead of OPEN_ACK. */
  readonly peerIncarnation: number
  readonly stationIncarnation: number
  /** Seeds the choice of test rounds in this epoch. */
  readonly testSeed: number
  /** Share of pairs that are test rounds, n/65535. */
  readonly testFraction: number
}

export interface OpenAck extends LinkHeader {
  readonly type: 'OPEN_ACK'
}

// ---- clock synchronisation ----------------------------------------------------------------------------------------

/** Node to station: two-way time transfer. `offset`, `drift` and `quality` state how the sender sees its own clock against the station's. */
export interface Sync extends LinkHeader {
  readonly type: 'SYNC'
  readonly exchange: number
  /** Sender's local time when it sent this. */
  readonly originTime: number
  /** Signed nanoseconds: local minus station time, as estimated; 0 before the first answer. */
  readonly offset: number
  /** Signed parts per trillion (1e-12): local rate minus station rate. */
  readonly drift: number
  /** Unsigned nanoseconds: one-sigma uncertainty of `offset`. */
  readonly quality: number
}

export interface SyncReply extends LinkHeader {
  readonly type: 'SYNC_REPLY'
  readonly exchange: number
  readonly originTime: number
  /** Station time at which the SYNC arrived, and at which this was sent. */
  readonly receiveTime: number
  readonly transmitTime: number
  /** One-sigma uncertainty of the station's own clock, nanoseconds. */
  readonly quality: number
}

// ---- life of a link -----------------------------------------------------------------------------------------------

/** 0 READY, 1 CALIBRATING, 2 DRIFTING, 3 OUT_OF_SPEC, 4 DOWN; told to the peer when it changes. `validUntil`: slot to which the sender expects it to last (0: not known). */
export interface LinkState extends LinkHeader {
  readonly type: 'LINK_STATE'
  readonly serial: number
  readonly state: number
  readonly validUntil: number
}

/** Master to peer: no attempts in slots [firstSlot, endSlot). Repeated until acknowledged. */
export interface Maintenance extends LinkHeader {
  readonly type: 'MAINTENANCE'
  readonly serial: number
  /** 0: the sender proposes (master) the window; 1: the sender asks the master for a window of this length. */
  readonly request: boolean
  readonly firstSlot: number
  readonly endSlot: number
}

export interface MaintenanceAck extends LinkHeader {
  readonly type: 'MAINTENANCE_ACK'
  readonly serial: number
}

// ---- heralding ----------------------------------------------------------------------------------------------------

/**
 * Node to station: one batch of attempts for one queue item. Replaces the sender's earlier batch from `firstSlot` on;
 * with `slots` 0 it only withdraws it.
 */
export interface Gen extends LinkHeader {
  readonly type: 'GEN'
  readonly queueId: number
  readonly firstSlot: number
  readonly slots: number
  readonly brightness: number
}

/** Station to node. On success `sequence` is the pair's; on failure or error it is the next that the station will give. */
export interface Reply extends LinkHeader {
  readonly type: 'REPLY'
  /** 0 FAIL, 1 SUCCESS. */
  readonly outcome: number
  readonly bellIndex: number
  readonly sequence: number
  /** The slot that succeeded, or the last slot that failed. */
  readonly slot: number
  readonly offsetPicoseconds: number
  readonly queueId: number
  /** The other node's queue id; 0 when nothing of it is known. */
  readonly peerQueueId: number
  /** 0 NONE, 1 QUEUE_MISMATCH, 2 TIME_MISMATCH, 3 NO_MESSAGE_OTHER. */
  readonly error: number
}

// ---- distributed queue --------------------------------------------------------------------------------------------

/** Originator to peer: put a request into the distributed queue. `serial` counts the sender's ADDs. */
export interface Add extends LinkHeader {
  readonly type: 'ADD'
  readonly serial: number
  readonly createId: number
  /** Given by the master; 0 in an ADD from the other node, which learns it from the ADD_ACK. */
  readonly queueId: number
  /** 0 keep, 1 measure, 2 remote state preparation. */
  readonly kind: number
  readonly number: number
  readonly minimumFidelity: number
  readonly purpose: number
  readonly priority: number
  readonly atomic: boolean
  readonly consecutive: boolean
  /** First slot in which the item may be served. */
  readonly scheduleSlot: number
  /** The item is over when this slot begins; 0: no limit. */
  readonly deadlineSlot: number
  readonly brightness: number
  /** Virtual finish time of weighted fair queueing, given by the master. */
  readonly virtualFinish: number
  readonly originator: Measurement
  readonly responder: Measurement
  /** Pairs are made only as the originator's MOREs say. */
  readonly paced: boolean
}

/** How one end measures pairs of type measure (and the originator those of type remote state preparation). */
export interface Measurement {
  /** 0 none (fixed basis after the rotations), 1 X/Z, 2 X/Y/Z, 3 CHSH (Z rotated by ±π/4 about Y). */
  readonly randomBasis: number
  /** Probability, n/255, of the first and of the second basis of the set. */
  readonly probability1: number
  readonly probability2: number
  /** Euler angles about X, then Y, then X, in units of 2π/256, applied before a measurement in Z; ignored with a random basis. */
  readonly rotationX1: number
  readonly rotationY: number
  readonly rotationX2: number
}

export interface AddAck extends LinkHeader {
  readonly type: 'ADD_ACK'
  readonly serial: number
  readonly queueId: number
  readonly scheduleSlot: number
  readonly brightness: number
  readonly virtualFinish: number
}

export interface AddReject extends LinkHeader {
  readonly type: 'ADD_REJ'
  readonly serial: number
  /** An error code of the common table. */
  readonly reason: number
}

/** Originator to peer: more pairs may be made for a paced item. */
export interface More extends LinkHeader {
  readonly type: 'MORE'
  readonly queueId: number
  /** Pairs that may be made for the item in all. */
  readonly number: number
  /** First slot in which those that this frame adds may be made. */
  readonly scheduleSlot: number
  /** Virtual finish time of weighted fair queueing. */
  readonly virtualFinish: number
}

/**
 * Asks the master to end a request; repeated until END comes. A request whose ADD was never answered has no queue id
 * at its originator: then `queueId` is 0 and `serial` is the ADD's.
 */
export interface Cancel extends LinkHeader {
  readonly type: 'CANCEL'
  readonly queueId: number
  readonly serial: number
  /** The sender's next expected sequence number: shows the master a success that it missed. */
  readonly expected: number
  /** 0 complete, else an error code of the common table. */
  readonly reason: number
}

/** Master to peer: the request is over; pairs from `endSequence` on are not its. Repeated until END_ACK. */
export interface End extends LinkHeader {
  readonly type: 'END'
  readonly queueId: number
  readonly endSequence: number
  /** 0 complete, else an error code of the common table. */
  readonly reason: number
}

export interface EndAck extends LinkHeader {
  readonly type: 'END_ACK'
  readonly queueId: number
}

// ---- pairs --------------------------------------------------------------------------------------------------------

/** Pairs with sequence numbers in [low, high) are void at the sender and must be at the receiver. Repeated until acknowledged. */
export interface Expire extends LinkHeader {
  readonly type: 'EXPIRE'
  readonly low: number
  readonly high: number
}

export interface ExpireAck extends LinkHeader {
  readonly type: 'EXPIRE_ACK'
  readonly low: number
  readonly high: number
  /** The sender's next expected sequence number. */
  readonly expected: number
}

/** The sender's application gave back its halves of the pairs [low, high). A notice: not acknowledged. */
export interface Released extends LinkHeader {
  readonly type: 'RELEASED'
  readonly low: number
  readonly high: number
}

/**
 * Liveness, memory advertisement, and settlement: the sender has delivered or expired every pair before `expected` for
 * good, and knows that the receiver has done so with every pair before `confirmed`.
 */
export interface KeepAlive extends LinkHeader {
  readonly type: 'KEEPALIVE'
  readonly answer: boolean
  readonly expected: number
  readonly freeQubits: number
  readonly confirmed: number
}

// ---- fidelity estimation and time-division schedule ---------------------------------------------------------------

/** Outcomes of test rounds; `rounds` has at most 256 of them. */
export interface TestResults extends LinkHeader {
  readonly type: 'TEST_RESULTS'
  readonly rounds: readonly TestRound[]
}

export interface TestRound {
  readonly sequence: number
  /** 0 Z, 1 X, 2 Y. */
  readonly basis: number
  readonly outcome: number
}

/** Master to peer: from slot `firstSlot` on, bins repeat every `period` slots; a bin [start, end) serves one priority class or purpose. */
export interface Schedule extends LinkHeader {
  readonly type: 'SCHEDULE'
  readonly serial: number
  readonly firstSlot: number
  readonly period: number
  readonly bins: readonly ScheduleBin[]
}

export interface ScheduleBin {
  readonly start: number
  readonly end: number
  /** Purpose that the bin serves. */
  readonly purpose: number
}

export interface ScheduleAck extends LinkHeader {
  readonly type: 'SCHEDULE_ACK'
  readonly serial: number
}

/** Frames that concern one link: those of the physical and the link layer. */
export type LinkFrame =
  | Hello
  | Open
  | OpenAck
  | Sync
  | SyncReply
  | LinkState
  | Maintenance
  | MaintenanceAck
  | Gen
  | Reply
  | Add
  | AddAck
  | AddReject
  | More
  | Cancel
  | End
  | EndAck
  | Expire
  | ExpireAck
  | Released
  | KeepAlive
  | TestResults
  | Schedule
  | ScheduleAck
