import {
  type Add,
  type Cancel,
  type End,
  ErrorCode,
  type Expire,
  type Frame,
  type Hello,
  type LinkHeader,
  type Open,
  type Reply,
  Role,
  State,
  WIRE_VERSIONS
} from '@bellwire/wire'
import type { LinkSetting } from '../subject/setting.js'
import type { Random } from './random.js'
import type { Party, Stage } from './stage.js'
import { isTestRound } from './test-round.js'
import type { OtherEnd, Station } from './station.js'

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
    | 'queueId'
    | 'kind'
    | 'minimumFidelity'
    | 'purpose'
    | 'priority'
    | 'atomic'
    | 'consecutive'
    | 'deadlineSlot'
    | 'originator'
    | 'responder'
  >
>

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** Of the epochs that it begins. */
const TEST_SEED = 0

/** Round trips after which what was not answered is sent again, and how often it is sent. */
const AGAIN = 3
const ATTEMPTS = 16

/** Numbers of one EXPIRE that are looked at, at most. */
const MOST_AT_ONCE = 65_536

/**
 * The other node of a link, as the tester plays it: it does what the specification says of the frames that come, keeps
 * every pair that it is told of until it hears otherwise, and does nothing of its own accord but repeat itself. Tests make
 * it do more, or wrong.
 */
export class Peer implements Party, OtherEnd {
  readonly node: number
  readonly delay: number
  readonly isMaster: boolean
  incarnation: number
  epoch = 0
  /** The highest epoch that is known to be over. */
  voidEpoch = 0
  /** Of the node under test, as it has said. */
  nodeIncarnation = 0
  /** Share of test rounds that it wants as master, n/65535. */
  testFraction = 0
  /** Of the next pair. */
  expected = 0
  /** Highest `expected` of the node's KEEPALIVEs. */
  confirmed = 0
  readonly items = new Map<number, Item>()
  /** By sequence number: whether the tester's end still has it. */
  readonly pairs = new Map<number, 'held' | 'expired'>()
  /** Purposes that an application here has opted in to. */
  readonly purposes = new Set([0])
  /** Serials that are answered, and how: 0 or a reason. */
  readonly #answered = new Map<number, number>()
  readonly #own = new Map<number, Add>()
  readonly #repeated = new Map<string, () => void>()
  #station: Station | undefined
  #serial = 0
  #queueId = 0
  #stateSerial = 0

  constructor(
    private readonly stage: Stage,
    private readonly setting: LinkSetting,
    random: Random
  ) {
    this.node = setting.peer
    this.delay = setting.peerDelay
    this.isMaster = this.node < stage.setting.node
    this.incarnation = 1 + random.below(2 ** 31)
    stage.join(this)
  }

  /** Where it makes attempts. */
  set station(station: Station) {
    this.#station = station
  }

  header(): LinkHeader {
    return { link: this.setting.link, incarnation: this.incarnation, epoch: this.epoch }
  }

  /** Whether an epoch is open, as far as this end knows. */
  get isUp(): boolean {
    return this.epoch > 0
  }

  send(frame: Frame): void {
    this.stage.send(this.node, frame)
  }

  greet(answer: boolean, fields: Partial<Hello> = {}): void {
    this.send({
      type: 'HELLO',
      ...this.header(),
      epoch: this.voidEpoch,
      node: this.node,
      role: Role.NODE,
      answer,
      minimumVersion: WIRE_VERSIONS.minimum,
      maximumVersion: WIRE_VERSIONS.maximum,
      kinds: 0,
      bases: 0,
      heraldingPlace: 0,
      ...fields
    })
  }

  /** Asks for pairs. Returns the serial of its ADD. */
  create(number: number, fields: AddFields = {}): number {
    const serial = ++this.#serial
    const add: Add = {
      type: 'ADD',
      ...this.header(),
      serial,
      createId: 1000 + serial,
      queueId: this.isMaster ? this.#nextQueueId() : 0,
      kind: 0,
      number,
      minimumFidelity: 32_768,
      purpose: 0,
      priority: 0,
      atomic: false,
      consecutive: true,
      scheduleSlot: this.#soon(),
      deadlineSlot: 0,
      brightness: 0,
      virtualFinish: 0,
      originator: Z,
      responder: Z,
      paced: false,
      ...fields
    }
    this.#own.set(serial, add)
    this.repeat(`add ${serial}`, add)
    return serial
  }

  /** What became of a request of this end: its item, or why it was refused; undefined where it was not answered yet. */
  outcomeOf(serial: number): Item | number | undefined {
    const refused = this.#answered.get(serial)
    if (refused !== undefined) return refused
    return [...this.items.values()].find(({ isOwn, add }) => isOwn && add.serial === serial)
  }

