import {
  type Expire,
  type Frame,
  type Hello,
  type LinkHeader,
  type Open,
  type Reply,
  Role,
  State,
  serialCompare,
  WIRE_VERSIONS
} from '@bellwire/wire'
import type { LinkSetting } from '../subject/setting.js'
import { type AddFields, type Item, PeerQueue, type QueueOwner } from './peer-queue.js'
import type { Random } from './random.js'
import { Repeater } from './repeater.js'
import type { Party, Stage } from './stage.js'
import { isTestRound } from './test-round.js'
import type { OtherEnd, Station } from './station.js'

/** Numbers of one EXPIRE that are looked at, at most. */
const MOST_AT_ONCE = 65_536

/**
 * The other node of a link, as the tester plays it: it does what the specification says of the frames that come, keeps
 * every pair that it is told of until it hears otherwise, and does nothing of its own accord but repeat itself. Tests make
 * it do more, or wrong.
 */
export class Peer implements Party, OtherEnd, QueueOwner {
  readonly node: number
  readonly delay: number
  readonly isMaster: boolean
  incarnation: number
  epoch = 0
  /** The highest epoch that is known to be over. */
  voidEpoch = 0
  /** Of the node under test, as it has said. */
  nodeIncarnation = 0
  /** The incarnation of which the node has said HELLO last, and those before: frames of these may still be under way. */
  #newestNode = 0
  readonly #formerNodes = new Set<number>()
  /** Wire versions that it speaks. */
  versions: Pick<Hello, 'minimumVersion' | 'maximumVersion'> = {
    minimumVersion: WIRE_VERSIONS.minimum,
    maximumVersion: WIRE_VERSIONS.maximum
  }
  /** Share of test rounds that it wants as master, n/65535. */
  testFraction = 0
  /** Of the epochs that it begins, and of those that it adopts. */
  testSeed = 0
  /** Of the next pair. */
  expected = 0
  /** Highest `expected` of the node's KEEPALIVEs. */
  confirmed = 0
  /** Highest `expected` of its own KEEPALIVEs: what comes before it is certain, and not expired any more. */
  settled = 0
  /** What its HELLOs state of its end: bit by bit, 0 for everything. */
  means = { kinds: 0, bases: 0 }
  /** By sequence number: whether the tester's end still has it. */
  readonly pairs = new Map<number, 'held' | 'expired'>()
  readonly #repeater: Repeater
  readonly #queue: PeerQueue
  /** First numbers of the ranges whose EXPIRE was not answered yet, by their names: ranges may have the same first number. */
  readonly #expiring = new Map<string, number>()
  #station: Station | undefined
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
    this.#repeater = new Repeater(stage, this)
    this.#queue = new PeerQueue(this, this.#repeater)
    stage.join(this)
    stage.watch((one) => {
      if (one.kind !== 'sent' || one.frame.type !== 'HELLO' || one.frame.incarnation === this.#newestNode) return
      this.#formerNodes.add(this.#newestNode)
      this.#newestNode = one.frame.incarnation
    })
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
      ...this.versions,
      ...this.means,
      heraldingPlace: 0,
      ...fields
    })
  }

  get items(): ReadonlyMap<number, Item> {
    return this.#queue.items
  }

  /** Purposes that an application here has opted in to. */
  get purposes(): Set<number> {
    return this.#queue.purposes
  }

  /** Asks for pairs. Returns the serial of its ADD. */
  create(number: number, fields: AddFields = {}): number {
    return this.#queue.create(number, fields)
  }

  /** Has an item end for a reason: the master says so, the other end asks for it. */
  end(queueId: number, reason: number): void {
    const item = this.items.get(queueId)
    if (item === undefined) return
    if (this.isMaster) this.#queue.end(item, reason)
    else this.send({ type: 'CANCEL', ...this.header(), queueId, serial: 0, expected: this.expected, reason })
  }

  /** What became of a request of this end: its item, or why it was refused; undefined where it was not answered yet. */
  outcomeOf(serial: number): Item | number | undefined {
    return this.#queue.outcomeOf(serial)
  }

  /** Will not have pairs of the numbers from `low` below `high`. */
  expire(low: number, high: number): void {
    this.#voidAll(low, high)
    this.#expiring.set(expiryOf(low, high), low)
    this.#repeater.repeat(expiryOf(low, high), { type: 'EXPIRE', ...this.header(), low, high })
  }

  attempts(queueId: number): boolean {
    return this.#queue.attempts(queueId)
  }

  heralded({ sequence, queueId }: Reply): void {
    if (serialCompare(sequence, this.expected) < 0) return
    this.expected = (sequence + 1) >>> 0
    if (isTestRound(this.testSeed, this.testFraction, sequence)) return
    if (this.#queue.count(queueId, sequence)) this.pairs.set(sequence, 'held')
    else this.expire(sequence, this.expected)
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
        this.#repeater.answered('open')
        return this.#up()
      case 'ADD':
        return this.#queue.added(frame)
      case 'ADD_ACK':
        return this.#queue.accepted(frame)
      case 'ADD_REJ':
        return this.#queue.refused(frame)
      case 'CANCEL':
        return this.#queue.cancelled(frame)
      case 'END':
        return this.#queue.ended(frame)
      case 'END_ACK':
        return this.#queue.agreed(frame.queueId)
      case 'EXPIRE':
        return this.#expired(frame)
      case 'EXPIRE_ACK':
        this.#expiring.delete(expiryOf(frame.low, frame.high))
        return this.#repeater.answered(expiryOf(frame.low, frame.high))
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
    this.send({ type: 'KEEPALIVE', ...this.header(), answer, expected: this.#sure(expected), freeQubits: 4, confirmed })
  }

  /** Before which everything is certain here: nothing that is still being expired comes before it. */
  #sure(expected: number): number {
    const first = [...this.#expiring.values()].reduce((least, low) => (((low - least) | 0) < 0 ? low : least), expected)
    if (((first - this.settled) | 0) > 0) this.settled = first
    return first
  }

  /** Says how its end of the link is. */
  state(state: number): void {
    this.send({ type: 'LINK_STATE', ...this.header(), serial: ++this.#stateSerial, state, validUntil: 0 })
  }

  #greeted(hello: Hello): void {
    if (!this.#meets(hello.incarnation)) return
    // What is over for the node is over here, too.
    if (hello.epoch >= this.epoch) this.epoch = 0
    this.voidEpoch = Math.max(this.voidEpoch, hello.epoch)
    if (!hello.answer) this.greet(true)
    if (this.isMaster && !this.isUp && this.#station !== undefined) this.open(1 + this.voidEpoch)
  }

  /** Where another process of the node is there, the epoch is over. False for a word of one that is there no more. */
  #meets(incarnation: number): boolean {
    if (this.#formerNodes.has(incarnation)) return false
    const former = this.nodeIncarnation
    this.nodeIncarnation = incarnation
    if (former === 0 || former === incarnation) return true
    this.voidEpoch = Math.max(this.voidEpoch, this.epoch)
    this.epoch = 0
    this.#repeater.clear()
    return true
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
      testSeed: this.testSeed,
      testFraction: this.testFraction
    }
    station.opened({ ...open, testSeed: 0, testFraction: 0 })
    this.#begin(firstSequence)
    this.#repeater.repeat('open', open)
  }

  #opened({ epoch, firstSequence, peerIncarnation, incarnation, testSeed, testFraction }: Open): void {
    if (this.isMaster) return
    // The node believes an earlier process of it to be the present one.
    if (peerIncarnation !== this.incarnation) return this.greet(true)
    if (epoch < this.epoch || !this.#meets(incarnation)) return
    const isNew = epoch > this.epoch
    this.epoch = epoch
    this.testSeed = testSeed
    this.testFraction = testFraction
    if (isNew) this.#begin(firstSequence)
    this.send({ type: 'OPEN_ACK', ...this.header() })
    if (isNew) this.#up()
  }

  #begin(firstSequence: number): void {
    this.#repeater.clear()
    this.#queue.clear()
    this.pairs.clear()
    this.#expiring.clear()
    this.#stateSerial = 0
    this.expected = firstSequence
    this.confirmed = firstSequence
    this.settled = firstSequence
  }

  #up(): void {
    if (this.#stateSerial === 0) this.state(State.READY)
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
    this.#queue.void(sequence)
  }

  /** A slot that both ends know of before it comes. */
  get soon(): number {
    const ahead = Math.ceil((8 * this.delay) / this.setting.slotPeriod)
    return (this.#station?.slot ?? 0) + ahead
  }
}

/** By what an EXPIRE_ACK is known. */
function expiryOf(low: number, high: number): string {
  return `expire ${low} to ${high}`
}
