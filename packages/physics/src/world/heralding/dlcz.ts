import { inferredExcitation } from '../../dlcz/heralded-memories.js'
import { type DlczParameters, dlczSlot } from '../../dlcz/slot.js'
import { equalRatios, type HeraldingKind, oneSlot } from './heralding-kind.js'

/**
 * χ that a write pulse can be made to give: what is asked, kept below 1, where the thermal series would not end.
 * Pulses that bright are of no use; the bound only keeps a careless request from being an error of the physics.
 */
const HIGHEST_EXCITATION = 0.99

/** One photon detected, from either of two atomic ensembles: the brightness is the write-out probability χ. */
export const dlcz: HeraldingKind<DlczParameters> = {
  place: 'mid-point',
  attempt: (parameters, a, b, noise) => oneSlot(dlczSlot(parameters, a, b, noise)),
  brightness: {
    used: (asked) => Math.min(asked, HIGHEST_EXCITATION),
    // By the same inference as heralded states are given by: it differs by side where the retrieval efficiencies do.
    polarisation({ retrievalEfficiencyA, retrievalEfficiencyB }, side, excitation) {
      return 1 - 2 * inferredExcitation(excitation, side === 0 ? retrievalEfficiencyA : retrievalEfficiencyB)
    },
    /** Below, noise clicks outnumber the heralds; above, memories hold several. */
    choices: equalRatios(0.001, 0.3)
  }
}
