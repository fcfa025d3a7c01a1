import { encodeFrame, type Frame } from '@bellwire/wire'
import type { Direction } from './direction.js'
import type { Medium, Place, Receiver } from './medium.js'
import type { NodeId, Transport, TransportListener } from './transport.js'

/** One node's end of a MemoryNetwork, from its attachment to its detachment. */
export class MemoryTransport implements Transport, Receiver {
  listener: TransportListener | undefined
  /** Where the last frame went, and the one before it that went another way: most go the same two ways. */
  #recent: Direction | undefined
  #other: Direction | undefined

  constructor(
    readonly name: string,
    private readonly medium: Medium,
    private readonly place: Place,
    /** Shared with the network, which adds to it. */
    private readonly directions: ReadonlyMap<NodeId, Direction>,
    /** Lays one where there is none and may be one. */
    private readonly lay: (to: NodeId) => Direction | undefined
  ) {}

  get node(): NodeId {
    return this.place.node
  }

  /** @throws WireError where frames take the wire, or the channel has a bandwidth, and this one cannot be encoded */
  send(to: NodeId, frame: Frame): void {
    const { medium, place } = this
    const bytes = medium.wire ? encodeFrame(frame) : undefined
    medium.observer?.sent(place.node, to, frame)
    const direction = this.#towards(to)
    if (place.receiver !== this) medium.observer?.dropped(place.node, to, frame, 'sender-detached')
    else if (direction === undefined) medium.observer?.dropped(place.node, to, frame, 'no-channel')
    else direction.transmit(frame, bytes)
  }

  #towards(to: NodeId): Direction | undefined {
    if (this.#recent !== undefined && this.#recent.to.node === to) return this.#recent
    const direction =
      this.#other !== undefined && this.#other.to.node === to ? this.#other : (this.directions.get(to) ?? this.lay(to))
    if (direction !== undefined) {
      this.#other = this.#recent
      this.#recent = direction
    }
    return direction
  }

  listen(listener: TransportListener): void {
    this.listener = listener
  }
}
