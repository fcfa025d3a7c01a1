import { type SingleClickLinkParameters, singleClickLink } from './link.js'

/** Where a single-click link loses its fidelity: what removing one cause alone would win back. */
export interface InfidelityBudget {
  /** Both emitters bright at once: the infidelity that is left when every other cause is removed. */
  readonly protocol: number
  /** Recoil, local operations and whatever else operationsContrast stands for. */
  readonly operations: number
  /** Preparation and readout flips. */
  readonly flips: number
  /** Heralds from noise clicks. */
  readonly noise: number
  /** Optical phase noise. */
  readonly phase: number
  /** 1 − F. Not the sum of the causes, which do not quite add. */
  readonly total: number
}

/** The budget of the measured fidelity at a brightness α. */
export function infidelityBudget(parameters: SingleClickLinkParameters, brightness: number): InfidelityBudget {
  const without = {
    operations: { operationsContrast: 1 },
    flips: { readoutFlip: [0, 0] },
    noise: { noiseCountsPerSecond: [0, 0] },
    phase: { phaseContrast: 1 }
  } as const
  const { fidelity } = singleClickLink(parameters, brightness)
  const won = (change: Partial<SingleClickLinkParameters>): number =>
    singleClickLink({ ...parameters, ...change }, brightness).fidelity - fidelity
  const { operations, flips, noise, phase } = without
  const all = won({ ...operations, ...flips, ...noise, ...phase })
  return {
    protocol: 1 - fidelity - all,
    operations: won(operations),
    flips: won(flips),
    noise: won(noise),
    phase: won(phase),
    total: 1 - fidelity
  }
}
