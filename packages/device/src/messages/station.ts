import type { DeviceMessage } from '@bellwire/wire'
import type { StationCommand, StationResult } from '../device.js'

/** The message that tells a station's hardware a command. */
export function messageOfStationCommand(command: StationCommand): DeviceMessage {
  switch (command.type) {
    case 'observe': {
      const { link, firstSlot, slots, arrival, period } = command
      return { type: 'OBSERVE', link, firstSlot, slots, arrival, period }
    }
    case 'close':
      return { type: 'CLOSE', link: command.link }
    case 'connect':
      return { type: 'CONNECT', links: command.links.map((link) => ({ link })) }
  }
}

/** The command of a message; undefined where it is none for a station's hardware. */
export function stationCommandOfMessage(message: DeviceMessage): StationCommand | undefined {
  switch (message.type) {
    case 'OBSERVE': {
      const { link, firstSlot, slots, arrival, period } = message
      return { type: 'observe', link, firstSlot, slots, arrival, period }
    }
    case 'CLOSE':
      return { type: 'close', link: message.link }
    case 'CONNECT':
      return { type: 'connect', links: message.links.map(({ link }) => link) }
    default:
      return undefined
  }
}

/** The message that tells a station a result of its hardware. */
export function messageOfStationResult(result: StationResult): DeviceMessage {
  if (result.type === 'silent') return { type: 'SILENT', link: result.link, lastSlot: result.lastSlot }
  const { link, slot, offset, bellIndex } = result
  return { type: 'DETECTED', link, slot, offset, bellIndex }
}

/** The result of a message; undefined where it is none of a station's hardware. */
export function stationResultOfMessage(message: DeviceMessage): StationResult | undefined {
  switch (message.type) {
    case 'DETECTED': {
      const { link, slot, offset, bellIndex } = message
      return { type: 'detected', link, slot, offset, bellIndex }
    }
    case 'SILENT':
      return { type: 'silent', link: message.link, lastSlot: message.lastSlot }
    default:
      return undefined
  }
}
