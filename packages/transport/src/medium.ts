import type { Clock, RandomSource, Task } from '@bellwire/runtime'
import type { Frame } from '@bellwire/wire'
import type { DropReason, NetworkObserver } from './observer.js'
import type { NodeId, TransportListener } from './transport.js'

/** A process that is, or was, attached to a node. */
export interface Receiver {
  /** For people. */
  readonly name: string
  readonly listener: TransportListener | undefined
}

/** Where a node is attached, if it is. One for each node of a network, for as long as the network lives. */
export interface Place {
  readonly node: NodeId
  receiver: Receiver | undefined
}

/** One direction between two nodes, as a delivery sees it. */
export interface Route {
  readonly medium: Medium
  readonly from: NodeId
  readonly to: Place
  /** Nothing comes through while this is set. */
  readonly cut: boolean
  /** Tells the observer that a frame, or injected bytes, did not arrive. */
  drop(frame: Frame | undefined, reason: DropReason): void
}

/** Gives tasks that hand a frame, or the bytes that take its place, to a receiver. */
export interface Deliveries {
  take(route: Route, receiver: Receiver, frame: Frame | undefined, bytes: Uint8Array | undefined): Task
}

/** What all directions of a network share. */
export interface Medium {
  readonly clock: Clock
  readonly random: RandomSource
  /** Frames are encoded when they are sent and decoded when they arrive. */
  readonly wire: boolean
  readonly observer: NetworkObserver | undefined
  readonly deliveries: Deliveries
}
