import type { DeviceResult } from '@bellwire/device'
import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { Host } from '@bellwire/statechart'
import {
  FRACTION_DENOMINATOR,
  type Frame,
  type Hello,
  type LinkHeader,
  type LinkState,
  type Maintenance,
  type MaintenanceAck,
  type Reply,
  Role,
  State,
  WIRE_VERSIONS
} from '@bellwire/wire'
import { type AttemptEmitted, attemptMachine } from './attempt/machine.js'
import { checkLinkConfiguration, type LinkConfiguration } from './configuration.js'
import { isOwnHello, NodeFrames, versionWith } from './frames.js'
import type { LinkFitness } from './life/link-fitness.js'
import { LinkLife } from './life/link-life.js'
import { type LifeEmitted, lifeMachine } from './life/machine.js'
import { type MaintenanceEmitted, maintenanceMachine } from './maintenance/machine.js'
import type { Order, PhysicalLayerListener, PhysicalLayerOptions } from './service.js'
import { type SessionContext, type SessionEmitted, sessionMachine } from './session/machine.js'
import { SlotClock } from './slot-clock.js'
import { type SynchronisationEmitted, synchronisationMachine } from './synchronisation/machine.js'

/** What the host does not handle itself. */
type Emitted = Exclude<
  AttemptEmitted | SessionEmitted | LifeEmitted | MaintenanceEmitted | SynchronisationEmitted,
  { type: 'tell' }
>

const MACHINES = {
  session: sessionMachine,
  attempt: attemptMachine,
  life: lifeMachine,
  maintenance: maintenanceMachine,
  synchronisation: synchronisationMachine
}

/** Clock exchanges in quick succession at the begin of a session. */
const EARLY_EXCHANGES = 8

/** One end of a link: each of its machines has one instance. */
const ONLY = 0

/** The node's end of one link at the physical layer: session, clock synchronisation, link life, and attempts. */
export class PhysicalLayer {
  readonly master: boolean
  readonly #configuration: LinkConfiguration
  readonly #clock: Clock
  readonly #transport: PhysicalLayerOptions['transport']
  readonly #device: PhysicalLayerOptions['device']
  readonly #incarnation: number
  readonly #ignored: (reason: string) => void
  readonly #host
  readonly #session
  readonly #attempt
  readonly #life
  readonly #maintenance
  readonly #synchronisation
  readonly #frames: NodeFrames
  readonly #linkLife: LinkLife
  readonly #fitness: LinkFitness
  /** The slots have moved since the train under way was ordered: nobody knows when it emits. */
  #misplaced = false
  /** The slots of the link, as this node sees them. */
  readonly slots: SlotClock
  #listener: PhysicalLayerListener | undefined
  #epoch = 0
  #lastEpoch: number
  #peerIncarnation = 0
  #stationIncarnation = 0

