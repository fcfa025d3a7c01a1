import {
  composeBellIndex,
  createPair,
  createQubit,
  exchangePairSides,
  measureBell,
  pairFidelity,
  setProductPair,
  setQubit,
  swapPairsByEffect,
  swapProbability
} from '@bellwire/quantum'
import type { GateNoise } from './gate-noise.js'
import { type HeldPair, type HeldQubit, NO_LINK, partnerIn, UNKNOWN } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'
import { isGrouped, joinGroup } from './qubit-group.js'

/** What makes a Bell measurement go as it does. */
export interface BellMeasurement {
  /** In [0, 1): decides the outcome. */
  readonly uniform: number
  readonly noise: GateNoise
  /** Bits of the BellIndex that are read wrongly. */
  readonly flips: number
}

type Index = 0 | 1 | 2 | 3

const left = createPair()
const right = createPair()
const ends = createPair()
const probabilities = new Float64Array(4)
const effect = new Float64Array(4)
/** Stands for the outer half of a qubit that is alone. */
const nobody = Float64Array.of(1, 0, 0, 0)
const remaining = createQubit()

/**
 * A Bell measurement of two qubits, of whatever each is part of: a CNOT from `a` to `b`, the gate's noise, H on `a`,
 * and both measured in Z. So bit 1 of the index (phase) is read from `a` and bit 0 (parity) from `b`, and each is left
 * in the eigenstate of Z that was found, whatever was read.
 *
 * The outer halves of two pairs become one pair. They keep their own histories: their decay up to now is applied when
 * they are next touched, which makes no difference since it commutes with what is done here.
 *
 * @param now true time
 * @returns the index that is read
 * @throws WorldError when the two share states with more qubits than a group holds; nothing has changed then
 */
export function measureInBellBasis(
  a: HeldQubit,
  b: HeldQubit,
  how: BellMeasurement,
  now: number,
  pool: PairPool
): Index {
  a.age(now)
  b.age(now)
  const group = isGrouped(a) || isGrouped(b) ? joinGroup(a, b, 'b', now, pool) : null
  let outcome: Index
  if (group !== null) {
    how.noise.act(group, a, b)
    outcome = measureBell(group.state, group.placeOf(a), group.placeOf(b), how.uniform)
    group.removeSwapped(a, b, joinedRecord(a, b, outcome ^ how.flips, now, pool))
  } else if (a.pair !== null && a.pair === b.pair) outcome = measureOnePair(a, a.pair, how, pool)
  else outcome = measureTwoStates(a, b, how, now, pool)
  for (const [qubit, bit] of [
    [a, outcome >> 1],
    [b, outcome & 1]
  ] as const) {
    qubit.pair = null
    setQubit(qubit.state, 0, 0, 1 - 2 * bit)
    qubit.stamp = now
  }
  return (outcome ^ how.flips) as Index
}

/** The record of the pair of the two outer halves; null where there are not two. */
function joinedRecord(a: HeldQubit, b: HeldQubit, reported: number, now: number, pool: PairPool): HeldPair | null {
  const { pair: pairA } = a
  const { pair: pairB } = b
  if (pairA === null || pairB === null || pairA === pairB) return null
  const outerA = partnerIn(pairA, a)
  const outerB = partnerIn(pairB, b)
  if (outerA === a || outerB === b) return null
  const joined = pool.take(outerA, outerB)
  const known = pairA.bellIndex !== UNKNOWN && pairB.bellIndex !== UNKNOWN
  joined.bellIndex = known ? composeBellIndex(pairA.bellIndex ^ pairB.bellIndex, reported) : UNKNOWN
  joined.link = NO_LINK
  joined.heralded = now
  return joined
}

/** Both qubits are halves of the same pair: nothing is left. */
function measureOnePair(a: HeldQubit, pair: HeldPair, how: BellMeasurement, pool: PairPool): Index {
  for (let m = 0; m < 4; m++) probabilities[m] = pairFidelity(pair.state, m)
  const outcome = draw(how)
  a.pair = null
  pool.giveBack(pair)
  return outcome
}

/** Each qubit is alone or half of a pair of its own. */
function measureTwoStates(a: HeldQubit, b: HeldQubit, how: BellMeasurement, now: number, pool: PairPool): Index {
  const { pair: pairA } = a
  const { pair: pairB } = b
  write(left, a)
  exchangePairSides(left)
  write(right, b)
  for (let m = 0; m < 4; m++) probabilities[m] = swapProbability(left, right, m)
  const outcome = draw(how)
  const noise = how.noise.probability
  for (let m = 0; m < 4; m++) effect[m] = noise / 4 + (m === outcome ? 1 - noise : 0)
  swapPairsByEffect(left, right, effect, ends)
  const joined = joinedRecord(a, b, outcome ^ how.flips, now, pool)
  if (joined !== null) {
    joined.state.set(ends)
    joined.a.pair = joined
    joined.a.side = 0
    joined.b.pair = joined
    joined.b.side = 1
  } else {
    if (pairA !== null) leaveAlone(partnerIn(pairA, a), 4)
    if (pairB !== null) leaveAlone(partnerIn(pairB, b), 1)
  }
  if (pairA !== null) pool.giveBack(pairA)
  if (pairB !== null) pool.giveBack(pairB)
  return outcome
}

/** What a qubit is part of as a pair, the qubit itself first. */
function write(into: Float64Array, { pair, side, state }: HeldQubit): void {
  if (pair === null) {
    setProductPair(into, state, nobody)
    return
  }
  into.set(pair.state)
  if (side === 1) exchangePairSides(into)
}

/** Leaves an outer half with its own part of `ends`. */
function leaveAlone(qubit: HeldQubit, step: 1 | 4): void {
  for (let k = 1; k < 4; k++) remaining[k] = ends[k * step] as number
  // As in a measurement, rounding can leave a vector outside the ball.
  const scale = 1 / Math.max(1, Math.hypot(remaining[1] as number, remaining[2] as number, remaining[3] as number))
  setQubit(
    qubit.state,
    scale * (remaining[1] as number),
    scale * (remaining[2] as number),
    scale * (remaining[3] as number)
  )
  qubit.pair = null
}

/** Draws from `probabilities` as the gate's noise leaves them. */
function draw({ uniform, noise }: BellMeasurement): Index {
  const mixed = noise.probability
  let rest = uniform
  let outcome = 0
  for (let candidate = 0; candidate < 4; candidate++) {
    const probability = (1 - mixed) * (probabilities[candidate] as number) + mixed / 4
    // Below this an outcome is rounding; it must not be what is left when the others sum to a hair under 1.
    if (probability < 1e-12) continue
    outcome = candidate
    if (rest < probability) break
    rest -= probability
  }
  return outcome as Index
}
