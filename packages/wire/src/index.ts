export { decodeDeviceMessage, decodeFrame, decodeQkdMessage, decodeTransportMessage } from './decode.js'
export {
  encodedSize,
  encodeDeviceMessage,
  encodeFrame,
  encodeQkdMessage,
  encodeTransportFrames,
  encodeTransportHello,
  framedSize
} from './encode.js'
export * from './codes.js'
export * from './device-codes.js'
export type * from './device-messages.js'
export * from './fidelity.js'
export { isDialogueFrame, isKeyFrame, isLinkFrame, isNetworkFrame, isTeleportationFrame } from './frame-kind.js'
export * from './limits.js'
export type * from './messages.js'
export * from './serial.js'
export type * from './transport-messages.js'
export * from './version.js'
export { WireError, type WireErrorCode } from './wire-error.js'
export { decodeText, encodeText } from './text.js'
