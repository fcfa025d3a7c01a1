import { Gate, rotationGate, setQubit, unitaryChannel } from '@bellwire/quantum'
import type { GateNoise } from './gate-noise.js'
import type { HeldQubit } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'
import { joinGroup } from './qubit-group.js'

/** What makes one end of a distillation step go as it does. */
export interface DistillationStep {
  /** In [0, 1): decides the outcome. */
  readonly uniform: number
  readonly noise: GateNoise
  /** Turn of both qubits about X before the CNOT: by +π/2, by −π/2, or none. */
  readonly turn: 1 | -1 | 0
}

const cnot = unitaryChannel(Gate.CNOT)
const turns = {
  1: unitaryChannel(rotationGate([1, 0, 0], Math.PI / 2)),
  [-1]: unitaryChannel(rotationGate([1, 0, 0], -Math.PI / 2))
}
const along = Object.freeze([0, 0, 1])

/**
 * One end of a distillation step, of whatever the two qubits are part of: a turn of both, a CNOT from `keep` to
 * `sacrifice` with its noise, and `sacrifice` measured in Z, where it is left in the eigenstate found. The other ends
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
  if (how.turn !== 0) {
    group.apply(turns[how.turn], keep)
    group.apply(turns[how.turn], sacrifice)
  }
  group.apply(cnot, keep, sacrifice)
  how.noise.act(group, keep, sacrifice)
  const outcome = group.measure(sacrifice, along, how.uniform)
  setQubit(sacrifice.state, 0, 0, 1 - 2 * outcome)
  keep.stamp = now
  sacrifice.stamp = now
  return outcome
}
