/** The numbers of the device interface's own enumerations, as in `spec/wire/device.proto`. */

/** Why a message was refused. After every reason but COMMAND the channel is closed. */
export const DeviceRefusal = Object.freeze({
  COMMAND: 0,
  MESSAGE: 1,
  VERSION: 2,
  NAME: 3,
  ROLE: 4,
  REPLACED: 5
} as const)
export type DeviceRefusal = (typeof DeviceRefusal)[keyof typeof DeviceRefusal]

/** Protocols of a distillation step. */
export const DeviceDistillation = Object.freeze({ BBPSSW: 0, DEJMPS: 1, DOUBLE_SELECTION: 2 } as const)
export type DeviceDistillation = (typeof DeviceDistillation)[keyof typeof DeviceDistillation]
