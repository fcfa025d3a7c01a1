import { type Add, type AddReject, type Cancel, type End, ErrorCode, type Frame, type LinkHeader } from '@bellwire/wire'
import type { Repeater } from './repeater.js'

/** An item of the distributed queue, as the tester's end holds it. */
export interface Item {
  readonly queueId: number
  readonly add: Add
  /** Asked for by the tester's end. */
  readonly isOwn: boolean
  /** Numbers of the pairs that count. */
  readonly pairs: Set<number>
  /** Why it is to end, and why it has ended: that is so when both ends have agreed. */
  ending: number | undefined
  ended: number | undefined
}

/** What a request of the tester's end says beside its number of pairs. */
export type AddFields = Partial<
  Pick<
    Add,
    | 'createId'
    | 'queueId'
    | 'kind'
    | 'minimumFidelity'
    | 'purpose'
    | 'priority'
    | 'atomic'
    | 'consecutive'
    | 'deadlineSlot'
    | 'paced'
    | 'scheduleSlot'
    | 'virtualFinish'
    | 'originator'
    | 'responder'
  >
>

/** The end of a link whose queue it is. */
export interface QueueOwner {
  readonly isMaster: boolean
  /** Sequence number of the next pair. */
  readonly expected: number
  /** A slot that both ends know of before it comes. */
  readonly soon: number
  header(): LinkHeader
  send(frame: Frame): void
}

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** The tester's end of the queue that both nodes of a link share (sections 3.3 and 3.5). */
export class PeerQueue {
  readonly items = new Map<number, Item>()
  /** Purposes that an application here has opted in to. */
  readonly purposes = new Set([0])
  /** Reasons by the serial of the ADD. Each node counts its own: they are refused here, or by the node under test. */
  readonly #refusedHere = new Map<number, number>()
  readonly #refusedThere = new Map<number, number>()
  readonly #own = new Map<number, Add>()
  #serial = 0
  #queueId = 0

  constructor(
    private readonly owner: QueueOwner,
    private readonly repeater: Pick<Repeater, 'repeat' | 'answered'>
  ) {}

  /** An epoch begins. */
  clear(): void {
    this.items.clear()
    this.#own.clear()
    this.#refusedHere.clear()
    this.#refusedThere.clear()
    this.#serial = 0
    this.#queueId = 0
  }

  /** Asks for pairs. Returns the serial of the ADD. */
  create(number: number, fields: AddFields): number {
    const serial = ++this.#serial
    const add: Add = {
      type: 'ADD',
      ...this.owner.header(),
      serial,
      createId: 1000 + serial,
      queueId: this.owner.isMaster ? this.#nextQueueId() : 0,
      kind: 0,
      number,
      minimumFidelity: 32_768,
      purpose: 0,
      priority: 0,
      atomic: false,
      consecutive: true,
      scheduleSlot: this.owner.soon,
      deadlineSlot: 0,
      brightness: 0,
      virtualFinish: 0,
      originator: Z,
      responder: Z,
      paced: false,
      ...fields
    }
    this.#own.set(serial, add)
    this.repeater.repeat(`add ${serial}`, add)
    return serial
  }

  /** What became of a request of this end: its item, or why it was refused; undefined where it was not answered yet. */
  outcomeOf(serial: number): Item | number | undefined {
    const refused = this.#refusedThere.get(serial)
    if (refused !== undefined) return refused
    return [...this.items.values()].find(({ isOwn, add }) => isOwn && add.serial === serial)
  }

  /** Whether this end makes attempts for an item. */
  attempts(queueId: number): boolean {
    const item = this.items.get(queueId)
    return item !== undefined && !isEnding(item) && item.pairs.size < item.add.number
  }

  /** A pair counts for an item. Returns false where it does for none. */
  count(queueId: number, sequence: number): boolean {
    const item = this.items.get(queueId)
    if (item === undefined || !this.attempts(queueId)) return false
    item.pairs.add(sequence)
    if (item.pairs.size === item.add.number && this.owner.isMaster) this.end(item, ErrorCode.UNSPECIFIED)
    return true
  }

