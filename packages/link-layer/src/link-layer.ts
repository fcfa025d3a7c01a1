import type { DeviceResult } from '@bellwire/device'
import type { PhysicalLayer } from '@bellwire/physical-layer'
import { LATEST } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import { ErrorCode, type LinkFrame } from '@bellwire/wire'
import { LinkCore, type LinkLayerOptions, type LinkOutput, MACHINES, ONLY, tablesOf } from './core.js'
import type { RateEstimation } from './estimation/rate-estimation.js'
import { FidelityEstimation } from './estimation/fidelity-estimation.js'
import { Generation } from './generation.js'
import { LinkEvents } from './link-events.js'
import { unmetByPeer, unmetHere } from './means.js'
import { kindToWire, measurementToWire } from './measurement.js'
import type { Entry } from './pair/entry.js'
import type { LinkJournal } from './pair/journal.js'
import { PairLedger } from './pair/pair-ledger.js'
import { PairService } from './pair/pair-service.js'
import { answered, command } from './pair/processing.js'
import { PeerFrames } from './peer-frames.js'
import { DistributedQueue } from './queue/distributed-queue.js'
import type { QueueItem } from './queue/item.js'
import { ScheduleAgreement } from './queue/schedule-agreement.js'
import type { BinSchedule } from './queue/scheduler.js'
import type { LastWords } from './records/recovery.js'
import { checkNumber, checkRequest } from './request-check.js'
import type { CreateAnswer, CreateRequest } from './service.js'

/** Tags of one link's device commands: far enough apart that no two links of a node share one. */
const TAGS_PER_LINK = 2 ** 36

/**
 * One end of a link's entanglement generation service. Takes requests, keeps the distributed queue with the peer, has
 * the physical layer make pairs, and delivers them at both ends, or at neither.
 */
export class LinkLayer {
  readonly estimation: FidelityEstimation
  readonly #core: LinkCore
  readonly #queue: DistributedQueue
  readonly #pairs: PairLedger
  readonly #generation: Generation
  readonly #service: PairService
  readonly #schedule: ScheduleAgreement
  readonly #frames: PeerFrames
  readonly #events: LinkEvents
  readonly #host
  readonly #purposes = new Set<number>()
  #createId: number

  /**
   * @param physical the layer below, not yet started; from now on it speaks to this one
   * @param journal what an earlier process of this node left unsettled
   */
  constructor(options: LinkLayerOptions, physical: PhysicalLayer, journal?: LinkJournal) {
    this.#createId = journal?.createId ?? 0
    this.estimation = new FidelityEstimation(options.linkCapabilities.operatingPoints)
    this.#host = new Host({
      machines: MACHINES,
      clock: options.clock,
      runner: options.runner,
      owner: this,
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#core = new LinkCore(options, physical, this.estimation, tablesOf(this.#host), options.link * TAGS_PER_LINK)
    this.#queue = new DistributedQueue(this.#core, (purpose) => this.#purposes.has(purpose))
    this.#generation = new Generation(this.#core, this.#queue)
    this.#pairs = new PairLedger(this.#core, (pair, delivered) => this.#service.expired(pair, delivered), journal)
    this.#schedule = new ScheduleAgreement(this.#core, () => this.#generation.reconsider())
    this.#frames = new PeerFrames(this.#core, this.#queue, this.#pairs, this.#generation, this.#schedule)
    this.#service = new PairService(this.#core, this.#queue, this.#pairs, this.#generation, () =>
      this.#frames.sendTestsWhenMany()
    )
    this.#events = new LinkEvents(this.#core, this.#queue, this.#pairs, this.#generation, this.#schedule)
    physical.listen(this.#events)
    options.records?.follow(() => ({
      epoch: physical.highestEpoch,
      createId: this.#createId,
      ...this.#pairs.state(physical.liveEpoch)
    }))
  }

  get physical(): PhysicalLayer {
    return this.#core.physical
  }

  /** At what rate pairs come, beside what the hardware states. */
  get rates(): RateEstimation {
    return this.#core.rates
  }

  /** The next sequence number expected; 0 while the link is down. */
  get expected(): number {
    return this.physical.epoch === 0 ? 0 : this.#pairs.expected
  }

  /** The requests that this link has in its queue, those of both ends, the oldest first. For whoever looks inside. */
  get queue(): readonly QueueItem[] {
    return this.#queue.list
  }

  // ---- service ----

  /** Opts in to the peer's requests of a purpose. */
  accept(purpose: number): void {
    this.#purposes.add(purpose)
  }

  refuse(purpose: number): void {
    this.#purposes.delete(purpose)
  }

