import type { Clock, RandomSource } from '@bellwire/runtime'
import type { Frame } from '@bellwire/wire'
import { type Channel, checkChannel } from './channel.js'
import { DeliveryPool } from './delivery.js'
import { Direction } from './direction.js'
import type { Medium } from './medium.js'
import type { NodeId, Transport, TransportListener } from './transport.js'

/**
 * A transport whose frames meet the faults of a channel before they are sent: where frames cannot be reached on their
 * way, as under TLS, those of the way are played at its beginning. The channel's delay comes on top of the transport's.
 * A frame that is held back belongs to the process that sends it: unlike on a `MemoryNetwork`, it may come to a process
 * of the receiver that has begun in the meantime.
 */
export class FaultyTransport implements Transport {
  readonly #transport: Transport
  readonly #channel: Channel
  readonly #medium: Medium
  readonly #directions = new Map<NodeId, Direction>()

  /**
   * @param random its streams are `network/<from>><to>/<fault>`, as those of a `MemoryNetwork`
   * @throws NetworkError CHANNEL_INVALID
   */
  constructor(transport: Transport, channel: Channel, clock: Clock, random: RandomSource) {
    checkChannel(channel)
    this.#transport = transport
    this.#channel = channel
    this.#medium = { clock, random, wire: false, observer: undefined, deliveries: new DeliveryPool() }
  }

  get node(): NodeId {
    return this.#transport.node
  }

  send(to: NodeId, frame: Frame): void {
    this.#towards(to).transmit(frame, undefined)
  }

  listen(listener: TransportListener): void {
    this.#transport.listen(listener)
  }

  /**
   * Changes what meets the frames for one party from now on.
   *
   * @throws NetworkError CHANNEL_INVALID
   */
  configure(to: NodeId, changes: Partial<Channel>): void {
    const direction = this.#towards(to)
    const channel = { ...direction.channel, ...changes }
    checkChannel(channel)
    direction.channel = channel
  }

  /** Loses all frames for one party, those that are held back too, or heals that. */
  cut(to: NodeId, on: boolean): void {
    this.#towards(to).cut = on
  }

  #towards(to: NodeId): Direction {
    const known = this.#directions.get(to)
    if (known !== undefined) return known
    const transport = this.#transport
    const listener = { frame: (_from: NodeId, frame: Frame) => transport.send(to, frame), malformed: () => {} }
    const place = { node: to, receiver: { name: `the way to ${to}`, listener } }
    const direction = new Direction(this.#medium, this.node, place, this.#channel)
    this.#directions.set(to, direction)
    return direction
  }
}
