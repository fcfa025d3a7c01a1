import { createPair } from '@bellwire/quantum'
import type { HeldPair, HeldQubit, PairReturn } from './held-qubit.js'

/** Pair records that have ended are used again: a run of millions of pairs holds only as many as live at once. */
export class PairPool implements PairReturn {
  readonly #free: HeldPair[] = []
  #made = 0
  #live = 0

  /** Pairs that exist now. */
  get live(): number {
    return this.#live
  }

  take(a: HeldQubit, b: HeldQubit): HeldPair {
    this.#live++
    const pair = this.#free.pop()
    const id = ++this.#made
    if (pair === undefined) return { id, state: createPair(), a, b, link: 0, heralded: 0, bellIndex: 0 }
    pair.id = id
    pair.a = a
    pair.b = b
    return pair
  }

  giveBack(pair: HeldPair): void {
    this.#live--
    this.#free.push(pair)
  }
}
