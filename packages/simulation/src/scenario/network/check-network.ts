import { ParameterError, WorldError } from '@bellwire/physics'
import { NetworkError } from '@bellwire/transport'
import { PhysicalLayerError } from '@bellwire/physical-layer'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import type { Problem } from '../read/scenario-error.js'
import type { Scenario } from '../schema/scenario.js'
import { linkOf, networkOf, nodeOf } from './network-of.js'

/** What the physics or the stack refuses of a scenario whose every field is in order. */
export function checkNetwork(scenario: Scenario): Problem | undefined {
  for (const [index, node] of scenario.nodes.entries()) {
    const problem = refused(['nodes', index], () => nodeOf(node))
    if (problem !== undefined) return problem
  }
  for (const [index, link] of scenario.links.entries()) {
    const of = (nodes: readonly string[]) => scenario.nodes.filter(({ name }) => nodes.includes(name))
    const alone = (): void => {
      const { nodes, stations } = networkOf({ ...scenario, nodes: of([link.a, link.b]), links: [] })
      void new SimulatedNetwork({ nodes, stations, links: [linkOf(link)] }, { seed: 1 })
    }
    const problem = refused(['links', index], alone)
    if (problem !== undefined) return problem
  }
  return undefined
}

function refused(path: readonly (string | number)[], make: () => void): Problem | undefined {
  try {
    make()
    return undefined
  } catch (error) {
    if (error instanceof ParameterError || error instanceof WorldError) {
      return {
        path,
        value: `refused by the physics: ${error.field} is ${String(error.value)}`,
        accepted: error.accepted
      }
    }
    if (error instanceof NetworkError || error instanceof PhysicalLayerError)
      return { path, value: 'refused', accepted: error.message }
    throw error
  }
}