  /** Sends a frame again and again until it is answered. */
  repeat(key: string, frame: Frame): void {
    this.answered(key)
    let left = ATTEMPTS
    const send = (): void => {
      this.send(frame)
      left -= 1
      this.#repeated.set(key, left > 0 ? this.stage.after(2 * AGAIN * this.delay, send) : () => undefined)
    }
    send()
  }

  answered(key: string): void {
    this.#repeated.get(key)?.()
    this.#repeated.delete(key)
  }

  /** Will not have pairs of the numbers from `low` below `high`. */
  expire(low: number, high: number): void {
    this.#voidAll(low, high)
    this.repeat(`expire ${low}`, { type: 'EXPIRE', ...this.header(), low, high })
  }

  attempts(queueId: number): boolean {
    const item = this.items.get(queueId)
    return item !== undefined && !isEnding(item) && item.pairs.size < item.add.number
  }

  heralded({ sequence, queueId }: Reply): void {
    this.expected = (sequence + 1) >>> 0
    if (isTestRound(TEST_SEED, this.testFraction, sequence)) return
    const item = this.items.get(queueId)
    if (item === undefined || !this.attempts(queueId)) return this.expire(sequence, this.expected)
    this.pairs.set(sequence, 'held')
    item.pairs.add(sequence)
    if (item.pairs.size === item.add.number && this.isMaster) this.#end(item, ErrorCode.UNSPECIFIED)
  }

  frame(frame: Frame): void {
    if (frame.type === 'HELLO') return this.#greeted(frame)
    if (frame.type === 'OPEN') return this.#opened(frame)
    if (!('epoch' in frame) || frame.epoch !== this.epoch) {
      if (frame.type === 'EXPIRE')
        this.send({ ...frame, type: 'EXPIRE_ACK', incarnation: this.incarnation, expected: frame.high })
      return
    }
    switch (frame.type) {
      case 'OPEN_ACK':
        this.answered('open')
        return this.#up()
      case 'ADD':
        return this.#add(frame)
      case 'ADD_ACK':
        return this.#accepted(frame.serial, frame.queueId)
      case 'ADD_REJ':
        this.answered(`add ${frame.serial}`)
        this.#answered.set(frame.serial, frame.reason)
        return
      case 'CANCEL':
        return this.#cancelled(frame)
      case 'END':
        return this.#ended(frame)
      case 'END_ACK':
        return this.#agreed(frame.queueId)
      case 'EXPIRE':
        return this.#expired(frame)
      case 'EXPIRE_ACK':
        return this.answered(`expire ${frame.low}`)
      case 'KEEPALIVE':
        this.confirmed = frame.expected
        if (!frame.answer) this.alive(true)
        return
      case 'MAINTENANCE':
        if (!frame.request) this.send({ type: 'MAINTENANCE_ACK', ...this.header(), serial: frame.serial })
        return
      case 'SCHEDULE':
        return this.send({ type: 'SCHEDULE_ACK', ...this.header(), serial: frame.serial })
      default:
    }
  }

  alive(answer: boolean): void {
    const { expected, confirmed } = this
    this.send({ type: 'KEEPALIVE', ...this.header(), answer, expected, freeQubits: 4, confirmed })
  }

  /** Says how its end of the link is. */
  state(state: number): void {
    this.send({ type: 'LINK_STATE', ...this.header(), serial: ++this.#stateSerial, state, validUntil: 0 })
  }

  #greeted(hello: Hello): void {
    this.nodeIncarnation = hello.incarnation
    // What is over for the node is over here, too.
    if (hello.epoch >= this.epoch) this.epoch = 0
    this.voidEpoch = Math.max(this.voidEpoch, hello.epoch)
    if (!hello.answer) this.greet(true)
    if (this.isMaster && !this.isUp && this.#station !== undefined) this.open(1 + this.voidEpoch)
  }

  /** Begins an epoch, as the master. */
  open(epoch: number): void {
    const station = this.#station
    if (station === undefined) return
    this.epoch = epoch
    const { slotOrigin, slotPeriod, firstSequence } = this.setting
    const open: Open = {
      type: 'OPEN',
      ...this.header(),
      version: WIRE_VERSIONS.maximum,
      firstSequence,
      slotOrigin,
      slotPeriod,
      peerIncarnation: this.nodeIncarnation,
      stationIncarnation: station.incarnation,
      testSeed: TEST_SEED,
      testFraction: this.testFraction
    }
    station.opened(open)
    this.#begin(firstSequence)
    this.repeat('open', open)
  }

  #opened({ epoch, firstSequence, peerIncarnation, incarnation }: Open): void {
    if (this.isMaster || peerIncarnation !== this.incarnation || epoch < this.epoch) return
    this.nodeIncarnation = incarnation
    const isNew = epoch > this.epoch
    this.epoch = epoch
    if (isNew) this.#begin(firstSequence)
    this.send({ type: 'OPEN_ACK', ...this.header() })
    if (isNew) this.#up()
  }

  #begin(firstSequence: number): void {
    for (const key of this.#repeated.keys()) this.answered(key)
    this.items.clear()
    this.pairs.clear()
    this.#own.clear()
    this.#answered.clear()
    this.#serial = 0
    this.#queueId = 0
    this.#stateSerial = 0
    this.expected = firstSequence
    this.confirmed = firstSequence
  }

  #up(): void {
    if (this.#stateSerial === 0) this.state(State.READY)
  }

  #add(add: Add): void {
    const known = [...this.items.values()].find((item) => !item.isOwn && item.add.serial === add.serial)
    if (known !== undefined) return this.#accept(known)
    const refused = this.#answered.get(add.serial) ?? (this.purposes.has(add.purpose) ? undefined : ErrorCode.REJECTED)
    if (refused !== undefined) {
      this.#answered.set(add.serial, refused)
      return this.send({ type: 'ADD_REJ', ...this.header(), serial: add.serial, reason: refused })
    }
    const queueId = this.isMaster ? this.#nextQueueId() : add.queueId
    const item = { queueId, add, isOwn: false, pairs: new Set<number>(), ending: undefined, ended: undefined }
    this.items.set(queueId, item)
    this.#accept(item)
  }

