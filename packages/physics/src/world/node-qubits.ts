import {
  affinePairSide,
  affineQubit,
  applyPauliToPair,
  applyPauliToQubit,
  createQubit,
  type Direction,
  measurePairSide,
  measureQubit,
  setQubit,
  tracePairSide
} from '@bellwire/quantum'
import type { MemoryLaw } from '../memory/law.js'
import type { HeldPair, PairHolder, PairPool } from './held-pair.js'

/** How the qubits of a node keep what they hold. */
export interface NodeMemory {
  /** Decay by age since the herald, until the qubit is stored; null: none. */
  readonly unstored: MemoryLaw | null
  /** Decay by age since the end of the storage transfer; null: none. */
  readonly stored: MemoryLaw | null
  /** The channel of the storage transfer: factors on X, Y, Z and shift of Z. */
  readonly transfer: Float64Array
}

const factors = new Float64Array(4)

/**
 * The qubits of one node: what each holds, since when, and until when its decay has been applied. A qubit is either
 * half of a pair or alone with a Bloch vector. Times are true nanoseconds, not rounded.
 */
export class NodeQubits implements PairHolder {
  readonly pairs: (HeldPair | null)[]
  /** Its side of the pair. */
  readonly sides: Uint8Array
  readonly states: Float64Array[]
  /** When what the qubit holds came about or was last acted on: an emission after it has overwritten it. */
  readonly stamps: Float64Array
  /** From when its age counts. */
  readonly births: Float64Array
  /** Up to when decay has been applied. */
  readonly touched: Float64Array
  /** 1 after a storage transfer. */
  readonly stored: Uint8Array

  constructor(
    count: number,
    readonly memory: NodeMemory,
    private readonly pool: PairPool
  ) {
    this.pairs = Array.from({ length: count }, () => null)
    this.sides = new Uint8Array(count)
    this.states = Array.from({ length: count }, createQubit)
    this.stamps = new Float64Array(count).fill(-Infinity)
    this.births = new Float64Array(count)
    this.touched = new Float64Array(count)
    this.stored = new Uint8Array(count)
  }

  get count(): number {
    return this.pairs.length
  }

  /** The factors of decay from the last touch to `now` in `into`; false when there is nothing to apply. */
  decay(qubit: number, now: number, into: Float64Array): boolean {
    const law = this.stored[qubit] === 1 ? this.memory.stored : this.memory.unstored
    const before = this.touched[qubit] as number
    if (law === null || now <= before) return false
    const birth = this.births[qubit] as number
    law.factors(before - birth, now - birth, into)
    return true
  }

  /** Applies decay up to `now`. */
  age(qubit: number, now: number): void {
    if (!this.decay(qubit, now, factors)) return
    this.#channel(qubit, factors)
    this.touched[qubit] = now
  }

  #channel(qubit: number, by: Float64Array): void {
    const pair = this.pairs[qubit] as HeldPair | null
    const x = by[0] as number
    const y = by[1] as number
    const z = by[2] as number
    const shift = by[3] as number
    if (pair === null) affineQubit(this.states[qubit] as Float64Array, x, y, z, shift)
    else affinePairSide(pair.state, this.sides[qubit] as 0 | 1, x, y, z, shift)
  }

  /** Takes the qubit out of its pair; the partner keeps its own part. The qubit's own state is left to the caller. */
  leavePair(qubit: number): void {
    const pair = this.pairs[qubit] as HeldPair | null
    if (pair === null) return
    const side = this.sides[qubit] as 0 | 1
    const partner = side === 0 ? pair.nodeB : pair.nodeA
    const partnerQubit = side === 0 ? pair.qubitB : pair.qubitA
    this.pairs[qubit] = null
    tracePairSide(pair.state, side, partner.states[partnerQubit] as Float64Array)
    partner.pairs[partnerQubit] = null
    this.pool.giveBack(pair)
  }

  /** A fresh spin of polarisation ⟨Z⟩ = z, as an initialisation or an emission leaves it. */
  initialise(qubit: number, z: number, time: number): void {
    this.leavePair(qubit)
    setQubit(this.states[qubit] as Float64Array, 0, 0, z)
    this.#begin(qubit, time)
  }

  #begin(qubit: number, time: number): void {
    this.stamps[qubit] = time
    this.births[qubit] = time
    this.touched[qubit] = time
    this.stored[qubit] = 0
  }

  /** Makes the qubit one half of a pair heralded at `herald`, from an emission at `emission`. */
  enterPair(qubit: number, pair: HeldPair, side: 0 | 1, emission: number, herald: number): void {
    this.leavePair(qubit)
    this.pairs[qubit] = pair
    this.sides[qubit] = side
    this.#begin(qubit, herald)
    this.stamps[qubit] = emission
  }

  /** Leaves the qubit with what it is left with by a herald that its partner had no part in. */
  conditionAlone(qubit: number, x: number, y: number, z: number, emission: number, herald: number): void {
    this.leavePair(qubit)
    setQubit(this.states[qubit] as Float64Array, x, y, z)
    this.#begin(qubit, herald)
    this.stamps[qubit] = emission
  }

  /** Measures along a direction with a uniform number; the partner is left in the state that goes with the outcome. */
  measure(qubit: number, direction: Direction, uniform: number, now: number): 0 | 1 {
    this.age(qubit, now)
    this.stamps[qubit] = now
    const state = this.states[qubit] as Float64Array
    const pair = this.pairs[qubit] as HeldPair | null
    if (pair === null) return measureQubit(state, direction, uniform)
    const side = this.sides[qubit] as 0 | 1
    const partner = side === 0 ? pair.nodeB : pair.nodeA
    const partnerQubit = side === 0 ? pair.qubitB : pair.qubitA
    const outcome = measurePairSide(pair.state, side, direction, uniform, partner.states[partnerQubit] as Float64Array)
    partner.pairs[partnerQubit] = null
    this.pairs[qubit] = null
    this.pool.giveBack(pair)
    const sign = 1 - 2 * outcome
    setQubit(state, sign * (direction[0] as number), sign * (direction[1] as number), sign * (direction[2] as number))
    return outcome
  }

  /** The Pauli operator that a BellIndex names. */
  applyPauli(qubit: number, pauli: number, now: number): void {
    this.age(qubit, now)
    this.stamps[qubit] = now
    const pair = this.pairs[qubit] as HeldPair | null
    if (pair === null) applyPauliToQubit(this.states[qubit] as Float64Array, pauli)
    else applyPauliToPair(pair.state, this.sides[qubit] as 0 | 1, pauli)
  }

  /** The storage transfer: its channel acts now, the age in storage counts from `done`. A stored qubit stays as it is. */
  store(qubit: number, now: number, done: number): void {
    if (this.stored[qubit] === 1) return
    this.age(qubit, now)
    this.#channel(qubit, this.memory.transfer)
    this.stamps[qubit] = now
    this.stored[qubit] = 1
    this.births[qubit] = done
    this.touched[qubit] = done
  }
}
