import type { Channel } from '@bellwire/quantum'
import type { GateNoise } from './gate-noise.js'
import { type HeldQubit, UNKNOWN } from './held-qubit.js'
import type { PairPool } from './pair-pool.js'
import { joinGroup } from './qubit-group.js'

/**
 * A gate of two qubits of one node, of whatever each is part of, with its noise. What they then share, or share with
 * others, is no pair that anybody announced.
 *
 * @param now true time
 * @throws WorldError when the two share states with more qubits than a group holds; nothing has changed then
 */
export function applyGate(
  gate: Channel,
  first: HeldQubit,
  second: HeldQubit,
  noise: GateNoise,
  now: number,
  pool: PairPool
): void {
  first.age(now)
  second.age(now)
  const group = joinGroup(first, second, 'target', now, pool)
  group.apply(gate, first, second)
  noise.act(group, first, second)
  for (const qubit of [first, second]) {
    qubit.stamp = now
    if (qubit.pair !== null) qubit.pair.bellIndex = UNKNOWN
  }
  group.settle()
}
