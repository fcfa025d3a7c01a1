import type { Frame } from '@bellwire/wire'

/** The number of a node or station on the wire: an unsigned 32-bit integer, unique in a network. */
export type NodeId = number

/** What a transport tells its owner. */
export interface TransportListener {
  /** A frame arrived. The listener may keep it; it must not change it. */
  frame(from: NodeId, frame: Frame): void
  /** Bytes arrived that are not a frame: they changed nothing. `reason` is the stable code of the wire error. */
  malformed(from: NodeId, reason: string): void
}

/**
 * Unreliable, unordered delivery of frames between named ends: a frame may be lost, repeated, delayed or
 * overtaken, never altered. Whatever must be reliable is made so by the protocols above.
 */
export interface Transport {
  readonly node: NodeId
  /** Sends a frame. Never throws for an unknown or unreachable peer: the frame is then lost. The sender must not change the frame afterwards. */
  send(to: NodeId, frame: Frame): void
  /** Sets the one listener. */
  listen(listener: TransportListener): void
}
