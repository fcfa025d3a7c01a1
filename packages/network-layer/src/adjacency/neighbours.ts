import type { Clock, Nanoseconds } from '@bellwire/runtime'
import { Host, type Observer, type RunnerKind } from '@bellwire/statechart'
import type { Frame, NetworkFrame, OrderedFrame } from '@bellwire/wire'
import { NetworkInputError, requireInteger } from '../errors.js'
import { Adjacency } from './adjacency.js'
import { type AdjacencyConfiguration, checkAdjacencyConfiguration, SHORTEST_ROUND_TRIP } from './configuration.js'
import { type AdjacencyCore, type AdjacencyOutput, MACHINES, type NeighbourListener, tablesOf } from './core.js'

/** A neighbour, or one of several links to it. */
export interface NeighbourSetup {
  readonly peer: number
  /** The shortest of several links counts. */
  readonly roundTrip: Nanoseconds
}

export interface NeighboursOptions {
  /** This node. */
  readonly node: number
  readonly neighbours: readonly NeighbourSetup[]
  readonly clock: Clock
  readonly runner: RunnerKind
  /** Sends a frame, which may be lost, repeated, delayed and overtaken. The frame is not changed afterwards. */
  readonly send: (to: number, frame: Frame) => void
  /** 32 uniform bits, for sessions. */
  readonly random: () => number
  readonly listener: NeighbourListener
  /** Something from outside was not acted upon. */
  readonly ignored: (reason: string) => void
  readonly configuration: AdjacencyConfiguration
  readonly observer?: Observer
}

/** The neighbours of one node: which of them are there, and frames to and from them in order, each once. */
export class Neighbours {
  readonly #adjacencies = new Map<number, Adjacency>()
  readonly #host
  readonly #ignored: (reason: string) => void

  /** @throws NetworkInputError naming what is wrong with the configuration or with a neighbour */
  constructor(options: NeighboursOptions) {
    const { node, clock, configuration, listener, send, random, ignored } = options
    requireInteger('node', node, 0, 0xffff_ffff)
    checkAdjacencyConfiguration(configuration)
    const roundTrips = shortestRoundTrips(node, options.neighbours)
    this.#ignored = ignored
    this.#host = new Host({
      machines: MACHINES,
      clock,
      runner: options.runner,
      owner: this,
      ...(options.observer === undefined ? {} : { observer: options.observer })
    })
    const tables = tablesOf(this.#host)
    const core: AdjacencyCore = { node, clock, configuration, listener, send, random, ignored, tables }
    for (const [peer, roundTrip] of roundTrips) {
      this.#adjacencies.set(peer, new Adjacency(core, peer, roundTrip))
    }
  }

  start(): void {
    for (const adjacency of this.#adjacencies.values()) adjacency.start()
  }

  /** Nothing is sent, received or told any more; the neighbours find out by themselves. */
  stop(): void {
    for (const adjacency of this.#adjacencies.values()) adjacency.stop()
    this.#host.closeAll()
  }

  isUp(peer: number): boolean {
    return this.#adjacencies.get(peer)?.up ?? false
  }

  /** The neighbours that are up, in the order in which they were given. */
  *up(): IterableIterator<number> {
    for (const [peer, adjacency] of this.#adjacencies) if (adjacency.up) yield peer
  }

  /**
   * Sends a frame in order. Its header is filled in here; the frame belongs to the neighbour from now on, and must
   * neither be changed nor be sent once more.
   *
   * @returns false where the neighbour is not up: the frame is dropped
   */
  send(peer: number, frame: OrderedFrame): boolean {
    return this.#adjacencies.get(peer)?.send(frame) ?? false
  }

  /** Takes a frame that came from a neighbour. */
  frame(from: number, frame: NetworkFrame): void {
    const adjacency = this.#adjacencies.get(from)
    if (adjacency === undefined) this.#ignored('neighbour-unknown')
    else adjacency.frame(frame)
  }

  /** What the machines want done; called by their host. */
  output(event: AdjacencyOutput, _table: string, peer: number | string): void {
    const adjacency = this.#adjacencies.get(peer as number)
    if (adjacency === undefined) return
    switch (event.type) {
      case 'acknowledge':
        return adjacency.acknowledge()
      case 'due':
        return adjacency.due()
      case 'retransmit':
        return adjacency.retransmit()
      case 'exhausted':
        return adjacency.exhausted()
      case 'call':
        return adjacency.call()
      case 'look':
        return adjacency.look()
      case 'lost':
        return adjacency.lost()
      case 'ignored':
        return this.#ignored(event.reason)
    }
  }
}

function shortestRoundTrips(node: number, neighbours: readonly NeighbourSetup[]): Map<number, Nanoseconds> {
  const shortest = new Map<number, Nanoseconds>()
  neighbours.forEach(({ peer, roundTrip }, index) => {
    requireInteger(`neighbours[${index}].peer`, peer, 0, 0xffff_ffff)
    requireInteger(`neighbours[${index}].roundTrip`, roundTrip, 0, Number.MAX_SAFE_INTEGER)
    if (peer === node) throw new NetworkInputError(`neighbours[${index}].peer`, peer, 'another node')
    shortest.set(peer, Math.max(SHORTEST_ROUND_TRIP, Math.min(roundTrip, shortest.get(peer) ?? roundTrip)))
  })
  return shortest
}
