import type { OperatingPoint } from '@bellwire/device'
import { LATEST } from '@bellwire/runtime'
import {
  type Add,
  type AddAck,
  type Cancel,
  ErrorCode,
  FRACTION_DENOMINATOR,
  fidelityToWire,
  type Frame,
  RequestKind
} from '@bellwire/wire'
import { ADD_WINDOW } from '../configuration.js'
import type { LinkCore } from '../core.js'
import { kindToWire, measurementToWire } from '../measurement.js'
import { unmetHere } from '../means.js'
import { acknowledge, exchange, sendReliably, stopSending } from '../reliable/reliable-messages.js'
import type { CreateRequest } from '../service.js'
import { newItem, type QueueItem } from './item.js'
import { PacedCalls } from './paced-calls.js'
import { Recent } from './recent.js'
import { RequestEnds } from './request-ends.js'

/** A request whose ADD is under way. */
interface Pending {
  readonly createId: number
  readonly serial: number
  readonly add: Add
  readonly correct: boolean
  /** Pairs called for meanwhile, where it is paced. */
  called: number
}

/**
 * The queue that both ends of a link share. The master gives every item its queue id, its schedule slot and its
 * virtual finish time; an ADD is repeated until answered, and a repeated ADD gets the same answer again.
 */
export class DistributedQueue {
  /** The items, oldest first. Replaced, never changed. */
  list: readonly QueueItem[] = []
  readonly ends: RequestEnds
  readonly calls: PacedCalls
  readonly #core: LinkCore
  /** By createId. */
  readonly #pending = new Map<number, Pending>()
  /** Answers given, by the ADD's serial; the oldest are forgotten first. */
  readonly #answers = new Recent<Extract<Frame, { type: 'ADD_ACK' | 'ADD_REJ' }>>()
  readonly #accepts: (purpose: number) => boolean
  #serial = 0
  #queueId = 0

  /** @param accepts whether this node has opted in to a purpose of the peer's */
  constructor(core: LinkCore, accepts: (purpose: number) => boolean) {
    this.#core = core
    this.ends = new RequestEnds(core)
    this.calls = new PacedCalls(core, this)
    this.#accepts = accepts
  }

  get size(): number {
    return this.list.length + this.#pending.size
  }

  /** The item with a queue id. The list is short, and schedulers go through it for every pair anyway. */
  item(queueId: number): QueueItem | undefined {
    for (const item of this.list) if (item.queueId === queueId) return item
    return undefined
  }

  /** More ADDs under way than the window allows. */
  get full(): boolean {
    return this.#pending.size >= ADD_WINDOW || this.size >= this.#core.configuration.queueLimit
  }

  open(): void {
    this.#serial = 0
    this.#queueId = 0
  }

