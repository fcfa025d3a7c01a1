import type { NodeFacts } from './node-facts.js'
import type { TopologyLink } from './topology.js'

/**
 * A topology laid out for searching. Nodes are numbered by rising identifier; the arcs of node v, one for each direction
 * of a link, are those from `offsets[v]` to `offsets[v + 1]`, by rising identifier of the other end, then of the link.
 * So the order of arc numbers is an order of nodes and links, in which ties are settled.
 */
export interface Graph {
  /** Node identifiers, rising. */
  readonly nodes: readonly number[]
  readonly links: readonly TopologyLink[]
  /** Index in `nodes` by identifier. */
  readonly indexOf: ReadonlyMap<number, number>
  /** Length nodes + 1. */
  readonly offsets: Int32Array
  /** Other end of each arc, as an index in `nodes`. */
  readonly targets: Int32Array
  /** Link of each arc, as an index in `links`. */
  readonly linkOf: Int32Array
  /** What nodes say of themselves, by identifier; those that say nothing are not in it. */
  readonly facts: ReadonlyMap<number, NodeFacts>
}

/** Lays out a topology; the order of its links does not matter. */
export function graphOf(topology: readonly TopologyLink[], facts: ReadonlyMap<number, NodeFacts> = new Map()): Graph {
  const links = [...topology].sort((a, b) => a.first - b.first || a.second - b.second || a.link - b.link)
  const nodes = [...new Set(links.flatMap(({ first, second }) => [first, second]))].sort((a, b) => a - b)
  const indexOf = new Map(nodes.map((node, index) => [node, index]))
  const arcs = links.flatMap(({ first, second }, index) => {
    const a = indexOf.get(first) as number
    const b = indexOf.get(second) as number
    return [
      { from: a, to: b, index },
      { from: b, to: a, index }
    ]
  })
  // Sorting is stable: parallel links stay in the order of their identifiers.
  arcs.sort((x, y) => x.from - y.from || x.to - y.to)
  const offsets = new Int32Array(nodes.length + 1)
  for (const { from } of arcs) offsets[from + 1] = (offsets[from + 1] as number) + 1
  for (let v = 0; v < nodes.length; v++) offsets[v + 1] = (offsets[v + 1] as number) + (offsets[v] as number)
  return {
    nodes,
    links,
    indexOf,
    offsets,
    targets: Int32Array.from(arcs, ({ to }) => to),
    linkOf: Int32Array.from(arcs, ({ index }) => index),
    facts
  }
}
