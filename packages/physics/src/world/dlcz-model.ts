import { inferredExcitation } from '../dlcz/heralded-memories.js'
import type { DlczParameters } from '../dlcz/slot.js'

/**
 * χ that a write pulse can be made to give: what is asked, kept below 1, where the thermal series would not end.
 * Pulses that bright are of no use; the bound only keeps a careless request from being an error of the physics.
 */
const HIGHEST_EXCITATION = 0.99

/** The write-out probability that a pair of ensembles really gets when `asked` for one. */
export function dlczExcitation(asked: number): number {
  return Math.min(asked, HIGHEST_EXCITATION)
}

/**
 * ⟨Z⟩ of an ensemble that was written and of whose photon nobody has learned anything, as the same inference gives it
 * by which heralded states are given: it differs by side where the retrieval efficiencies do.
 */
export function dlczPolarisation(parameters: DlczParameters, side: 0 | 1, excitation: number): number {
  const retrieval = side === 0 ? parameters.retrievalEfficiencyA : parameters.retrievalEfficiencyB
  return 1 - 2 * inferredExcitation(excitation, retrieval)
}

/** χ from 0.1 % to 30 %, in equal ratios: below, noise clicks outnumber the heralds; above, memories hold several. */
export const DLCZ_EXCITATIONS: readonly number[] = Array.from({ length: 25 }, (_, step) => 0.001 * 300 ** (step / 24))