  /**
   * Asks for pairs. What cannot be met, ever or now, is refused by the answer; a malformed request is thrown back, and
   * has left no trace.
   *
   * @throws LinkLayerError INVALID_REQUEST, naming the field
   */
  create(request: CreateRequest): CreateAnswer {
    checkRequest(request)
    this.#createId += 1
    const createId = this.#createId
    this.#core.records?.touch()
    const refused = (error: ErrorCode, detail: string): CreateAnswer => ({ createId, error, detail })
    const { physical, capabilities, clock, tables } = this.#core
    const unmet = unmetHere(this.#core, kindToWire(request.kind), measurementToWire(request.originator))
    if (unmet !== undefined) return refused(ErrorCode.UNSUPP, unmet)
    if (request.kind === 'keep' && !request.consecutive && request.number > capabilities.qubits) {
      return refused(ErrorCode.UNSUPP, `number ${request.number} at once: the node has ${capabilities.qubits} qubits`)
    }
    const point = this.estimation.choose(request.minimumFidelity)
    if (point === undefined) {
      return refused(
        ErrorCode.UNSUPP,
        `minimumFidelity ${request.minimumFidelity}: this link gives at most ${this.estimation.maximum}`
      )
    }
    if (physical.epoch === 0) return refused(ErrorCode.OTHER, 'the link is down')
    const unmetThere = unmetByPeer(this.#core, kindToWire(request.kind), measurementToWire(request.responder))
    if (unmetThere !== undefined) return refused(ErrorCode.UNSUPP, unmetThere)
    if (this.#queue.full) return refused(ErrorCode.NORES, 'the queue is full')
    const deadline = clock.now() + request.timeLimit
    // One after the last instant that a clock can name never comes.
    const limited = request.timeLimit > 0 && deadline <= LATEST
    const deadlineSlot = limited ? physical.slots.endBefore(deadline) : 0
    if (limited && deadlineSlot < physical.slots.earliestNow() + request.number) {
      return refused(
        ErrorCode.UNSUPP,
        `timeLimit ${request.timeLimit} ns: too short for ${request.number} pairs even at the first attempt`
      )
    }
    this.#core.records?.opened(createId)
    tables.creation.open(createId, { createId, number: request.number })
    if (limited) tables.alarm.open(`CREATE ${createId}`, { delay: request.timeLimit, table: 'creation', key: createId })
    this.#queue.add(createId, request, point, deadlineSlot)
    return { createId, error: ErrorCode.UNSPECIFIED, detail: '' }
  }

  /**
   * Calls for so many pairs more of a paced request. Unknown or finished requests are left alone.
   *
   * @throws LinkLayerError INVALID_REQUEST for what is no number of pairs
   */
  more(createId: number, number: number): void {
    checkNumber(number)
    this.#queue.call(createId, number)
    this.#generation.reconsider()
  }

  /** Gives a request up; its ERR follows. Unknown or finished requests are left alone. */
  cancel(createId: number): void {
    if (this.#core.tables.creation.has(createId))
      this.#core.tables.creation.tell(createId, { type: 'CANCEL', reason: ErrorCode.OTHER })
  }

  /** Gives a kept pair's qubit back. False when there is no such pair any more. */
  release(pair: number): boolean {
    return this.#pairs.release(pair)
  }

  /**
   * Takes a kept pair's qubit over from the link: whoever takes it frees it. To the link the pair is used up, so it may
   * still be told to have expired. False when there is no such pair any more.
   */
  take(pair: number): boolean {
    return this.#pairs.take(pair)
  }

  /**
   * Time division: proposes another schedule to the peer; both follow it from its first slot on. Only the master may.
   *
   * @throws LinkLayerError NO_SCHEDULE where this end cannot propose one, INVALID_REQUEST for one that makes no sense
   */
  propose(schedule: BinSchedule): void {
    this.#schedule.propose(schedule)
  }

  /** Settles now, rather than at the next interval, which pairs are certain. */
  confirmPairs(): void {
    if (this.#core.tables.liveness.has(ONLY)) this.#core.tables.liveness.tell(ONLY, { type: 'ASK' })
  }

  /** The process dies: open requests end in one ERR each, pairs that it holds or that the peer may not have are void. */
  abandon(): void {
    this.physical.stop()
    this.#pairs.loseQubits()
    this.#events.down()
  }

  /** What a new process of this node must know of this one; durable where the process may really die. */
  journal(): LinkJournal {
    return { ...this.#pairs.journal(), createId: this.#createId, epoch: this.physical.lastEpoch }
  }

  /** Says what the process before would still have had to say, when it was killed. */
  say({ lost, failed, void: voided }: LastWords): void {
    const { listener, records, link } = this.#core
    const expired = (pair: LastWords['lost'][number]): void => {
      records?.expired(pair, pair)
      listener.expired({ ...pair, link, pair: 0 })
    }
    for (const pair of lost) expired(pair)
    for (const failure of failed) {
      records?.ended(failure.createId)
      listener.failed(failure)
    }
    for (const pair of voided) expired(pair)
  }

  // ---- frames ----

  /** Takes a frame of the link layer from the peer; false when it is none. */
  frame(frame: LinkFrame): boolean {
    return this.#frames.frame(frame)
  }

  // ---- hardware ----

  /** Takes the hardware's answer to a command about a pair of this link; false when it is another's. */
  deviceResult(result: DeviceResult): boolean {
    if (!('qubit' in result)) return false
    const pair = result.tag - this.#core.tagBase
    if (pair < 0 || pair >= TAGS_PER_LINK) return false
    answered(this.#core, pair, result)
    return true
  }

  // ---- HostOwner: what the machines say ----

  /** A request may have ended while its pair was on the way to it. */
  undelivered(table: string, _key: number | string, event: { readonly type: string; readonly pair?: number }): void {
    if (table === 'creation' && event.type === 'READY') this.#service.refuse(event.pair as number)
    else this.#core.ignored(`no-${table}`)
  }

  /** Does what the machines want done. */
  output(event: LinkOutput, _table: string, key: number | string): void {
    const { tables, listener, physical } = this.#core
    switch (event.type) {
      // the way of a pair that is kept, first: a switch over names is a chain of comparisons
      case 'pairHeralded':
        this.#service.heralded(event.herald)
        break
      case 'deliver':
        this.#service.deliver(event.pair, event.final)
        if (event.final) this.#core.records?.ended(key as number)
        break
      // sequence
      case 'outdated':
        this.#generation.heralded(event.herald, false)
        this.#generation.pump()
        break
      case 'missed':
        this.#pairs.skipTo(event.high)
        this.#pairs.expire(event.low, event.high)
        break
      // pair
      case 'correct':
      case 'store':
      case 'measure':
        command(this.#core, event.type, this.#pairs.entry(event.pair) as Entry)
        break
      case 'ready':
        this.#service.ready(event.pair)
        break
      case 'measured':
        this.#core.freeQubit(event.qubit)
        if (this.#pairs.measured(event.pair, event.outcome, event.basis)) this.#service.ready(event.pair)
        break
      case 'freeQubit':
        this.#core.freeQubit(event.qubit)
        break
      case 'expired':
        this.#pairs.expiredHere(event.pair)
        break
      // reliable
      case 'transmit':
        this.#core.send(event.frame)
        break
      case 'exhausted':
        this.#core.exchanges.delete(key as string)
        if (event.frame.type === 'ADD') this.#queue.unanswered(event.frame.serial)
        else if (!this.#queue.ends.mayGoUnanswered(event.frame)) physical.resynchronise()
        break
      // liveness
      case 'keepAlive':
        this.#service.settling()
        this.#frames.sendKeepAlive(false)
        break
      case 'peerLost':
        physical.lost()
        break
      case 'ignored':
        this.#core.ignored(event.reason)
        break
      // creation
      case 'refuse':
        this.#service.refuse(event.pair)
        break
      case 'error':
        this.#core.records?.ended(event.createId)
        tables.alarm.close(`CREATE ${event.createId}`)
        listener.failed({ createId: event.createId, code: event.code as ErrorCode, delivered: event.delivered })
        break
      case 'retract':
        this.#queue.retract(event.createId, event.reason)
        break
      case 'askEnd':
        // Where the request is over, complete, nobody else will end it.
        if (this.#queue.item(event.queueId) !== undefined) this.#queue.ends.ask(event.queueId, event.reason)
        else tables.creation.tell(key, { type: 'ENDED', reason: event.reason })
        break
      default:
        this.#requestOutput(event)
    }
  }

  #requestOutput(event: Exclude<Extract<LinkOutput, { queueId: number }>, { type: 'askEnd' }>): void {
    switch (event.type) {
      case 'sendEnd':
        this.#queue.ends.send(event.queueId, event.reason, this.#pairs.expected)
        break
      case 'promptEnd':
        this.#queue.ends.ask(event.queueId, ErrorCode.UNSPECIFIED, 2 * this.#core.configuration.roundTrip)
        break
      case 'ackEnd':
        this.#queue.ends.acknowledge(event.queueId)
        break
      case 'ended':
        this.#service.requestEnded(event.queueId, event.reason)
        break
    }
  }
}

export type { LinkLayerOptions } from './core.js'
