import { singleClickSlot, type SingleClickParameters } from '../../single-click/slot.js'
import { equalRatios, type HeraldingKind, oneSlot } from './heralding-kind.js'

/** One photon detected, from either side: the brightness is the emitters' bright-state population. */
export const singleClick: HeraldingKind<SingleClickParameters> = {
  place: 'mid-point',
  attempt: (parameters, a, b, noise) => oneSlot(singleClickSlot(parameters, a, b, noise)),
  brightness: {
    used: (asked) => asked,
    polarisation: (_, _side, population) => 1 - 2 * population,
    choices: equalRatios(0.005, 0.5)
  }
}
