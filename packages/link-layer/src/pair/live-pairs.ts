import type { Entry } from './entry.js'

/** The few pairs that have their qubit still, or are not delivered yet: in order of creation, which is that of their names. */
export class LivePairs {
  /** The newest: mostly there is no other, and the list need not be looked at. */
  #newest: Entry | undefined
  readonly #older: Entry[] = []
  #count = 0

  /** Takes a pair that is newer than all. */
  add(entry: Entry): void {
    if (this.#newest !== undefined) this.#older.push(this.#newest)
    this.#newest = entry
    this.#count += 1
  }

  find(pair: number): Entry | undefined {
    const entry = this.#from(pair)
    return entry?.pair === pair ? entry : undefined
  }

  /** Returns false when it was gone already. */
  remove(entry: Entry): boolean {
    if (this.#from(entry.pair) !== entry) return false
    this.#count -= 1
    if (entry !== this.#newest) this.#older.splice(this.#indexFrom(entry.pair), 1)
    else this.#newest = this.#count > 0 ? this.#older.pop() : undefined
    return true
  }

  /** Oldest first. Pairs may come and go meanwhile: those gone are left out, those that have come are not. */
  *[Symbol.iterator](): Generator<Entry, void> {
    for (let next = this.#from(0); next !== undefined; next = this.#from(next.pair + 1)) yield next
  }

  /** The oldest pair that has this name or a later one. */
  #from(pair: number): Entry | undefined {
    const newest = this.#newest
    if (newest === undefined || newest.pair < pair) return undefined
    return this.#count === 1 ? newest : (this.#older[this.#indexFrom(pair)] ?? newest)
  }

  /** Index of that pair among the older ones; their number where it is none of them. */
  #indexFrom(pair: number): number {
    let low = 0
    let high = this.#older.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#older[middle] as Entry).pair < pair) low = middle + 1
      else high = middle
    }
    return low
  }
}
