import { fidelityFromWire, type Hop, type Stage } from '@bellwire/wire'
import { edgesOf } from '../circuit/edges.js'
import { type ChainEstimate, chainFidelity, chainRate, type SwapNode } from '../planning/chain-estimate.js'
import { distilledFlow } from '../distillation/estimate.js'
import type { Graph } from '../routing/graph.js'
import { type OperatingPoint, pointAtFidelity } from '../routing/operating-points.js'
import type { TopologyLink } from '../routing/topology.js'

/** The links of a graph by the names that routes give them. */
export function linksByEdge(graph: Graph): ReadonlyMap<string, TopologyLink> {
  return new Map(graph.links.map((link) => [`${link.first}/${link.second}/${link.link}`, link]))
}

/**
 * What a circuit can give by what is advertised of its links. Each is run at the fastest point that meets its hop's
 * fidelity, for the share of its time that is promised to this circuit or to none. Undefined where one of them cannot
 * make such pairs, or has no time left. Stages make of that what is estimated of them.
 *
 * @param nodes the inner nodes, one fewer than hops
 */
export function outlookOf(
  links: ReadonlyMap<string, TopologyLink>,
  hops: readonly Hop[],
  responder: number,
  nodes: readonly SwapNode[],
  stages: readonly Stage[]
): ChainEstimate | undefined {
  const points: OperatingPoint[] = []
  const edges = edgesOf(hops, responder)
  for (const [index, { minimumFidelity, rate }] of hops.entries()) {
    const link = links.get(edges[index] as string)
    const point = link && pointAtFidelity(link.operatingPoints, fidelityFromWire(minimumFidelity))
    if (link === undefined || point === undefined) return undefined
    const available = Math.min(point.rate, rate / 1e6 + (link.left ?? 1) * point.rate)
    // So little is what rounding leaves of nothing.
    if (available < point.rate / 0xffff) return undefined
    const stage = stages.find(({ first, last }) => first === index && last === index + 1)
    points.push(distilledFlow(stage, { fidelity: point.fidelity, rate: available }))
  }
  const ends = hops.length > 1 ? stages.find(({ first, last }) => first === 0 && last === hops.length) : undefined
  return distilledFlow(ends, { fidelity: chainFidelity(points, nodes), rate: chainRate(points) })
}
