import { fidelityFromWire, fidelityToWire } from '@bellwire/wire'
import { wernerFidelity, wernerParameter } from '../routing/link-cost.js'
import type { HeldPair } from '../circuit/circuit.js'

/**
 * Werner parameter of a link's pair as estimated for a later time: its goodness, and the decay of this node's half.
 *
 * @param coherenceTime nanoseconds in which W falls by 1/e here; infinity for no decay
 */
export function wernerAt({ goodness, goodnessTime }: HeldPair, time: number, coherenceTime: number): number {
  return Math.max(0, wernerParameter(goodness)) * Math.exp(-Math.max(0, time - goodnessTime) / coherenceTime)
}

/** n/65535, rounded down as every estimate is. */
export function fidelityOnWire(werner: number): number {
  return fidelityToWire(Math.min(1, Math.max(0, wernerFidelity(werner))), 'down')
}

export function wernerFromWire(fidelity: number): number {
  return Math.max(0, wernerParameter(fidelityFromWire(fidelity)))
}
