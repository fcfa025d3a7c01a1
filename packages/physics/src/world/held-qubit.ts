import {
  affinePairSide,
  affineQubit,
  applyPauliToPair,
  applyPauliToQubit,
  createQubit,
  type DensityMatrix,
  type Direction,
  measurePairSide,
  measureQubit,
  setQubit,
  tracePairSide
} from '@bellwire/quantum'
import type { BasisCode } from '@bellwire/device'
import type { MemoryLaw } from '../memory/law.js'

/** How the qubits of a node keep what they hold. */
export interface NodeMemory {
  /** Decay by age since the herald, until the qubit is stored; null: none. */
  readonly unstored: MemoryLaw | null
  /** Decay by age since the end of the storage transfer; null: none. */
  readonly stored: MemoryLaw | null
  /** The channel of the storage transfer: factors on X, Y, Z and shift of Z. */
  readonly transfer: Float64Array
}

/** Names a qubit of the world. */
export interface QubitAddress {
  readonly node: string
  readonly qubit: number
}

/** What came out of a photon that was measured as it arrived. */
export interface ArrivalRecord {
  readonly basis: BasisCode
  readonly outcome: 0 | 1
}

/** `link` of a pair that no link heralded. */
export const NO_LINK = -1
/** `bellIndex` of two qubits that share a state which nobody has announced. */
export const UNKNOWN = -1

/** Two qubits that share a state: where they are, and 16 Pauli coefficients, side A first. */
export interface HeldPair {
  /** Number of the event that made it, counted over the whole world from 1: a herald or a swap. */
  id: number
  /** Stands for nothing while the qubits are in a group. */
  readonly state: Float64Array
  a: HeldQubit
  /** The same as `a` in the record of a qubit that is in a group without a partner. */
  b: HeldQubit
  /** The link that heralded it; NO_LINK for a pair that a swap has made. */
  link: number
  /** True time of the herald, nanoseconds: the centre of its gate. Of a swap: the instant of the command. */
  heralded: number
  /** The Bell state that was announced; after a swap what follows from the pairs' and the reported outcome. */
  bellIndex: number
}

/** The other half of a pair; the qubit itself where it has no partner. */
export function partnerIn(pair: HeldPair, qubit: HeldQubit): HeldQubit {
  return pair.a === qubit ? pair.b : pair.a
}

/** HeldQubit.side of a qubit whose state is with its group. */
export const IN_GROUP = 2

/** The state of several qubits, as each of them needs it. */
export interface SharedState {
  readonly members: readonly HeldQubit[]
  readonly state: DensityMatrix
  /** Scales the Bloch vector of one member by (x, y, z) and shifts it along Z. */
  scale(member: HeldQubit, x: number, y: number, z: number, shift: number): void
  /** The Pauli operator that a BellIndex names. */
  applyPauli(member: HeldQubit, pauli: number): void
  /** Measures a member with a uniform number and takes it out. Its own state is left to the caller. */
  measure(member: HeldQubit, direction: Direction, uniform: number): 0 | 1
  /** Takes a member out; the others keep their part. Its own state is left to the caller. */
  remove(member: HeldQubit): void
}

/** Takes the records of pairs that have ended. */
export interface PairReturn {
  giveBack(pair: HeldPair): void
}

const factors = new Float64Array(4)

/**
 * One qubit of a node: what it holds, since when, and until when its decay has been applied. It is half of a pair, or
 * one of a group, or alone with a Bloch vector. Times are true nanoseconds, not rounded.
 */
export class HeldQubit {
  /** What it is half of; null while it is alone. */
  pair: HeldPair | null = null
  /** Its side of the pair. That a qubit is in a group is said here: a field which whoever touches a pair reads anyway. */
  side: 0 | 1 | typeof IN_GROUP = 0
  /** Read only when `side` says so. */
  group: SharedState | null = null
  /** (1, x, y, z) while it is alone. */
  readonly state = createQubit()
  /** When what it holds came about or was last acted on: an emission after it has overwritten it. */
  stamp = -Infinity
  /** Of a photon measured on arrival, until the place is used again. */
  record: ArrivalRecord | null = null
  /** From when its age counts. */
  #birth = 0
  /** Up to when decay has been applied. */
  #touched = 0
  /** There was a storage transfer. */
  #stored = false
  /** Its decay until then: the node's, or that of the link it came by. */
  #unstored: MemoryLaw | null

  constructor(
    readonly address: QubitAddress,
    private readonly memory: NodeMemory,
    private readonly pool: PairReturn
  ) {
    this.#unstored = memory.unstored
  }

