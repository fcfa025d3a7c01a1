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
  /** Acknowledges every frame of the receiver before this serial. */
  readonly expected: number
}

/** Fields of the frames of a circuit: its initiator, and the number that the initiator gave it. */
export interface CircuitHeader extends OrderedHeader {
  readonly initiator: number
  readonly circuit: number
}

/** Sign of life, and acknowledgement where no other frame goes: every frame before serial `expected` has come. */
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
  /** Share of the link's time that the origin has promised to circuits, n/65535. */
  readonly promised: number
}

/** What the links of `origin` are like; flooded. At most 64 links. */
export interface Advertisement extends OrderedHeader {
  readonly type: 'ADVERTISEMENT'
  readonly origin: number
  /** A random number that the origin drew when it started. */
  readonly incarnation: number
  readonly sequence: number
  /** Milliseconds from reception on; 0: valid no longer. */
  readonly lifetime: number
  readonly links: readonly AdvertisedLink[]
  /** Whether the origin can swap: 0 it says nothing of itself, 1 it can, 2 it cannot. */
  readonly swapping: number
  /** Nanoseconds in which W of a pair that waits there falls by 1/e; 0: it does not. */
  readonly coherenceTime: number
  /** Factor of a swap there on W, n/65535. */
  readonly swapQuality: number
  /** Nanoseconds. */
  readonly swapDuration: number
}

// ---- circuits -------------------------------------------------------------------------------------------------------

/** One node of a circuit and its link to the next. */
export interface Hop {
  readonly node: number
  readonly link: number
  readonly minimumFidelity: number
  /** A pair of this link is discarded at an intermediate node after this time, nanoseconds; 0: never. */
  readonly cutoff: number
  /** Pairs of this link that the circuit asks for, in 10⁶ seconds; 0: what is left over. */
  readonly rate: number
  /** Swap order: a node swaps when both its pairs reach nodes of no lower rank, or ends. All the same: as soon as it can. */
  readonly rank: number
}

/** Two nodes of a circuit that distil the pairs between them. */
export interface Stage {
  /** Indices in the route: 0 is the initiator, the number of hops the responder. The first one leads. */
  readonly first: number
  readonly last: number
  /** A DistillationProtocol. */
  readonly protocol: number
  /** A DistillationSchedule. */
  readonly schedule: number
  /** Steps that a pair has passed when it is used, 1..7. */
  readonly rounds: number
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
  /** At most 256. */
  readonly stages: readonly Stage[]
}

/** Upstream: accepted from the sender on; pairs of the circuit on this link have this label as their purpose. */
export interface Resv extends CircuitHeader {
  readonly type: 'RESV'
  readonly label: number
  /** The first credit: how many pairs of the circuit on this link the sender takes. */
  readonly window: number
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
  /** The Bell state is left as it is. */
  readonly raw: boolean
  /** The network's own, to learn the fidelity: no program has its pairs. */
  readonly test: boolean
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
  /** 0: the sender leaves it to the other end. */
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

/** Either way: the named pair of the link on which this frame goes is void, with whatever it has become part of. */
export interface PairExpire extends CircuitHeader {
  readonly type: 'PAIR_EXPIRE'
  readonly epoch: number
  readonly sequence: number
}

/** Upstream: how many pairs of the circuit on this link may be asked for in all, from the first one on; a serial. */
export interface Credit extends CircuitHeader {
  readonly type: 'CREDIT'
  /** Pairs that the sender can take after the one that is named, the latest that it has; epoch 0: it has had none. */
  readonly window: number
  readonly epoch: number
  readonly sequence: number
}

/** Either way: how far the named pair of the link on which this frame goes reaches now, on the sender's side. */
export interface Reach extends CircuitHeader {
  readonly type: 'REACH'
  readonly epoch: number
  readonly sequence: number
  /** Index in the route: 0 is the initiator, the number of hops is the responder. */
  readonly position: number
}

// ---- from end to end ------------------------------------------------------------------------------------------------

/** Fields of the frames that are passed on to a node, by whatever way leads there. */
export interface RoutedHeader extends CircuitHeader {
  readonly source: number
  readonly target: number
  /** Times that it may still be passed on. */
  readonly hopLimit: number
  /** Names the exchange. */
  readonly number: number
}

/** A pair of a circuit at one of its ends: of the link there. */
export interface PairName {
  readonly epoch: number
  readonly sequence: number
}

/** What the source found in a test round; the pair is named as at the target. */
export interface CircuitTest extends PairName {
  /** 0 Z, 1 X, 2 Y. */
  readonly basis: number
  readonly outcome: number
}

/** Are these pairs, which were delivered at the source, delivered at the target as well? Named as at the target; at most 64. */
export interface Settle extends RoutedHeader {
  readonly type: 'SETTLE'
  readonly pairs: readonly PairName[]
  /** Nothing more will be delivered at the source. */
  readonly last: boolean
  /** These are void at the source for good. */
  readonly lost: readonly PairName[]
  /** Outcomes of those of `pairs` that are test rounds, from the responder to the initiator. */
  readonly tests: readonly CircuitTest[]
}

/** Answers a SETTLE, under its number. */
export interface Settled extends RoutedHeader {
  readonly type: 'SETTLED'
  /** Those of the SETTLE's pairs that are not delivered at the source of this frame, and will not be. At most 64. */
  readonly refused: readonly PairName[]
  /** False: the source of this frame does not know the circuit; all its pairs are void. */
  readonly known: boolean
  /** Those of which it is not decided yet. */
  readonly open: readonly PairName[]
}

// ---- distillation ---------------------------------------------------------------------------------------------------

/** From the first node of a stage to the last: a step is half done. Pairs are named as at the last node of the stage. */
export interface Distil extends CircuitHeader {
  readonly type: 'DISTIL'
  /** Index in the stages of PATH. */
  readonly stage: number
  readonly kept: PairName
  /** One or two. */
  readonly sacrificed: readonly PairName[]
  /** Steps that the kept pair has passed before this one. */
  readonly level: number
  /** Bit 0 of the first sacrificed qubit, bit 1 of the second one. */
  readonly outcomes: number
  /** Of the kept qubit, 0..11, and twelve times that of the sacrificed one. */
  readonly twirl: number
  /** 0: none. */
  readonly request: number
}

/** Answers a DISTIL. */
export interface Distilled extends CircuitHeader {
  readonly type: 'DISTILLED'
  readonly stage: number
  readonly kept: PairName
  readonly outcomes: number
}

/** Between the ends of a circuit: a pair of a stage is void, with whatever it has become part of. Named as at the tail-end. */
export interface StageExpire extends CircuitHeader {
  readonly type: 'STAGE_EXPIRE'
  readonly stage: number
  readonly epoch: number
  readonly sequence: number
}

/** Frames from neighbour to neighbour that are received in order, each once. */
export type OrderedFrame =
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
  | Credit
  | Reach
  | Settle
  | Settled
  | Distil
  | Distilled
  | StageExpire

/** Frames from neighbour to neighbour: those of the network layer. */
export type NetworkFrame = Neighbour | OrderedFrame
