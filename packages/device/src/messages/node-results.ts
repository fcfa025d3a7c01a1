import type { DeviceMessage } from '@bellwire/wire'
import type { BasisCode, DeviceResult } from '../device.js'
import { Secret } from '../secret.js'

/** The message that tells a party a result of its node's hardware. A secret outcome is revealed to the channel, here alone. */
export function messageOfResult(result: DeviceResult): DeviceMessage {
  switch (result.type) {
    case 'measured': {
      const { qubit, tag, outcome, basis } = result
      return { type: 'MEASURED', qubit, tag, outcome: outcome.reveal(), basis }
    }
    case 'prepared':
      return { type: 'PREPARED', qubit: result.qubit, tag: result.tag }
    case 'corrected':
      return { type: 'CORRECTED', qubit: result.qubit, tag: result.tag }
    case 'stored':
      return { type: 'STORED', qubit: result.qubit, tag: result.tag }
    case 'calibrated':
      return { type: 'CALIBRATED', link: result.link, tag: result.tag }
    case 'swapped':
      return { type: 'SWAPPED', a: result.a, b: result.b, tag: result.tag, outcome: result.outcome }
    case 'gated':
      return { type: 'GATED', control: result.control, target: result.target, tag: result.tag }
    case 'distilled': {
      const { keep, sacrifice, second, tag, outcome } = result
      return { type: 'DISTILLED', keep, sacrifice, second, tag, outcome }
    }
    case 'generationFailed':
      return { type: 'GENERATION_FAILED', link: result.link, firstSlot: result.firstSlot }
    case 'linkQuality':
      return { type: 'LINK_QUALITY', link: result.link, quality: result.quality, validFor: result.validFor }
  }
}

/** The result of a message; undefined where it is none of a node's hardware. */
export function resultOfMessage(message: DeviceMessage): DeviceResult | undefined {
  switch (message.type) {
    case 'MEASURED': {
      const { qubit, tag, basis } = message
      const outcome = new Secret(message.outcome as 0 | 1)
      return { type: 'measured', qubit, tag, outcome, ...(basis !== undefined && { basis: basis as BasisCode }) }
    }
    case 'PREPARED':
      return { type: 'prepared', qubit: message.qubit, tag: message.tag }
    case 'CORRECTED':
      return { type: 'corrected', qubit: message.qubit, tag: message.tag }
    case 'STORED':
      return { type: 'stored', qubit: message.qubit, tag: message.tag }
    case 'CALIBRATED':
      return { type: 'calibrated', link: message.link, tag: message.tag }
    case 'SWAPPED':
      return {
        type: 'swapped',
        a: message.a,
        b: message.b,
        tag: message.tag,
        outcome: message.outcome as 0 | 1 | 2 | 3
      }
    case 'GATED':
      return { type: 'gated', control: message.control, target: message.target, tag: message.tag }
    case 'DISTILLED': {
      const { keep, sacrifice, second, tag } = message
      const outcome = message.outcome as 0 | 1 | 2 | 3
      return { type: 'distilled', keep, sacrifice, ...(second !== undefined && { second }), tag, outcome }
    }
    case 'GENERATION_FAILED':
      return { type: 'generationFailed', link: message.link, firstSlot: message.firstSlot }
    case 'LINK_QUALITY': {
      const quality = message.quality as 0 | 1 | 2 | 3
      return { type: 'linkQuality', link: message.link, quality, validFor: message.validFor }
    }
    default:
      return undefined
  }
}
