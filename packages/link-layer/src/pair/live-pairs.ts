import type { Entry } from './entry.js'

/** The few pairs that have a machine still, or are not delivered yet: in order of creation, which is that of their names. */
export class LivePairs {
  readonly #entries: Entry[] = []

  /** Takes a pair that is newer than all. */
  add(entry: Entry): void {
    this.#entries.push(entry)
  }

  find(pair: number): Entry | undefined {
    const entry = this.#entries[this.#from(pair)]
    return entry?.pair === pair ? entry : undefined
  }

  /** Returns false when it was gone already. */
  remove(entry: Entry): boolean {
    const index = this.#from(entry.pair)
    if (this.#entries[index] !== entry) return false
    if (index === this.#entries.length - 1) this.#entries.pop()
    else this.#entries.splice(index, 1)
    return true
  }

  /** Oldest first. Pairs may come and go meanwhile: those gone are left out, those that have come are not. */
  *[Symbol.iterator](): Generator<Entry, void> {
    for (let next = this.#entries[0]; next !== undefined; next = this.#entries[this.#from(next.pair + 1)]) yield next
  }

  /** Index of the oldest pair that has this name or a later one. */
  #from(pair: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle] as Entry).pair < pair) low = middle + 1
      else high = middle
    }
    return low
  }
}
