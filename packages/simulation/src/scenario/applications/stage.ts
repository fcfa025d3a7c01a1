import type { Node } from '@bellwire/node'
import type { RandomSource } from '@bellwire/runtime'
import type { SimulatedNetwork } from '../../network/simulated-network.js'
import type { Scenario } from '../schema/scenario.js'
import type { Programs } from '../../programs/programs.js'

/** Where the applications of a scenario are played. */
export interface Stage {
  readonly scenario: Scenario
  readonly network: SimulatedNetwork
  /** Of nodes on the wire, by name. */
  readonly numbers: ReadonlyMap<string, number>
  readonly programs: Programs
  /** For what an application draws by itself. */
  readonly random: RandomSource
}

export function nodeOf({ network }: Stage, name: string): Node {
  return network.node(name)
}

export function numberOf({ numbers }: Stage, name: string): number {
  return numbers.get(name) as number
}
