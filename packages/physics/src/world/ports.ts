import type { ArrivalBases, DeviceResult, QubitId, StationResult } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import type { HeraldingModel } from './heralding/heralding-model.js'
import type { ClockWatch } from './node-clock.js'
import type { HeldQubit } from './held-qubit.js'

/** What a link needs of a node at its end. */
export interface LinkNode {
  readonly qubits: readonly HeldQubit[]
  readonly clockWatch: ClockWatch
  /** Lets the emissions before `now` have their effect on a qubit. */
  settle(qubit: QubitId, now: Nanoseconds): void
  /** A photon has been measured on arrival: the record stays at the qubit's place. */
  record(qubit: HeldQubit, bases: ArrivalBases, time: number): void
  /** Passes a result to the node's software. */
  tell(result: DeviceResult): void
}

/** What a node needs of a link that it is an end of. */
export interface NodeLink {
  readonly number: number
  readonly model: HeraldingModel
  /** After this long beyond its last photon's arrival a train cannot matter any more, nanoseconds. */
  readonly reach: number
  /** The trains have changed: what lies after the present instant is drawn again. */
  cut(): void
  /** Starts a calibration and calls back when it is done. */
  calibrate(done: () => void): void
  /** What the link's monitor says now, where that is not that it is in specification: told again to a node that was reset. */
  readonly complaint: Extract<DeviceResult, { type: 'linkQuality' }> | undefined
}

/** What a link needs of its station. */
export interface LinkStation {
  readonly clockWatch: ClockWatch
  /** Passes a result to the station's software. */
  tell(result: StationResult): void
}

/** What a station needs of a link that it serves. */
export interface StationLink {
  readonly number: number
  readonly sides: readonly { readonly node: LinkNode }[]
  /** Whether the light of both sides is led to an interferometer. */
  connect(connected: boolean): void
  /** Opens the gates, in place of any earlier window. */
  observe(firstSlot: number, slots: number, arrival: Nanoseconds, period: number): void
  close(): void
  /** The station's clock has changed: gates to come move with it. */
  relateWindow(): void
}
