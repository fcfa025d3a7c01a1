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
  const [first] = refused([], () => build(scenario, scenario.links))
  if (first === undefined) return
  for (const [index, link] of scenario.links.entries()) yield* refused(['links', index], () => build(scenario, [link]))
}

/** Makes a network of some links of a scenario, and of nothing else but their ends. Switches are looked at later. */
function build(scenario: Scenario, links: Scenario['links']): void {
  const ends = new Set(links.flatMap(({ a, b, station }) => [a, b, station]))
  const { nodes, stations } = networkOf({
    ...scenario,
    nodes: scenario.nodes.filter(({ name }) => ends.has(name)),
    stations: scenario.stations.filter(({ name }) => ends.has(name)).map(({ switch: _board, ...station }) => station),
    links: []
  })
  void new SimulatedNetwork({ nodes, stations, links: links.map(linkOf) }, { seed: 1 })
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
