import { createPair } from '@bellwire/quantum'

/** The qubits that a pair's half may lie in: what the other half's end must be able to change. */
export interface PairHolder {
  /** The pair that a qubit is half of; null when it is alone. */
  readonly pairs: (HeldPair | null)[]
  /** State of a qubit while alone, (1, x, y, z). */
  readonly states: readonly Float64Array[]
}

/** Two qubits that share a state: where they are, and 16 Pauli coefficients, side A first. */
export interface HeldPair {
  /** Number of the herald that made it, counted over the whole world from 1. */
  id: number
  readonly state: Float64Array
  nodeA: PairHolder
  qubitA: number
  nodeB: PairHolder
  qubitB: number
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

  take(nodeA: PairHolder, qubitA: number, nodeB: PairHolder, qubitB: number): HeldPair {
    this.#live++
    const pair = this.#free.pop()
    const id = ++this.#made
    if (pair === undefined) {
      return { id, state: createPair(), nodeA, qubitA, nodeB, qubitB, link: 0, heralded: 0, bellIndex: 0 }
    }
    pair.id = id
    pair.nodeA = nodeA
    pair.qubitA = qubitA
    pair.nodeB = nodeB
    pair.qubitB = qubitB
    return pair
  }

  giveBack(pair: HeldPair): void {
    this.#live--
    this.#free.push(pair)
  }
}
