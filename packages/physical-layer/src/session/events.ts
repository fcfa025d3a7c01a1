import type { Hello, Open, OpenAck } from '@bellwire/wire'

/**
 * Who is at the two other ends of a link, and in which epoch: HELLO until both are known, then OPEN by the master
 * (the lower node number), acknowledged by peer and station. A new incarnation at any end, or a wish of either node,
 * starts a new epoch; frames of older ones are void.
 */
export interface SessionContext {
  readonly master: boolean
  readonly incarnation: number
  peer: number
  station: number
  /** The incarnations before these: a HELLO of theirs that comes late changes nothing. */
  formerPeer: number
  formerStation: number
  /** The last incarnations of peer and station with which this node shares no version; 0: none. */
  refusedPeer: number
  refusedStation: number
  /** The highest epoch known to be over. */
  voidEpoch: number
  epoch: number
  version: number
  firstSequence: number
  /** Of an epoch that the peer has begun: those of this end's own are drawn outside. */
  testSeed: number
  testFraction: number
  peerAcknowledged: boolean
  stationAcknowledged: boolean
  interval: number
  readonly firstInterval: number
  readonly maximumInterval: number
}

export interface SessionInput {
  readonly master: boolean
  readonly incarnation: number
  /** The highest epoch known to be over; default 0. */
  readonly voidEpoch?: number
  readonly firstSequence: number
  readonly testFraction: number
  readonly firstInterval: number
  readonly maximumInterval: number
  readonly version: number
}

export type SessionEvent =
  | { readonly type: 'START' }
  | {
      readonly type: 'HELLO'
      readonly fromStation: boolean
      readonly frame: Hello
      readonly version: number | undefined
    }
  | { readonly type: 'OPEN'; readonly frame: Open }
  | { readonly type: 'OPEN_ACK'; readonly fromStation: boolean; readonly frame: OpenAck }
  /** The link layer has given up on this epoch. */
  | { readonly type: 'RESYNCHRONISE' }
  /** The peer or the station has not been heard for too long. */
  | { readonly type: 'LOST' }

export type SessionEmitted =
  | { readonly type: 'hello'; readonly toStation: boolean; readonly answer: boolean; readonly epoch: number }
  | { readonly type: 'sendOpen'; readonly toStation: boolean }
  | { readonly type: 'openAck'; readonly epoch: number }
  | { readonly type: 'up'; readonly epoch: number }
  | { readonly type: 'down'; readonly epoch: number }
  | { readonly type: 'versionRefused'; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'ignored'; readonly reason: string }

export type HelloEvent = Extract<SessionEvent, { type: 'HELLO' }>
export type OpenEvent = Extract<SessionEvent, { type: 'OPEN' }>
export type AckEvent = Extract<SessionEvent, { type: 'OPEN_ACK' }>
