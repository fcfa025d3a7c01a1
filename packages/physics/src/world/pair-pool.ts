import { createPair } from '@bellwire/quantum'
import { type HeldPair, type HeldQubit, NO_LINK, type PairReturn, UNKNOWN } from './held-qubit.js'

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

  /** A record that makes no pair: for a qubit of a group that has no partner. */
  takeLoose(qubit: HeldQubit, now: number): HeldPair {
    const record = this.take(qubit, qubit)
    this.#live--
    record.heralded = now
    record.link = NO_LINK
    record.bellIndex = UNKNOWN
    return record
  }

  giveBackLoose(record: HeldPair): void {
    this.#free.push(record)
  }

  /** One half of a pair in a group has left: the record stays with the other, loose. */
  loosen(pair: HeldPair, remaining: HeldQubit): void {
    this.#live--
    pair.a = remaining
    pair.b = remaining
    pair.link = NO_LINK
    pair.bellIndex = UNKNOWN
  }

  /** Two qubits that nobody announced as a pair are all that is left of a group. */
  bind(record: HeldPair, a: HeldQubit, b: HeldQubit): void {
    this.#live++
    record.id = ++this.#made
    record.a = a
    record.b = b
  }
}
