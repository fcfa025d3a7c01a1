import { idealSlot, type IdealParameters } from '../../components/ideal-slot.js'
import { type HeraldingKind, NOTHING, oneSlot } from './heralding-kind.js'

/** "A herald delivers this state": both photons must be due, brightness and noise change nothing. */
export const ideal: HeraldingKind<IdealParameters> = {
  place: 'mid-point',
  attempt: (parameters, a, b) => oneSlot(a.present && b.present ? idealSlot(parameters) : NOTHING)
}
