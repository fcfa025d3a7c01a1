import type { NodeId } from '@bellwire/transport'
import type { Frame, WireError } from '@bellwire/wire'

/** Why a frame did not arrive, as far as this end knows. */
export type NatsDropReason =
  /** To no party, or to itself. */
  | 'no-channel'
  /** No connection to a server. */
  | 'no-server'
  /** No process of the receiver is there, as far as can be told. */
  | 'receiver-detached'
  /** The server takes frames more slowly than they are sent, and no more may wait. */
  | 'backlog'
  /** The server does not let this user send as this party. */
  | 'not-permitted'
  /** This transport is closed. */
  | 'sender-detached'
  /** A frame came before anybody listened. */
  | 'no-listener'

/** Sees what happens at one end. It must change neither frames nor bytes. Every call is optional to act on. */
export interface NatsObserver {
  /** `bytes` are those of the frame, as they go. */
  sent(from: NodeId, to: NodeId, frame: Frame, bytes: Uint8Array): void
  /** Called before the listener. The bytes are valid during the call. */
  received(from: NodeId, to: NodeId, frame: Frame, bytes: Uint8Array): void
  /** `frame` is undefined where only the server has said that it was refused. */
  dropped(from: NodeId, to: NodeId, frame: Frame | undefined, reason: NatsDropReason): void
  /** Called before the listener. */
  malformed(from: NodeId, to: NodeId, bytes: Uint8Array, error: WireError): void
  /** A process of a party with which this one has to do is there: the first, or a later one. */
  connected(peer: NodeId, incarnation: number): void
  /** It is not any more, or cannot be heard. */
  disconnected(peer: NodeId, reason: string): void
  /** There is a connection to a server: the first, and every one after a loss. */
  attached(server: string): void
  /** There is none; what was under way either way may be lost. */
  detached(reason: string): void
}