  #accept({ add, queueId }: Item): void {
    const { serial, scheduleSlot, brightness, virtualFinish } = add
    const slot = this.isMaster ? Math.max(scheduleSlot, this.#soon()) : scheduleSlot
    this.send({ type: 'ADD_ACK', ...this.header(), serial, queueId, scheduleSlot: slot, brightness, virtualFinish })
  }

  #accepted(serial: number, queueId: number): void {
    this.answered(`add ${serial}`)
    const add = this.#own.get(serial)
    if (add !== undefined && !this.items.has(queueId))
      this.items.set(queueId, { queueId, add, isOwn: true, pairs: new Set(), ending: undefined, ended: undefined })
  }

  #cancelled({ queueId, serial, reason }: Cancel): void {
    if (queueId === 0) {
      this.#answered.set(serial, reason)
      this.send({ type: 'ADD_REJ', ...this.header(), serial, reason })
      for (const item of this.items.values()) if (!item.isOwn && item.add.serial === serial) this.#end(item, reason)
      return
    }
    const item = this.items.get(queueId)
    if (item !== undefined && this.isMaster) this.#end(item, item.ending ?? reason)
  }

  #end(item: Item, reason: number): void {
    item.ending = reason
    const { queueId } = item
    this.repeat(`end ${queueId}`, { type: 'END', ...this.header(), queueId, endSequence: this.expected, reason })
  }

  #agreed(queueId: number): void {
    this.answered(`end ${queueId}`)
    const item = this.items.get(queueId)
    if (item !== undefined) item.ended = item.ending
  }

  #ended({ queueId, reason }: End): void {
    const item = this.items.get(queueId)
    const isWhole = item === undefined || item.pairs.size === item.add.number
    if (reason === ErrorCode.UNSPECIFIED && !isWhole) return
    if (item !== undefined) item.ended = reason
    this.send({ type: 'END_ACK', ...this.header(), queueId })
  }

  #expired({ low, high }: Expire): void {
    this.#voidAll(low, high)
    if (((high - this.expected) | 0) > 0) this.expected = high
    this.send({ type: 'EXPIRE_ACK', ...this.header(), low, high, expected: this.expected })
  }

  #voidAll(low: number, high: number): void {
    // Nothing of a range that no link could have counted in a test holds it up.
    const count = Math.min((high - low) >>> 0, MOST_AT_ONCE)
    for (let index = 0; index < count; index++) this.#void((low + index) >>> 0)
  }

  #void(sequence: number): void {
    this.pairs.set(sequence, 'expired')
    for (const item of this.items.values()) {
      if (item.ended !== undefined || !item.pairs.delete(sequence) || item.ending !== ErrorCode.UNSPECIFIED) continue
      // It is not complete after all, and served again.
      item.ending = undefined
      this.answered(`end ${item.queueId}`)
    }
  }

  #nextQueueId(): number {
    return ++this.#queueId
  }

  /** A slot that both ends know of before it comes. */
  #soon(): number {
    const ahead = Math.ceil((8 * this.delay) / this.setting.slotPeriod)
    return (this.#station?.slot ?? 0) + ahead
  }
}

/** Whether no more pairs are to be made for it, whatever it lacks. */
function isEnding({ ending, ended }: Item): boolean {
  return ended !== undefined || (ending !== undefined && ending !== ErrorCode.UNSPECIFIED)
}
