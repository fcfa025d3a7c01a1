import type { DeviceResult } from '@bellwire/device'
import type { Epoch, PhysicalLayer, PhysicalLayerListener } from '@bellwire/physical-layer'
import { Host } from '@bellwire/statechart'
import { ErrorCode, type Frame, LIMITS, State } from '@bellwire/wire'
import { SETTLE_WINDOW } from './configuration.js'
import { LinkCore, type LinkLayerOptions, type LinkOutput, MACHINES, ONLY, tablesOf } from './core.js'
import { LinkLayerError } from './errors.js'
import { FidelityEstimation } from './estimation/fidelity-estimation.js'
import { Generation } from './generation.js'
import { type Entry, type LinkJournal, PairLedger } from './pair/pair-ledger.js'
import { DistributedQueue } from './queue/distributed-queue.js'
import type { QueueItem } from './queue/item.js'
import type { BinSchedule } from './queue/scheduler.js'
import { acknowledge, exchange, sendReliably, stopSending } from './reliable/reliable-messages.js'
import { checkRequest, checkSchedule } from './request-check.js'
import type { CreateAnswer, CreateRequest } from './service.js'

/** Test results sent at a time, at the least. */
const TESTS_PER_FRAME = 64

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
  readonly #host
  readonly #purposes = new Set<number>()
  #createId: number
  /** Pairs heralded since the last KEEPALIVE. */
  #uncertain = 0
  #scheduleSerial = 0
  #own: State = State.DOWN
  #peer: State = State.READY

  /**
   * @param attach makes the physical layer below, which speaks to the listener it is given
   * @param journal what an earlier process of this node left unsettled
   */
  constructor(
    options: LinkLayerOptions,
    attach: (listener: PhysicalLayerListener) => PhysicalLayer,
    journal?: LinkJournal
  ) {
    this.#createId = journal?.createId ?? 0
    const physical = attach(this.#listener())
    this.estimation = new FidelityEstimation(options.linkCapabilities.operatingPoints)
    this.#host = new Host({
      machines: MACHINES,
      clock: options.clock,
      runner: options.runner,
      output: (event, _table, key) => this.#output(event, key),
      undelivered: (table, _key, event) => this.#undelivered(table, event),
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#core = new LinkCore(options, physical, this.estimation, tablesOf(this.#host), options.link * TAGS_PER_LINK)
    this.#queue = new DistributedQueue(this.#core, (purpose) => this.#purposes.has(purpose))
    this.#generation = new Generation(this.#core, this.#queue)
    this.#pairs = new PairLedger(this.#core, (entry) => this.#expired(entry), journal)
  }

  get physical(): PhysicalLayer {
    return this.#core.physical
  }

  /** The next sequence number expected; 0 while the link is down. */
  get expected(): number {
    return this.physical.epoch === 0 ? 0 : this.#pairs.expected
  }

  // ---- service ----

  /** Opts in to the peer's requests of a purpose. */
  accept(purpose: number): void {
    this.#purposes.add(purpose)
  }

  refuse(purpose: number): void {
    this.#purposes.delete(purpose)
  }

  /** Asks for pairs. What can never be met is refused at once. @throws LinkLayerError INVALID_REQUEST, naming the field */
  create(request: CreateRequest): CreateAnswer {
    checkRequest(request)
    this.#createId += 1
    const createId = this.#createId
    const refused = (error: ErrorCode, detail: string): CreateAnswer => ({ createId, error, detail })
    const { physical, capabilities, linkCapabilities, clock, tables } = this.#core
    if (request.kind !== 'measure' && !linkCapabilities.keep)
      return refused(ErrorCode.UNSUPP, 'the hardware of this link cannot keep pairs')
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
    if (this.#queue.full) return refused(ErrorCode.NORES, 'the queue is full')
    const deadlineSlot = request.timeLimit === 0 ? 0 : physical.slots.endBefore(clock.now() + request.timeLimit)
    if (request.timeLimit > 0 && deadlineSlot < physical.slots.earliestNow() + request.number) {
      return refused(
        ErrorCode.UNSUPP,
        `timeLimit ${request.timeLimit} ns: too short for ${request.number} pairs even at the first attempt`
      )
    }
    tables.creation.open(createId, { createId, number: request.number })
    if (request.timeLimit > 0)
      tables.alarm.open(`CREATE ${createId}`, { delay: request.timeLimit, table: 'creation', key: createId })
    this.#queue.add(createId, request, point, deadlineSlot)
    return { createId, error: ErrorCode.UNSPECIFIED, detail: '' }
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
   * Time division: proposes another schedule to the peer; both follow it from its first slot on. Only the master may.
   *
   * @throws LinkLayerError NO_SCHEDULE where this end cannot propose one, INVALID_REQUEST for one that makes no sense
   */
  propose(schedule: BinSchedule): void {
    checkSchedule(schedule)
    const { physical, scheduler } = this.#core
    if (scheduler.adopt === undefined)
      throw new LinkLayerError('NO_SCHEDULE', 'the link does not use the time-division profile')
    if (!physical.master)
      throw new LinkLayerError('NO_SCHEDULE', 'the other node is the master of this link, and proposes its schedules')
    if (physical.epoch === 0) throw new LinkLayerError('NO_SCHEDULE', 'the link is down')
    this.#scheduleSerial += 1
    const serial = this.#scheduleSerial
    sendReliably(this.#core, exchange.schedule(serial), { type: 'SCHEDULE', ...physical.header, serial, ...schedule })
    this.#adopt(schedule)
  }

  #adopt(schedule: BinSchedule): void {
    const { scheduler } = this.#core
    if (scheduler.adopt === undefined) return this.#core.ignored('schedule-without-time-division')
    this.#core.scheduler = scheduler.adopt(schedule)
    this.#generation.reconsider()
  }

  /** Settles now, rather than at the next interval, which pairs are certain. */
  confirmPairs(): void {
    if (this.#core.tables.liveness.has(ONLY)) this.#core.tables.liveness.tell(ONLY, { type: 'ASK' })
  }

  /** The process dies: open requests end in one ERR each, pairs that it holds or that the peer may not have are void. */
  abandon(): void {
    this.physical.stop()
    this.#pairs.loseQubits()
    this.#down()
  }

  /** What a new process of this node must know of this one; durable where the process may really die. */
  journal(): LinkJournal {
    return { ...this.#pairs.journal(), createId: this.#createId, epoch: this.physical.lastEpoch }
  }

  // ---- frames ----

  /** Takes a frame of the link layer from the peer; false when it is none. */
  frame(frame: Frame): boolean {
    const { physical } = this.#core
    if (!physical.fromPresentPeer(frame)) {
      // What a former epoch left open is settled in this one.
      if (frame.type === 'EXPIRE' && physical.isFormer(frame)) return this.#expire(frame)
      if (frame.type === 'EXPIRE_ACK' && physical.isFormer(frame)) {
        this.#pairs.expireAcknowledged(frame.epoch, frame.low)
        return true
      }
      this.#core.ignored(`stale-${frame.type}`)
      return true
    }
    return this.#presentFrame(frame)
  }

  #presentFrame(frame: Frame): boolean {
    const { tables } = this.#core
    switch (frame.type) {
      case 'ADD':
        this.#inserted(this.#queue.added(frame))
        return true
      case 'ADD_ACK':
      case 'ADD_REJ':
        this.#inserted(this.#queue.answered(frame))
        return true
      case 'CANCEL':
        tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.expected })
        this.#queue.cancelled(frame)
        return true
      case 'END':
        tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.endSequence })
        this.#queue.endedByMaster(frame)
        return true
      case 'END_ACK':
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
        this.#scheduled(frame)
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

  /** The master's schedule; a repeated or overtaken one is acknowledged and changes nothing. */
  #scheduled(frame: Extract<Frame, { type: 'SCHEDULE' }>): void {
    const { physical, send } = this.#core
    if (physical.master) return this.#core.ignored('schedule-from-other-node')
    if (frame.serial > this.#scheduleSerial) {
      this.#scheduleSerial = frame.serial
      this.#adopt({ firstSlot: frame.firstSlot, period: frame.period, bins: frame.bins })
    }
    send({ type: 'SCHEDULE_ACK', ...physical.header, serial: frame.serial })
  }

  #expire(frame: Extract<Frame, { type: 'EXPIRE' }>): boolean {
    const { tables, physical, send } = this.#core
    if (frame.epoch === physical.epoch) {
      tables.sequence.tell(ONLY, { type: 'AHEAD', sequence: frame.low })
      tables.sequence.tell(ONLY, { type: 'EXPIRED', high: frame.high })
    }
    this.#pairs.expiredByPeer(frame.epoch, frame.low, frame.high)
    const expected = frame.epoch === physical.epoch ? this.#pairs.expected : frame.high
    send({ type: 'EXPIRE_ACK', ...physical.header, epoch: frame.epoch, low: frame.low, high: frame.high, expected })
    return true
  }

  #keptAlive(frame: Extract<Frame, { type: 'KEEPALIVE' }>): void {
    const { tables } = this.#core
    tables.sequence.tell(ONLY, { type: 'HINT', sequence: frame.expected })
    this.#pairs.confirm(frame.expected, frame.confirmed)
    if (frame.answer) tables.liveness.tell(ONLY, { type: 'HEARD' })
    else this.#sendKeepAlive(true)
  }

  #sendKeepAlive(answer: boolean): void {
    const { send, physical, memory } = this.#core
    this.#uncertain = 0
    this.#pairs.flushReleased()
    this.#sendTestResults()
    send({
      type: 'KEEPALIVE',
      ...physical.header,
      answer,
      expected: this.#pairs.settled(),
      freeQubits: memory.available,
      confirmed: this.#pairs.confirmed
    })
    if (!answer) physical.repeatState()
  }

  #sendTestResults(): void {
    const rounds = this.#pairs.tests.takeUnsent()
    for (let start = 0; start < rounds.length; start += LIMITS.testRounds) {
      this.#core.send({
        type: 'TEST_RESULTS',
        ...this.#core.physical.header,
        rounds: rounds.slice(start, start + LIMITS.testRounds)
      })
    }
  }

  // ---- hardware ----

  /** Takes the hardware's answer to a command about a pair of this link; false when it is another's. */
  deviceResult(result: DeviceResult): boolean {
    if (!('tag' in result) || !('qubit' in result)) return false
    const pair = result.tag - this.#core.tagBase
    if (pair < 0 || pair >= TAGS_PER_LINK) return false
    this.#pairs.deviceResult(pair, result)
    return true
  }

  // ---- what the physical layer says ----

  #listener(): PhysicalLayerListener {
    return {
      up: (epoch) => this.#up(epoch),
      down: () => this.#down(),
      life: (own, peer, fit) => {
        this.#own = own
        this.#peer = peer
        if (fit) this.#generation.pump()
        else this.#generation.pause()
        this.#core.listener.linkChanged(this.physical.epoch !== 0, own, peer, fit)
      },
      windowAhead: () => this.#generation.stop(),
      herald: (herald) => this.#core.tables.sequence.tell(ONLY, { type: 'HERALD', herald }),
      ended: (ended) => this.#generation.ended(ended),
      gap: (sequence) => {
        this.#core.tables.sequence.tell(ONLY, { type: 'AHEAD', sequence })
        this.#generation.stop()
      }
    }
  }

  #up(epoch: Epoch): void {
    const { configuration, tables } = this.#core
    this.#queue.open()
    this.#scheduleSerial = 0
    this.#generation.reset()
    this.#pairs.open(epoch.epoch, epoch.firstSequence, epoch.testSeed, epoch.testFraction)
    tables.liveness.open(ONLY, {
      interval: configuration.keepAliveInterval,
      timeout: configuration.keepAliveTimeout,
      maximumMisses: configuration.keepAliveMisses
    })
  }

  #down(): void {
    const { tables } = this.#core
    this.#generation.reset()
    for (const createId of [...tables.creation.keys()]) tables.creation.tell(createId, { type: 'LOST' })
    for (const key of this.#core.exchanges) stopSending(this.#core, key)
    for (const key of [...tables.alarm.keys()]) tables.alarm.close(key)
    tables.liveness.close(ONLY)
    this.#queue.close()
    this.#pairs.close()
    this.#core.listener.linkChanged(false, this.#own, this.#peer, false)
  }

  // ---- what the machines say ----

  /** A request may have ended while its pair was on the way to it. */
  #undelivered(table: string, event: { readonly type: string; readonly pair?: number }): void {
    const entry = table === 'creation' && event.type === 'READY' ? this.#pairs.entry(event.pair as number) : undefined
    if (entry === undefined) this.#core.ignored(`no-${table}`)
    else this.#pairs.expire(entry.sequence, (entry.sequence + 1) >>> 0)
  }

  #output(event: LinkOutput, key: number | string): void {
    const { send, tables, listener, physical } = this.#core
    switch (event.type) {
      // sequence
      case 'pairHeralded':
        this.#heralded(event.herald)
        break
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
        this.#pairs.correct(event.pair)
        break
      case 'store':
        this.#pairs.store(event.pair)
        break
      case 'measure':
        this.#pairs.measure(event.pair)
        break
      case 'ready':
        this.#ready(event.pair)
        break
      case 'measured':
        this.#freeQubit(event.qubit)
        this.#pairs.measured(event.pair, event.outcome)
        this.#ready(event.pair)
        break
      case 'released':
        this.#pairs.released(event.pair, event.sequence)
        this.#freeQubit(event.qubit)
        break
      case 'freeQubit':
        this.#freeQubit(event.qubit)
        break
      case 'expired':
        this.#pairs.expiredHere(event.pair)
        break
      // reliable
      case 'transmit':
        send(event.frame)
        break
      case 'exhausted':
        this.#core.exchanges.delete(key as string)
        if (event.frame.type === 'ADD') this.#queue.unanswered(event.frame.serial)
        else physical.resynchronise()
        break
      // liveness
      case 'keepAlive':
        this.#sendKeepAlive(false)
        break
      case 'peerLost':
        physical.lost()
        break
      case 'ignored':
        this.#core.ignored(event.reason)
        break
      // creation
      case 'deliver': {
        const entry = this.#pairs.entry(event.pair)
        if (entry?.item === undefined) break
        this.#pairs.deliver(entry, entry.item, event.final)
        if (event.final) tables.alarm.close(`CREATE ${entry.item.createId}`)
        break
      }
      case 'refuse': {
        const entry = this.#pairs.entry(event.pair)
        if (entry !== undefined) this.#pairs.expire(entry.sequence, (entry.sequence + 1) >>> 0)
        break
      }
      case 'error':
        tables.alarm.close(`CREATE ${event.createId}`)
        listener.failed({ createId: event.createId, code: event.code as ErrorCode, delivered: event.delivered })
        break
      case 'retract':
        this.#queue.retract(event.createId, event.reason)
        break
      case 'askEnd':
        // Where the request is over, complete, nobody else will end it.
        if (this.#queue.items.has(event.queueId)) this.#queue.askEnd(event.queueId, event.reason)
        else tables.creation.tell(key as number, { type: 'ENDED', reason: event.reason })
        break
      default:
        this.#requestOutput(event)
    }
  }

  #requestOutput(event: Extract<LinkOutput, { queueId: number }>): void {
    switch (event.type) {
      case 'sendEnd':
        this.#queue.sendEnd(event.queueId, event.reason, this.#pairs.expected)
        break
      case 'stopEnd':
        this.#queue.stopEnd(event.queueId)
        break
      case 'promptEnd':
        this.#queue.askEnd(event.queueId, ErrorCode.UNSPECIFIED, 2 * this.#core.configuration.roundTrip)
        break
      case 'ackEnd':
        this.#queue.ackEnd(event.queueId)
        break
      case 'ended': {
        const over = this.#queue.ended(event.queueId, event.reason)
        if (over !== undefined && event.reason !== ErrorCode.UNSPECIFIED) this.#dropUndelivered(over)
        this.#generation.reconsider()
        break
      }
    }
  }

  // ---- pairs and requests ----

  #inserted(item: QueueItem | undefined): void {
    if (item === undefined) return
    if (item.originator) this.#core.listener.acknowledged(item.createId)
    this.#generation.reconsider()
  }

  #heralded(herald: Parameters<PhysicalLayerListener['herald']>[0]): void {
    const item = this.#queue.items.get(herald.queueId)
    const test = this.#pairs.isTest(herald.sequence)
    const taken = this.#pairs.accept(herald, item)
    this.#generation.heralded(herald, taken)
    if (taken && item !== undefined && !test) {
      item.counted += 1
      if (item.counted === item.number) {
        item.filled = true
        this.#core.tables.request.tell(item.queueId, { type: 'FILLED' })
      }
    }
    this.#generation.pump()
    this.#uncertain += 1
    if (this.#uncertain === SETTLE_WINDOW) this.#core.tables.liveness.tell(ONLY, { type: 'ASK' })
  }

  /** The pair can be delivered, unless it is a test round, or has to wait for the rest of its request. */
  #ready(pair: number): void {
    const entry = this.#pairs.entry(pair)
    if (entry === undefined) return
    const { item } = entry
    if (item === undefined) return this.#takeTest(entry)
    if (item.consecutive) return this.#offer(entry, item)
    item.held.push(entry)
    if (item.held.length + item.delivered === item.number)
      for (const held of item.held.splice(0)) this.#offer(held, item)
  }

  #takeTest(entry: Entry): void {
    this.#pairs.takeTest(entry)
    if (this.#pairs.tests.unsent >= TESTS_PER_FRAME) this.#sendTestResults()
    this.estimation.measured(this.#pairs.tests.counts)
  }

  /** To the application: at the originator through its CREATE, which knows whether it is still wanted. */
  #offer(entry: Entry, item: QueueItem): void {
    const { tables } = this.#core
    if (!item.originator) this.#pairs.deliver(entry, item, item.delivered + 1 === item.number)
    else if (tables.creation.has(item.createId))
      tables.creation.tell(item.createId, { type: 'READY', pair: entry.pair })
    else this.#pairs.expire(entry.sequence, (entry.sequence + 1) >>> 0)
  }

  #freeQubit(qubit: number): void {
    this.#core.execute({ type: 'release', qubit })
    this.#core.memory.free(qubit)
  }

  #expired(entry: Entry): void {
    const { listener, tables, link } = this.#core
    const { item, pair, epoch, sequence } = entry
    if (item === undefined) return
    if (entry.delivered) {
      item.delivered -= 1
      listener.expired({ createId: item.createId, originator: item.originator, link, epoch, sequence, pair })
      if (item.originator && tables.creation.has(item.createId))
        tables.creation.tell(item.createId, { type: 'UNDELIVERED' })
    } else {
      const held = item.held.indexOf(entry)
      if (held >= 0) item.held.splice(held, 1)
    }
    item.counted -= 1
    if (!this.#queue.items.has(item.queueId)) {
      // The request is over, complete: there will be no other pair.
      if (item.originator && tables.creation.has(item.createId))
        tables.creation.tell(item.createId, { type: 'ENDED', reason: ErrorCode.EXPIRE })
      return
    }
    if (item.filled && epoch === this.physical.epoch) this.#unfill(item)
  }

  /** A request is short of a pair again. Where its application has its answer already, nobody wants another. */
  #unfill(item: QueueItem): void {
    const { tables } = this.#core
    item.filled = false
    if (tables.request.has(item.queueId)) tables.request.tell(item.queueId, { type: 'UNFILLED' })
    if (item.originator && !tables.creation.has(item.createId)) this.#queue.askEnd(item.queueId, ErrorCode.EXPIRE)
    this.#generation.reconsider()
  }

  /** A request ended early: what its application has not had, it will not have. */
  #dropUndelivered(item: QueueItem): void {
    for (const entry of this.#pairs.undelivered(item)) this.#pairs.expire(entry.sequence, (entry.sequence + 1) >>> 0)
  }
}

export type { LinkLayerOptions } from './core.js'
