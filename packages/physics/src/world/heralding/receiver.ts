import { type ReceiverParameters, receiverSlot } from '../../absorptive-memory/receiver-slot.js'
import { type HeraldingKind, oneSlot } from './heralding-kind.js'

/** A photon of a that a memory at b gives back and b detects: side b is ready to detect, not emitting. */
export const receiver: HeraldingKind<ReceiverParameters> = {
  place: 'receiver',
  attempt: (parameters, a, b, noise) => oneSlot(receiverSlot(parameters, a.present, b.present, noise))
}
