import { ParameterError, WorldError } from '@bellwire/physics'
import { NetworkError } from '@bellwire/transport'
import { PhysicalLayerError } from '@bellwire/physical-layer'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import type { Problem } from '../read/scenario-error.js'
import type { Scenario } from '../schema/scenario.js'
import { linkOf, networkOf, nodeOf } from './network-of.js'

/** What the physics refuses of nodes whose every field is in order. */
export function* nodeRefusals(scenario: Scenario): Generator<Problem> {
  for (const [index, node] of scenario.nodes.entries()) yield* refused(['nodes', index], () => nodeOf(node))
}

/** What the physics or the stack refuses of links between nodes that it does not. */
export function* linkRefusals(scenario: Scenario): Generator<Problem> {
  for (const [index, link] of scenario.links.entries()) {
    const of = (nodes: readonly string[]) => scenario.nodes.filter(({ name }) => nodes.includes(name))
    yield* refused(['links', index], () => {
      const stationsAlone = scenario.stations.map(({ switch: _board, ...station }) => station)
      const alone = { ...scenario, nodes: of([link.a, link.b]), stations: stationsAlone, links: [] }
      const { nodes, stations } = networkOf(alone)
      void new SimulatedNetwork({ nodes, stations, links: [linkOf(link)] }, { seed: 1 })
    })
  }
}

function* refused(path: readonly (string | number)[], make: () => void): Generator<Problem> {
  try {
    make()
  } catch (error) {
    if (error instanceof ParameterError || error instanceof WorldError) {
      yield {
        path,
        value: `refused by the physics: ${error.field} is ${String(error.value)}`,
        accepted: error.accepted
      }
    } else if (error instanceof NetworkError || error instanceof PhysicalLayerError)
      yield { path, value: 'refused', accepted: error.message }
    else throw error
  }
}
