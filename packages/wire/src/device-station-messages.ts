/** What a station's hardware is told, and answers: `spec/wire/device.proto`. Times are nanoseconds by the clock of the hardware. */

export interface DeviceObserve {
  readonly type: 'OBSERVE'
  readonly link: number
  readonly firstSlot: number
  readonly slots: number
  readonly arrival: number
  readonly period: number
}

export interface DeviceClose {
  readonly type: 'CLOSE'
  readonly link: number
}

export interface DeviceLinkNumber {
  readonly link: number
}

export interface DeviceConnect {
  readonly type: 'CONNECT'
  readonly links: readonly DeviceLinkNumber[]
}

export interface DeviceDetected {
  readonly type: 'DETECTED'
  readonly link: number
  readonly slot: number
  /** Picoseconds. */
  readonly offset: number
  readonly bellIndex: number
}

export interface DeviceSilent {
  readonly type: 'SILENT'
  readonly link: number
  readonly lastSlot: number
}

export interface DeviceSwitch {
  readonly interferometers: number
  readonly switchDuration: number
}

export type DeviceStationMessage = DeviceObserve | DeviceClose | DeviceConnect | DeviceDetected | DeviceSilent
