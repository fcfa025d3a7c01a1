import { Random } from '../stage/random.js'
import type { Scene } from '../stage/scene.js'

/** Bases in which outcomes of Bell states are certain to be alike, or not: 0 Z, 1 X, 2 Y. */
export const PAULI_BASES = [0, 1, 2] as const

/** Whether the outcomes of both halves of a Bell state are alike in a basis: 0 Z, 1 X, 2 Y. */
export function areAlike(bellIndex: number, basis: number): boolean {
  const [isBitFlipped, isPhaseFlipped] = [(bellIndex & 1) === 1, (bellIndex & 2) === 2]
  if (basis === 0) return !isBitFlipped
  return basis === 1 ? !isPhaseFlipped : isBitFlipped !== isPhaseFlipped
}

/** The share of pairs of a Werner state whose outcomes in X, Y or Z are not those of its Bell state. */
export function errorRate(fidelity: number): number {
  return (2 * (1 - fidelity)) / 3
}

/**
 * What is left to chance in the physics of a scene, drawn apart from everything else: a node may come to its own numbers
 * by the same generator from the same seed. Success is seen in every batch that is long enough, of any Bell state.
 */
export function ownChance(scene: Scene): Random {
  const chance = new Random(Math.imul(scene.stage.setting.seed + 1, 0x9e3779b1) ^ 0x6a09e667)
  scene.qubits.outcome = () => chance.below(2)
  scene.station.luck = ({ firstSlot, slots }) =>
    slots > 1 ? { slot: firstSlot + 1, bellIndex: chance.below(4) } : undefined
  return chance
}
