import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { frameDelayOf, type LinkConfiguration, readingErrorOf } from './configuration.js'
import type { ClockPicture } from './synchronisation/machine.js'
import { earliestSlot, emittedSlot, localPeriod, localTime, type SlotGrid, slotTime, stationTime } from './slots.js'

const PER_TRILLION = 1e-12

/** Slots as one node sees them: its own clock, what it knows of the station's, and how far away the station is. */
export class SlotClock implements SlotGrid {
  readonly origin: Nanoseconds
  readonly period: Nanoseconds
  offset: Nanoseconds = 0
  drift = 0
  reference: Nanoseconds = 0
  #offsetError = 0
  #driftError = 0
  readonly #clock: Clock
  readonly #stationDelay: Nanoseconds
  readonly #guard: Nanoseconds
  /** Time that a photon and its GEN need to the station, with the guard. */
  readonly #lead: Nanoseconds
  /** Time that a REPLY needs from the station, with the guard. */
  readonly #answer: Nanoseconds
  /** Hardware keeps the node's clock on the station's. */
  readonly #disciplined: boolean
  /** How far the reading may be off where that is so. */
  readonly #error: Nanoseconds

  constructor(clock: Clock, configuration: LinkConfiguration) {
    const { slotOrigin, slotPeriod, stationDelay, guard, disciplined } = configuration
    const frameDelay = frameDelayOf(configuration)
    this.#clock = clock
    this.origin = slotOrigin
    this.period = slotPeriod
    this.#stationDelay = stationDelay
    this.#guard = guard
    this.#disciplined = disciplined !== undefined
    this.#error = readingErrorOf(configuration)
    this.#lead = Math.max(stationDelay, frameDelay) + guard + this.#error
    this.#answer = frameDelay + guard + this.#error
  }

  /**
   * What synchronisation has found out about this node's clock; see {@link SlotGrid}. Returns whether the slots have
   * moved by more than the guard: what was ordered before is then emitted outside the gates, and at unknown times. Where
   * hardware keeps the clock on the station's, nothing is applied (PHY-171).
   */
  discipline(picture: ClockPicture): boolean {
    if (this.#disciplined) return false
    const slot = this.emitted(this.stationNow())
    const before = this.localArrival(slot)
    this.offset = picture.offset
    this.drift = picture.drift
    this.reference = picture.reference
    this.#offsetError = picture.offsetError
    this.#driftError = picture.driftError
    return Math.abs(this.localArrival(slot) - before) > this.#guard
  }

  /**
   * Whether a photon of another slot than this node believes may have been in a gate: its picture of the station's clock
   * may be wrong by as much as lies between the gates.
   */
  get mayBeAnother(): boolean {
    const since = Math.max(0, this.stationNow() - this.reference)
    return this.#offsetError + this.#driftError * PER_TRILLION * since >= this.period - this.#guard
  }

  /** Reading of the node's own clock. */
  localNow(): Nanoseconds {
    return this.#clock.now()
  }

  /** Station time as this node sees it. */
  stationNow(): Nanoseconds {
    return stationTime(this, this.#clock.now())
  }

  /** The first slot that an order given at this station time can use. */
  earliest(now: Nanoseconds): number {
    return earliestSlot(this, now, this.#lead)
  }

  /** The first slot that an order given now can use. */
  earliestNow(): number {
    return this.earliest(this.stationNow())
  }

  /** The last slot whose photon has left, or may have, at this station time. */
  emitted(now: Nanoseconds): number {
    return emittedSlot(this, now, this.#stationDelay + this.#error)
  }

  /** The slot that is at the station at this station time, or the earliest that may be. */
  present(now: Nanoseconds): number {
    return emittedSlot(this, now, -this.#error)
  }

  /** Station time of a slot's centre. */
  timeOf(slot: number): Nanoseconds {
    return slotTime(this, slot)
  }

  /** When a slot's photon is due at the station, and how long slots are, by the node's own clock. */
  localArrival(slot: number): Nanoseconds {
    return localTime(this, slotTime(this, slot))
  }

  get localPeriod(): number {
    return localPeriod(this)
  }

  /** Whether a REPLY about a slot that has come now came too soon: no photon of that slot can have been heralded yet. */
  foresees(slot: number): boolean {
    return this.stationNow() < slotTime(this, slot) + this.#stationDelay - this.#guard - this.#error
  }

  /** Slots that a duration takes, at least one. */
  slotsIn(duration: Nanoseconds): number {
    return Math.max(1, Math.ceil(duration / this.period))
  }

  /** Local time by which the outcome of the slot before `slot` is known here, unless its REPLY is late. */
  outcomeKnown(slot: number): Nanoseconds {
    return localTime(this, slotTime(this, slot) + this.#answer)
  }

  /** The last slot whose outcome is known here by local time `deadline`, plus one: the end of what may be used. */
  endBefore(deadline: Nanoseconds): number {
    const latest = stationTime(this, deadline) - this.#answer - this.origin
    return Math.max(0, Math.floor(latest / this.period) + 1)
  }
}
