import type { DeviceCapabilities, HeraldingPlace } from '@bellwire/wire'
import type { KeySetting } from './key.js'
import type { KmeSetting } from './kme.js'

/** One link of the node under test, as the node has to be told. Times in nanoseconds. */
export interface LinkSetting {
  readonly link: number
  readonly peer: number
  readonly station: number
  /** Station time of slot 0, and the length of a slot. */
  readonly slotOrigin: number
  readonly slotPeriod: number
  /** One-way times: of a photon to the station, and of a frame where nothing else is said; and of a frame to the peer. */
  readonly stationDelay: number
  readonly peerDelay: number
  /** Half-width of the station's gate. */
  readonly guard: number
  /** Slots in one GEN at most. */
  readonly batchSlots: number
  /** First sequence number of the epochs that the node begins as master. */
  readonly firstSequence: number
  /** Share of pairs that the node wants as test rounds where it is master, 0 to 1. */
  readonly testFraction: number
  /** Interval between exchanges with the station's clock, and how long one without answers is held over. */
  readonly syncInterval: number
  readonly holdover: number
  /** One-way time of a frame to the station (section 2.12). Absent: that of a photon. */
  readonly frameDelay?: number
  /** Hardware keeps the node's clock on the station's; how far what is read of it may be off, either way. Absent: it does not. */
  readonly readingError?: number
  /** In which order items are served (section 3.11). Absent: first come, first served. */
  readonly scheduler?: SchedulerSetting
}

/** A time-division schedule. */
export interface BinsSetting {
  readonly firstSlot: number
  readonly period: number
  readonly bins: readonly { readonly start: number; readonly end: number; readonly purpose: number }[]
}

/** `weights`: of the priorities, from 0 on. */
type SchedulerSetting =
  | { readonly kind: 'strict-priority' }
  | { readonly kind: 'weighted-fair'; readonly weights: readonly number[] }
  | ({ readonly kind: 'time-division' } & BinsSetting)

/** What a node under test is told before it starts (section 12.3). */
export interface Setting {
  /** Its number. */
  readonly node: number
  /** For all its randomness, where it offers that. */
  readonly seed: number
  /** Its clock when it starts, nanoseconds. */
  readonly time: number
  readonly hardware: DeviceCapabilities
  readonly links: readonly LinkSetting[]
  /** Purposes that an application at the node has opted in to, on every link. */
  readonly purposes: readonly number[]
  /**
   * Whether its stores are as the process before has left them, which was killed; else they are new. Absent: this process
   * leaves nothing to another.
   */
  readonly keeps?: boolean
  /** Where they are: to how many outputs of its last reaction that process has come. Absent: to all. */
  readonly outputs?: number
}

/** One link of the station under test. Times in nanoseconds. */
export interface StationLinkSetting {
  readonly link: number
  /** Its two nodes, the lower number first. */
  readonly nodes: readonly [number, number]
  /** One-way times of a frame to them. */
  readonly delays: readonly [number, number]
  /** Half-width of the gate. */
  readonly guard: number
  /** Where heralds of the link come about. */
  readonly heraldingPlace: HeraldingPlace
}

/** The switch of a station under test (section 2.9). Times in nanoseconds. */
export interface SwitchSetting {
  readonly interferometers: number
  /** How long it takes to connect a link. */
  readonly switchDuration: number
  /** Length of a turn, and how long before its begin it is chosen and told, at least. */
  readonly turn: number
  readonly lead: number
}

/** What a station under test is told before it starts (section 12.3). */
export interface StationSetting {
  readonly role: 'station'
  readonly node: number
  readonly seed: number
  /** Its clock when it starts, nanoseconds. */
  readonly time: number
  readonly links: readonly StationLinkSetting[]
  /** Absent: every link is connected for good. */
  readonly switch?: SwitchSetting
}

/** What an inner node of circuits is told before it starts: it has a network layer over all its links. */
export interface RepeaterSetting extends Setting {
  readonly role: 'repeater'
}

/** Circuits that an application at an end has opted in to. */
export interface AcceptedPurpose {
  readonly purpose: number
  /** Of which initiator; absent: of any. */
  readonly from?: number
}

/** What an end of circuits is told before it starts: it has a network layer over all its links, and applications that use it. */
export interface EndSetting extends Setting {
  readonly role: 'end'
  readonly accepts: readonly AcceptedPurpose[]
  /** Share of the pairs of the circuits that it sets up that are to be test rounds. Absent: none. */
  readonly testShare?: number
}

/** What a subject is told to be, by the role in which it is judged. */
export interface Settings {
  readonly node: Setting
  readonly station: StationSetting
  readonly repeater: RepeaterSetting
  readonly end: EndSetting
  readonly kme: KmeSetting
  readonly key: KeySetting
}

/** What a subject can be judged as (section 12.3). */
export type Role = keyof Settings

/** What a subject may be told to be: a node of links where it says nothing else. */
export type AnySetting = Settings[Role]
