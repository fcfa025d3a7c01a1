import type { Herald } from '@bellwire/physical-layer'
import { ErrorCode } from '@bellwire/wire'
import { SETTLE_WINDOW } from '../configuration.js'
import { type LinkCore, ONLY } from '../core.js'
import type { Generation } from '../generation.js'
import type { DistributedQueue } from '../queue/distributed-queue.js'
import type { QueueItem } from '../queue/item.js'
import type { Entry } from './entry.js'
import type { PairLedger } from './pair-ledger.js'
import type { UsedPair } from './used-pairs.js'

/** What becomes of pairs and of the requests that they are for: counted, offered, delivered, expired. */
export class PairService {
  readonly #core: LinkCore
  readonly #queue: DistributedQueue
  readonly #pairs: PairLedger
  readonly #generation: Generation
  /** Sends what test rounds have given, once there is a frame full of it. */
  readonly #tested: () => void
  /** Pairs heralded since the last KEEPALIVE. */
  #uncertain = 0

  constructor(core: LinkCore, queue: DistributedQueue, pairs: PairLedger, generation: Generation, tested: () => void) {
    this.#core = core
    this.#queue = queue
    this.#pairs = pairs
    this.#generation = generation
    this.#tested = tested
  }

  /** A KEEPALIVE was sent: what came before will soon be certain. */
  settling(): void {
    this.#uncertain = 0
  }

  heralded(herald: Herald): void {
    const item = this.#queue.item(herald.queueId)
    const taken = this.#pairs.accept(herald, item)
    this.#generation.heralded(herald, taken !== undefined)
    if (taken?.item !== undefined) this.#count(taken.item)
    this.#generation.pump()
    this.#uncertain += 1
    if (this.#uncertain === SETTLE_WINDOW) this.#core.tables.liveness.tell(ONLY, { type: 'ASK' })
    if (taken?.asHeralded === true) this.ready(taken.pair)
  }

  #count(item: QueueItem): void {
    item.counted += 1
    if (item.counted < item.number) return
    item.filled = true
    this.#core.tables.request.tell(item.queueId, { type: 'FILLED' })
  }

  /** The pair can be delivered, unless it is a test round, or has to wait for the rest of its request. */
  ready(pair: number): void {
    const entry = this.#pairs.entry(pair)
    if (entry === undefined) return
    const { item } = entry
    if (item === undefined) return this.#takeTest(entry)
    if (item.consecutive) return this.#offer(entry, item)
    item.held.push(pair)
    if (item.held.length + item.delivered < item.number) return
    for (const held of item.held.splice(0)) {
      const ready = this.#pairs.entry(held)
      if (ready !== undefined) this.#offer(ready, item)
    }
  }

  #takeTest(entry: Entry): void {
    this.#pairs.takeTest(entry)
    this.#tested()
    this.#core.estimation.measured(this.#pairs.tests.counts)
  }

  /** To the application: at the originator through its CREATE, which knows whether it is still wanted. */
  #offer(entry: Entry, item: QueueItem): void {
    const { tables } = this.#core
    if (!item.originator) this.#pairs.deliver(entry, item, item.delivered + 1 === item.number)
    else if (tables.creation.has(item.createId))
      tables.creation.tell(item.createId, { type: 'READY', pair: entry.pair })
    else this.#pairs.expireOne(entry)
  }

  /** A CREATE takes a pair. */
  deliver(pair: number, final: boolean): void {
    const entry = this.#pairs.entry(pair)
    if (entry?.item === undefined) return
    this.#pairs.deliver(entry, entry.item, final)
    if (final) this.#core.tables.alarm.close(`CREATE ${entry.item.createId}`)
  }

  /** A CREATE does not take a pair, or has ended while it was on its way. */
  refuse(pair: number): void {
    const entry = this.#pairs.entry(pair)
    if (entry !== undefined) this.#pairs.expireOne(entry)
  }

  /** A pair has become void at this end. */
  expired({ item, pair, epoch, sequence }: UsedPair<QueueItem | undefined>, delivered: boolean): void {
    const { listener, tables, link, physical } = this.#core
    if (item === undefined) return
    if (delivered) {
      item.delivered -= 1
      listener.expired({ createId: item.createId, originator: item.originator, link, epoch, sequence, pair })
      if (item.originator && tables.creation.has(item.createId))
        tables.creation.tell(item.createId, { type: 'UNDELIVERED' })
    } else {
      const held = item.held.indexOf(pair)
      if (held >= 0) item.held.splice(held, 1)
    }
    item.counted -= 1
    if (this.#queue.item(item.queueId) === undefined) {
      // The request is over, complete: there will be no other pair. One that is delivered as a whole never will be.
      if (!item.consecutive) for (const rest of this.#pairs.undelivered(item)) this.#pairs.expireOne(rest)
      if (item.originator && tables.creation.has(item.createId))
        tables.creation.tell(item.createId, { type: 'ENDED', reason: ErrorCode.EXPIRE })
      return
    }
    if (epoch !== physical.epoch) return
    if (item.filled) this.#unfill(item)
    else if (item.paced) this.#generation.reconsider()
  }

  /** A request is short of a pair again. Where its application has its answer already, nobody wants another. */
  #unfill(item: QueueItem): void {
    const { tables } = this.#core
    item.filled = false
    if (tables.request.has(item.queueId)) tables.request.tell(item.queueId, { type: 'UNFILLED' })
    if (item.originator && !tables.creation.has(item.createId)) this.#queue.ends.ask(item.queueId, ErrorCode.EXPIRE)
    this.#generation.reconsider()
  }

  /** A request is over at this end. One that ended early delivers nothing more. */
  requestEnded(queueId: number, reason: number): void {
    const over = this.#queue.ended(queueId, reason)
    if (over !== undefined && reason !== ErrorCode.UNSPECIFIED) {
      for (const entry of this.#pairs.undelivered(over)) this.#pairs.expireOne(entry)
    }
    this.#generation.reconsider()
  }
}
