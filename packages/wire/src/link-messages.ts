import type { LinkHeader, PhysicalFrame } from './physical-messages.js'

/**
 * The frames of the link layer, between the two nodes of a link. Forms and units: `messages.ts`.
 */

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
  | PhysicalFrame
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
