import type { HeraldedSourceParameters } from '../../heralded-source/parameters.js'
import { heraldedSourceSlot } from '../../heralded-source/slot.js'
import { type HeraldingKind, oneSlot } from './heralding-kind.js'

/** A photon of a meets one of a pair whose other goes into a memory at b: side b is ready to absorb, not emitting. */
export const heraldedSource: HeraldingKind<HeraldedSourceParameters> = {
  place: 'source',
  attempt: (parameters, a, b, noise) => oneSlot(heraldedSourceSlot(parameters, a.present, b.present, noise))
}
