import { fidelityToWire, type Hop, type Stage } from '@bellwire/wire'
import type { Nanoseconds } from '@bellwire/runtime'
import type { SwapNode } from '../planning/chain-estimate.js'
import { planCutoffBudget } from '../planning/cutoff-budget.js'
import { type FidelityBudget, planFidelityBudget } from '../planning/fidelity-budget.js'
import { innerNodeOf } from './inner-node.js'
import type { Graph } from '../routing/graph.js'
import { type DisjointQuery, disjointPaths, type Way } from '../routing/disjoint-paths.js'
import { kShortestPaths, type Path } from '../routing/k-shortest-paths.js'
import { type LinkMetric, optimisticCost } from '../routing/link-cost.js'
import type { OperatingPoint } from '../routing/operating-points.js'
import type { TopologyLink } from '../routing/topology.js'
import { distilledFlow, fidelityBefore } from '../distillation/estimate.js'
import { type DistillationWish, rulesOf, type StageRules, stagesOf } from '../distillation/wish.js'
import { disjointFirst } from './disjoint-routes.js'
import { edgeOf } from './edges.js'
import { ranksOf, type SwapOrder } from './swap-order.js'

/** A way that a program asks for, by what it is to give. */
export interface RouteWish {
  readonly to: number
  readonly minimumFidelity: number
  /** Pairs per second to be set aside; 0 or absent: none. */
  readonly rate?: number
  /**
   * Longest wait of a link's pair at an inner node, in nanoseconds; 0 or absent: none. 'best': for each way the one with
   * which it is expected to meet the fidelity at the best rate, links making one pair at a time. With a larger window
   * pairs come faster and are a little worse.
   */
  readonly cutoff?: Nanoseconds | 'best'
  /** Paths that are looked at. Default 4. */
  readonly alternatives?: number
  /** In which the nodes between swap. Default as soon as possible. With a list, only ways of its length are taken. */
  readonly order?: SwapOrder
  /** How pairs are distilled. Default: not at all. */
  readonly distillation?: DistillationWish
  /** Ways that are wanted at once, which share no link: as many of them as there are come first. Default 1. */
  readonly paths?: number
}

export interface RouteQuery {
  readonly from: number
  readonly to: number
  /** End to end, 0..1. */
  readonly minimumFidelity: number
  /** Pairs per second from end to end that the links shall set aside; 0: whatever is left. */
  readonly rate: number
  /** A pair of a link waits at most so long at an inner node; 0: without limit; 'best': what suits each way best. */
  readonly cutoff: Nanoseconds | 'best'
  /** Paths that are looked at. */
  readonly alternatives: number
  readonly order: SwapOrder
  readonly distillation: DistillationWish
  /** How many of the first ways share no link, where there are so many. Default 1. */
  readonly paths?: number
  /** Links that no way may go by, named as by {@link edgeOf}. Default none. */
  readonly avoid?: ReadonlySet<string>
  /** What is assumed of inner nodes that say nothing of themselves. */
  readonly assumed: SwapNode
}

/** A way through the network, and what it is expected to give. */
export interface PlannedRoute {
  readonly hops: readonly Hop[]
  readonly stages: readonly Stage[]
  readonly fidelity: number
  /** Pairs per second. */
  readonly rate: number
}

/**
 * The ways from one node to another that are expected to meet the fidelity, the fastest first: of the paths that could
 * meet it at their links' best, each link is given the setting with which the whole meets it at the best rate. What an
 * inner node's memory and swaps do is taken from what it advertises; one that cannot swap is none. That they swap as soon
 * as they can is assumed: in another order pairs wait longer, and where memories decay they come out worse than said. A
 * cut-off that is given has no part in what is expected; one that is to be chosen has. Distillation is taken as without
 * errors of its own, and its pairs as Werner states; whether a node can distil is found out when the circuit is set up.
 * Where several ways are wanted at once, those that share no link come first (`disjointFirst`).
 */
export function planRoutes(graph: Graph, query: RouteQuery): PlannedRoute[] {
  const { from, to, minimumFidelity, alternatives, assumed, paths = 1, avoid } = query
  if (!graph.indexOf.has(from) || !graph.indexOf.has(to) || from === to) return []
  // Ways of one link distil on it, for want of anything else, what others do between their ends.
  const either = [rulesOf(query.distillation, 1), rulesOf(query.distillation, 2)]
  const best = either.some(({ links }) => links !== undefined)
    ? (link: TopologyLink) =>
        optimisticCost({ ...link, operatingPoints: either.flatMap(({ links }) => distilled(link, links)) })
    : optimisticCost
  const cost =
    avoid === undefined || avoid.size === 0
      ? best
      : (link: TopologyLink) => (avoid.has(edgeOf(link)) ? undefined : best(link))
  const swapWerner = (node: number): number => innerNodeOf(graph.facts.get(node), assumed)?.swapWerner ?? 0
  const shortest = (number: number): Path[] =>
    kShortestPaths(graph, {
      from,
      to,
      number,
      cost,
      minimumFidelity: Math.min(...either.map(({ ends }) => fidelityBefore(ends, minimumFidelity))),
      swapWerner
    })
  const along = (way: Way): PlannedRoute | undefined => routeAlong(way, graph, query)
  if (paths === 1) {
    const routes = shortest(alternatives).map(along)
    return routes.filter((route) => route !== undefined).sort((a, b) => b.rate - a.rate)
  }
  const flow = (weight: DisjointQuery['weight']): Way[][] =>
    disjointPaths(graph, { from, to, number: paths, weight, inner: (node) => swapWerner(node) > 0 })
  const flows = [flow((link) => cost(link)?.cost), flow((link) => lossOf(cost(link)))]
  return disjointFirst({ to, paths, alternatives, shortest, flows, along })
}

