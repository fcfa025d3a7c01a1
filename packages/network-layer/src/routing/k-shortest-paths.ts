import { NetworkInputError, requireInteger, requireNonNegative, requireRange } from '../errors.js'
import { BinaryHeap } from './binary-heap.js'
import { ConstrainedSearch, type Found, LOSS_UNIT, type Start } from './constrained-search.js'
import type { Graph } from './graph.js'
import { type LinkCost, wernerFidelity, wernerParameter } from './link-cost.js'
import type { TopologyLink } from './topology.js'

export interface PathQuery {
  /** Node identifiers of the two ends. */
  readonly from: number
  readonly to: number
  /** How many paths at most. */
  readonly number: number
  readonly cost: LinkCost
  /** What is asked from end to end before any waiting, 0 to 1; at 1/4 and below every path will do. */
  readonly minimumFidelity: number
  /**
   * Factor of a swap on the Werner parameter, 0 to 1, of every node or by node; a node where it is 0 is only ever an end
   * of a path. 1 (an ideal swap) where not given.
   */
  readonly swapWerner?: number | ((node: number) => number)
}

export interface Path {
  /** Node identifiers from one end to the other. */
  readonly nodes: readonly number[]
  readonly links: readonly TopologyLink[]
  /** Sum of the links' costs. */
  readonly cost: number
  /** Fidelity from end to end if nothing waited: the links' Werner parameters and the swaps' factors multiplied. */
  readonly fidelity: number
}

/** A part of all paths, disjoint from the others' parts; `found` is its least path once that has been searched for. */
interface Part extends Start {
  readonly cost: number
  readonly found: Found | undefined
}

/**
 * The least loopless paths under a bound on the fidelity from end to end, in the order of cost, then of the number of
 * links, then of what they lose of the fidelity, then of node and link identifiers from the source on; so the result does not depend on the order in which
 * links became known. Parallel links make different paths.
 *
 * Yen's algorithm ("Finding the k shortest loopless paths in a network") in Lawler's form, in which the paths that are
 * left are kept in disjoint parts. A part is searched only when its lower bound comes first. Every search is exact under
 * the bound (`ConstrainedSearch`), so none of the k is missed.
 *
 * @returns fewer than asked where there are no more; none where an end is not in the graph
 */
export function kShortestPaths(graph: Graph, query: PathQuery): Path[] {
  const { from, to, number, minimumFidelity, swapWerner = 1 } = query
  requireInteger('number', number, 1, 0xffff_ffff)
  requireRange('minimumFidelity', minimumFidelity, 0, 1)
  if (from === to) throw new NetworkInputError('to', to, 'another node than from')
  const source = graph.indexOf.get(from)
  const target = graph.indexOf.get(to)
  if (source === undefined || target === undefined) return []
  const swaps = swapsOf(graph, swapWerner, source, target)
  const { costs, losses, werners } = weigh(graph, query.cost, swaps)
  const maximumLoss = minimumFidelity > 1 / 4 ? -Math.log(wernerParameter(minimumFidelity)) : Infinity
  const search = new ConstrainedSearch(graph, source, target, costs, losses, maximumLoss)
  return leastPaths(search, number).map(({ arcs, cost }) => {
    const links = arcs.map((arc) => graph.linkOf[arc] as number)
    let werner = 1
    for (const arc of arcs) {
      werner *= (werners[graph.linkOf[arc] as number] as number) * (swaps[graph.targets[arc] as number] as number)
    }
    return {
      nodes: [from, ...arcs.map((arc) => graph.nodes[graph.targets[arc] as number] as number)],
      links: links.map((link) => graph.links[link] as TopologyLink),
      cost,
      fidelity: wernerFidelity(werner)
    }
  })
}