  /** The factors of decay from the last touch to `now` in `into`; false when there is nothing to apply. */
  decay(now: number, into: Float64Array): boolean {
    const law = this.#stored ? this.memory.stored : this.#unstored
    if (law === null || now <= this.#touched) return false
    law.factors(this.#touched - this.#birth, now - this.#birth, into)
    return true
  }

  /** Applies decay up to `now`. */
  age(now: number): void {
    if (!this.decay(now, factors)) return
    this.#channel(factors)
    this.#touched = now
  }

  #channel(by: Float64Array): void {
    const { pair } = this
    const x = by[0] as number
    const y = by[1] as number
    const z = by[2] as number
    const shift = by[3] as number
    if (pair === null) affineQubit(this.state, x, y, z, shift)
    else if (this.side === IN_GROUP) this.#group().scale(this, x, y, z, shift)
    else affinePairSide(pair.state, this.side, x, y, z, shift)
  }

  #group(): SharedState {
    return this.group as SharedState
  }

  /** Takes the qubit out of its pair; the partner keeps its own part. The qubit's own state is left to the caller. */
  leavePair(): void {
    const { pair, side } = this
    if (pair === null) return
    if (side === IN_GROUP) {
      this.#group().remove(this)
      return
    }
    const partner = side === 0 ? pair.b : pair.a
    this.pair = null
    tracePairSide(pair.state, side, partner.state)
    partner.pair = null
    this.pool.giveBack(pair)
  }

  /** A fresh spin of polarisation ⟨Z⟩ = z, as an initialisation or an emission leaves it. */
  initialise(z: number, time: number): void {
    this.leavePair()
    setQubit(this.state, 0, 0, z)
    this.#begin(time, time)
  }

  /** A fresh qubit in a pure state, as a preparation leaves it. */
  prepare(direction: Direction, time: number): void {
    this.leavePair()
    setQubit(this.state, direction[0] as number, direction[1] as number, direction[2] as number)
    this.#begin(time, time)
  }

  #begin(emission: number, birth: number): void {
    this.stamp = emission
    this.record = null
    this.#birth = birth
    this.#touched = birth
    this.#stored = false
    this.#unstored = this.memory.unstored
  }

  /** What it now holds decays by this law, until it is stored or holds something else; null: by the node's. */
  keepIn(law: MemoryLaw | null): void {
    if (law !== null) this.#unstored = law
  }

  /** Becomes one half of a pair heralded at `herald`, from an emission at `emission`. */
  enterPair(pair: HeldPair, side: 0 | 1, emission: number, herald: number): void {
    this.leavePair()
    this.pair = pair
    this.side = side
    this.#begin(emission, herald)
  }

  /** Is left with what a herald leaves it with that its partner had no part in. */
  conditionAlone(x: number, y: number, z: number, emission: number, herald: number): void {
    this.leavePair()
    setQubit(this.state, x, y, z)
    this.#begin(emission, herald)
  }

  /** Measures along a direction with a uniform number; the partner is left in the state that goes with the outcome. */
  measure(direction: Direction, uniform: number, now: number): 0 | 1 {
    this.age(now)
    this.stamp = now
    const { pair, side, state } = this
    if (pair === null) return measureQubit(state, direction, uniform)
    if (side === IN_GROUP) return this.#found(direction, this.#group().measure(this, direction, uniform))
    const partner = side === 0 ? pair.b : pair.a
    const outcome = measurePairSide(pair.state, side, direction, uniform, partner.state)
    partner.pair = null
    this.pair = null
    this.pool.giveBack(pair)
    return this.#found(direction, outcome)
  }

  /** Leaves the qubit in the eigenstate that a measurement found it in. */
  #found(direction: Direction, outcome: 0 | 1): 0 | 1 {
    const sign = 1 - 2 * outcome
    const { state } = this
    setQubit(state, sign * (direction[0] as number), sign * (direction[1] as number), sign * (direction[2] as number))
    return outcome
  }

  /** The Pauli operator that a BellIndex names. */
  applyPauli(pauli: number, now: number): void {
    this.age(now)
    this.stamp = now
    if (this.pair === null) applyPauliToQubit(this.state, pauli)
    else if (this.side === IN_GROUP) this.#group().applyPauli(this, pauli)
    else applyPauliToPair(this.pair.state, this.side, pauli)
  }

  /** The storage transfer: its channel acts now, the age in storage counts from `done`. A stored qubit stays as it is. */
  store(now: number, done: number): void {
    if (this.#stored) return
    this.age(now)
    this.#channel(this.memory.transfer)
    this.stamp = now
    this.#stored = true
    this.#birth = done
    this.#touched = done
  }
}
