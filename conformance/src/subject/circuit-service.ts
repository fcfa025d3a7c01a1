import type { Hop, Stage } from '@bellwire/wire'
import { IN_Z, type MeasurementWish } from './measurement.js'

/** Names a circuit: its initiator, and the number that the initiator gave it. */
export interface CircuitName {
  readonly initiator: number
  readonly circuit: number
}

/** A circuit that is to be set up along a way. */
export interface CircuitPlan {
  readonly responder: number
  readonly purpose: number
  /** From end to end, 0 to 1. */
  readonly minimumFidelity: number
  /** Pairs per second that may be asked of it; 0: without limit. */
  readonly rate: number
  /** As PATH is to have them. */
  readonly hops: readonly Hop[]
  /** The same; absent: there are none. */
  readonly stages?: readonly Stage[]
}

/** A request for pairs of a circuit (section 6.5). Times in nanoseconds. */
export interface CircuitRequest {
  readonly kind: 'keep' | 'measure' | 'prepare'
  readonly number: number
  /** 0: none. */
  readonly timeLimit: number
  readonly early: boolean
  readonly raw: boolean
  /** How the head-end measures, and how the tail-end does. */
  readonly originator: MeasurementWish
  readonly responder: MeasurementWish
}

/** One pair that is kept, turned into Φ+. */
export const CIRCUIT_REQUEST: CircuitRequest = {
  kind: 'keep',
  number: 1,
  timeLimit: 0,
  early: false,
  raw: false,
  originator: IN_Z,
  responder: IN_Z
}

/** What an application asks of an end of circuits. */
export type CircuitWish =
  | { readonly type: 'open'; readonly plan: CircuitPlan }
  | ({ readonly type: 'close' } & CircuitName)
  | ({ readonly type: 'request'; readonly request: CircuitRequest } & CircuitName)
  /** A request is given up. */
  | { readonly type: 'withdraw'; readonly request: number }
  /** A kept pair is given back. */
  | { readonly type: 'return'; readonly pair: number }

/** What an end of circuits answers its application. */
export type CircuitAnswer =
  /** At once to `open`. `code` not 0: it is not set up, and `circuit` means nothing. */
  | ({ readonly type: 'opening'; readonly code: number } & CircuitName)
  | CircuitOpened
  /** `node`: where it ended, 0 where that is not known. */
  | ({ readonly type: 'ended'; readonly reason: number; readonly node: number } & CircuitName)
  /** At once to `request`. `code` not 0: it is refused, and `request` means nothing. */
  | ({ readonly type: 'requested'; readonly request: number; readonly code: number } & CircuitName)
  | CircuitPair
  /** A pair that was handed over is void. */
  | ({ readonly type: 'void'; readonly request: number; readonly pair: number } & CircuitName)
  /** The end of a request; `reason` 0: complete. */
  | ({
      readonly type: 'over'
      readonly request: number
      readonly reason: number
      readonly delivered: number
    } & CircuitName)

/** A circuit is open at this end. */
export interface CircuitOpened extends CircuitName {
  readonly type: 'opened'
  /** This end is its initiator. */
  readonly head: boolean
  /** The other end. */
  readonly peer: number
  readonly purpose: number
  /** Most pairs that one request may ask for; 0: without limit. */
  readonly burst: number
}

/** A pair is handed over, or it is told what one is that was. */
export interface CircuitPair extends CircuitName {
  readonly type: 'pair'
  readonly request: number
  readonly head: boolean
  readonly kind: CircuitRequest['kind']
  /** The end's name for it, in what follows. */
  readonly pair: number
  /** -1 where it was measured. */
  readonly qubit: number
  /** The pair of the circuit's first link, and that of its last. */
  readonly headEpoch: number
  readonly headSequence: number
  readonly tailEpoch: number
  readonly tailSequence: number
  /** By all heralds and swaps; 0 where it is not tracked. */
  readonly bellIndex: number
  readonly corrected: boolean
  /** The TRACK of the other end has come. */
  readonly tracked: boolean
  readonly fidelity: number
  /** -1 where nothing was measured. */
  readonly outcome: number
  readonly basis: number
}
