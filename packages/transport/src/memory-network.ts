import type { Clock, RandomSource } from '@bellwire/runtime'
import { type Channel, checkChannel } from './channel.js'
import { DeliveryPool } from './delivery.js'
import { Direction } from './direction.js'
import type { Medium, Place } from './medium.js'
import { MemoryTransport } from './memory-transport.js'
import { NetworkError } from './network-error.js'
import type { NetworkObserver } from './observer.js'
import type { NodeId, Transport } from './transport.js'

export interface MemoryNetworkOptions {
  readonly clock: Clock
  /** Its streams are `network/<from>><to>/<fault>`, with the nodes' numbers. */
  readonly random: RandomSource
  /** Encodes every frame when it is sent and decodes it when it arrives. Off, a frame is handed over as it is. */
  readonly wire?: boolean
  readonly observer?: NetworkObserver | undefined
  /**
   * What there is between two nodes that no channel was laid between: asked once for each direction, when a frame is to
   * take it first. Without an answer, or absent, such frames are lost.
   */
  readonly otherwise?: (from: NodeId, to: NodeId) => Channel | undefined
}

interface Site extends Place {
  readonly directions: Map<NodeId, Direction>
}

/** Nodes and the channels between them, in the memory of one process and in the time of one clock. */
export class MemoryNetwork {
  readonly #medium: Medium
  readonly #sites = new Map<NodeId, Site>()
  readonly #otherwise: MemoryNetworkOptions['otherwise']

  constructor({ clock, random, wire = false, observer, otherwise }: MemoryNetworkOptions) {
    this.#otherwise = otherwise
    this.#medium = { clock, random, wire, observer, deliveries: new DeliveryPool() }
  }

  /**
   * Attaches a process to a node. After a detachment this is a new process: frames on their way to the old one do not
   * reach it, and what the old transport sends goes nowhere.
   *
   * @param name for people
   * @throws NetworkError NODE_INVALID, NODE_ATTACHED
   */
  attach(node: NodeId, name: string): Transport {
    const site = this.#site(node)
    if (site.receiver !== undefined) {
      throw new NetworkError('NODE_ATTACHED', 'node', `${node} (${site.receiver.name})`, 'a node that is not attached')
    }
    const transport = new MemoryTransport(name, this.#medium, site, site.directions, (to) =>
      this.#layOtherwise(site, to)
    )
    site.receiver = transport
    return transport
  }

  /** The node's process is gone: frames on their way to it and later ones are lost. Frames that it sent are still on their way. */
  detach(node: NodeId): void {
    const site = this.#sites.get(node)
    if (site !== undefined) site.receiver = undefined
  }

  /**
   * Lays a channel between two nodes, attached or not, or changes the one that is there.
   *
   * @param backward the direction from b to a, where it differs
   * @throws NetworkError CHANNEL_INVALID, NODE_INVALID
   */
  connect(a: NodeId, b: NodeId, forward: Channel, backward: Channel = forward): void {
    if (a === b) throw new NetworkError('NODE_INVALID', 'b', b, 'another node than a')
    checkChannel(forward)
    checkChannel(backward)
    const siteA = this.#site(a)
    const siteB = this.#site(b)
    this.#lay(siteA, siteB, forward)
    this.#lay(siteB, siteA, backward)
  }

  /**
   * Changes settings of one direction for the frames that are sent from now on.
   *
   * @throws NetworkError CHANNEL_INVALID, CHANNEL_UNKNOWN
   */
  configure(from: NodeId, to: NodeId, changes: Partial<Channel>): void {
    const direction = this.#direction(from, to)
    const channel = { ...direction.channel, ...changes }
    checkChannel(channel)
    direction.channel = channel
  }

  /**
   * Cuts the channel between two nodes in both directions, or heals it. A frame is lost where the direction is cut
   * when it is sent, or when it would arrive.
   *
   * @throws NetworkError CHANNEL_UNKNOWN
   */
  partition(a: NodeId, b: NodeId, on: boolean): void {
    const forward = this.#direction(a, b)
    const backward = this.#direction(b, a)
    forward.cut = on
    backward.cut = on
  }

  /** Cuts or heals one direction only. */
  partitionDirection(from: NodeId, to: NodeId, on: boolean): void {
    this.#direction(from, to).cut = on
  }

  /**
   * Sends bytes as if `from` had sent them, whether it is attached or not. They meet the channel's faults and arrive as
   * a frame or as malformed. The bytes must not be changed afterwards.
   *
   * @throws NetworkError CHANNEL_UNKNOWN
   */
  injectBytes(from: NodeId, to: NodeId, bytes: Uint8Array): void {
    this.#direction(from, to).transmit(undefined, bytes)
  }

  #site(node: NodeId): Site {
    const known = this.#sites.get(node)
    if (known !== undefined) return known
    if (!Number.isInteger(node) || node < 0 || node > 0xffff_ffff) {
      throw new NetworkError('NODE_INVALID', 'node', node, 'an integer from 0 to 4294967295')
    }
    const site: Site = { node, receiver: undefined, directions: new Map() }
    this.#sites.set(node, site)
    return site
  }

  #layOtherwise(from: Site, to: NodeId): Direction | undefined {
    const place = this.#sites.get(to)
    const channel = place && this.#otherwise?.(from.node, to)
    if (place === undefined || channel === undefined) return undefined
    checkChannel(channel)
    this.#lay(from, place, channel)
    return from.directions.get(to)
  }

  #lay(from: Site, to: Site, channel: Channel): void {
    const existing = from.directions.get(to.node)
    if (existing === undefined) from.directions.set(to.node, new Direction(this.#medium, from.node, to, channel))
    else existing.channel = channel
  }

  #direction(from: NodeId, to: NodeId): Direction {
    const direction = this.#sites.get(from)?.directions.get(to)
    if (direction === undefined)
      throw new NetworkError('CHANNEL_UNKNOWN', 'from, to', `${from}, ${to}`, 'nodes with a channel')
    return direction
  }
}
