import { requireInteger, requirePositive } from '../errors.js'
import type { Graph } from './graph.js'
import type { TopologyLink } from './topology.js'

/** A path without what it costs. */
export interface Way {
  /** Node identifiers from one end to the other. */
  readonly nodes: readonly number[]
  readonly links: readonly TopologyLink[]
}

export interface DisjointQuery {
  readonly from: number
  readonly to: number
  /** How many paths at most. */
  readonly number: number
  /** What the paths together shall have the least of, above 0; undefined where the link cannot be used. */
  readonly weight: (link: TopologyLink) => number | undefined
  /** Whether a path may go through a node. */
  readonly inner: (node: number) => boolean
}

/** Weights are taken as parts of the greatest: sums of integers do not round. */
const RESOLUTION = 2 ** 30

/**
 * Paths between two nodes of which no two share a link (nodes they may share): of one path, of two together, and so on,
 * those of the least total weight, up to the number asked or the greatest that there is. So the last entry has as many
 * paths as possible. Parallel links are different links.
 *
 * A flow of the least cost in which every link carries one unit at most, in either direction, found by successive
 * shortest augmenting paths that may take back what earlier ones used (Suurballe, "Disjoint paths in a network";
 * Bhandari, "Survivable Networks"). Removing the links of a shortest path and searching again is not that: it can miss a
 * second path where there is one.
 *
 * @returns the paths of each number, from one on; empty where the ends are not joined
 */
export function disjointPaths(graph: Graph, { from, to, number, weight, inner }: DisjointQuery): Way[][] {
  requireInteger('number', number, 1, 0xffff_ffff)
  const source = graph.indexOf.get(from)
  const target = graph.indexOf.get(to)
  if (source === undefined || target === undefined || source === target) return []
  const flow = new UnitFlow(graph, source, target, integersOf(graph.links, weight), inner)
  const found: Way[][] = []
  while (found.length < number && flow.augment()) found.push(flow.paths())
  return found
}

function integersOf(links: readonly TopologyLink[], weight: DisjointQuery['weight']): Float64Array {
  const weights = Float64Array.from(links, (link) => {
    const given = weight(link)
    if (given !== undefined)
      requirePositive(`weight of link ${link.link} between ${link.first} and ${link.second}`, given)
    return given ?? Infinity
  })
  const greatest = weights.reduce((most, each) => (each < Infinity ? Math.max(most, each) : most), 0)
  return weights.map((each) => (each < Infinity ? Math.max(1, Math.round((each / greatest) * RESOLUTION)) : Infinity))
}

class UnitFlow {
  readonly #graph: Graph
  readonly #source: number
  readonly #target: number
  /** By link: integers above 0; infinite for one that cannot be used. */
  readonly #weights: Float64Array
  readonly #passable: readonly boolean[]
  /** By link: 1 from its first node to its second, −1 back, 0 none. */
  readonly #flow: Int8Array

  constructor(graph: Graph, source: number, target: number, weights: Float64Array, inner: (node: number) => boolean) {
    this.#graph = graph
    this.#source = source
    this.#target = target
    this.#weights = weights
    this.#passable = graph.nodes.map((node, index) => index === source || index === target || inner(node))
    this.#flow = new Int8Array(graph.links.length)
  }

  /** One unit more at the least cost; false where there is no room for it. */
  augment(): boolean {
    const arcs = this.#shortest()
    if (arcs === undefined) return false
    for (const { node, arc } of arcs) {
      const link = this.#graph.linkOf[arc] as number
      // Against the flow, that is taken back.
      this.#flow[link] = this.#flow[link] === 0 ? this.#direction(node, link) : 0
    }
    return true
  }

  /** The flow as paths, each begun by the lowest arc that is left. */
  paths(): Way[] {
    const { links, linkOf, nodes, offsets, targets } = this.#graph
    const left = Int8Array.from(this.#flow)
    const next = (node: number): number => {
      for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
        const link = linkOf[arc] as number
        if (left[link] !== 0 && left[link] === this.#direction(node, link)) return arc
      }
      return -1
    }
    const found: Way[] = []
    for (let arc = next(this.#source); arc >= 0; arc = next(this.#source)) {
      const way = { nodes: [nodes[this.#source] as number], links: [] as TopologyLink[] }
      for (; arc >= 0; arc = next(targets[arc] as number)) {
        const link = linkOf[arc] as number
        left[link] = 0
        way.links.push(links[link] as TopologyLink)
        way.nodes.push(nodes[targets[arc] as number] as number)
        if (targets[arc] === this.#target) break
      }
      found.push(way)
    }
    return found
  }

  /** The arcs of the shortest path on what is left, by the Bellman-Ford algorithm: what is taken back counts negative. */
  #shortest(): { readonly node: number; readonly arc: number }[] | undefined {
    const { nodes, offsets, targets, linkOf } = this.#graph
    const distances = new Float64Array(nodes.length).fill(Infinity)
    const arcTo = new Int32Array(nodes.length).fill(-1)
    const nodeBefore = new Int32Array(nodes.length).fill(-1)
    distances[this.#source] = 0
    let queue = [this.#source]
    while (queue.length > 0) {
      const waiting = new Set<number>()
      for (const node of queue) {
        for (let arc = offsets[node] as number; arc < (offsets[node + 1] as number); arc++) {
          const other = targets[arc] as number
          const distance = (distances[node] as number) + this.#cost(node, linkOf[arc] as number)
          if (!this.#passable[other] || distance >= (distances[other] as number)) continue
          distances[other] = distance
          arcTo[other] = arc
          nodeBefore[other] = node
          waiting.add(other)
        }
      }
      queue = [...waiting]
    }
    if (distances[this.#target] === Infinity) return undefined
    const arcs = []
    for (let node = this.#target; node !== this.#source; node = nodeBefore[node] as number)
      arcs.push({ node: nodeBefore[node] as number, arc: arcTo[node] as number })
    return arcs
  }

  #cost(node: number, link: number): number {
    const weight = this.#weights[link] as number
    const flow = this.#flow[link] as number
    if (flow === 0) return weight
    return flow === this.#direction(node, link) ? Infinity : -weight
  }

  #direction(node: number, link: number): 1 | -1 {
    return this.#graph.links[link]?.first === this.#graph.nodes[node] ? 1 : -1
  }
}
