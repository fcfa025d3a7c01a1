import type { NetworkDescription } from '../network/description.js'
import { SimulatedNetwork, type SimulatedNetworkOptions } from '../network/simulated-network.js'
import { ListRecorder } from './list-recorder.js'

/** How a network is played under faults. */
interface PlayedAs
  extends Pick<SimulatedNetworkOptions, 'seed' | 'runner' | 'mode' | 'wire' | 'teleportation' | 'intruder' | 'mortal'> {
  readonly network: NetworkDescription
}

/** The network of a plan, and the list of what happens in it. */
export function recordedNetwork(
  { network: description, seed, runner, mode, wire, teleportation, intruder, mortal }: PlayedAs,
  scenario: string
): { readonly network: SimulatedNetwork; readonly recorder: ListRecorder } {
  const lists: ListRecorder[] = []
  const network = new SimulatedNetwork(description, {
    seed,
    runner,
    mode,
    wire,
    ...(teleportation && { teleportation }),
    ...(intruder && { intruder }),
    ...(mortal && { mortal }),
    recorder: (clock) => {
      const list = new ListRecorder(clock)
      lists.push(list)
      return list
    },
    scenario
  })
  return { network, recorder: lists[0] as ListRecorder }
}
