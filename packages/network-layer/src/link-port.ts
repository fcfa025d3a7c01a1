import type { CreateAnswer, CreateRequest, PairDelivered } from '@bellwire/link-layer'
import type { OperatingPoint } from './routing/operating-points.js'

/** What the network layer asks of a link's entanglement generation service at this node. */
export interface LinkPort {
  readonly link: number
  /** The node at the other end. */
  readonly peer: number
  /** Attempts can be made now, and pairs delivered. */
  readonly fit: boolean
  /** The link's session with the peer stands. */
  readonly up: boolean
  /** What the link gives: fidelity of a delivered pair, and pairs per second with nobody else on it. */
  readonly operatingPoints: readonly OperatingPoint[]
  create(request: CreateRequest): CreateAnswer
  /** Calls for so many pairs more of a paced request. */
  more(createId: number, number: number): void
  cancel(createId: number): void
  /** Takes a delivered pair's qubit over from the link; it is the caller's to free. False when the pair has expired. */
  take(pair: PairDelivered): boolean
  /** Gives a delivered pair's qubit back. */
  release(pair: PairDelivered): boolean
  /** Opts in to the peer's requests of a purpose. */
  accept(purpose: number): void
  refuse(purpose: number): void
}
