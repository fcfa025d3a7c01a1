/**
 * In which slots a link is served, as its node knows it. A station without a switch serves it always; a node takes its
 * station for such a one until it hears a SLOT_GRANT.
 */
export class SlotGrants {
  /** Whether the station is known to have a switch. */
  switched = false
  #turn = -1
  #first = 0
  #end = 0

  /** A new epoch: slots are counted anew, and the station may be another. */
  forget(): void {
    this.switched = false
    this.#turn = -1
    this.#first = 0
    this.#end = 0
  }

  /** The station's word; false where a later one has come. */
  take(turn: number, first: number, end: number): boolean {
    if (turn <= this.#turn) return false
    this.switched = true
    this.#turn = turn
    this.#first = first
    this.#end = end
    return true
  }

  /** Slot after the last one granted; 0 where there is none. */
  get end(): number {
    return this.#end > this.#first ? this.#end : 0
  }

  /** The first slot from `slot` on in which attempts may be made; infinity where none is known. */
  from(slot: number): number {
    if (!this.switched) return slot
    return slot < this.#end ? Math.max(slot, this.#first) : Number.POSITIVE_INFINITY
  }

  /** Where attempts that would go on until `endSlot` must end. */
  until(endSlot: number): number {
    return this.switched ? Math.min(endSlot, this.#end) : endSlot
  }
}