  /** A pair counts no more. */
  void(sequence: number): void {
    for (const item of this.items.values()) {
      if (item.ended !== undefined || !item.pairs.delete(sequence) || item.ending !== ErrorCode.UNSPECIFIED) continue
      // It is not complete after all, and served again.
      item.ending = undefined
      this.repeater.answered(`end ${item.queueId}`)
    }
  }

  // ---- what the node under test says ----

  added(add: Add): void {
    const known = [...this.items.values()].find((item) => !item.isOwn && item.add.serial === add.serial)
    if (known !== undefined) return this.#accept(known)
    const unwanted = this.purposes.has(add.purpose) ? undefined : ErrorCode.REJECTED
    const refused = this.#refusedHere.get(add.serial) ?? unwanted
    if (refused !== undefined) return this.#refuse(add.serial, refused)
    const queueId = this.owner.isMaster ? this.#nextQueueId() : add.queueId
    this.#accept(this.#put(queueId, add, false))
  }

  accepted({ serial, queueId }: { readonly serial: number; readonly queueId: number }): void {
    this.repeater.answered(`add ${serial}`)
    const add = this.#own.get(serial)
    if (add !== undefined && !this.items.has(queueId)) this.#put(queueId, add, true)
  }

  refused({ serial, reason }: AddReject): void {
    this.repeater.answered(`add ${serial}`)
    this.#refusedThere.set(serial, reason)
  }

  cancelled({ queueId, serial, reason }: Cancel): void {
    if (queueId === 0) {
      this.#refuse(serial, reason)
      for (const item of this.items.values()) if (!item.isOwn && item.add.serial === serial) this.end(item, reason)
      return
    }
    const item = this.items.get(queueId)
    if (item !== undefined && this.owner.isMaster) this.end(item, item.ending ?? reason)
  }

  ended({ queueId, reason }: End): void {
    const item = this.items.get(queueId)
    const isWhole = item === undefined || item.pairs.size === item.add.number
    if (reason === ErrorCode.UNSPECIFIED && !isWhole) return
    if (item !== undefined) item.ended = reason
    this.owner.send({ type: 'END_ACK', ...this.owner.header(), queueId })
  }

  agreed(queueId: number): void {
    this.repeater.answered(`end ${queueId}`)
    const item = this.items.get(queueId)
    if (item !== undefined) item.ended = item.ending
  }

  #put(queueId: number, add: Add, isOwn: boolean): Item {
    const item = { queueId, add, isOwn, pairs: new Set<number>(), ending: undefined, ended: undefined }
    this.items.set(queueId, item)
    return item
  }

  #accept({ add, queueId }: Item): void {
    const { owner } = this
    const { serial, scheduleSlot, brightness, virtualFinish } = add
    const slot = owner.isMaster ? Math.max(scheduleSlot, owner.soon) : scheduleSlot
    owner.send({ type: 'ADD_ACK', ...owner.header(), serial, queueId, scheduleSlot: slot, brightness, virtualFinish })
  }

  #refuse(serial: number, reason: number): void {
    this.#refusedHere.set(serial, reason)
    this.owner.send({ type: 'ADD_REJ', ...this.owner.header(), serial, reason })
  }

  /** Has an item end, as the master. */
  end(item: Item, reason: number): void {
    item.ending = reason
    const { queueId } = item
    const endSequence = this.owner.expected
    this.repeater.repeat(`end ${queueId}`, { type: 'END', ...this.owner.header(), queueId, endSequence, reason })
  }

  #nextQueueId(): number {
    return ++this.#queueId
  }
}

/** Whether no more pairs are to be made for it, whatever it lacks. */
function isEnding({ ending, ended }: Item): boolean {
  return ended !== undefined || (ending !== undefined && ending !== ErrorCode.UNSPECIFIED)
}
