import { fidelityFromWire } from '@bellwire/wire'
import { linksByEdge } from '../estimation/outlook.js'
import type { Graph } from '../routing/graph.js'
import { pointAtFidelity } from '../routing/operating-points.js'
import type { CircuitFacts } from '../service.js'
import type { CircuitDemand, LinkName } from './network-schedule.js'

/**
 * What circuits need of the links on their ways: of each the share of its time in which it makes the pairs that the
 * circuit's hop asks for, by the rates of a graph; 0 where a hop asks for none.
 *
 * @param circuits as their initiators know them
 */
export function demandsOf(circuits: readonly CircuitFacts[], graph: Graph): CircuitDemand[] {
  const known = linksByEdge(graph)
  return circuits.map(({ initiator, circuit, hops, peer }) => {
    const links: LinkName[] = hops.map(({ node, link }, index) => {
      const next = hops[index + 1]?.node ?? peer
      return { first: Math.min(node, next), second: Math.max(node, next), link }
    })
    const shares = hops.map(({ minimumFidelity, rate }, index) => {
      const { first, second, link } = links[index] as LinkName
      const points = known.get(`${first}/${second}/${link}`)?.operatingPoints ?? []
      const point = pointAtFidelity(points, fidelityFromWire(minimumFidelity))
      return rate === 0 ? 0 : point === undefined ? 1 : Math.min(1, rate / 1e6 / point.rate)
    })
    return { initiator, circuit, links, shares }
  })
}