  /** The epoch is over. */
  close(): void {
    for (const queueId of this.#core.tables.request.keys()) this.#core.tables.request.close(queueId)
    this.list = []
    this.#pending.clear()
    this.#answers.clear()
    this.ends.clear()
  }

  // ---- originator ----

  /** Sends the ADD for a request. */
  add(createId: number, request: CreateRequest, point: OperatingPoint, deadlineSlot: number): void {
    const core = this.#core
    this.#serial += 1
    const { master, header } = core.physical
    const { number, priority, paced } = request
    const virtualFinish = master && !paced ? core.scheduler.virtualFinish(this.list, { number, priority }) : 0
    const add: Add = {
      type: 'ADD',
      link: header.link,
      incarnation: header.incarnation,
      epoch: header.epoch,
      serial: this.#serial,
      createId,
      queueId: master ? this.#nextQueueId() : 0,
      kind: kindToWire(request.kind),
      number,
      minimumFidelity: fidelityToWire(request.minimumFidelity, 'up'),
      purpose: request.purpose,
      priority,
      atomic: request.atomic,
      consecutive: request.consecutive,
      scheduleSlot: core.scheduleSlot,
      deadlineSlot,
      brightness: Math.round(point.brightness * FRACTION_DENOMINATOR),
      virtualFinish,
      originator: measurementToWire(request.originator),
      responder: measurementToWire(request.responder),
      paced
    }
    this.#pending.set(createId, { createId, serial: add.serial, add, correct: !request.raw, called: 0 })
    sendReliably(core, exchange.add(add.serial), add)
  }

  /** The peer's answer to an ADD. Returns the new item, if there is one: it may have ended before its answer came (LNK-026). */
  answered(frame: Extract<Frame, { type: 'ADD_ACK' | 'ADD_REJ' }>): QueueItem | undefined {
    acknowledge(this.#core, exchange.add(frame.serial))
    // An ADD_ACK may have crossed the CANCEL, which may be lost: only ADD_REJ says that the peer has no such item.
    if (frame.type === 'ADD_REJ') acknowledge(this.#core, exchange.retract(frame.serial))
    const pending = this.#bySerial(frame.serial)
    if (pending === undefined) {
      this.#core.ignored('answer-to-no-add')
      return undefined
    }
    this.#pending.delete(pending.createId)
    if (frame.type === 'ADD_REJ') {
      this.#tellCreation(pending.createId, { type: 'REJECTED', reason: frame.reason })
      return undefined
    }
    const over = this.ends.reasonOf(frame.queueId)
    if (over !== undefined) {
      this.#tellCreation(pending.createId, { type: 'ENDED', reason: over })
      return undefined
    }
    this.#tellCreation(pending.createId, { type: 'ACCEPTED', queueId: frame.queueId })
    const item = this.#insert(pending.add, frame, true, pending.correct)
    if (pending.called > 0) this.calls.call(item, pending.called)
    return item
  }

  /** Calls for so many pairs more of a paced request. */
  call(createId: number, number: number): void {
    const pending = this.#pending.get(createId)
    if (pending !== undefined) pending.called += number
    for (const item of this.list) if (item.originator && item.createId === createId) this.calls.call(item, number)
  }

  /** Master: whether the peer may serve a request of this node's already, while the answer to its ADD is on its way. */
  isPending(queueId: number): boolean {
    for (const { add } of this.#pending.values()) if (add.queueId === queueId) return queueId !== 0
    return false
  }

  /** No answer after the last attempt. */
  unanswered(serial: number): void {
    const pending = this.#bySerial(serial)
    if (pending !== undefined) this.#tellCreation(pending.createId, { type: 'UNANSWERED' })
  }

  /** The request is given up before its ADD was answered: the peer may have it all the same. */
  retract(createId: number, reason: number): void {
    const pending = this.#pending.get(createId)
    if (pending === undefined) return
    this.#pending.delete(createId)
    const core = this.#core
    stopSending(core, exchange.add(pending.serial))
    if (core.physical.master) this.ends.send(pending.add.queueId, reason)
    else this.ends.takeBack(pending.serial, reason)
  }

  // ---- responder ----

  /** The peer's ADD. Returns the new item, if there is one. */
  added(frame: Add): QueueItem | undefined {
    const core = this.#core
    const known = this.#answers.get(frame.serial)
    if (known !== undefined) {
      core.send(known)
      return undefined
    }
    const refusal = this.#refusal(frame)
    if (refusal !== ErrorCode.UNSPECIFIED) {
      this.#answer({ type: 'ADD_REJ', ...core.physical.header, serial: frame.serial, reason: refusal })
      return undefined
    }
    const { master, header } = core.physical
    const answer: AddAck = {
      type: 'ADD_ACK',
      link: header.link,
      incarnation: header.incarnation,
      epoch: header.epoch,
      serial: frame.serial,
      queueId: master ? this.#nextQueueId() : frame.queueId,
      scheduleSlot: master ? Math.max(frame.scheduleSlot, core.scheduleSlot) : frame.scheduleSlot,
      brightness: frame.brightness,
      virtualFinish: master && !frame.paced ? core.scheduler.virtualFinish(this.list, frame) : frame.virtualFinish
    }
    this.#answer(answer)
    return this.#insert(frame, answer, false, false)
  }

  #refusal(frame: Add): number {
    const core = this.#core
    if (!core.physical.master && (frame.queueId === 0 || this.ends.has(frame.queueId))) return ErrorCode.REJECTED
    if (!this.#accepts(frame.purpose)) return ErrorCode.REJECTED
    if (this.size >= core.configuration.queueLimit) return ErrorCode.NORES
    if (frame.paced && !frame.consecutive) return ErrorCode.CREATE
    if (unmetHere(core, frame.kind, frame.responder) !== undefined) return ErrorCode.UNSUPP
    if (frame.kind !== RequestKind.MEASURE && !frame.consecutive && frame.number > core.capabilities.qubits)
      return ErrorCode.UNSUPP
    // Rounded as the request was (WIR-003): what the peer's estimate allows must not fail by the last bits of this one.
    return fidelityToWire(core.estimation.maximum, 'up') < frame.minimumFidelity
      ? ErrorCode.UNSUPP
      : ErrorCode.UNSPECIFIED
  }

  #answer(answer: Extract<Frame, { type: 'ADD_ACK' | 'ADD_REJ' }>): void {
    this.#answers.put(answer.serial, answer)
    this.#core.send(answer)
  }

  // ---- the end of a request ----

  /** The peer asks the master to end a request. */
  cancelled(frame: Cancel): void {
    const core = this.#core
    let { queueId } = frame
    if (queueId === 0) {
      // The ADD was never answered, as far as the peer knows. If it comes later, it finds this answer.
      const answer = this.#answers.get(frame.serial)
      this.#answer({ type: 'ADD_REJ', ...core.physical.header, serial: frame.serial, reason: frame.reason })
      if (answer === undefined || answer.type === 'ADD_REJ') return
      queueId = answer.queueId
    }
    if (core.tables.request.has(queueId))
      core.tables.request.tell(queueId, { type: 'END_REQUESTED', reason: frame.reason })
    else this.ends.send(queueId, frame.reason)
  }

  /** A request is over at this end: it is not served any more. */
  ended(queueId: number, reason: number): QueueItem | undefined {
    this.ends.over(queueId, reason)
    const item = this.item(queueId)
    this.list = this.list.filter((other) => other !== item)
    if (item?.originator === true) this.#tellCreation(item.createId, { type: 'ENDED', reason })
    return item
  }

  // ---- inside ----

  /** @param answer what the answer to the ADD says of it holds */
  #insert(add: Add, answer: AddAck, originator: boolean, correct: boolean): QueueItem {
    const core = this.#core
    const item = newItem(add, answer, originator, correct, core.linkCapabilities.arrival !== undefined)
    const master = core.physical.master
    this.list = [...this.list, item]
    core.tables.request.open(item.queueId, { queueId: item.queueId, master })
    const deadline = core.physical.slots.outcomeKnown(item.deadlineSlot)
    // The peer may name a slot that comes after the last instant of any clock: then it never does.
    if (master && item.deadlineSlot > 0 && deadline <= LATEST) {
      const delay = Math.max(0, deadline - core.clock.now())
      core.tables.alarm.open(item.queueId, { delay, table: 'request', key: item.queueId })
    }
    return item
  }

  #nextQueueId(): number {
    this.#queueId = (this.#queueId + 1) >>> 0
    if (this.#queueId === 0) this.#queueId = 1
    return this.#queueId
  }

  #bySerial(serial: number): Pending | undefined {
    for (const pending of this.#pending.values()) if (pending.serial === serial) return pending
    return undefined
  }

  #tellCreation(createId: number, event: Parameters<LinkCore['tables']['creation']['tell']>[1]): void {
    if (this.#core.tables.creation.has(createId)) this.#core.tables.creation.tell(createId, event)
  }
}
