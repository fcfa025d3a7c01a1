import type { Party } from '@bellwire/runtime'
import { type NetworkDescription, type Scenario, slotPeriodOf } from '@bellwire/simulation'
import type { FeedNetwork } from '../feed/network.js'
import { stackMachines } from './machines.js'

/** What the feed of a scenario says first. */
export function feedNetwork(
  { name, description }: Scenario,
  network: NetworkDescription,
  parties: readonly Party[]
): FeedNetwork {
  const qubits = new Map(network.nodes.map((node) => [node.name, node.qubits]))
  return {
    title: name,
    ...(description !== undefined && { text: description.trim() }),
    source: 'simulation',
    parties: parties.map(({ name: party, node: number, role }) => {
      const memories = qubits.get(party)
      return { name: party, number, role, ...(memories !== undefined && { qubits: memories }) }
    }),
    links: network.links.map(({ a, b, station, delays, number, ...link }, index) => ({
      number: number ?? index + 1,
      a,
      b,
      station,
      delays,
      slotPeriod: slotPeriodOf({ a, b, station, delays, ...link })
    })),
    machines: stackMachines(),
    controls: ['pace', 'step', 'cut', 'crash', 'lie', 'restart-station']
  }
}
