import type { DeviceCommand, DeviceResult } from '@bellwire/device'
import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { Host, type RunnerKind } from '@bellwire/statechart'
import {
  commonVersion,
  type Frame,
  type Gen,
  type LinkHeader,
  type Reply,
  Role,
  State,
  WIRE_VERSIONS
} from '@bellwire/wire'
import { type AttemptEmitted, attemptMachine } from './attempt/machine.js'
import { checkLinkConfiguration, type LinkConfiguration } from './configuration.js'
import { type LifeEmitted, lifeMachine } from './life/machine.js'
import { type MaintenanceEmitted, maintenanceMachine } from './maintenance/machine.js'
import { type SessionContext, type SessionEmitted, sessionMachine } from './session/machine.js'
import { earliestSlot, emittedSlot, localPeriod, localTime, type SlotGrid, slotTime, stationTime } from './slots.js'
import { type SynchronisationEmitted, synchronisationMachine } from './synchronisation/machine.js'

/** What an epoch brings. */
export interface Epoch {
  readonly epoch: number
  readonly master: boolean
  readonly firstSequence: number
  readonly testSeed: number
  /** Share of test rounds, n/65535. */
  readonly testFraction: number
}

/** A success that the station reported. */
export type Herald = Extract<AttemptEmitted, { type: 'herald' }>
/** An order that ended without one. */
export type OrderEnded = Extract<AttemptEmitted, { type: 'ended' }>

/** An order to make one pair. */
export interface Order {
  readonly queueId: number
  readonly qubit: number
  /** Bright-state population, n/65535. */
  readonly brightness: number
  /** Not before this slot, and only in slots before endSlot. */
  readonly firstSlot: number
  readonly endSlot: number
}

/** What the physical layer tells the link layer above it. */
export interface PhysicalLayerListener {
  up(epoch: Epoch): void
  /** The epoch is over: its pairs and requests are void unless confirmed. */
  down(epoch: number): void
  /** `fit` tells whether attempts may be made now. */
  life(own: State, peer: State, fit: boolean): void
  /** A maintenance window is agreed: an order may reach into it, and must be given up and given anew, which cuts it. */
  windowAhead(): void
  herald(herald: Herald): void
  ended(ended: OrderEnded): void
  /** The station has given numbers before `sequence` that never came here. */
  gap(sequence: number): void
}

export interface PhysicalLayerOptions {
  readonly configuration: LinkConfiguration
  /** Drawn anew for every start of the process; never 0. */
  readonly incarnation: number
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly send: (to: number, frame: Frame) => void
  readonly execute: (command: DeviceCommand) => void
  readonly listener: PhysicalLayerListener
  /** Told of every frame or event that was ignored or refused, with a stable reason. */
  readonly ignored: (reason: string) => void
  readonly observer?: {
    timer?(table: string, key: number | string, delay: string): void
    transition?(table: string, key: number | string, from: string, to: string, event: string): void
  }
}

type Emitted = AttemptEmitted | SessionEmitted | LifeEmitted | MaintenanceEmitted | SynchronisationEmitted

const MACHINES = {
  session: sessionMachine,
  attempt: attemptMachine,
  life: lifeMachine,
  maintenance: maintenanceMachine,
  synchronisation: synchronisationMachine
}

/** One end of a link: each of its machines has one instance. */
const ONLY = 0

const UNIT_16_BIT = 65535

/** The node's end of one link at the physical layer: session, clock synchronisation, link life, and attempts. */
export class PhysicalLayer {
  readonly master: boolean
  readonly #options: PhysicalLayerOptions
  readonly #host
  readonly #session
  readonly #attempt
  readonly #life
  readonly #maintenance
  readonly #synchronisation
  readonly #grid: SlotGrid
  /** Time that a photon and its GEN need to the station, with the guard. */
  readonly #lead: Nanoseconds
  #epoch = 0
  #peerIncarnation = 0
  #stationIncarnation = 0
  #own: State = State.DOWN
  #peer: State = State.READY
  #stateSerial = 0
  #peerStateSerial = -1
  #windowFirst = 0
  #windowEnd = 0
  #windowSerial = 0
  /** The last stretch of slots in which this end was not fit; the end is Infinity while it lasts. */
  #unfitFrom = 0
  #unfitUntil = Number.POSITIVE_INFINITY

