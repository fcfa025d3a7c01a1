import { createPair } from '@bellwire/quantum'
import type { HeldQubit } from './held-qubit.js'

/** Two qubits that share a state: where they are, and 16 Pauli coefficients, side A first. */
export interface HeldPair {
  /** Number of the herald that made it, counted over the whole world from 1. */
  id: number
  readonly state: Float64Array
  a: HeldQubit
  b: HeldQubit
  /** The link that heralded it. */
  link: number
  /** True time of the herald, nanoseconds: the centre of its gate. */
  heralded: number
  /** The Bell state that was announced. */
  bellIndex: number
}

/** Pair records that have ended are used again: a run of millions of pairs holds only as many as live at once. */
export class PairPool {
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
