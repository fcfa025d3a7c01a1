import type { DeviceMessage } from './device-messages.js'
import { LIMITS } from './limits.js'
import { WireError } from './wire-error.js'

/**
 * What must hold between fields of a device message that are in range each.
 *
 * @throws WireError with the code INCONSISTENT and a path relative to the message
 */
export function checkDeviceRelations(message: DeviceMessage): void {
  switch (message.type) {
    case 'HELLO':
      if (message.minimumVersion > message.maximumVersion) {
        const accepted = `at most maximumVersion, ${message.maximumVersion}`
        throw new WireError('INCONSISTENT', 'minimumVersion', message.minimumVersion, accepted)
      }
      return
    case 'GENERATE':
    case 'OBSERVE':
      if (message.firstSlot + message.slots > LIMITS.integer) {
        const accepted = `at most ${LIMITS.integer - message.firstSlot}, so that slots stay exact`
        throw new WireError('INCONSISTENT', 'slots', message.slots, accepted)
      }
      return
    default:
  }
}
