import type { BasisCode, Secret } from '@bellwire/device'
import type { MeasurementChoice } from '@bellwire/link-layer'
import type { Nanoseconds } from '@bellwire/runtime'
import type { ErrorCode, Hop, Stage } from '@bellwire/wire'

/** Names a circuit in the whole network: its initiator, and the number that the initiator gave it. */
export interface CircuitName {
  readonly initiator: number
  readonly circuit: number
}

/** A circuit that is to be set up along a given way. */
export interface CircuitPlan {
  readonly responder: number
  /** Like a port of the responder, which must have opted in to it. 0..65535. */
  readonly purpose: number
  /** End to end, 0..1. */
  readonly minimumFidelity: number
  /** The nodes from this one on, each with its link to the next; the responder is not among them. */
  readonly hops: readonly Hop[]
  /** Pairs per second from end to end that may be asked of it; 0 or absent: without limit. */
  readonly rate?: number
  /** Where pairs are distilled. Default: nowhere. */
  readonly stages?: readonly Stage[]
}

/** What an end of a circuit knows of it. */
export interface CircuitFacts extends CircuitName {
  readonly peer: number
  readonly purpose: number
  readonly minimumFidelity: number
  /** This end set it up. */
  readonly head: boolean
  /** Most pairs that one request may ask for; infinite for a circuit without a rate, and at the tail-end. */
  readonly burst: number
  readonly hops: readonly Hop[]
  readonly stages: readonly Stage[]
}

export interface CircuitEnded extends CircuitName {
  /** UNSPECIFIED: closed in good order. */
  readonly reason: ErrorCode
  /** Where it ended; 0 where that is not known. */
  readonly node: number
}

/** Keep both halves; measure both at once; or prepare a state at the tail-end by measuring at the head-end. */
export type PairsKind = 'keep' | 'measure' | 'prepare'

/** Why something was not accepted at all. */
export interface NotAccepted {
  readonly error: ErrorCode
}

/** A request for pairs from end to end, made at the head-end. */
export interface PairsRequest {
  readonly kind: PairsKind
  /** Pairs, 1 .. 2^32−1. */
  readonly number: number
  /** 0: none. */
  readonly timeLimit: Nanoseconds
  /** Hand pairs over before it is known what they are; what they are follows. Kept pairs only. */
  readonly early: boolean
  /** Leave the Bell state as it is instead of correcting to Φ+. */
  readonly raw: boolean
  /** Measure: how the head-end, and how the tail-end, measures. */
  readonly originator: MeasurementChoice
  readonly responder: MeasurementChoice
}

/** The defaults of every field but `number`. */
export const PAIRS_DEFAULTS = {
  kind: 'keep',
  timeLimit: 0,
  early: false,
  raw: false,
  originator: { basis: 'Z' },
  responder: { basis: 'Z' }
} as const satisfies Partial<PairsRequest>

/** A pair from end to end. Both ends get one. */
export interface NetworkPair extends CircuitName {
  readonly request: number
  readonly peer: number
  readonly head: boolean
  readonly kind: PairsKind
  /** This node's name for it: what `release` takes. */
  readonly pair: number
  /** The kept qubit; -1 where it was measured, or has been given back. */
  readonly qubit: number
  /** Entanglement identifier: the pair of its first link, and that of its last. */
  readonly headEpoch: number
  readonly headSequence: number
  readonly tailEpoch: number
  readonly tailSequence: number
  /** Bell state by all heralds and swaps (bit 0 X, bit 1 Z); of an early pair, unknown and 0 until it is tracked. */
  readonly bellIndex: number
  /** The pair, or the outcomes, are those of Φ+ now. */
  readonly corrected: boolean
  /** False for a pair that is handed over early; it comes again, tracked. */
  readonly tracked: boolean
  /** Estimated fidelity at the time of delivery, 0..1. Not a guarantee. */
  readonly fidelity: number
  readonly outcome: Secret<0 | 1> | null
  readonly basis: BasisCode
}

export interface NetworkPairExpired extends CircuitName {
  readonly request: number
  readonly pair: number
}

export interface RequestEnded extends CircuitName {
  readonly request: number
  /** UNSPECIFIED: complete. */
  readonly code: ErrorCode
  readonly delivered: number
}

/**
 * What a circuit can still give, at the end that set it up. Told when the circuit opens, and again when the rate has
 * changed by more than a tenth, or to or from 0, the fidelity by more than 0.01, or its source.
 */
export interface CircuitOutlook extends CircuitName {
  /**
   * Pairs per second from end to end that the circuit's links can make, as they are advertised: each for the share of its
   * time that is promised to this circuit or to none, at the fidelity that the circuit asks of it. 0 while one of them
   * can make none. An estimate for kept pairs in rounds (`estimateChain`): what is made may be more.
   */
  readonly rate: number
  /** From end to end, when a pair is handed over; by the best `source` there is. Undefined: nothing is known. */
  readonly fidelity: number | undefined
  /** One sigma; for test rounds only. */
  readonly standardError: number | undefined
  /**
   * `tests`: measured in test rounds. `pairs`: the mean of what was estimated of the last 32 pairs or so, exponentially
   * weighted. `links`: what is advertised of the links, and the waiting at the nodes between.
   */
  readonly source: 'tests' | 'pairs' | 'links'
}

/** A step of distillation in which this node took part, told at both parties. Steps of which a pair became void are not. */
export interface StepEnded extends CircuitName {
  /** Index of the stage in the circuit's `stages`. */
  readonly stage: number
  /** Steps that the kept pair had passed before. */
  readonly level: number
  readonly succeeded: boolean
}

/** How a connection fares. */
export type ConnectionState =
  /** On a circuit that makes pairs. */
  | 'running'
  /** On a circuit of which a link cannot make pairs now. */
  | 'stalled'
  /** Between two circuits. */
  | 'moving'
  /** Closed by a program at either end. */
  | 'closed'
  /** It never came to be. */
  | 'failed'

export interface ConnectionChanged {
  readonly connection: number
  readonly state: ConnectionState
  /** Where it runs; the first of its circuits. */
  readonly circuit: CircuitFacts | undefined
  /** All the circuits on which it runs or, where all of them stand still, on which it is. */
  readonly circuits: readonly CircuitFacts[]
  /** Why it moves, or failed. */
  readonly reason: ErrorCode
}

/** What the network layer tells the layer above. */
export interface NetworkListener {
  /** A circuit stands, at either end. */
  circuitOpened(circuit: CircuitFacts): void
  /** A circuit is over, or could not be set up. */
  circuitEnded(ended: CircuitEnded): void
  delivered(pair: NetworkPair): void
  /** A pair that was handed over is void. */
  expired(pair: NetworkPairExpired): void
  /** At the head-end, once for every request. */
  requestEnded(ended: RequestEnded): void
  /** What a circuit that this node has set up can still give has changed. */
  circuitOutlook(outlook: CircuitOutlook): void
  stepEnded(step: StepEnded): void
  /** A connection came up, stands still, moves to another circuit, or is over; or has other circuits than before. */
  connectionChanged(change: ConnectionChanged): void
  /** What is believed of the network has changed. */
  topologyChanged(): void
}
