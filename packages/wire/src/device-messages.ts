import type { DeviceCapabilities, DeviceNodeMessage } from './device-node-messages.js'
import type { DeviceStationMessage, DeviceSwitch } from './device-station-messages.js'

/**
 * What a party and the hardware that it drives say to each other: `spec/wire/device.proto`. Flat objects as frames are,
 * except that an optional field is undefined where it is absent, and that some numbers are no integers.
 */
export type DeviceMessage = DeviceSessionMessage | DeviceNodeMessage | DeviceStationMessage

/** Party to hardware, first of all. */
export interface DeviceHello {
  readonly type: 'HELLO'
  readonly minimumVersion: number
  readonly maximumVersion: number
  /** A Role. */
  readonly role: number
  /** UTF-8. */
  readonly name: Uint8Array
}

/** The hardware was reset, and is the party's. */
export interface DeviceReady {
  readonly type: 'READY'
  readonly version: number
  /** Of the qubits: drawn anew for every session. */
  readonly incarnation: number
  readonly clock: DeviceClockEra
  /** Of a node's hardware. */
  readonly capabilities: DeviceCapabilities | undefined
  /** Of a station's with a switch. */
  readonly switch: DeviceSwitch | undefined
}

/** A command, or a session, that is refused. */
export interface DeviceRefused {
  readonly type: 'REFUSED'
  /** A DeviceRefusal. */
  readonly reason: number
  /** Which command of the session, counted from 1; 0: none. */
  readonly command: number
  /** For people, UTF-8. */
  readonly text: Uint8Array
}

/** Results that come before WAS_RESET with the same `life` are of the time before the reset. */
export interface DeviceReset {
  readonly type: 'RESET'
  readonly life: number
}

export interface DeviceWasReset {
  readonly type: 'WAS_RESET'
  readonly life: number
}

/** Hardware has restarted by itself while the channel stayed open. */
export interface DeviceRestarted {
  readonly type: 'RESTARTED'
  /** Of the qubits, a new one. */
  readonly incarnation: number
}

/** Hardware cannot be reached any more by what serves it, until RESTARTED. */
export interface DeviceLost {
  readonly type: 'LOST'
  /** For people, UTF-8. */
  readonly text: Uint8Array
}

export interface DeviceClockRequest {
  readonly type: 'CLOCK_REQUEST'
  readonly exchange: number
}

export interface DeviceClockAnswer {
  readonly type: 'CLOCK_ANSWER'
  readonly exchange: number
  /** That of the reading. */
  readonly era: number
  /** Nanoseconds, when the request came. */
  readonly reading: number
}

/** An era of a clock: it has one nominal rate, and is not set. */
export interface DeviceClockEra {
  /** Names the clock: drawn anew when it starts from another origin. */
  readonly clock: number
  readonly era: number
  /** At the beginning of the era, nanoseconds. */
  readonly reading: number
  /** Nanoseconds of the clock in a nanosecond of real time; 0: it stands still. */
  readonly rate: number
  /** True: the clock was set. False: it has gone on from the era before. */
  readonly step: boolean
}

export interface DeviceClockChange {
  readonly type: 'CLOCK_CHANGE'
  readonly era: DeviceClockEra
}

export type DeviceSessionMessage =
  | DeviceHello
  | DeviceReady
  | DeviceRefused
  | DeviceReset
  | DeviceWasReset
  | DeviceRestarted
  | DeviceLost
  | DeviceClockRequest
  | DeviceClockAnswer
  | DeviceClockChange

export type * from './device-node-messages.js'
export type * from './device-station-messages.js'