/** A path as a route, with what it is expected to give; undefined where that is less than what is asked. */
function routeAlong({ nodes, links }: Way, graph: Graph, query: RouteQuery): PlannedRoute | undefined {
  const ranks = ranksOf(query.order, links.length)
  if (ranks === undefined) return undefined
  const { assumed } = query
  const inner = nodes.slice(1, -1).map((node) => innerNodeOf(graph.facts.get(node), assumed) ?? assumed)
  const rules = rulesOf(query.distillation, links.length)
  const planned = plannedOn(links, inner, rules, query)
  if (planned === undefined || planned.rate < query.rate) return undefined
  const { points, fidelity, rate } = planned
  const hops = hopsOf(nodes, links, ranks, planned, query.rate)
  if (!hops.every((hop, index) => isLeft(links[index] as TopologyLink, points[index], hop.rate / 1e6))) return undefined
  return { hops, stages: stagesOf(rules, links.length), fidelity, rate }
}

/** Of a path this is lost, as a logarithm; a little more for each link, so that of perfect ones fewer are better. */
function lossOf(metric: LinkMetric | undefined): number | undefined {
  return metric && 1e-9 - Math.log(metric.werner)
}

/** A point of a link as it looks behind the link's stage. */
interface DistilledPoint extends OperatingPoint {
  readonly before: OperatingPoint
}

function distilled({ operatingPoints }: TopologyLink, rule: StageRules['links']): DistilledPoint[] {
  return operatingPoints.map((before) => distilledFlow(rule, { ...before, before }))
}

/** What each link is to be run at, how long pairs may wait, and what is then expected. */
interface Planned extends Pick<FidelityBudget, 'points' | 'fidelity' | 'rate'> {
  readonly cutoff: Nanoseconds
}

/** The budget of a way with its stages. Its points are those of the links themselves. */
function plannedOn(
  links: readonly TopologyLink[],
  nodes: readonly SwapNode[],
  rules: StageRules,
  { minimumFidelity, cutoff }: RouteQuery
): Planned | undefined {
  const path = { links: links.map((link) => ({ operatingPoints: distilled(link, rules.links) })), nodes }
  const needed = fidelityBefore(rules.ends, minimumFidelity)
  const chosen = cutoff === 'best' ? planCutoffBudget(path, needed) : undefined
  const budget = cutoff === 'best' ? chosen : planFidelityBudget(path, needed)
  if (budget === undefined) return undefined
  const { fidelity, rate } = distilledFlow(rules.ends, budget)
  return {
    points: budget.points.map((point) => (point as DistilledPoint).before),
    fidelity,
    rate,
    cutoff: cutoff === 'best' ? nanosecondsOf(chosen?.cutoff ?? Infinity) : cutoff
  }
}

/** 0 for a cut-off that never comes. */
function nanosecondsOf(seconds: number): Nanoseconds {
  return seconds === Infinity ? 0 : Math.round(seconds * 1e9)
}

/** Whether a link has as much time left as it takes to run it at a point, at a rate. */
function isLeft({ left = 1 }: TopologyLink, point: OperatingPoint | undefined, rate: number): boolean {
  return point !== undefined && rate <= left * point.rate * (1 + 1e-9)
}

function hopsOf(
  nodes: readonly number[],
  links: readonly { readonly link: number }[],
  ranks: readonly number[],
  { points, rate: expected, cutoff }: Planned,
  rate: number
): Hop[] {
  return links.map(({ link }, index) => {
    const point = points[index] as OperatingPoint
    // A link runs faster than the whole by the same factor whatever part of its time the circuit has.
    const share = rate === 0 ? 0 : (rate / expected) * point.rate
    return {
      node: nodes[index] as number,
      link,
      minimumFidelity: fidelityToWire(point.fidelity, 'down'),
      cutoff,
      // Up, but a rate that is a whole number of units stays: one more may be more than the link has.
      rate: Math.ceil(share * 1e6 * (1 - 1e-12)),
      rank: ranks[index - 1] ?? 0
    }
  })
}
