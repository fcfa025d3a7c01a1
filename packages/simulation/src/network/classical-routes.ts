import type { Nanoseconds } from '@bellwire/runtime'
import type { NodeId } from '@bellwire/transport'

/**
 * How long a frame takes between two nodes that are no neighbours: the classical network follows the fibres of the links,
 * by the way that is quickest.
 */
export class ClassicalRoutes {
  readonly #neighbours = new Map<NodeId, Map<NodeId, Nanoseconds>>()
  /** By the node that they begin at; computed when the first is asked for. */
  readonly #delays = new Map<NodeId, Map<NodeId, Nanoseconds>>()

  add(a: NodeId, b: NodeId, delay: Nanoseconds): void {
    this.#addTo(a, b, delay)
    this.#addTo(b, a, delay)
    this.#delays.clear()
  }

  /** Undefined where no links join the two. */
  delay(from: NodeId, to: NodeId): Nanoseconds | undefined {
    let delays = this.#delays.get(from)
    if (delays === undefined) this.#delays.set(from, (delays = this.#from(from)))
    return delays.get(to)
  }

  #addTo(a: NodeId, b: NodeId, delay: Nanoseconds): void {
    let neighbours = this.#neighbours.get(a)
    if (neighbours === undefined) this.#neighbours.set(a, (neighbours = new Map()))
    neighbours.set(b, Math.min(delay, neighbours.get(b) ?? Infinity))
  }

  /** Dijkstra's algorithm, the nearest open node sought anew each time: this is done once for a node that speaks. */
  #from(from: NodeId): Map<NodeId, Nanoseconds> {
    const settled = new Map<NodeId, Nanoseconds>()
    const open = new Map<NodeId, Nanoseconds>([[from, 0]])
    while (open.size > 0) {
      let node = from
      let delay = Infinity
      for (const [candidate, time] of open) if (time < delay) [node, delay] = [candidate, time]
      open.delete(node)
      settled.set(node, delay)
      for (const [neighbour, step] of this.#neighbours.get(node) ?? []) {
        if (!settled.has(neighbour) && delay + step < (open.get(neighbour) ?? Infinity))
          open.set(neighbour, delay + step)
      }
    }
    settled.delete(from)
    return settled
  }
}
