/**
 * What a node's hardware can do, is told, and answers: `spec/wire/device.proto`. Times are nanoseconds by the clock of the
 * hardware.
 */

export interface DeviceCapabilities {
  readonly qubits: number
  readonly measureDuration: number
  readonly correctDuration: number
  readonly storeDuration: number
  readonly swapping: boolean
  readonly swapDuration: number
  readonly swapQuality: number | undefined
  readonly prepareDuration: number | undefined
  readonly gateDuration: number | undefined
  readonly distillation: boolean
  readonly distilDuration: number
  readonly storage: boolean
  /** Nanoseconds; Infinity: kept entanglement does not decay. */
  readonly coherenceTime: number
  readonly links: readonly DeviceLink[]
}

/** What hardware can do on one link. */
export interface DeviceLink {
  readonly link: number
  readonly keep: boolean
  readonly arrival: DeviceArrival | undefined
  readonly points: readonly DeviceOperatingPoint[]
  /** A herald stops this end's trains of the link by itself. */
  readonly holds: boolean
}

export interface DeviceArrival {
  /** The hardware chooses, by the shares of `bases`; otherwise each train does, and they are 0. */
  readonly hardware: boolean
  readonly bases: readonly DeviceBasisShare[]
}

export interface DeviceOperatingPoint {
  readonly brightness: number
  readonly fidelity: number
  readonly successProbability: number
}

/** A basis in which photons are measured as they arrive, and its share, 0..1. */
export interface DeviceBasisShare {
  /** By the codes of section 5.2. */
  readonly basis: number
  readonly share: number
}

/** Euler angles in radians, applied about X, then Y, then X. */
export interface DeviceRotation {
  readonly x1: number
  readonly y: number
  readonly x2: number
}

/** The rotations that twirl `keep` and `sacrifice`, 0..11. */
export interface DeviceTwirls {
  readonly keep: number
  readonly sacrifice: number
}

export interface DeviceGenerate {
  readonly type: 'GENERATE'
  readonly link: number
  readonly qubit: number
  readonly firstSlot: number
  readonly slots: number
  readonly brightness: number
  readonly arrival: number
  /** Nanoseconds; may be a fraction off an integer. */
  readonly period: number
  /** Empty: the train names no bases. */
  readonly arrivalBases: readonly DeviceBasisShare[]
}

export interface DeviceHalt {
  readonly type: 'HALT'
  readonly link: number
}

export interface DeviceMeasure {
  readonly type: 'MEASURE'
  readonly qubit: number
  readonly basis: number
  readonly rotation: DeviceRotation | undefined
  readonly tag: number
}

export interface DeviceMeasured {
  readonly type: 'MEASURED'
  readonly qubit: number
  readonly tag: number
  /** A secret. */
  readonly outcome: number
  readonly basis: number | undefined
}

export interface DeviceRelease {
  readonly type: 'RELEASE'
  readonly qubit: number
}

export interface DeviceCorrect {
  readonly type: 'CORRECT'
  readonly qubit: number
  readonly pauli: number
  readonly tag: number
}

export interface DeviceCorrected {
  readonly type: 'CORRECTED'
  readonly qubit: number
  readonly tag: number
}

export interface DeviceSwap {
  readonly type: 'SWAP'
  readonly a: number
  readonly b: number
  readonly tag: number
}

export interface DeviceSwapped {
  readonly type: 'SWAPPED'
  readonly a: number
  readonly b: number
  readonly tag: number
  readonly outcome: number
}

export interface DeviceStore {
  readonly type: 'STORE'
  readonly qubit: number
  readonly tag: number
}

export interface DeviceStored {
  readonly type: 'STORED'
  readonly qubit: number
  readonly tag: number
}

export interface DevicePrepare {
  readonly type: 'PREPARE'
  readonly qubit: number
  readonly rotation: DeviceRotation
  readonly tag: number
}

export interface DevicePrepared {
  readonly type: 'PREPARED'
  readonly qubit: number
  readonly tag: number
}

export interface DeviceGate {
  readonly type: 'GATE'
  /** 0: CNOT. */
  readonly gate: number
  readonly control: number
  readonly target: number
  readonly tag: number
}

export interface DeviceGated {
  readonly type: 'GATED'
  readonly control: number
  readonly target: number
  readonly tag: number
}

export interface DeviceDistil {
  readonly type: 'DISTIL'
  readonly keep: number
  readonly sacrifice: number
  readonly second: number | undefined
  /** A DeviceDistillation. */
  readonly protocol: number
  readonly side: number
  readonly twirls: DeviceTwirls | undefined
  readonly tag: number
}

export interface DeviceDistilled {
  readonly type: 'DISTILLED'
  readonly keep: number
  readonly sacrifice: number
  readonly second: number | undefined
  readonly tag: number
  readonly outcome: number
}

export interface DeviceCalibrate {
  readonly type: 'CALIBRATE'
  readonly link: number
  readonly tag: number
}

export interface DeviceCalibrated {
  readonly type: 'CALIBRATED'
  readonly link: number
  readonly tag: number
}

export interface DeviceGenerationFailed {
  readonly type: 'GENERATION_FAILED'
  readonly link: number
  readonly firstSlot: number
}

export interface DeviceLinkQuality {
  readonly type: 'LINK_QUALITY'
  readonly link: number
  readonly quality: number
  /** Nanoseconds, or Infinity. */
  readonly validFor: number
}

export type DeviceNodeMessage =
  | DeviceGenerate
  | DeviceHalt
  | DeviceMeasure
  | DeviceMeasured
  | DeviceRelease
  | DeviceCorrect
  | DeviceCorrected
  | DeviceSwap
  | DeviceSwapped
  | DeviceStore
  | DeviceStored
  | DevicePrepare
  | DevicePrepared
  | DeviceGate
  | DeviceGated
  | DeviceDistil
  | DeviceDistilled
  | DeviceCalibrate
  | DeviceCalibrated
  | DeviceGenerationFailed
  | DeviceLinkQuality
