import { State } from '@bellwire/wire'

/**
 * In which slots attempts may be made, and pairs taken, at one end of a link: not while this end is unfit, and not in
 * an agreed maintenance window.
 */
export class LinkFitness {
  own: State = State.DOWN
  peer: State = State.READY
  /** Attempts may be made now, as far as this end knows. */
  fit = false
  /** The last stretch of slots in which this end was not fit; it has no end while it lasts. */
  #unfitFrom = 0
  #unfitUntil = 0
  /** The window [first, end); both 0 where there is none. */
  windowFirst = 0
  windowEnd = 0

  /**
   * This end is in another state.
   *
   * @param present the slot that is at the station now
   * @param earliest the first slot that can still be used
   * @returns whether it has just become unfit
   */
  enter(state: State, present: number, earliest: number): boolean {
    const fit = state === State.READY || state === State.DRIFTING
    const was = this.fit
    this.own = state
    if (fit && !was) this.#unfitUntil = earliest
    if (!fit && was) this.#unfitFrom = present
    this.fit = fit
    return was && !fit
  }

  /** Whether a pair made in this slot may be taken. */
  wasFit(slot: number): boolean {
    return slot < this.#unfitFrom || (this.fit && slot >= this.#unfitUntil)
  }

  /** The window is another one now; false where it is the same. */
  setWindow(first: number, end: number): boolean {
    if (first === this.windowFirst && end === this.windowEnd) return false
    this.windowFirst = first
    this.windowEnd = end
    return true
  }

  /** The first slot from `slot` on that is not in the window. */
  afterWindow(slot: number): number {
    return slot >= this.windowFirst && slot < this.windowEnd ? this.windowEnd : slot
  }

  /** Where attempts that begin in `firstSlot` must end. */
  beforeWindow(firstSlot: number, endSlot: number): number {
    return this.windowEnd > 0 && firstSlot < this.windowFirst ? Math.min(endSlot, this.windowFirst) : endSlot
  }
}
