import {
  affineChannel,
  applyChannel,
  type Channel,
  combineMatrices,
  type DensityMatrix,
  densityMatrixOf,
  densityQubitBloch,
  type Direction,
  measureDensityQubit,
  pairFromDensity,
  pairToDensity,
  partialTrace,
  pauliMatrices,
  pauliSign,
  setQubit,
  tensorProduct
} from '@bellwire/quantum'
import { WorldError } from './errors.js'
import { type HeldPair, type HeldQubit, IN_GROUP, partnerIn, type SharedState } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'

/** As many as a density matrix is made for. */
const MOST_QUBITS = 8

/**
 * Qubits that share a state which is more than pairs: what a distillation step leaves until its other end has acted
 * too. It exists only while three or more share it; what is left of two is a pair again, of one a qubit alone.
 *
 * Each member keeps its record of a pair, whose other half is a member too, or which is loose (`a` and `b` the same).
 * Every member keeps its own history: decay is applied to it alone, up to when it was last touched.
 */
export class QubitGroup implements SharedState {
  /** In the order of the state's qubits. */
  readonly members: HeldQubit[]
  #state: DensityMatrix

  constructor(
    members: HeldQubit[],
    state: DensityMatrix,
    private readonly pool: PairPool
  ) {
    this.members = members
    this.#state = state
  }

  /** The world's own matrix, one qubit for each member. */
  get state(): DensityMatrix {
    return this.#state
  }

  scale(member: HeldQubit, x: number, y: number, z: number, shift: number): void {
    applyChannel(this.#state, affineChannel(x, y, z, shift), [this.placeOf(member)])
  }

  applyPauli(member: HeldQubit, pauli: number): void {
    if (pauli !== 0) this.scale(member, pauliSign(pauli, 1), pauliSign(pauli, 2), pauliSign(pauli, 3), 0)
  }

  /** A channel on one or two members, the first one being the more significant. */
  apply(channel: Channel, ...members: readonly HeldQubit[]): void {
    applyChannel(
      this.#state,
      channel,
      members.map((member) => this.placeOf(member))
    )
  }

  measure(member: HeldQubit, direction: Direction, uniform: number): 0 | 1 {
    const outcome = measureDensityQubit(this.#state, this.placeOf(member), direction, uniform)
    this.remove(member)
    return outcome
  }

  remove(member: HeldQubit): void {
    this.#endRecord(member)
    this.#traceOut(member)
    this.settle()
  }

  /**
   * Takes two members out after a Bell measurement. Where both were halves of pairs, the other two halves now have
   * `joined` for their pair; a half whose partner was in no pair is left loose.
   */
  removeSwapped(a: HeldQubit, b: HeldQubit, joined: HeldPair | null): void {
    if (joined === null) {
      this.#endRecord(a)
      this.#endRecord(b)
    } else {
      this.pool.giveBack(a.pair as HeldPair)
      this.pool.giveBack(b.pair as HeldPair)
      joined.a.pair = joined
      joined.b.pair = joined
    }
    this.#traceOut(a)
    this.#traceOut(b)
    this.settle()
  }

  placeOf(member: HeldQubit): number {
    return this.members.indexOf(member)
  }

  #endRecord(member: HeldQubit): void {
    const record = member.pair as HeldPair
    if (record.a === record.b) this.pool.giveBackLoose(record)
    else this.pool.loosen(record, partnerIn(record, member))
  }

  #traceOut(member: HeldQubit): void {
    const place = this.placeOf(member)
    const others = this.members.map((_, k) => k).filter((k) => k !== place)
    if (others.length > 0) this.#state = partialTrace(this.#state, others)
    this.members.splice(place, 1)
    leave(member)
  }

