import type { BasisCode, Secret } from '@bellwire/device'
import type { Nanoseconds } from '@bellwire/runtime'
import type { ErrorCode, State } from '@bellwire/wire'
import type { MeasurementChoice } from './measurement.js'

/** A request for entangled pairs with the neighbour. */
export interface CreateRequest {
  /** Keep both halves; measure both at once; or prepare a state at the peer by measuring here. */
  readonly kind: 'keep' | 'measure' | 'prepare'
  /** Pairs, 1 .. 2^32-1. */
  readonly number: number
  /** 0..1. */
  readonly minimumFidelity: number
  /** 0: none. */
  readonly timeLimit: Nanoseconds
  /** Like a port: the peer must have opted in to it. 0..65535. */
  readonly purpose: number
  /** 0..7, higher is served first. */
  readonly priority: number
  /** Not interrupted by other requests once begun. */
  readonly atomic: boolean
  /** One OK for each pair as it comes; otherwise all OKs when the last pair is there. */
  readonly consecutive: boolean
  /** Leave the Bell state as heralded instead of correcting to Φ+. */
  readonly raw: boolean
  /** Pairs are made only as they are called for with `more`. Consecutive requests only. */
  readonly paced: boolean
  /** Measure, prepare: how this end measures. */
  readonly originator: MeasurementChoice
  /** Measure: how the peer measures. */
  readonly responder: MeasurementChoice
}

/** The defaults of every field but `number` and `minimumFidelity`. */
export const CREATE_DEFAULTS = {
  kind: 'keep',
  timeLimit: 0,
  purpose: 0,
  priority: 0,
  atomic: false,
  consecutive: true,
  raw: false,
  paced: false,
  originator: { basis: 'Z' },
  responder: { basis: 'Z' }
} as const satisfies Partial<CreateRequest>

/** Every CREATE has an identifier, unique at its originator. `error` not 0: refused at once, and this is its answer. */
export interface CreateAnswer {
  readonly createId: number
  readonly error: ErrorCode
  /** Why it was refused, in words. */
  readonly detail: string
}

/** A pair is there. Both ends get one. */
export interface PairDelivered {
  readonly createId: number
  /** True at the end whose application asked. */
  readonly originator: boolean
  readonly kind: 'keep' | 'measure' | 'prepare'
  readonly purpose: number
  readonly peer: number
  /** Entanglement identifier: link, epoch and sequence number; with the two nodes it is unique in the network. */
  readonly link: number
  readonly epoch: number
  readonly sequence: number
  /** This node's name for it: what `release` takes. */
  readonly pair: number
  /** The kept qubit; -1 where it was measured. */
  readonly qubit: number
  /** Bell state heralded by the station (bit 0 X, bit 1 Z). */
  readonly bellIndex: number
  /** The pair, or the outcomes, are those of Φ+ now. */
  readonly corrected: boolean
  /** Estimated fidelity, 0..1, when the pair was heralded, and that time. Not a guarantee. */
  readonly goodness: number
  readonly goodnessTime: Nanoseconds
  readonly slot: number
  /** Measure, prepare: what came out, and in which basis. */
  readonly outcome: Secret<0 | 1> | null
  readonly basis: BasisCode
  /** The last pair of its request. */
  readonly final: boolean
}

/** A request ended with fewer pairs than asked. */
export interface CreateFailed {
  readonly createId: number
  readonly code: ErrorCode
  readonly delivered: number
}

/** A delivered pair is no longer valid. */
export interface PairExpired {
  readonly createId: number
  readonly originator: boolean
  readonly link: number
  readonly epoch: number
  readonly sequence: number
  readonly pair: number
}

/** What the link layer tells the layer above. */
export interface LinkLayerListener {
  acknowledged(createId: number): void
  delivered(pair: PairDelivered): void
  failed(failure: CreateFailed): void
  expired(pair: PairExpired): void
  /** The peer's application has given its halves of pairs [low, high) back. A notice: it may be late or missing. */
  peerReleased(epoch: number, low: number, high: number): void
  /** The link came up, went down, or changed its state at either end. */
  linkChanged(up: boolean, own: State, peer: State, fit: boolean): void
}
