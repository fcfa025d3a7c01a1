import type { NodeId } from '@bellwire/transport'

/** Why a frame was not sent. */
export type NatsDropReason =
  /** No connection to a server. */
  | 'disconnected'
  /** No process of the receiver is there, as far as can be told. */
  | 'absent'
  /** The server takes frames more slowly than they come, and no more may wait. */
  | 'backlog'
  /** The server does not let this user send as this party, or to that one. */
  | 'not-permitted'
  /** To no party, or to itself. */
  | 'no-channel'
  /** The transport was closed. */
  | 'closed'

/** Is told what becomes of a transport. None of it may throw. */
export interface NatsObserver {
  /** The first connection, and every one after a loss. */
  connected(server: string): void
  /** What was under way either way may be lost. */
  disconnected(reason: string): void
  /** A party with which this one has to do has a process that is there: the first, or a later one. */
  present(node: NodeId, incarnation: number): void
  absent(node: NodeId): void
  /** A frame was lost here, before it was sent. */
  dropped(to: NodeId, reason: NatsDropReason): void
}
