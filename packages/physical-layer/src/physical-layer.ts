import type { DeviceResult } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import { FRACTION_DENOMINATOR, type Frame, type HeraldingPlace, type LinkHeader, WIRE_VERSIONS } from '@bellwire/wire'
import { checkLinkConfiguration } from './configuration.js'
import type { SlotGrants } from './grants/slot-grants.js'
import { LinkEnd, ONLY } from './link-end.js'
import { MachineOutputs } from './outputs.js'
import type { Means } from './means.js'
import { receive } from './received.js'
import type { Order, PhysicalLayerListener, PhysicalLayerOptions } from './service.js'
import type { SlotClock } from './slot-clock.js'

/** Clock exchanges in quick succession at the begin of a session. */
const EARLY_EXCHANGES = 8

/** The node's end of one link at the physical layer: session, clock synchronisation, link life, and attempts. */
export class PhysicalLayer {
  readonly master: boolean
  /** The slots of the link, as this node sees them. */
  readonly slots: SlotClock
  readonly #end: LinkEnd

  constructor(options: PhysicalLayerOptions) {
    checkLinkConfiguration(options.configuration, options.holds)
    this.#end = new LinkEnd(options, (end) => new MachineOutputs(end))
    this.master = this.#end.master
    this.slots = this.#end.slots
  }

  /** Sets the one listener: the layer above. */
  listen(listener: PhysicalLayerListener): void {
    this.#end.listener = listener
  }

  /** Opens the session: says HELLO until the link is up. */
  start(): void {
    const { configuration, tables, master, incarnation, lastEpoch } = this.#end
    const { timers } = configuration
    tables.session.open(ONLY, {
      master,
      incarnation,
      voidEpoch: lastEpoch,
      firstSequence: configuration.firstSequence,
      testFraction: Math.floor(configuration.testFraction * FRACTION_DENOMINATOR),
      firstInterval: timers.greeting,
      maximumInterval: timers.greetingMaximum,
      version: WIRE_VERSIONS.maximum
    })
    tables.life.open(ONLY, undefined)
    tables.maintenance.open(ONLY, { master, repeat: timers.repeat })
    tables.synchronisation.open(ONLY, {
      shortest: 2 * configuration.stationDelay,
      earlyExchanges: EARLY_EXCHANGES,
      // The picture of clocks that hardware keeps is not applied: an exchange is a sign of life, however long it took.
      tolerance: configuration.disciplined === undefined ? configuration.guard : Number.POSITIVE_INFINITY,
      interval: timers.synchronisation,
      holdover: timers.holdover,
      retry: timers.repeat
    })
    tables.session.tell(ONLY, { type: 'START' })
  }

  /** Stops everything at once, as a process that dies does; nothing is told to anyone. */
  stop(): void {
    const { session, attempt, life, maintenance, synchronisation } = this.#end.tables
    for (const table of [session, attempt, life, maintenance, synchronisation]) table.close(ONLY)
    this.#end.epoch = 0
    this.#end.forgetGrants()
  }

  // ---- from the link layer ----

  get epoch(): number {
    return this.#end.epoch
  }

  /** The present epoch, or else the last one. */
  get lastEpoch(): number {
    return this.#end.lastEpoch
  }

  /** The epoch that is being opened, or is open; 0 where there is none. */
  get liveEpoch(): number {
    const { session } = this.#end.tables
    if (!session.has(ONLY)) return 0
    const { epoch, voidEpoch } = session.context(ONLY)
    return epoch > voidEpoch ? epoch : 0
  }

  /** The highest epoch that this end has begun, adopted, or heard to be over. */
  get highestEpoch(): number {
    const { tables, lastEpoch } = this.#end
    if (!tables.session.has(ONLY)) return lastEpoch
    const { epoch, voidEpoch } = tables.session.context(ONLY)
    return Math.max(lastEpoch, epoch, voidEpoch)
  }

  /** First sequence number of the epochs that this end begins. */
  get firstSequence(): number {
    return this.#end.configuration.firstSequence
  }

