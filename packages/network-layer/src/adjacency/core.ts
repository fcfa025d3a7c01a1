import type { Clock } from '@bellwire/runtime'
import type { Host, OutputOf } from '@bellwire/statechart'
import type { Frame, OrderedFrame } from '@bellwire/wire'
import { acknowledgementMachine } from './acknowledgement-machine.js'
import type { AdjacencyConfiguration } from './configuration.js'
import { adjacencyMachine } from './machine.js'
import { retransmissionMachine } from './retransmission-machine.js'

/** The machines of an adjacency, by the names of their tables; keyed by the neighbour's number. */
export const MACHINES = {
  adjacency: adjacencyMachine,
  retransmission: retransmissionMachine,
  acknowledgement: acknowledgementMachine
}

export type AdjacencyOutput = OutputOf<typeof MACHINES>

/** What is told of neighbours. `received` only between an `up` and the `down` that follows it. */
export interface NeighbourListener {
  /** Frames can be exchanged with a neighbour; in a new session, of which nothing has been sent or received yet. */
  up(peer: number): void
  /** The session is over: what was sent may or may not have arrived, nothing more of it will. */
  down(peer: number): void
  /** The next frame of the session, in the order in which the neighbour sent them, each once. */
  received(peer: number, frame: OrderedFrame): void
}

/** What the adjacencies of one node share. */
export interface AdjacencyCore {
  readonly node: number
  readonly clock: Clock
  readonly configuration: AdjacencyConfiguration
  readonly listener: NeighbourListener
  readonly tables: AdjacencyTables
  readonly send: (to: number, frame: Frame) => void
  /** 32 uniform bits. */
  readonly random: () => number
  readonly ignored: (reason: string) => void
}

type AdjacencyTables = ReturnType<typeof tablesOf>

export function tablesOf(host: Host<typeof MACHINES>) {
  return {
    adjacency: host.table('adjacency'),
    retransmission: host.table('retransmission'),
    acknowledgement: host.table('acknowledgement')
  }
}