  constructor(options: PhysicalLayerOptions) {
    const { configuration } = options
    checkLinkConfiguration(configuration)
    this.#lastEpoch = options.lastEpoch ?? 0
    // Not the options themselves: the engine may give an object that is put together of others a hidden class of its
    // own, and a field that a thousand hidden classes have is looked up by name at every read.
    this.#configuration = configuration
    this.#clock = options.clock
    this.#transport = options.transport
    this.#device = options.device
    this.#incarnation = options.incarnation
    this.#ignored = options.ignored
    this.master = configuration.node < configuration.peer
    this.#frames = new NodeFrames(configuration, options.incarnation)
    this.slots = new SlotClock(options.clock, configuration)
    this.#linkLife = new LinkLife(configuration, this.slots, {
      header: () => this.header,
      toPeer: (frame) => this.#send(false, frame),
      tellMaintenance: (event) => this.#maintenance.tell(ONLY, event),
      unfit: () => this.#attempt.tell(ONLY, { type: 'WITHDRAW' }),
      windowAhead: () => this.#listener?.windowAhead(),
      changed: (own, peer, fit) => this.#listener?.life(own, peer, fit)
    })
    this.#fitness = this.#linkLife.fitness
    this.#host = new Host({
      machines: MACHINES,
      clock: options.clock,
      runner: options.runner,
      owner: this,
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    this.#session = this.#host.table('session')
    this.#attempt = this.#host.table('attempt')
    this.#life = this.#host.table('life')
    this.#maintenance = this.#host.table('maintenance')
    this.#synchronisation = this.#host.table('synchronisation')
  }

  /** Sets the one listener: the layer above. */
  listen(listener: PhysicalLayerListener): void {
    this.#listener = listener
  }

  /** Opens the session: says HELLO until the link is up. */
  start(): void {
    const configuration = this.#configuration
    const { timers } = configuration
    this.#session.open(ONLY, {
      master: this.master,
      incarnation: this.#incarnation,
      voidEpoch: this.#lastEpoch,
      firstSequence: configuration.firstSequence,
      testFraction: Math.floor(configuration.testFraction * FRACTION_DENOMINATOR),
      firstInterval: timers.greeting,
      maximumInterval: timers.greetingMaximum,
      version: WIRE_VERSIONS.maximum
    })
    this.#life.open(ONLY, undefined)
    this.#maintenance.open(ONLY, { master: this.master, repeat: timers.repeat })
    this.#synchronisation.open(ONLY, {
      shortest: 2 * configuration.stationDelay,
      earlyExchanges: EARLY_EXCHANGES,
      tolerance: configuration.guard,
      interval: timers.synchronisation,
      holdover: timers.holdover,
      retry: timers.repeat
    })
    this.#session.tell(ONLY, { type: 'START' })
  }

  /** Stops everything at once, as a process that dies does; nothing is told to anyone. */
  stop(): void {
    for (const table of [this.#session, this.#attempt, this.#life, this.#maintenance, this.#synchronisation])
      table.close(ONLY)
    this.#epoch = 0
  }

  // ---- from the link layer ----

  get epoch(): number {
    return this.#epoch
  }

  /** The present epoch, or else the last one. */
  get lastEpoch(): number {
    return this.#lastEpoch
  }

  /** Whether attempts may be made now, as far as this end knows. */
  get fit(): boolean {
    return this.#fitness.fit
  }

  get peerIncarnation(): number {
    return this.#peerIncarnation
  }

  /** How long after a slot its REPLY may come. */
  get replyDelay(): Nanoseconds {
    const { stationDelay, guard, timers } = this.#configuration
    return stationDelay + guard + timers.replyMargin
  }

  /** Starts attempts for an order; false when no slot is left for it or the link is not fit. An earlier order is replaced from the first slot on. */
  generate(order: Order): boolean {
    if (this.#epoch === 0 || !this.fit) return false
    const now = this.slots.stationNow()
    const firstSlot = this.#fitness.afterWindow(Math.max(order.firstSlot, this.slots.earliest(now)))
    const endSlot = this.#fitness.beforeWindow(firstSlot, order.endSlot)
    if (firstSlot + this.#configuration.attemptSlots > endSlot) return false
    this.#attempt.tell(ONLY, {
      type: 'GENERATE',
      queueId: order.queueId,
      qubit: order.qubit,
      brightness: order.brightness,
      firstSlot,
      endSlot,
      now
    })
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
    return this.#frames.header(this.#epoch)
  }

  /** Tells the peer this end's state again, in case an earlier notice was lost. */
  repeatState(): void {
    this.#linkLife.sendState(0)
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
      case 'HELLO':
        this.#hello(from, frame)
        return true
      case 'OPEN':
        this.#session.tell(ONLY, { type: 'OPEN', frame })
        return true
      case 'OPEN_ACK':
        this.#session.tell(ONLY, { type: 'OPEN_ACK', fromStation: this.#isStation(from), frame })
        return true
      case 'SYNC_REPLY':
        if (frame.incarnation === this.#stationIncarnation) {
          this.#synchronisation.tell(ONLY, { type: 'SYNC_REPLY', frame, arrival: this.#clock.now() })
        } else this.#ignored('stale-sync-reply')
        return true
      case 'LINK_STATE':
      case 'MAINTENANCE':
      case 'MAINTENANCE_ACK':
        this.#lifeFrame(frame)
        return true
      default:
        return false
    }
  }

  #hello(from: number, frame: Hello): void {
    const fromStation = this.#isStation(from)
    if (!isOwnHello(frame, from, fromStation ? Role.STATION : Role.NODE)) {
      this.#ignored('hello-of-another')
      return
    }
    this.#session.tell(ONLY, { type: 'HELLO', fromStation, frame, version: versionWith(frame) })
  }

  #lifeFrame(frame: LinkState | Maintenance | MaintenanceAck): void {
    if (!this.fromPresentPeer(frame)) this.#ignored('stale-link-life')
    else if (frame.type === 'MAINTENANCE') this.#linkLife.maintenance(frame)
    else if (frame.type === 'MAINTENANCE_ACK') this.#linkLife.maintenanceAgreed(frame)
    else if (!this.#linkLife.peerState(frame)) this.#ignored('stale-link-state')
  }

  #reply(frame: Reply): void {
    if (frame.epoch !== this.#epoch || frame.incarnation !== this.#stationIncarnation || this.#epoch === 0) {
      this.#ignored('stale-reply')
      return
    }
    const { slots } = this
    const now = slots.stationNow()
    this.#attempt.tell(ONLY, {
      type: 'REPLY',
      frame,
      now,
      earliestSlot: slots.earliest(now),
      emittedSlot: slots.emitted(now)
    })
  }

  // ---- from the hardware ----

  /** Takes an answer of the hardware that concerns the link as such; false when it is none. */
  deviceResult(result: DeviceResult): boolean {
    switch (result.type) {
      case 'linkQuality': {
        const now = this.slots.earliestNow()
        const validUntil = Number.isFinite(result.validFor) ? now + this.slots.slotsIn(result.validFor) - 1 : 0
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

  // ---- HostOwner: what the machines say ----

  undelivered(table: string): void {
    this.#ignored(`no-${table}`)
  }

  /** Does what the machines want done. */
  output(event: Emitted, table: string): void {
    switch (event.type) {
      case 'attempt':
        this.#transmitAttempt(event)
        break
      case 'halt':
        this.#device.execute({ type: 'halt', link: this.#configuration.link })
        break
      case 'withdraw':
        this.#device.execute({ type: 'halt', link: this.#configuration.link })
        this.#send(true, this.#frames.gen(this.#epoch, event.queueId, event.firstSlot, 0, 0))
        break
      case 'herald':
        this.#device.execute({ type: 'halt', link: this.#configuration.link })
        this.#listener?.herald(this.#hasItsQubit(event.slot) ? event : { ...event, intact: false })
        break
      case 'ended':
        this.#listener?.ended(event)
        break
      case 'awaited':
        this.#listener?.awaited(event.queueId)
        break
      case 'gap':
        this.#listener?.gap(event.sequence)
        break
      case 'ignored':
        this.#ignored(`${table}-${event.reason}`)
        break
      default:
        this.#controlOutput(event)
    }
  }

  #controlOutput(event: Exclude<Emitted, AttemptEmitted>): void {
    switch (event.type) {
      case 'hello':
        this.#send(event.toStation, this.#frames.hello(event.epoch, event.answer))
        break
      case 'sendOpen':
        this.#send(event.toStation, this.#frames.open(this.#sessionContext()))
        break
      case 'openAck':
        this.#send(false, this.#frames.openAck(event.epoch))
        break
      case 'up':
        this.#up()
        break
      case 'down':
        this.#down(event.epoch)
        break
      case 'versionRefused':
        this.#ignored(`version-refused: ${event.minimum} to ${event.maximum}`)
        break
      case 'sync':
        this.#send(true, this.#frames.sync(this.#epoch, this.slots.localNow(), event))
        break
      case 'discipline':
        if (this.slots.discipline(event)) this.#misplaced = true
        break
      case 'stationLost':
        this.#session.tell(ONLY, { type: 'LOST' })
        break
      case 'state':
        this.#linkLife.enter(event.state, event.validUntil, this.#epoch !== 0)
        break
      case 'calibrate':
        this.#device.execute({ type: 'calibrate', link: this.#configuration.link, tag: this.#linkLife.windowSerial })
        break
      default:
        this.#linkLife.output(event, this.#epoch !== 0)
    }
  }

  /**
   * Whether what this node believes of the slots lets it know which attempt a herald is about. A REPLY that comes before
   * its slot shows that the slots are wrong, by whole slots: the pair's attempt was an earlier one.
   */
  #hasItsQubit(slot: number): boolean {
    const { slots } = this
    return this.#fitness.wasFit(slot) && !this.#misplaced && !slots.mayBeAnother && !slots.foresees(slot)
  }

  #transmitAttempt(event: Extract<AttemptEmitted, { type: 'attempt' }>): void {
    this.#send(true, this.#frames.gen(this.#epoch, event.queueId, event.firstSlot, event.slots, event.brightness))
    if (this.#misplaced) {
      // Its slots before the new ones may come after them, and overwrite the qubit.
      this.#device.execute({ type: 'halt', link: this.#configuration.link })
      this.#misplaced = false
    }
    this.#device.execute({
      type: 'generate',
      link: this.#configuration.link,
      qubit: event.qubit,
      firstSlot: event.firstSlot,
      slots: event.slots,
      brightness: event.brightness / FRACTION_DENOMINATOR,
      arrival: this.slots.localArrival(event.firstSlot),
      period: this.slots.localPeriod
    })
  }

  #send(toStation: boolean, frame: Frame): void {
    const { station, peer } = this.#configuration
    this.#transport.send(toStation ? station : peer, frame)
  }

  #isStation(from: number): boolean {
    return from === this.#configuration.station
  }

  #sessionContext(): SessionContext {
    return this.#session.context(ONLY)
  }

  #up(): void {
    const { batchSlots, slotOrigin, slotPeriod } = this.#configuration
    const session = this.#sessionContext()
    this.#epoch = session.epoch
    this.#lastEpoch = session.epoch
    this.#peerIncarnation = session.peer
    this.#stationIncarnation = session.station
    this.#linkLife.open(State.READY)
    this.#attempt.open(ONLY, {
      expected: session.firstSequence,
      batchSlots,
      slotOrigin,
      slotPeriod,
      replyDelay: this.replyDelay
    })
    this.#synchronisation.tell(ONLY, { type: 'UP' })
    this.#listener?.up({
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
    this.#device.execute({ type: 'halt', link: this.#configuration.link })
    this.#attempt.close(ONLY)
    this.#synchronisation.tell(ONLY, { type: 'DOWN' })
    this.#maintenance.tell(ONLY, { type: 'LOST' })
    this.#life.tell(ONLY, { type: 'LOST' })
    this.#listener?.down(epoch)
  }
}
