import {
  affineChannel,
  affinePairSide,
  applyChannel,
  type DensityMatrix,
  pairFidelity,
  pairFromDensity,
  setProductPair
} from '@bellwire/quantum'
import type { Nanoseconds } from '@bellwire/runtime'
import type { LinkQuality } from './drift.js'
import { type HeldQubit, partnerIn, type QubitAddress } from './held-qubit.js'
import { isGrouped, jointDensity } from './qubit-group.js'
import type { SimulatedNode } from './simulated-node.js'

/** What a qubit is part of, as only the world knows. */
export interface PairView {
  /** Number of the herald or swap that made the pair. */
  readonly id: number
  /** The link that heralded it; −1 for a pair that a swap has made. */
  readonly link: number
  readonly partner: QubitAddress
  /**
   * The Bell state that was announced: by the herald, or after a swap by both pairs' and its reported outcome;
   * corrections are not counted. −1 where nobody has announced what the two share.
   */
  readonly bellIndex: number
  /** Nanoseconds since the herald or the swap. */
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
  /** The link's true quality at that moment: 0 in specification, 1 drifting, 2 out of specification, 3 dark. */
  readonly quality: LinkQuality
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

  /**
   * The pair that a qubit is half of; null if it is alone. While a distillation step is under way at one end only, each
   * pair that it has to do with still counts as one, as long as both its qubits are there.
   */
  pair(address: QubitAddress): PairView | null {
    const now = this.now()
    const qubit = this.#settled(address, now)
    const held = qubit.pair
    if (held === null) return null
    const other = partnerIn(held, qubit)
    if (other === qubit) return null
    const partner = other.address
    this.#settled(partner, now)
    if (qubit.pair !== held || partnerIn(held, qubit) !== other) return null
    return { id: held.id, link: held.link, partner, bellIndex: held.bellIndex, age: now - held.heralded }
  }

  /** The state of two qubits now, 16 Pauli coefficients, `a` first, decay up to now included. */
  state(a: QubitAddress, b: QubitAddress): Float64Array {
    const now = this.now()
    const qubitA = this.#settled(a, now)
    const qubitB = this.#settled(b, now)
    const held = qubitA.pair
    const state = new Float64Array(16)
    if (isGrouped(qubitA) || isGrouped(qubitB)) {
      pairFromDensity(jointDensity([qubitA, qubitB]), state)
    } else if (held !== null && held === qubitB.pair) {
      const straight = qubitA.side === 0
      for (let i = 0; i < 4; i++) {
        for (let j = 0; j < 4; j++) state[4 * i + j] = held.state[straight ? 4 * i + j : 4 * j + i] as number
      }
    } else {
      setProductPair(state, alone(qubitA), alone(qubitB))
    }
    this.#decay(state, 0, qubitA, now)
    this.#decay(state, 1, qubitB, now)
    return state
  }

  /** The joint state of 1 to 8 different qubits now, in their order, decay up to now included. */
  joint(addresses: readonly QubitAddress[]): DensityMatrix {
    const now = this.now()
    const qubits = addresses.map((address) => this.#settled(address, now))
    const joint = jointDensity(qubits)
    const factors = this.#factors
    qubits.forEach((qubit, place) => {
      if (!qubit.decay(now, factors)) return
      const [x, y, z, shift] = factors as unknown as readonly [number, number, number, number]
      applyChannel(joint, affineChannel(x, y, z, shift), [place])
    })
    return joint
  }

  /** Fidelity of two qubits to a Bell state, now. */
  fidelity(a: QubitAddress, b: QubitAddress, bellIndex: number): number {
    return pairFidelity(this.state(a, b), bellIndex)
  }

  #decay(state: Float64Array, side: 0 | 1, qubit: HeldQubit, now: Nanoseconds): void {
    const factors = this.#factors
    if (!qubit.decay(now, factors)) return
    affinePairSide(state, side, factors[0] as number, factors[1] as number, factors[2] as number, factors[3] as number)
  }

  /** A qubit, with the effect of all emissions before now. */
  #settled({ node: name, qubit }: QubitAddress, now: Nanoseconds): HeldQubit {
    const node = this.#node(name)
    node.settle(qubit, now)
    return node.qubits[qubit] as HeldQubit
  }

  #node(name: string): SimulatedNode {
    const node = this.nodes.get(name)
    if (node === undefined)
      throw new RangeError(`no node is called ${name}; there are ${[...this.nodes.keys()].join(', ')}`)
    return node
  }
}

/** (1, x, y, z) of a qubit, its partner ignored, decay not yet applied. */
function alone(qubit: HeldQubit): Float64Array {
  const { pair } = qubit
  if (pair === null) return qubit.state
  const step = qubit.side === 0 ? 4 : 1
  return Float64Array.from([0, 1, 2, 3], (k) => pair.state[k * step] as number)
}
