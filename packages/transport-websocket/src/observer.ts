import type { NodeId } from '@bellwire/transport'
import type { Frame, WireError } from '@bellwire/wire'

/** Why a frame did not arrive, as far as this end knows. */
export type WebSocketDropReason =
  /** To a party that is not known, or to itself. */
  | 'no-channel'
  /** No connection came in time, or one with a later process of the party. */
  | 'receiver-detached'
  /** The other end takes frames more slowly than they are sent, and no more may wait. */
  | 'backlog'
  /** This transport is closed. */
  | 'sender-detached'
  /** A frame came before anybody listened. */
  | 'no-listener'

/** Sees what happens at one end. It must change neither frames nor bytes. Every call is optional to act on. */
export interface WebSocketObserver {
  /** `bytes` are those of the frame, as they go. */
  sent(from: NodeId, to: NodeId, frame: Frame, bytes: Uint8Array): void
  /** Called before the listener. The bytes are valid during the call. */
  received(from: NodeId, to: NodeId, frame: Frame, bytes: Uint8Array): void
  dropped(from: NodeId, to: NodeId, frame: Frame, reason: WebSocketDropReason): void
  /** Called before the listener. */
  malformed(from: NodeId, to: NodeId, bytes: Uint8Array, error: WireError): void
  /** There is a connection with a process of the party. */
  connected(peer: NodeId, incarnation: number): void
  /** There is none any more. */
  disconnected(peer: NodeId, reason: string): void
  /** An attempt to connect came to nothing, or a connection was refused; `peer` is undefined where it is not known. For people. */
  failed(peer: NodeId | undefined, reason: string): void
}
