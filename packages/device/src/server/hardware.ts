import { type DeviceMessage, type DeviceReady, Role } from '@bellwire/wire'
import type { HardwareNotice, HeraldingDevice, QuantumDevice } from '../device.js'
import { stated } from '../messages/capabilities.js'
import { commandOfMessage } from '../messages/node-commands.js'
import { messageOfResult } from '../messages/node-results.js'
import { messageOfStationResult, stationCommandOfMessage } from '../messages/station.js'

/** Hardware of either role, driven by messages. */
export interface Hardware {
  readonly role: Role
  /** What it can do. @throws WireError for what cannot be stated, when it is encoded */
  statement(): Pick<DeviceReady, 'capabilities' | 'switch'>
  /** Executes the command of a message; false where the message is none for hardware of this role. @throws as the hardware does */
  execute(message: DeviceMessage): boolean
  /** Sets the listeners to what the hardware says, as messages for its party, and to its notices. */
  listen(said: (message: DeviceMessage) => void, noticed: (notice: HardwareNotice) => void): void
  reset(): void
}

export function nodeHardware(device: QuantumDevice): Hardware {
  return {
    role: Role.NODE,
    statement: () => ({ capabilities: stated(device.capabilities), switch: undefined }),
    execute: (message) => {
      const command = commandOfMessage(message)
      if (command !== undefined) device.execute(command)
      return command !== undefined
    },
    listen: (said, noticed) => {
      device.listen((result) => said(messageOfResult(result)))
      device.watch?.(noticed)
    },
    reset: () => device.reset()
  }
}

export function stationHardware(device: HeraldingDevice): Hardware {
  return {
    role: Role.STATION,
    statement: () => ({ capabilities: undefined, switch: device.switch }),
    execute: (message) => {
      const command = stationCommandOfMessage(message)
      if (command !== undefined) device.execute(command)
      return command !== undefined
    },
    listen: (said, noticed) => {
      device.listen((result) => said(messageOfStationResult(result)))
      device.watch?.(noticed)
    },
    reset: () => device.reset()
  }
}
