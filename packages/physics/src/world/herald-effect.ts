import type { Picoseconds, RandomStream } from '@bellwire/runtime'
import type { Outcome } from './attempt-table.js'
import type { HeldPair, HeldQubit } from './held-qubit.js'
import { noiseOffset, photonOffset, type PhotonShape } from './photon-timing.js'
import type { PairPool } from './pair-pool.js'
import type { LinkSide } from './link-side.js'
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
  sideA: LinkSide,
  sideB: LinkSide,
  pool: PairPool
): HeldPair | null {
  const { state } = outcome
  if (state === null) return null
  const { arrivalA, arrivalB } = light
  const a = sideA.node.qubits[arrivalA.qubit] as HeldQubit
  const b = sideB.node.qubits[arrivalB.qubit] as HeldQubit
  const takesA = hasPart(a, arrivalA)
  const takesB = hasPart(b, arrivalB)
  if (takesA && takesB) {
    a.leavePair()
    b.leavePair()
    const pair = pool.take(a, b)
    pair.heralded = time
    pair.bellIndex = outcome.bellIndex
    for (let k = 0; k < 16; k++) pair.state[k] = state[k] as number
    a.enterPair(pair, 0, arrivalA.emission, time)
    b.enterPair(pair, 1, arrivalB.emission, time)
    a.keepIn(sideA.memory)
    b.keepIn(sideB.memory)
    return pair
  }
  if (takesA) {
    const [x, y, z] = [state[4] as number, state[8] as number, state[12] as number]
    a.conditionAlone(x, y, z, arrivalA.emission, time)
    a.keepIn(sideA.memory)
  }
  if (takesB) {
    const [x, y, z] = [state[1] as number, state[2] as number, state[3] as number]
    b.conditionAlone(x, y, z, arrivalB.emission, time)
    b.keepIn(sideB.memory)
  }
  return null
}

/**
 * At an end that measures on arrival the outcome exists as soon as the herald does. The other half is left in the state
 * that goes with it.
 *
 * @param arrival what reached the gate from that side
 * @param time true time of the herald
 */
export function measureOnArrival({ node }: LinkSide, arrival: Arrival, time: number): void {
  if (arrival.bases === null) return
  const held = node.qubits[arrival.qubit] as HeldQubit
  if (hasPart(held, arrival)) node.record(held, arrival.bases, time)
}

/** A comparison with NaN is false: that side was not present. */
function hasPart(qubit: HeldQubit, arrival: Arrival): boolean {
  return qubit.stamp <= arrival.emission
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
