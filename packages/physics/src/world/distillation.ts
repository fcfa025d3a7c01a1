import { type Channel, Gate, rotationGate, unitaryChannel } from '@bellwire/quantum'
import type { GateNoise } from './gate-noise.js'
import type { HeldQubit } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'
import { joinGroup, type QubitGroup } from './qubit-group.js'

/** What makes one end of a distillation step go as it does. */
export interface DistillationStep {
  /** In [0, 1): decides the outcome. */
  readonly uniform: number
  readonly noise: GateNoise
  /** Turn of both qubits about X before the CNOT: by +π/2, by −π/2, or none. */
  readonly turn: 1 | -1 | 0
  /** Rotations of both qubits before anything else. */
  readonly twirls?: readonly [Twirl, Twirl] | undefined
}

/** One of twelve rotations as one end of a pair does it: the Pauli operator of an index, and then turns about (1, 1, 1). */
export interface Twirl {
  readonly pauli: number
  /** By 120° each, 0 to 2. */
  readonly turns: number
  /** Turns as their complex conjugate: the other end of the pair does them as they are. */
  readonly conjugate: boolean
}

const cnot = unitaryChannel(Gate.CNOT)
const hadamard = unitaryChannel(Gate.H)
const turns = {
  1: unitaryChannel(rotationGate([1, 0, 0], Math.PI / 2)),
  [-1]: unitaryChannel(rotationGate([1, 0, 0], -Math.PI / 2))
}
const diagonal = Math.sqrt(1 / 3)
// Conjugation reverses the angle and turns the axis' y round.
const cycle = unitaryChannel(rotationGate([diagonal, diagonal, diagonal], (2 * Math.PI) / 3))
const conjugateCycle = unitaryChannel(rotationGate([diagonal, -diagonal, diagonal], (-2 * Math.PI) / 3))
const along = Object.freeze([0, 0, 1])
const across = Object.freeze([1, 0, 0])

/**
 * One end of a distillation step, of whatever the two qubits are part of: twirls and a turn of both, a CNOT from `keep`
 * to `sacrifice` with its noise, and `sacrifice` measured in Z, where it is left in the eigenstate found. The other ends
 * of the pairs share their state with `keep` until they have acted too.
 *
 * @param now true time
 * @returns what `sacrifice` was found in
 * @throws WorldError when the two share states with more qubits than a group holds; nothing has changed then
 */
export function distilOneEnd(
  keep: HeldQubit,
  sacrifice: HeldQubit,
  how: DistillationStep,
  now: number,
  pool: PairPool
): 0 | 1 {
  keep.age(now)
  sacrifice.age(now)
  const group = joinGroup(keep, sacrifice, 'sacrifice', now, pool)
  if (how.twirls !== undefined) {
    twirl(group, keep, how.twirls[0])
    twirl(group, sacrifice, how.twirls[1])
  }
  if (how.turn !== 0) {
    group.apply(turns[how.turn], keep)
    group.apply(turns[how.turn], sacrifice)
  }
  group.apply(cnot, keep, sacrifice)
  how.noise.act(group, keep, sacrifice)
  keep.stamp = now
  return sacrifice.measure(along, how.uniform, now)
}

/**
 * One end of a step of double selection ("Entanglement purification with double selection", Fujii and Yamamoto): a CNOT
 * from `keep` to `first` and one from `second` to `first`, each with its noise, `first` measured in Z and `second` in X.
 * A Hadamard on `keep` then has the next step look for the errors that this one lets pass.
 *
 * @param uniforms each in [0, 1)
 * @returns bit 0: what `first` was found in; bit 1: `second`
 * @throws WorldError when the three share states with more qubits than a group holds; they may be joined then, and
 * nothing else has changed
 */
export function doubleSelectOneEnd(
  keep: HeldQubit,
  first: HeldQubit,
  second: HeldQubit,
  how: { readonly uniforms: readonly [number, number]; readonly noise: GateNoise },
  now: number,
  pool: PairPool
): 0 | 1 | 2 | 3 {
  for (const qubit of [keep, first, second]) qubit.age(now)
  joinGroup(keep, first, 'sacrifice', now, pool)
  const group = joinGroup(keep, second, 'second', now, pool)
  group.apply(cnot, keep, first)
  how.noise.act(group, keep, first)
  group.apply(cnot, second, first)
  how.noise.act(group, second, first)
  group.apply(hadamard, keep)
  keep.stamp = now
  // What is left of the group may be a pair already when the second one is measured.
  const bit = first.measure(along, how.uniforms[0], now)
  const phase = second.measure(across, how.uniforms[1], now)
  return (bit | (phase << 1)) as 0 | 1 | 2 | 3
}

function twirl(group: QubitGroup, qubit: HeldQubit, { pauli, turns: number, conjugate }: Twirl): void {
  group.applyPauli(qubit, pauli)
  const turn: Channel = conjugate ? conjugateCycle : cycle
  for (let done = 0; done < number; done++) group.apply(turn, qubit)
}
