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
  /** Factor of every swap on the Werner parameter, above 0, at most 1; 1 (an ideal swap) where not given. */
  readonly swapWerner?: number
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
  requireRange('swapWerner', swapWerner, Number.MIN_VALUE, 1)
  if (from === to) throw new NetworkInputError('to', to, 'another node than from')
  const source = graph.indexOf.get(from)
  const target = graph.indexOf.get(to)
  if (source === undefined || target === undefined) return []
  const { costs, losses, werners } = weigh(graph, query.cost, -Math.log(swapWerner))
  // A path of n links has n − 1 swaps, but every link's loss here carries one.
  const maximumLoss =
    minimumFidelity > 1 / 4 ? -Math.log(wernerParameter(minimumFidelity)) - Math.log(swapWerner) : Infinity
  const search = new ConstrainedSearch(graph, source, target, costs, losses, maximumLoss)
  return leastPaths(search, number).map(({ arcs, cost }) => {
    const links = arcs.map((arc) => graph.linkOf[arc] as number)
    const werner = links.reduce(
      (product, link) => product * (werners[link] as number),
      swapWerner ** (links.length - 1)
    )
    return {
      nodes: [from, ...arcs.map((arc) => graph.nodes[graph.targets[arc] as number] as number)],
      links: links.map((link) => graph.links[link] as TopologyLink),
      cost,
      fidelity: wernerFidelity(werner)
    }
  })
}

/** Costs and losses −ln W by arc, the loss of one swap on every arc; Werner parameters by link. */
function weigh({ links, linkOf }: Graph, cost: LinkCost, swapLoss: number) {
  const linkCosts = new Float64Array(links.length).fill(Infinity)
  const linkLosses = new Float64Array(links.length).fill(Infinity)
  const werners = new Float64Array(links.length)
  links.forEach((link, index) => {
    const metric = cost(link)
    if (!metric) return
    requireNonNegative(`cost of link ${link.link} between ${link.first} and ${link.second}`, metric.cost)
    requireRange(`werner of link ${link.link} between ${link.first} and ${link.second}`, metric.werner, 0, 1)
    if (metric.werner === 0) return
    linkCosts[index] = metric.cost
    linkLosses[index] = Math.round((swapLoss - Math.log(metric.werner)) / LOSS_UNIT) * LOSS_UNIT
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