  /** What is left of two members is a pair, of one a qubit alone. */
  settle(): void {
    const [first, second, third] = this.members
    if (first === undefined || third !== undefined) return
    if (second === undefined) {
      const bloch = densityQubitBloch(this.#state, 0)
      setQubit(first.state, bloch[1] as number, bloch[2] as number, bloch[3] as number)
      this.pool.giveBackLoose(first.pair as HeldPair)
      leave(first)
    } else this.#settlePair(first, second)
    this.members.length = 0
  }

  #settlePair(first: HeldQubit, second: HeldQubit): void {
    const pair = first.pair as HeldPair
    if (pair !== second.pair) {
      this.pool.giveBackLoose(second.pair as HeldPair)
      this.pool.bind(pair, first, second)
    }
    const straight = pair.a === first
    pairFromDensity(straight ? this.#state : partialTrace(this.#state, [1, 0]), pair.state)
    // Rounding in the trace would stay for good: nothing normalises a pair.
    pair.state[0] = 1
    leave(first)
    leave(second)
    first.pair = pair
    second.pair = pair
    first.side = straight ? 0 : 1
    second.side = straight ? 1 : 0
  }
}

function leave(member: HeldQubit): void {
  member.pair = null
  member.side = 0
  member.group = null
}

/**
 * Makes one group of all that two qubits share states with.
 *
 * @throws WorldError when that would be more than 8 qubits; nothing has changed then
 */
export function joinGroup(a: HeldQubit, b: HeldQubit, field: string, now: number, pool: PairPool): QubitGroup {
  const shared = a.pair !== null && (a.pair === b.pair || (isGrouped(a) && a.group === b.group))
  const qubits = sharing(a).length + (shared ? 0 : sharing(b).length)
  if (qubits > MOST_QUBITS) {
    throw new WorldError(field, qubits, `qubits that share a state with at most ${MOST_QUBITS} in all`)
  }
  const group = groupOf(a, now, pool)
  return shared ? group : merge(group, groupOf(b, now, pool), pool)
}

export function isGrouped(qubit: HeldQubit): boolean {
  return qubit.pair !== null && qubit.side === IN_GROUP
}

/** The group that a qubit is in, or a new one of all that it shares a state with. */
function groupOf(qubit: HeldQubit, now: number, pool: PairPool): QubitGroup {
  if (qubit.group instanceof QubitGroup) return qubit.group
  const group = new QubitGroup(sharing(qubit), sharedState(qubit), pool)
  qubit.pair ??= pool.takeLoose(qubit, now)
  return enrol(group)
}

function merge(left: QubitGroup, right: QubitGroup, pool: PairPool): QubitGroup {
  return enrol(new QubitGroup([...left.members, ...right.members], tensorProduct(left.state, right.state), pool))
}

function enrol(group: QubitGroup): QubitGroup {
  for (const member of group.members) {
    member.side = IN_GROUP
    member.group = group
  }
  return group
}

/** All that a qubit shares its state with, itself included, in the state's order. */
function sharing(qubit: HeldQubit): HeldQubit[] {
  if (qubit.group !== null) return [...qubit.group.members]
  return qubit.pair === null ? [qubit] : [qubit.pair.a, qubit.pair.b]
}

function sharedState(qubit: HeldQubit): DensityMatrix {
  if (qubit.group !== null) return qubit.group.state
  if (qubit.pair !== null) return pairToDensity(qubit.pair.state)
  return densityMatrixOf(
    combineMatrices(pauliMatrices.map((pauli, k) => [(qubit.state[k] as number) / 2, pauli] as const))
  )
}

/** The state of some different qubits in the order given, decay not yet applied. Changes nothing. */
export function jointDensity(qubits: readonly HeldQubit[]): DensityMatrix {
  let joint: DensityMatrix | null = null
  const order: HeldQubit[] = []
  for (const qubit of qubits) {
    if (order.includes(qubit)) continue
    const others = sharing(qubit)
    const wanted = others.map((_, k) => k).filter((k) => qubits.includes(others[k] as HeldQubit))
    const part = partialTrace(sharedState(qubit), wanted)
    joint = joint === null ? part : tensorProduct(joint, part)
    order.push(...wanted.map((k) => others[k] as HeldQubit))
  }
  return partialTrace(
    joint as DensityMatrix,
    qubits.map((qubit) => order.indexOf(qubit))
  )
}
