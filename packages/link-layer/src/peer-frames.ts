import { LIMITS, type LinkFrame } from '@bellwire/wire'
import { type LinkCore, ONLY } from './core.js'
import type { Generation } from './generation.js'
import type { PairLedger } from './pair/pair-ledger.js'
import type { DistributedQueue } from './queue/distributed-queue.js'
import type { QueueItem } from './queue/item.js'
import type { ScheduleAgreement } from './queue/schedule-agreement.js'
import { acknowledge, exchange } from './reliable/reliable-messages.js'

/** Test results sent at a time, at the least. */
const TESTS_PER_FRAME = 64

/** The conversation with the peer's link layer: what its frames mean here, and what KEEPALIVE says of this end. */
export class PeerFrames {
  readonly #core: LinkCore
  readonly #queue: DistributedQueue
  readonly #pairs: PairLedger
  readonly #generation: Generation
  readonly #schedule: ScheduleAgreement

  constructor(
    core: LinkCore,
    queue: DistributedQueue,
    pairs: PairLedger,
    generation: Generation,
    schedule: ScheduleAgreement
  ) {
    this.#core = core
    this.#queue = queue
    this.#pairs = pairs
    this.#generation = generation
    this.#schedule = schedule
  }

  /** Takes a frame of the link layer from the peer; false when it is none. */
  frame(frame: LinkFrame): boolean {
    const { physical } = this.#core
    if (physical.fromPresentPeer(frame)) return this.#present(frame)
    // What a former epoch left open is settled in this one.
    if (frame.type === 'EXPIRE' && physical.isFormer(frame)) return this.#expire(frame)
    if (frame.type === 'EXPIRE_ACK' && physical.isFormer(frame)) {
      this.#pairs.expireAcknowledged(frame.epoch, frame.low)
      return true
    }
    this.#core.ignored(`stale-${frame.type}`)
    return true
  }

  #present(frame: LinkFrame): boolean {
    const { tables, physical } = this.#core
    switch (frame.type) {
      case 'ADD':
        this.#inserted(this.#queue.added(frame))
        return true
      case 'ADD_ACK':
      case 'ADD_REJ':
        this.#inserted(this.#queue.answered(frame))
        return true
      case 'MORE':
        this.#queue.calls.byPeer(frame)
        this.#generation.reconsider()
        return true
      case 'CANCEL':
        if (!physical.master) return this.#ignored(frame)
        tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.expected })
        this.#queue.cancelled(frame)
        return true
      case 'END':
        if (physical.master) return this.#ignored(frame)
        tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.endSequence })
        this.#queue.ends.byMaster(frame)
        return true
      case 'END_ACK':
        if (!physical.master) return this.#ignored(frame)
        acknowledge(this.#core, exchange.end(frame.queueId))
        if (tables.request.has(frame.queueId)) tables.request.tell(frame.queueId, { type: 'END_ACK' })
        return true
      case 'EXPIRE':
        return this.#expire(frame)
      case 'EXPIRE_ACK':
        this.#pairs.expireAcknowledged(frame.epoch, frame.low)
        tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.expected })
        return true
      case 'RELEASED':
        this.#core.listener.peerReleased(frame.epoch, frame.low, frame.high)
        return true
      case 'SCHEDULE':
        this.#schedule.proposed(frame)
        return true
      case 'SCHEDULE_ACK':
        acknowledge(this.#core, exchange.schedule(frame.serial))
        return true
      case 'KEEPALIVE':
        this.#keptAlive(frame)
        return true
      case 'TEST_RESULTS':
        for (const round of frame.rounds) this.#pairs.tests.peer(round)
        return true
      default:
        return false
    }
  }

  /** The master alone ends requests, and the other node alone asks it to. */
  #ignored(frame: LinkFrame): true {
    this.#core.ignored(`not-from-this-end-${frame.type}`)
    return true
  }

  #inserted(item: QueueItem | undefined): void {
    if (item === undefined) return
    if (item.originator) this.#core.listener.acknowledged(item.createId)
    this.#generation.reconsider()
  }

  #expire(frame: Extract<LinkFrame, { type: 'EXPIRE' }>): boolean {
    const { tables, physical } = this.#core
    if (frame.epoch === physical.epoch) {
      tables.sequence.tell(ONLY, { type: 'AHEAD', sequence: frame.low })
      tables.sequence.tell(ONLY, { type: 'EXPIRED', high: frame.high })
    }
    this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high)
    const expected = frame.epoch === physical.epoch ? this.#pairs.expected : frame.high
    this.#core.send({
      type: 'EXPIRE_ACK',
      ...physical.header,
      epoch: frame.epoch,
      low: frame.low,
      high: frame.high,
      expected
    })
    return true
  }

  #keptAlive(frame: Extract<LinkFrame, { type: 'KEEPALIVE' }>): void {
    const { tables } = this.#core
    tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.expected })
    this.#pairs.confirm(frame.expected, frame.confirmed)
    if (frame.answer) return tables.liveness.tell(ONLY, { type: 'HEARD' })
    this.sendKeepAlive(true)
    this.#queue.calls.again()
  }

  sendKeepAlive(answer: boolean): void {
    const { physical, memory } = this.#core
    this.#pairs.notices.flush()
    this.#sendTestResults()
    this.#core.send({
      type: 'KEEPALIVE',
      ...physical.header,
      answer,
      expected: this.#pairs.settled(),
      freeQubits: memory.available,
      confirmed: this.#pairs.confirmed
    })
    if (!answer) physical.repeatState()
  }

  /** Sends what test rounds have given, once there is a frame full of it. */
  sendTestsWhenMany(): void {
    if (this.#pairs.tests.unsent >= TESTS_PER_FRAME) this.#sendTestResults()
  }

  #sendTestResults(): void {
    if (this.#pairs.tests.unsent === 0) return
    const rounds = this.#pairs.tests.takeUnsent()
    for (let start = 0; start < rounds.length; start += LIMITS.testRounds) {
      this.#core.send({
        type: 'TEST_RESULTS',
        ...this.#core.physical.header,
        rounds: rounds.slice(start, start + LIMITS.testRounds)
      })
    }
  }
}
