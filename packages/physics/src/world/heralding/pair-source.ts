import type { PairSourceLinkParameters } from '../pair-source-model.js'
import { type HeraldingKind, NOTHING, oneSlot } from './heralding-kind.js'

/**
 * Coincidences of two ends that measure photon pairs as they come: no attempts, and nothing to keep. Clicks are stepped
 * through by time, not by slots (CoincidenceLink): no slot of these has anything to draw.
 */
export const pairSource: HeraldingKind<PairSourceLinkParameters> = {
  place: 'both-ends',
  attempt: () => oneSlot(NOTHING)
}
