import type { Picoseconds } from '@bellwire/runtime'

/**
 * One end's clicks in order of time. A click that comes later in the list is never earlier; two may be at the same
 * instant.
 */
export interface TimeTags {
  /** [click] whole picoseconds on the end's clock, exact to 2^53 ps, two and a half hours. */
  readonly picoseconds: Float64Array
  /** [click] what was measured, see tagLabel. As long as `picoseconds`. */
  readonly labels: Uint8Array
}

/** Labels of a tag: 0 and 1 for the outcomes in Z, 2 and 3 for those in X. */
export const TAG_LABELS = 4

/** Basis 0 for Z, 1 for X; the outcome 0 is the eigenvalue +1. */
export function tagLabel(basis: 0 | 1, outcome: 0 | 1): number {
  return 2 * basis + outcome
}

/** Tags as they are made: nearly in order, sorted as they come in. */
export class TagBuffer {
  #picoseconds = new Float64Array(1024)
  #labels = new Uint8Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** [tag] in rising order; items from `length` on are spare. */
  get picoseconds(): Float64Array {
    return this.#picoseconds
  }

  /** [tag] as long as `picoseconds`. */
  get labels(): Uint8Array {
    return this.#labels
  }

  /** Puts a tag where its time belongs, after those of the same time. Cost: how many tags it passes. */
  insert(time: Picoseconds, label: number): void {
    if (this.#length === this.#picoseconds.length) this.#grow()
    let at = this.#length++
    while (at > 0 && (this.#picoseconds[at - 1] as number) > time) {
      this.#picoseconds[at] = this.#picoseconds[at - 1] as number
      this.#labels[at] = this.#labels[at - 1] as number
      at--
    }
    this.#picoseconds[at] = time
    this.#labels[at] = label
  }

  /** Takes out the tags before an instant, as arrays of their own. */
  takeBefore(time: Picoseconds): TimeTags {
    let end = this.#length
    while (end > 0 && (this.#picoseconds[end - 1] as number) >= time) end--
    const tags = { picoseconds: this.#picoseconds.slice(0, end), labels: this.#labels.slice(0, end) }
    this.#picoseconds.copyWithin(0, end, this.#length)
    this.#labels.copyWithin(0, end, this.#length)
    this.#length -= end
    return tags
  }

  /** Lets go of the tags before an instant. */
  dropBefore(time: Picoseconds): void {
    let first = 0
    while (first < this.#length && (this.#picoseconds[first] as number) < time) first++
    this.#picoseconds.copyWithin(0, first, this.#length)
    this.#labels.copyWithin(0, first, this.#length)
    this.#length -= first
  }

  clear(): void {
    this.#length = 0
  }

  #grow(): void {
    const picoseconds = new Float64Array(2 * this.#picoseconds.length)
    const labels = new Uint8Array(picoseconds.length)
    picoseconds.set(this.#picoseconds)
    labels.set(this.#labels)
    this.#picoseconds = picoseconds
    this.#labels = labels
  }
}