/** Factors of swaps by index of node; 1 at the two ends, which do not swap. */
function swapsOf(
  { nodes }: Graph,
  swapWerner: number | ((node: number) => number),
  source: number,
  target: number
): Float64Array {
  return Float64Array.from(nodes, (node, index) => {
    if (index === source || index === target) return 1
    const factor = typeof swapWerner === 'number' ? swapWerner : swapWerner(node)
    requireRange(`swapWerner of node ${node}`, factor, 0, 1)
    return factor
  })
}

/**
 * Costs and losses −ln W by arc, and Werner parameters by link. Half of the loss of a node's swap is on each of its arcs:
 * a path goes by two of them where it swaps, and the losses are the same in both directions.
 */
function weigh({ links, linkOf, indexOf }: Graph, cost: LinkCost, swaps: Float64Array) {
  const halves = Float64Array.from(swaps, (factor) => Math.round(-Math.log(factor) / (2 * LOSS_UNIT)) * LOSS_UNIT)
  const linkCosts = new Float64Array(links.length).fill(Infinity)
  const linkLosses = new Float64Array(links.length).fill(Infinity)
  const werners = new Float64Array(links.length)
  links.forEach((link, index) => {
    const metric = cost(link)
    if (!metric) return
    requireNonNegative(`cost of link ${link.link} between ${link.first} and ${link.second}`, metric.cost)
    requireRange(`werner of link ${link.link} between ${link.first} and ${link.second}`, metric.werner, 0, 1)
    const half = (node: number): number => halves[indexOf.get(node) as number] as number
    const swapLoss = half(link.first) + half(link.second)
    if (metric.werner === 0 || swapLoss === Infinity) return
    linkCosts[index] = metric.cost
    linkLosses[index] = swapLoss + Math.round(-Math.log(metric.werner) / LOSS_UNIT) * LOSS_UNIT
    werners[index] = metric.werner
  })
  return {
    costs: Float64Array.from(linkOf, (link) => linkCosts[link] as number),
    losses: Float64Array.from(linkOf, (link) => linkLosses[link] as number),
    werners
  }
}

function leastPaths(search: ConstrainedSearch, number: number): Found[] {
  const parts: Part[] = []
  const waiting = new BinaryHeap((a, b) => comesFirst(parts[a] as Part, parts[b] as Part))
  const add = (part: Part): void => {
    if (part.cost < Infinity) waiting.push(parts.push(part) - 1)
  }
  const addUnsearched = (start: Start): void => {
    // Rounded down a little: a bound may be added up in another order than the path's own cost.
    add({ ...start, cost: search.lowerBound(start) * (1 - 1e-12), found: undefined })
  }
  const least: Found[] = []
  addUnsearched({ prefix: [], closed: [] })
  for (let at = waiting.pop(); at >= 0; at = waiting.pop()) {
    const { prefix, closed, found } = parts[at] as Part
    if (!found) {
      const path = search.find({ prefix, closed })
      if (path) add({ prefix, closed, cost: path.cost, found: path })
      continue
    }
    least.push(found)
    if (least.length === number) break
    // All other paths of the part, by the first arc in which they differ from this one.
    found.arcs.forEach((next, length) => {
      if (length < prefix.length) return
      addUnsearched({
        prefix: found.arcs.slice(0, length),
        closed: length === prefix.length ? [...closed, next] : [next]
      })
    })
  }
  return least
}

/** Parts that have not been searched come before paths of equal cost: one of theirs may be the earlier. */
function comesFirst(a: Part, b: Part): boolean {
  if (a.cost !== b.cost) return a.cost < b.cost
  if (!a.found || !b.found) return !a.found && b.found !== undefined
  if (a.found.arcs.length !== b.found.arcs.length) return a.found.arcs.length < b.found.arcs.length
  if (a.found.loss !== b.found.loss) return a.found.loss < b.found.loss
  for (let k = 0; k < a.found.arcs.length; k++) {
    const difference = (a.found.arcs[k] as number) - (b.found.arcs[k] as number)
    if (difference !== 0) return difference < 0
  }
  return false
}
