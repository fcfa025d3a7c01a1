import type { Frame, WireError } from '@bellwire/wire'
import type { NodeId } from './transport.js'

/** Why a frame did not arrive. */
export type DropReason =
  /** The sender has no channel to that node. */
  | 'no-channel'
  /** The sender was detached: its process is gone. */
  | 'sender-detached'
  /** The direction was cut when the frame was sent, or when it would have arrived. */
  | 'partition'
  | 'loss'
  /** The receiver was not there when the frame was sent, or not the same one any more when it would have arrived. */
  | 'receiver-detached'
  /** The receiver had not begun to listen. */
  | 'no-listener'

/**
 * Sees everything that happens on a network, with the clock at the instant at which it happens. The calls are the
 * same whether frames take the wire or not. It must change neither frames nor the network.
 */
export interface NetworkObserver {
  sent(from: NodeId, to: NodeId, frame: Frame): void
  /**
   * Called before the receiver's listener. `sent` is the very frame that was sent, which `frame` equals; undefined for
   * injected bytes.
   */
  received(from: NodeId, to: NodeId, frame: Frame, sent: Frame | undefined): void
  /** `frame` is undefined for injected bytes. */
  dropped(from: NodeId, to: NodeId, frame: Frame | undefined, reason: DropReason): void
  /** Injected bytes arrived that are not a frame. Called before the receiver's listener. */
  malformed(from: NodeId, to: NodeId, bytes: Uint8Array, error: WireError): void
}
