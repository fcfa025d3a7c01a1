import type { LinkDescription, NetworkDescription } from '../../network/description.js'
import type { MeasuredEdge, MeasuredTopology } from '../topology.js'
import { requireCount, requireOption, TopologyError } from '../topology-error.js'
import { tidyName, UniqueNames } from '../unique-names.js'
import { byEnds } from '../span/parallel-edges.js'
import type { TopologyHardware } from './hardware.js'

const LIGHT_IN_VACUUM = 299_792_458

/**
 * The network that a topology and hardware make: a link for every edge, with a station half-way, and every repeater a
 * node. The link of Mons and Namur is called 'Mons-Namur', its station 'Mons-Namur station'; a number makes names
 * unique. Delays are rounded to nanoseconds. Links between the same two nodes share one classical channel, which is as
 * long as the longest of them.
 *
 * @throws TopologyError for an edge of no length or of an unknown node, and for options out of range
 */
export function networkOfTopology(
  topology: MeasuredTopology,
  { link, node, qubitsPerLink = 2, velocity = 2e8 }: TopologyHardware
): NetworkDescription {
  requireCount('qubitsPerLink', qubitsPerLink, 1, 65_536)
  requireOption('velocity', velocity, 1, LIGHT_IN_VACUUM, 'metres per second')
  const { nodes, edges } = topology
  const links = new Map(nodes.map(({ name }) => [name, 0]))
  for (const [index, edge] of edges.entries()) {
    checkEdge(edge, `edges[${index}]`, links)
    for (const end of [edge.a, edge.b]) links.set(end, (links.get(end) as number) + 1)
  }

  const armDelay = ({ length }: MeasuredEdge): number => Math.round((length / 2 / velocity) * 1e9)
  const longest = new Map<MeasuredEdge, number>()
  for (const group of byEnds(edges)) {
    const delay = Math.max(...group.map(armDelay))
    for (const edge of group) longest.set(edge, delay)
  }

  const parties = new UniqueNames(nodes.map(({ name }) => name))
  const linkNames = new UniqueNames()
  const described = edges.map((edge): LinkDescription => {
    const { a, b } = edge
    const delay = armDelay(edge)
    return {
      ...link(edge),
      name: linkNames.take(tidyName(`${a}-${b}`)),
      a,
      b,
      station: parties.take(`${a}-${b} station`),
      delays: [delay, delay],
      peerDelay: 2 * (longest.get(edge) ?? delay)
    }
  })
  return {
    nodes: nodes.map((one) => {
      const degree = links.get(one.name) as number
      const qubits = one.qubits ?? qubitsPerLink * Math.max(1, degree)
      return { qubits, ...node?.(one, degree), name: one.name }
    }),
    stations: described.map(({ station }) => ({ name: station })),
    links: described
  }
}

/** Topologies are plain data, so that one may come from anywhere. */
function checkEdge({ a, b, length }: MeasuredEdge, field: string, nodes: ReadonlyMap<string, number>): void {
  for (const [end, name] of Object.entries({ a, b })) {
    if (!nodes.has(name)) throw new TopologyError(`${field}.${end}`, JSON.stringify(name), 'the name of a node')
  }
  if (a === b) throw new TopologyError(`${field}.b`, JSON.stringify(b), 'another node than at end a')
  if (!(Number.isFinite(length) && length >= 0)) {
    throw new TopologyError(`${field}.length`, String(length), 'metres >= 0; `spanned` gives lengths to edges')
  }
}