  constructor(options: PhysicalLayerOptions) {
    const { configuration } = options
    checkLinkConfiguration(configuration)
    this.#options = options
    this.master = configuration.node < configuration.peer
    this.#lead = configuration.stationDelay + configuration.guard
    this.#grid = { origin: configuration.slotOrigin, period: configuration.slotPeriod, offset: 0, drift: 0, reference: 0 }
    this.#host = new Host({
      machines: MACHINES,
      clock: options.clock,
      runner: options.runner,
      output: (event, table) => this.#output(event as Emitted, table),
      undelivered: (table) => options.ignored(`no-${table}`),
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#session = this.#host.table('session')
    this.#attempt = this.#host.table('attempt')
    this.#life = this.#host.table('life')
    this.#maintenance = this.#host.table('maintenance')
    this.#synchronisation = this.#host.table('synchronisation')
  }

  /** Opens the session: says HELLO until the link is up. */
  start(): void {
    const { configuration, incarnation } = this.#options
    const { timers } = configuration
    this.#session.open(ONLY, {
      master: this.master,
      incarnation,
      firstSequence: configuration.firstSequence,
      testFraction: Math.floor(configuration.testFraction * UNIT_16_BIT),
      firstInterval: timers.greeting,
      maximumInterval: timers.greetingMaximum,
      version: WIRE_VERSIONS.maximum
    })
    this.#life.open(ONLY, undefined)
    this.#maintenance.open(ONLY, { master: this.master, repeat: timers.repeat })
    this.#synchronisation.open(ONLY, { interval: timers.synchronisation, holdover: timers.holdover, retry: timers.repeat })
    this.#session.tell(ONLY, { type: 'START' })
  }

  /** Stops everything at once, as a process that dies does; nothing is told to anyone. */
  stop(): void {
    for (const table of [this.#session, this.#attempt, this.#life, this.#maintenance, this.#synchronisation]) table.close(ONLY)
    this.#epoch = 0
  }

  // ---- from the link layer ----

  get epoch(): number {
    return this.#epoch
  }

  /** Whether attempts may be made now, as far as this end knows. */
  get fit(): boolean {
    return this.#unfitUntil !== Number.POSITIVE_INFINITY
  }

  get peerIncarnation(): number {
    return this.#peerIncarnation
  }

  /** How long after a slot its REPLY may come. */
  get replyDelay(): Nanoseconds {
    const { stationDelay, guard, timers } = this.#options.configuration
    return stationDelay + guard + timers.replyMargin
  }

  /** Station time as this node sees it. */
  stationNow(): Nanoseconds {
    return stationTime(this.#grid, this.#options.clock.now())
  }

  /** The first slot that an order given now can use. */
  earliestSlot(): number {
    return earliestSlot(this.#grid, this.stationNow(), this.#lead)
  }

  /** Slots that a duration takes, at least one. */
  slotsIn(duration: Nanoseconds): number {
    return Math.max(1, Math.ceil(duration / this.#grid.period))
  }

  /** Local time by which the outcome of the slot before `slot` is known here, unless its REPLY is late. */
  outcomeKnown(slot: number): Nanoseconds {
    const { stationDelay, guard } = this.#options.configuration
    return localTime(this.#grid, slotTime(this.#grid, slot) + stationDelay + guard)
  }

  /** The last slot whose outcome is known here by local time `deadline`, plus one: the end of what may be used. */
  lastSlotBefore(deadline: Nanoseconds): number {
    const { stationDelay, guard } = this.#options.configuration
    const latest = stationTime(this.#grid, deadline) - stationDelay - guard - this.#grid.origin
    return Math.max(0, Math.floor(latest / this.#grid.period) + 1)
  }

  /** Starts attempts for an order; false when no slot is left for it or the link is not fit. An earlier order is replaced from the first slot on. */
  generate(order: Order): boolean {
    if (this.#epoch === 0 || !this.fit) return false
    const now = this.stationNow()
    const firstSlot = this.#afterWindow(Math.max(order.firstSlot, earliestSlot(this.#grid, now, this.#lead)))
    const endSlot = this.#beforeWindow(firstSlot, order.endSlot)
    if (firstSlot + this.#options.configuration.attemptSlots > endSlot) return false
    this.#attempt.tell(ONLY, { type: 'GENERATE', queueId: order.queueId, qubit: order.qubit, brightness: order.brightness, firstSlot, endSlot, now })
    return true
  }

  /** Gives the present order up. */
  withdraw(): void {
    this.#attempt.tell(ONLY, { type: 'WITHDRAW' })
  }

  /** The link layer cannot go on in this epoch. */
  resynchronise(): void {
    this.#session.tell(ONLY, { type: 'RESYNCHRONISE' })
  }

  /** The peer has not been heard for too long. */
  lost(): void {
    this.#session.tell(ONLY, { type: 'LOST' })
  }

  /** The header of a frame of this end, in this epoch. */
  get header(): LinkHeader {
    return { link: this.#options.configuration.link, incarnation: this.#options.incarnation, epoch: this.#epoch }
  }

  /** Tells the peer this end's state again, in case an earlier notice was lost. */
  repeatState(): void {
    this.#sendState(0)
  }

  // ---- from the network ----

  /** Whether a frame from the peer belongs to the present epoch and process there. */
  fromPresentPeer(frame: LinkHeader): boolean {
    return this.#epoch !== 0 && frame.epoch === this.#epoch && frame.incarnation === this.#peerIncarnation
  }

  /** Whether a frame is the present peer's word about an epoch that is over. */
  isFormer(frame: LinkHeader): boolean {
    return this.#epoch !== 0 && frame.epoch < this.#epoch && frame.incarnation === this.#peerIncarnation
  }

  /** Takes a frame of the physical layer; false when the frame is none. */
  frame(from: number, frame: Frame): boolean {
    switch (frame.type) {
      case 'REPLY':
        this.#reply(frame)
        return true
      case 'HELLO': {
        const version = commonVersion(WIRE_VERSIONS, { minimum: frame.minimumVersion, maximum: frame.maximumVersion })
        this.#session.tell(ONLY, { type: 'HELLO', fromStation: this.#isStation(from), frame, version })
        return true
      }
      case 'OPEN':
        this.#session.tell(ONLY, { type: 'OPEN', frame })
        return true
      case 'OPEN_ACK':
        this.#session.tell(ONLY, { type: 'OPEN_ACK', fromStation: this.#isStation(from), frame })
        return true
      case 'SYNC_REPLY':
        if (frame.incarnation === this.#stationIncarnation) {
          this.#synchronisation.tell(ONLY, { type: 'SYNC_REPLY', frame, arrival: this.#options.clock.now() })
        } else this.#options.ignored('stale-sync-reply')
        return true
      case 'LINK_STATE':
        if (this.fromPresentPeer(frame) && frame.serial > this.#peerStateSerial) {
          this.#peerStateSerial = frame.serial
          if (this.#peer !== frame.state) {
            this.#peer = frame.state as State
            this.#options.listener.life(this.#own, this.#peer, this.fit)
          }
        } else this.#options.ignored('stale-link-state')
        return true
      case 'MAINTENANCE':
        if (!this.fromPresentPeer(frame)) this.#options.ignored('stale-maintenance')
        else if (frame.request) this.#maintenance.tell(ONLY, { type: 'WANTED' })
        else this.#maintenance.tell(ONLY, { type: 'PROPOSED', ...this.#windowTimes(frame.serial, frame.firstSlot, frame.endSlot) })
        return true
      case 'MAINTENANCE_ACK':
        if (this.fromPresentPeer(frame)) {
          const { untilStart, untilEnd } = this.#windowTimes(frame.serial, this.#windowFirst, this.#windowEnd)
          this.#maintenance.tell(ONLY, { type: 'ACKNOWLEDGED', serial: frame.serial, untilStart, untilEnd })
        } else this.#options.ignored('stale-maintenance')
        return true
      default:
        return false
    }
  }

  #reply(frame: Reply): void {
    if (frame.epoch !== this.#epoch || frame.incarnation !== this.#stationIncarnation || this.#epoch === 0) {
      this.#options.ignored('stale-reply')
      return
    }
    const now = this.stationNow()
    this.#attempt.tell(ONLY, {
      type: 'REPLY',
      frame,
      now,
      earliestSlot: earliestSlot(this.#grid, now, this.#lead),
      emittedSlot: emittedSlot(this.#grid, now, this.#options.configuration.stationDelay)
    })
  }

  // ---- from the hardware ----

  /** Takes an answer of the hardware that concerns the link as such; false when it is none. */
  deviceResult(result: DeviceResult): boolean {
    switch (result.type) {
      case 'linkQuality': {
        const validUntil = Number.isFinite(result.validFor) ? this.earliestSlot() + Math.floor(result.validFor / this.#grid.period) : 0
        this.#life.tell(ONLY, { type: 'QUALITY', quality: result.quality, validUntil })
        return true
      }
      case 'generationFailed':
        this.#attempt.tell(ONLY, { type: 'GENERATION_FAILED' })
        return true
      case 'calibrated':
        return true
      default:
        return false
    }
  }

  // ---- what the machines say ----

  #output(event: Emitted, table: string): void {
    switch (event.type) {
      case 'attempt':
        this.#transmitAttempt(event)
        break
      case 'halt':
        this.#options.execute({ type: 'halt', link: this.#options.configuration.link })
        break
      case 'withdraw':
        this.#options.execute({ type: 'halt', link: this.#options.configuration.link })
        this.#sendGen(event.queueId, event.firstSlot, 0, 0)
        break
      case 'herald':
        this.#options.execute({ type: 'halt', link: this.#options.configuration.link })
        this.#options.listener.herald(this.#wasFit(event.slot) ? event : { ...event, intact: false })
        break
      case 'ended':
        this.#options.listener.ended(event)
        break
      case 'gap':
        this.#options.listener.gap(event.sequence)
        break
      case 'ignored':
        this.#options.ignored(`${table}-${event.reason}`)
        break
      default:
        this.#controlOutput(event)
    }
  }

  #controlOutput(event: Exclude<Emitted, AttemptEmitted>): void {
    const { configuration, incarnation, execute } = this.#options
    switch (event.type) {
      case 'hello':
        this.#send(event.toStation, {
          type: 'HELLO',
          link: configuration.link,
          incarnation,
          epoch: event.epoch,
          node: configuration.node,
          role: Role.NODE,
          answer: event.answer,
          minimumVersion: WIRE_VERSIONS.minimum,
          maximumVersion: WIRE_VERSIONS.maximum
        })
        break
      case 'sendOpen':
        this.#sendOpen(event.toStation)
        break
      case 'openAck':
        this.#send(false, { type: 'OPEN_ACK', link: configuration.link, incarnation, epoch: event.epoch })
        break
      case 'up':
        this.#up()
        break
      case 'down':
        this.#down(event.epoch)
        break
      case 'versionRefused':
        this.#options.ignored('version-refused')
        break
      case 'sync':
        this.#send(true, {
          type: 'SYNC',
          link: configuration.link,
          incarnation,
          epoch: this.#epoch,
          exchange: event.exchange,
          originTime: this.#options.clock.now(),
          offset: event.offset,
          drift: event.drift,
          quality: event.quality
        })
        break
      case 'discipline':
        this.#grid.offset = event.offset
        this.#grid.drift = event.drift
        this.#grid.reference = event.reference
        break
      case 'stationLost':
        this.#session.tell(ONLY, { type: 'LOST' })
        break
      case 'state':
        this.#enterState(event.state, event.validUntil)
        break
      case 'calibrate':
        execute({ type: 'calibrate', link: configuration.link, tag: this.#windowSerial })
        break
      case 'choose':
        this.#chooseWindow()
        break
      case 'ask':
        this.#send(false, { type: 'MAINTENANCE', ...this.header, serial: 0, request: true, firstSlot: 0, endSlot: this.#slotsOfWindow() })
        break
      case 'propose':
        this.#send(false, { type: 'MAINTENANCE', ...this.header, serial: event.serial, request: false, firstSlot: event.firstSlot, endSlot: event.endSlot })
        break
      case 'agree':
        this.#send(false, { type: 'MAINTENANCE_ACK', ...this.header, serial: event.serial })
        break
      case 'window':
        this.#setWindow(event.firstSlot, event.endSlot)
        break
    }
  }

  #transmitAttempt(event: Extract<AttemptEmitted, { type: 'attempt' }>): void {
    this.#sendGen(event.queueId, event.firstSlot, event.slots, event.brightness)
    this.#options.execute({
      type: 'generate',
      link: this.#options.configuration.link,
      qubit: event.qubit,
      firstSlot: event.firstSlot,
      slots: event.slots,
      brightness: event.brightness / UNIT_16_BIT,
      arrival: localTime(this.#grid, slotTime(this.#grid, event.firstSlot)),
      period: localPeriod(this.#grid)
    })
  }

  #sendGen(queueId: number, firstSlot: number, slots: number, brightness: number): void {
    const frame: Gen = {
      type: 'GEN',
      link: this.#options.configuration.link,
      incarnation: this.#options.incarnation,
      epoch: this.#epoch,
      queueId,
      firstSlot,
      slots,
      brightness
    }
    this.#options.send(this.#options.configuration.station, frame)
  }

  #send(toStation: boolean, frame: Frame): void {
    const { configuration, send } = this.#options
    send(toStation ? configuration.station : configuration.peer, frame)
  }

  #isStation(from: number): boolean {
    return from === this.#options.configuration.station
  }

  #sessionContext(): SessionContext {
    return this.#session.context(ONLY) as SessionContext
  }

  #sendOpen(toStation: boolean): void {
    const { configuration, incarnation } = this.#options
    const session = this.#sessionContext()
    this.#send(toStation, {
      type: 'OPEN',
      link: configuration.link,
      incarnation,
      epoch: session.epoch,
      version: session.version,
      firstSequence: session.firstSequence,
      slotOrigin: configuration.slotOrigin,
      slotPeriod: configuration.slotPeriod,
      peerIncarnation: session.peer,
      stationIncarnation: session.station,
      testSeed: session.testSeed,
      testFraction: session.testFraction
    })
  }

  #up(): void {
    const { configuration } = this.#options
    const session = this.#sessionContext()
    this.#epoch = session.epoch
    this.#peerIncarnation = session.peer
    this.#stationIncarnation = session.station
    this.#peer = State.READY
    this.#peerStateSerial = -1
    this.#attempt.open(ONLY, {
      expected: session.firstSequence,
      batchSlots: configuration.batchSlots,
      slotOrigin: configuration.slotOrigin,
      slotPeriod: configuration.slotPeriod,
      replyDelay: this.replyDelay
    })
    this.#synchronisation.tell(ONLY, { type: 'UP' })
    this.#options.listener.up({
      epoch: session.epoch,
      master: this.master,
      firstSequence: session.firstSequence,
      testSeed: session.testSeed,
      testFraction: session.testFraction
    })
    this.#life.tell(ONLY, { type: 'UP' })
  }

  #down(epoch: number): void {
    this.#epoch = 0
    this.#options.execute({ type: 'halt', link: this.#options.configuration.link })
    this.#attempt.close(ONLY)
    this.#synchronisation.tell(ONLY, { type: 'DOWN' })
    this.#maintenance.tell(ONLY, { type: 'LOST' })
    this.#life.tell(ONLY, { type: 'LOST' })
    this.#options.listener.down(epoch)
  }

  // ---- link life and maintenance windows ----

  #enterState(state: State, validUntil: number): void {
    this.#own = state
    const fit = state === State.READY || state === State.DRIFTING
    if (fit && !this.fit) this.#unfitUntil = this.earliestSlot()
    if (!fit && this.fit) {
      this.#unfitFrom = emittedSlot(this.#grid, this.stationNow(), 0)
      this.#unfitUntil = Number.POSITIVE_INFINITY
      if (this.#epoch !== 0) this.#attempt.tell(ONLY, { type: 'WITHDRAW' })
    }
    if (this.#epoch !== 0) this.#sendState(validUntil)
    this.#options.listener.life(this.#own, this.#peer, fit)
  }

  #sendState(validUntil: number): void {
    this.#stateSerial += 1
    this.#send(false, { type: 'LINK_STATE', ...this.header, serial: this.#stateSerial, state: this.#own, validUntil })
  }

  #wasFit(slot: number): boolean {
    return slot < this.#unfitFrom || slot >= this.#unfitUntil
  }

  /** Master: the next free slots, far enough ahead that the peer can agree in time. */
  #chooseWindow(): void {
    const { configuration } = this.#options
    const lead = Math.ceil((4 * configuration.peerDelay + 2 * configuration.timers.repeat) / configuration.slotPeriod) + 1
    const firstSlot = this.earliestSlot() + lead
    const endSlot = firstSlot + this.#slotsOfWindow()
    this.#windowSerial += 1
    this.#maintenance.tell(ONLY, { type: 'PROPOSE', ...this.#windowTimes(this.#windowSerial, firstSlot, endSlot) })
  }

  /** One more than the calibration takes: when the window ends, the hardware has said how the link is now. */
  #slotsOfWindow(): number {
    return this.slotsIn(this.#options.configuration.calibrationTime) + 1
  }

  #windowTimes(serial: number, firstSlot: number, endSlot: number) {
    const now = this.stationNow()
    return {
      serial,
      firstSlot,
      endSlot,
      untilStart: Math.max(0, slotTime(this.#grid, firstSlot) - now),
      untilEnd: Math.max(0, slotTime(this.#grid, endSlot) - now)
    }
  }

  #setWindow(firstSlot: number, endSlot: number): void {
    if (firstSlot === this.#windowFirst && endSlot === this.#windowEnd) return
    this.#windowFirst = firstSlot
    this.#windowEnd = endSlot
    if (endSlot > 0 && this.#epoch !== 0) this.#options.listener.windowAhead()
    this.#options.listener.life(this.#own, this.#peer, this.fit)
  }

  #afterWindow(slot: number): number {
    return slot >= this.#windowFirst && slot < this.#windowEnd ? this.#windowEnd : slot
  }

  #beforeWindow(firstSlot: number, endSlot: number): number {
    return this.#windowEnd > 0 && firstSlot < this.#windowFirst ? Math.min(endSlot, this.#windowFirst) : endSlot
  }
}
