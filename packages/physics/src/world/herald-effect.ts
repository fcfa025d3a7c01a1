import type { Picoseconds, RandomStream } from '@bellwire/runtime'
import type { Outcome } from './attempt-table.js'
import type { HeldPair, PairPool } from './held-pair.js'
import type { NodeQubits } from './node-qubits.js'
import { noiseOffset, photonOffset, type PhotonShape } from './photon-timing.js'
import type { Arrival, SlotLight } from './slot-light.js'

/**
 * Gives the two qubits the state that goes with a herald. A side without a photon in the gate had no part in it; a
 * qubit acted on since its emission (measured, released, emitted again) has lost its part.
 *
 * @param time true time of the herald
 * @returns the new pair; null when the herald has left none
 */
export function bindPair(
  outcome: Outcome,
  time: number,
  light: SlotLight,
  nodeA: NodeQubits,
  nodeB: NodeQubits,
  pool: PairPool
): HeldPair | null {
  const { state } = outcome
  if (state === null) return null
  const { arrivalA, arrivalB } = light
  const takesA = hasPart(nodeA, arrivalA)
  const takesB = hasPart(nodeB, arrivalB)
  if (takesA && takesB) {
    nodeA.leavePair(arrivalA.qubit)
    nodeB.leavePair(arrivalB.qubit)
    const pair = pool.take(nodeA, arrivalA.qubit, nodeB, arrivalB.qubit)
    pair.heralded = time
    pair.bellIndex = outcome.bellIndex
    for (let k = 0; k < 16; k++) pair.state[k] = state[k] as number
    nodeA.enterPair(arrivalA.qubit, pair, 0, arrivalA.emission, time)
    nodeB.enterPair(arrivalB.qubit, pair, 1, arrivalB.emission, time)
    return pair
  }
  if (takesA) {
    const [x, y, z] = [state[4] as number, state[8] as number, state[12] as number]
    nodeA.conditionAlone(arrivalA.qubit, x, y, z, arrivalA.emission, time)
  }
  if (takesB) {
    const [x, y, z] = [state[1] as number, state[2] as number, state[3] as number]
    nodeB.conditionAlone(arrivalB.qubit, x, y, z, arrivalB.emission, time)
  }
  return null
}

/** A comparison with NaN is false: that side was not present. */
function hasPart(node: NodeQubits, arrival: Arrival): boolean {
  return (node.stamps[arrival.qubit] as number) <= arrival.emission
}

/** When in the gate a herald's click came, from the gate's opening. */
export function detectionOffset(
  outcome: Outcome,
  light: SlotLight,
  photon: PhotonShape,
  jitterPicoseconds: number,
  window: number,
  random: RandomStream
): Picoseconds {
  const { arrivalA, arrivalB } = light
  const presentA = !Number.isNaN(arrivalA.emission)
  const presentB = !Number.isNaN(arrivalB.emission)
  const dark = !presentA && !presentB
  if (dark || (outcome.noiseShare > 0 && random.bernoulli(outcome.noiseShare))) return noiseOffset(window, random)
  const same = arrivalA.lateness === arrivalB.lateness
  const fromA = presentA && (!presentB || same || random.bernoulli(0.5))
  return photonOffset(photon, (fromA ? arrivalA : arrivalB).lateness, jitterPicoseconds, window, random)
}
