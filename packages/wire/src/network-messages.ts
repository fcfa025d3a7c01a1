import type { Measurement } from './link-messages.js'

/**
 * The frames of the network layer, from neighbour to neighbour. Forms and units: `messages.ts`.
 */

// ---- adjacency ------------------------------------------------------------------------------------------------------

/** Fields of every frame between neighbours. A session is a random number, drawn when a node starts or loses the neighbour. */
export interface NetworkHeader {
  /** The sender's. */
  readonly session: number
  /** The receiver's as the sender knows it; 0: not known. */
  readonly peerSession: number
}

/** Fields of the frames that are received in order, each once. */
export interface OrderedHeader extends NetworkHeader {
  readonly serial: number
}

/** Fields of the frames of a circuit: its initiator, and the number that the initiator gave it. */
export interface CircuitHeader extends OrderedHeader {
  readonly initiator: number
  readonly circuit: number
}

/** Sign of life; acknowledges every frame before serial `expected`. */
export interface Neighbour extends NetworkHeader {
  readonly type: 'NEIGHBOUR'
  readonly expected: number
  readonly node: number
  readonly answer: boolean
}

// ---- routing --------------------------------------------------------------------------------------------------------

/** What one emission setting of a link gives. */
export interface AdvertisedPoint {
  readonly fidelity: number
  /** Pairs in 10⁶ seconds. */
  readonly rate: number
}

export interface AdvertisedLink {
  readonly neighbour: number
  readonly link: number
  readonly fit: boolean
  /** At most 4. */
  readonly points: readonly AdvertisedPoint[]
}

/** What the links of `origin` are like; flooded. At most 64 links. */
export interface Advertisement extends OrderedHeader {
  readonly type: 'ADVERTISEMENT'
  readonly origin: number
  readonly sequence: number
  /** Milliseconds from reception on; 0: valid no longer. */
  readonly lifetime: number
  readonly links: readonly AdvertisedLink[]
}

// ---- circuits -------------------------------------------------------------------------------------------------------

/** One node of a circuit and its link to the next. */
export interface Hop {
  readonly node: number
  readonly link: number
  readonly minimumFidelity: number
  /** A pair of this link is discarded at an intermediate node after this time, nanoseconds; 0: never. */
  readonly cutoff: number
}

/** Downstream: sets up a circuit, or refreshes it. At most 255 hops. */
export interface Path extends CircuitHeader {
  readonly type: 'PATH'
  readonly responder: number
  readonly purpose: number
  /** End to end. */
  readonly minimumFidelity: number
  /** Milliseconds after the last refresh. */
  readonly lifetime: number
  /** Index of the sender's hop. */
  readonly position: number
  readonly hops: readonly Hop[]
}

/** Upstream: accepted from the sender on; pairs of the circuit on this link have this label as their purpose. */
export interface Resv extends CircuitHeader {
  readonly type: 'RESV'
  readonly label: number
}

/** Downstream: the circuit stands. */
export interface ResvConf extends CircuitHeader {
  readonly type: 'RESV_CONF'
}

/** Either way: the circuit is over. */
export interface Tear extends CircuitHeader {
  readonly type: 'TEAR'
  readonly reason: number
}

/** Upstream: the circuit cannot be set up, or has failed, at `node`. */
export interface CircuitErr extends CircuitHeader {
  readonly type: 'CIRCUIT_ERR'
  readonly node: number
  readonly reason: number
}

/** Downstream: a request for pairs of the circuit. */
export interface Forward extends CircuitHeader {
  readonly type: 'FORWARD'
  readonly request: number
  /** As in ADD. */
  readonly kind: number
  readonly number: number
  /** Pairs are handed over before it is known what they are. */
  readonly early: boolean
  readonly originator: Measurement
  readonly responder: Measurement
}

/** Downstream: the request is over. */
export interface Complete extends CircuitHeader {
  readonly type: 'COMPLETE'
  readonly request: number
  readonly reason: number
}

// ---- pairs ----------------------------------------------------------------------------------------------------------

/** From either end to the other, along the swaps of a pair. */
export interface Track extends CircuitHeader {
  readonly type: 'TRACK'
  readonly request: number
  /** The pair at the end that sent it. */
  readonly originEpoch: number
  readonly originSequence: number
  /** The pair of the link on which this frame goes. */
  readonly epoch: number
  readonly sequence: number
  /** Of the pair from the origin to the receiver. */
  readonly bellIndex: number
  readonly fidelity: number
}

/** Back to the origin of a TRACK: its pair is gone. */
export interface PairExpire extends CircuitHeader {
  readonly type: 'PAIR_EXPIRE'
  readonly originEpoch: number
  readonly originSequence: number
}

/** Frames from neighbour to neighbour: those of the network layer. */
export type NetworkFrame =
  | Neighbour
  | Advertisement
  | Path
  | Resv
  | ResvConf
  | Tear
  | CircuitErr
  | Forward
  | Complete
  | Track
  | PairExpire