  /** Whether attempts may be made now, as far as this end knows. */
  get fit(): boolean {
    return this.#end.fitness.fit
  }

  get peerIncarnation(): number {
    return this.#end.peerIncarnation
  }

  /** What the peer's present process states that its end can do (PHY-143). */
  get peerMeans(): Means {
    return this.#end.peerMeans.of(this.#end.peerIncarnation)
  }

  /** Where heralds of this link come about, as the station states. */
  get heraldingPlace(): HeraldingPlace {
    return this.#end.heraldingPlace
  }

  /** How long after a slot its REPLY may come. */
  get replyDelay(): Nanoseconds {
    return this.#end.replyDelay
  }

  /** In which slots the station serves the link, as far as is known. */
  get grants(): Pick<SlotGrants, 'switched' | 'from' | 'until'> {
    return this.#end.grants
  }

  /** So many pairs are wanted and not made yet: for a station with a switch. */
  wants(pairs: number): void {
    if (this.#end.grants.switched) this.#end.demand.demand(pairs)
  }

  /** Starts attempts for an order; false when no slot is left for it or the link is not fit. An earlier order is replaced from the first slot on. */
  generate(order: Order): boolean {
    const { epoch, slots, fitness, grants, configuration, tables } = this.#end
    if (epoch === 0 || !fitness.fit) return false
    const now = slots.stationNow()
    const firstSlot = fitness.afterWindow(grants.from(Math.max(order.firstSlot, slots.earliest(now))))
    const endSlot = fitness.beforeWindow(firstSlot, grants.until(order.endSlot))
    if (firstSlot + configuration.attemptSlots > endSlot) return false
    tables.attempt.tell(ONLY, {
      type: 'GENERATE',
      queueId: order.queueId,
      qubit: order.qubit,
      brightness: order.brightness,
      firstSlot,
      endSlot,
      now,
      arrivalBases: order.arrivalBases
    })
    return true
  }

  /** Gives the present order up. */
  withdraw(): void {
    this.#end.tables.attempt.tell(ONLY, { type: 'WITHDRAW' })
  }

  /** The link layer cannot go on in this epoch. */
  resynchronise(): void {
    this.#end.tables.session.tell(ONLY, { type: 'RESYNCHRONISE' })
  }

  /** The peer has not been heard for too long. */
  lost(): void {
    this.#end.tables.session.tell(ONLY, { type: 'LOST' })
  }

  /** The header of a frame of this end, in this epoch. */
  get header(): LinkHeader {
    return this.#end.header
  }

  /** Tells the peer this end's state again, in case an earlier notice was lost. */
  repeatState(): void {
    this.#end.life.sendState(0)
  }

  // ---- from the network ----

  /** Whether a frame from the peer belongs to the present epoch and process there. */
  fromPresentPeer(frame: LinkHeader): boolean {
    return this.#end.fromPresentPeer(frame)
  }

  /** Whether a frame is the present peer's word about an epoch that is over. */
  isFormer(frame: LinkHeader): boolean {
    const { epoch, peerIncarnation } = this.#end
    return epoch !== 0 && frame.epoch < epoch && frame.incarnation === peerIncarnation
  }

  /** Takes a frame of the physical layer; false when the frame is none. */
  frame(from: number, frame: Frame): boolean {
    return receive(this.#end, from, frame)
  }

  // ---- from the hardware ----

  /** Takes an answer of the hardware that concerns the link as such; false when it is none. */
  deviceResult(result: DeviceResult): boolean {
    switch (result.type) {
      case 'linkQuality': {
        const now = this.slots.earliestNow()
        const validUntil = Number.isFinite(result.validFor) ? now + this.slots.slotsIn(result.validFor) - 1 : 0
        this.#end.tables.life.tell(ONLY, { type: 'QUALITY', quality: result.quality, validUntil })
        return true
      }
      case 'generationFailed':
        this.#end.tables.attempt.tell(ONLY, { type: 'GENERATION_FAILED', firstSlot: result.firstSlot })
        return true
      case 'calibrated':
        return true
      default:
        return false
    }
  }
}
