import type { PairName } from './source.js'

export interface Named {
  readonly name: PairName
  /** The next one under the same number. */
  next: this | undefined
}

/** Things that belong to pairs, by the names of these. Looking one up allocates nothing. */
export class ByName<T extends Named> {
  readonly #first = new Map<number, T>()
  #size = 0

  get size(): number {
    return this.#size
  }

  find(name: PairName): T | undefined {
    let one = this.#first.get(name.headSequence)
    while (one !== undefined && !isSame(one.name, name)) one = one.next
    return one
  }

  add(one: T): void {
    const { headSequence } = one.name
    one.next = this.#first.get(headSequence)
    this.#first.set(headSequence, one)
    this.#size += 1
  }

  remove(one: T): void {
    const { headSequence } = one.name
    const first = this.#first.get(headSequence)
    if (first === one) {
      if (one.next === undefined) this.#first.delete(headSequence)
      else this.#first.set(headSequence, one.next)
    } else {
      let before = first
      while (before !== undefined && before.next !== one) before = before.next
      if (before === undefined) return
      before.next = one.next
    }
    one.next = undefined
    this.#size -= 1
  }

  *all(): Generator<T, void> {
    for (const first of this.#first.values())
      for (let one: T | undefined = first; one !== undefined; one = one.next) yield one
  }

  clear(): void {
    this.#first.clear()
    this.#size = 0
  }
}

function isSame(one: PairName, other: PairName): boolean {
  return (
    one.headSequence === other.headSequence &&
    one.tailSequence === other.tailSequence &&
    one.headEpoch === other.headEpoch &&
    one.tailEpoch === other.tailEpoch &&
    one.circuit === other.circuit &&
    one.initiator === other.initiator
  )
}
