import { affinePairSide, pairFidelity, setProductPair } from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import type { PairHolder } from './held-pair.js'
import type { SimulatedNode } from './simulated-node.js'

/** Names a qubit of the world. */
export interface QubitAddress {
  readonly node: string
  readonly qubit: number
}

/** What a qubit is part of, as only the world knows. */
export interface PairView {
  /** Number of the herald that made the pair. */
  readonly id: number
  readonly link: number
  readonly partner: QubitAddress
  /** The Bell state that was announced. */
  readonly bellIndex: number
  /** Nanoseconds since the herald. */
  readonly age: Nanoseconds
}

/** What a herald made, for reports. `state` is the world's own record: copy it to keep it. */
export interface HeraldView {
  readonly link: number
  readonly slot: number
  readonly bellIndex: number
  /** Fidelity of the pair to the announced state; null when a side had no part in the herald or has lost it. */
  readonly fidelity: number | null
  readonly state: Float64Array | null
}

/**
 * The world's own knowledge of states, for tests and reports: nothing that a node may base a decision on. Looking
 * changes nothing.
 */
export class Oracle {
  readonly #factors = new Float64Array(4)

  constructor(
    private readonly nodes: ReadonlyMap<string, SimulatedNode>,
    private readonly now: () => Nanoseconds,
    private readonly live: () => number
  ) {}

  /** Pairs that exist now in the whole world. */
  get livePairs(): number {
    return this.live()
  }

  /** The pair that a qubit is half of; null if it is alone. */
  pair(address: QubitAddress): PairView | null {
    const node = this.#node(address.node)
    const now = this.now()
    node.settle(address.qubit, now)
    const held = node.qubits.pairs[address.qubit] ?? null
    if (held === null) return null
    const other = held.nodeA === node.qubits && held.qubitA === address.qubit ? 'B' : 'A'
    const qubits = other === 'A' ? held.nodeA : held.nodeB
    const partner = { node: this.#nameOf(qubits), qubit: other === 'A' ? held.qubitA : held.qubitB }
    this.#node(partner.node).settle(partner.qubit, now)
    if (node.qubits.pairs[address.qubit] !== held) return null
    return { id: held.id, link: held.link, partner, bellIndex: held.bellIndex, age: now - held.heralded }
  }

  /** The state of two qubits now, 16 Pauli coefficients, `a` first, decay up to now included. */
  state(a: QubitAddress, b: QubitAddress): Float64Array {
    const nodeA = this.#node(a.node)
    const nodeB = this.#node(b.node)
    const now = this.now()
    nodeA.settle(a.qubit, now)
    nodeB.settle(b.qubit, now)
    const held = nodeA.qubits.pairs[a.qubit] ?? null
    const shared = held !== null && held === nodeB.qubits.pairs[b.qubit]
    const state = new Float64Array(16)
    if (shared) {
      const straight = nodeA.qubits.sides[a.qubit] === 0
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) state[4 * i + j] = held.state[straight ? 4 * i + j : 4 * j + i] as number
      }
    } else {
      setProductPair(state, this.#alone(nodeA, a.qubit), this.#alone(nodeB, b.qubit))
    }
    this.#decay(state, 0, nodeA, a.qubit, now)
    this.#decay(state, 1, nodeB, b.qubit, now)
    return state
  }

  /** Fidelity of two qubits to a Bell state, now. */
  fidelity(a: QubitAddress, b: QubitAddress, bellIndex: number): number {
    return pairFidelity(this.state(a, b), bellIndex)
  }

  #decay(state: Float64Array, side: 0 | 1, node: SimulatedNode, qubit: number, now: Nanoseconds): void {
    const factors = this.#factors
    if (!node.qubits.decay(qubit, now, factors)) return
    affinePairSide(state, side, factors[0] as number, factors[1] as number, factors[2] as number, factors[3] as number)
  }

  /** (1, x, y, z) of a qubit, its partner ignored, decay not yet applied. */
  #alone(node: SimulatedNode, qubit: number): Float64Array {
    const held = node.qubits.pairs[qubit] ?? null
    if (held === null) return node.qubits.states[qubit] as Float64Array
    const step = node.qubits.sides[qubit] === 0 ? 4 : 1
    return Float64Array.from([0, 1, 2, 3], (k) => held.state[k * step] as number)
  }

  #nameOf(qubits: PairHolder): string {
    for (const node of this.nodes.values()) if (node.qubits === qubits) return node.name
    return ''
  }

  #node(name: string): SimulatedNode {
    const node = this.nodes.get(name)
    if (node === undefined)
      throw new RangeError(`no node is called ${name}; there are ${[...this.nodes.keys()].join(', ')}`)
    return node
  }
}
