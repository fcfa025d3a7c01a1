import type { BasisCode, QubitId, Rotation, Secret } from '@bellwire/device'
import type { ErrorCode } from '@bellwire/wire'

/**
 * What both ends call a pair. A pair of a circuit is named by the circuit and by the pairs of its first and its last
 * link; a pair of a link by the link, with `initiator` 0, and by its epoch and sequence number, at head and tail alike.
 */
export interface PairName {
  /** The node that set the circuit up; 0: a pair of a link. */
  readonly initiator: number
  /** The initiator's number for the circuit, or the link's. */
  readonly circuit: number
  readonly headEpoch: number
  readonly headSequence: number
  readonly tailEpoch: number
  readonly tailSequence: number
}

/** What came out of a pair that hardware without a memory measured as it came. */
export interface MeasuredOnArrival {
  /** Drawn by the hardware, or set for as long as pairs come. */
  readonly basis: BasisCode
  readonly outcome: Secret<0 | 1>
}

/** A kept pair, as the program at one of its ends gets it; or one that has been measured already. */
export interface EntangledPair extends PairName {
  /** The request that it was made for: of this end's where `asked`, otherwise of the peer's and of no meaning here. */
  readonly request: number
  /** True at the end that asked. */
  readonly asked: boolean
  /** This node's own name for it: what `release` takes. */
  readonly pair: number
  /** -1 where it has been measured. */
  readonly qubit: QubitId
  /** Given by a source that measures. */
  readonly measured?: MeasuredOnArrival
  /** Bell state (bit 0 X, bit 1 Z) that was heralded, before any correction. */
  readonly bellIndex: number
  /** This end has turned the pair to Φ+. Of a pair of a link, only the end that asked for it does. */
  readonly corrected: boolean
  /** Estimated, 0..1. Not a guarantee. */
  readonly fidelity: number
}

/** What a source tells, as it happens and in order. */
export interface EntanglementListener {
  /** Of the pairs of one request, each is told once. */
  delivered(pair: EntangledPair): void
  /** A pair that was delivered is no longer valid: its qubit is gone, or the peer has none. */
  expired(pair: number): void
  /** A request of this end is over; it gave `delivered` pairs. UNSPECIFIED: all of them. */
  ended(request: number, code: ErrorCode, delivered: number): void
}

/** null: the hardware was reset before there was an outcome. */
export type OutcomeListener = (outcome: Secret<0 | 1> | null) => void

/**
 * Where a program gets its entanglement with one peer: pairs corrected to Φ+ and kept, from a link or a circuit, for one
 * purpose. Listeners, no promises: a measurement may be answered before the call returns.
 */
export interface EntanglementSource {
  readonly peer: number
  readonly purpose: number
  /** The circuit, or with initiator 0 the link, that its pairs are of; those of a circuit that moves may be of another one. */
  readonly origin: Pick<PairName, 'initiator' | 'circuit'>
  /** False where only the other end can ask for pairs: every request ends with UNSUPP at once. Default true. */
  readonly asks?: boolean
  /** True where pairs come measured, in bases that no program has chosen: none can be kept, measured or taken. Default false. */
  readonly measures?: boolean
  /** Calls a listener as things happen. Returns what ends it. */
  listen(listener: EntanglementListener): () => void
  /** Lets the peer's requests of this purpose be served; their pairs come to the listener. */
  accept(): void
  refuse(): void
  /**
   * Asks for kept pairs and returns the name of the request. Nothing is told of it before that; where it is refused, `ended`
   * tells soon after.
   */
  request(number: number): number
  cancel(request: number): void
  /** Measures a pair's qubit. It is still held afterwards. */
  measure(qubit: QubitId, basis: BasisCode, rotation: Rotation | null, listener: OutcomeListener): void
  /**
   * Takes a pair's qubit over: from now on it is the program's own, whatever becomes of the pair, until it is freed.
   * False where the pair has expired.
   */
  take(pair: number): boolean
  /** Gives a pair's qubit back; false where the pair has expired. */
  release(pair: number): boolean
}
