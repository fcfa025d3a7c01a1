import type { Topology, TopologyEdge, TopologyNode } from '../topology.js'
import { uniqueNames } from '../unique-names.js'
import { SequenceFile } from './sequence-file.js'

const STATION = 'BSMNode'
const MEET_IN_THE_MIDDLE = 'meet_in_the_middle'

/** From a node to a station or to a node. */
interface QuantumChannel {
  readonly source: string
  readonly destination: string
  readonly distance: number
  readonly attenuation: number | undefined
}

/**
 * Reads a topology file of SeQUeNCe ("SeQUeNCe: a customizable discrete-event simulator of quantum networks", Wu et al.,
 * Quantum Science and Technology 6, 2021). Used are:
 *
 * - `nodes`: `name`, `type` (a `BSMNode` is a station, anything else a node) and `memo_size`, the node's qubits
 * - `qconnections`: `node1`, `node2`, `distance` in metres, `attenuation` in decibels per metre; its `type` must be
 *   `meet_in_the_middle`
 * - `qchannels`: `source`, `destination`, `distance` and `attenuation`: two that end at the same station are one edge,
 *   and so are two between the same nodes that differ in nothing but direction
 *
 * Ignored are classical channels (`cchannels`, `cconnections`), for delays follow from lengths, and all that is about
 * one simulator: seeds, templates, formalism, stop time, processes.
 *
 * @param name the network's
 * @throws TopologyError for the first thing that is wrong
 */
export function readSequence(text: string, file: string, name: string): Topology {
  const source = new SequenceFile(text, file)
  const notes: string[] = []
  const { nodes, stations, nameOf } = readNodes(source, notes)
  const connections = readConnections(source, nameOf)
  const channels = readChannels(source, nameOf, stations)
  const edges = [
    ...connections,
    ...[...stations].map(([station, index]) => edgeOver(source, station, index, channels, nameOf, notes)),
    ...directEdges(channels, stations, nameOf)
  ]
  const classical = source.count('cchannels') + source.count('cconnections')
  if (classical > 0) notes.push(`${classical} classical channels are ignored; delays follow from lengths`)
  return { name, nodes, edges, notes }
}

function readNodes(source: SequenceFile, notes: string[]) {
  const count = source.count('nodes')
  if (count === 0) source.fail(['nodes'], 'a list of nodes')
  const given: { readonly label: string; readonly qubits: number }[] = []
  const stations = new Map<string, number>()
  const known = new Set<string>()
  for (let index = 0; index < count; index++) {
    const at = ['nodes', index] as const
    const label = source.text([...at, 'name'])
    if (known.has(label)) source.fail([...at, 'name'], 'a name that no other node has')
    known.add(label)
    const qubits = source.optionalNotNegative([...at, 'memo_size'], 'memories') ?? 0
    if (!Number.isInteger(qubits)) source.fail([...at, 'memo_size'], 'an integer >= 0')
    if (source.optionalText([...at, 'type']) === STATION) stations.set(label, index)
    else given.push({ label, qubits })
  }
  const names = uniqueNames(given.map(({ label }) => label))
  const nodes = given.map(({ label, qubits }, index): TopologyNode => {
    const name = names[index] as string
    if (name !== label) notes.push(`${label} is now called ${name}`)
    return { name, kind: 'node', ...(qubits > 0 && { qubits }) }
  })
  return { nodes, stations, nameOf: new Map(given.map(({ label }, index) => [label, names[index] as string])) }
}

function readConnections(source: SequenceFile, nameOf: ReadonlyMap<string, string>): TopologyEdge[] {
  return Array.from({ length: source.count('qconnections') }, (_, index) => {
    const at = ['qconnections', index] as const
    const end = (key: string): string =>
      nameOf.get(source.text([...at, key])) ?? source.fail([...at, key], 'the name of a node')
    const edge = {
      a: end('node1'),
      b: end('node2'),
      ...lightPath(
        source.notNegative([...at, 'distance'], 'metres'),
        source.optionalNotNegative([...at, 'attenuation'], 'decibels per metre')
      )
    }
    const type = source.optionalText([...at, 'type'])
    if (type !== undefined && type !== MEET_IN_THE_MIDDLE) source.fail([...at, 'type'], `"${MEET_IN_THE_MIDDLE}"`)
    return edge
  })
}

function readChannels(
  source: SequenceFile,
  nameOf: ReadonlyMap<string, string>,
  stations: ReadonlyMap<string, number>
): QuantumChannel[] {
  return Array.from({ length: source.count('qchannels') }, (_, index) => {
    const at = ['qchannels', index] as const
    const from = source.text([...at, 'source'])
    if (!nameOf.has(from)) source.fail([...at, 'source'], 'the name of a node')
    const destination = source.text([...at, 'destination'])
    if (!nameOf.has(destination) && !stations.has(destination)) {
      source.fail([...at, 'destination'], `the name of a node or a ${STATION}`)
    }
    const distance = source.notNegative([...at, 'distance'], 'metres')
    const attenuation = source.optionalNotNegative([...at, 'attenuation'], 'decibels per metre')
    return { source: from, destination, distance, attenuation }
  })
}

/** The two channels that meet at a station. */
function edgeOver(
  source: SequenceFile,
  station: string,
  index: number,
  channels: readonly QuantumChannel[],
  nameOf: ReadonlyMap<string, string>,
  notes: string[]
): TopologyEdge {
  const arms = channels.filter(({ destination }) => destination === station)
  const [a, b] = arms
  if (a === undefined || b === undefined || arms.length > 2) {
    const value = `a ${STATION} with ${arms.length} quantum channel${arms.length === 1 ? '' : 's'}`
    return source.fail(['nodes', index], `a ${STATION} at which two quantum channels end`, value)
  }
  if (a.distance !== b.distance) notes.push(`${station} is not half-way: ${a.distance} m and ${b.distance} m`)
  const distance = a.distance + b.distance
  const lossOf = (arm: QuantumChannel): number => arm.distance * (arm.attenuation as number)
  const known = a.attenuation !== undefined && b.attenuation !== undefined && distance > 0
  return {
    a: nameOf.get(a.source) as string,
    b: nameOf.get(b.source) as string,
    name: station,
    ...lightPath(distance, known ? (lossOf(a) + lossOf(b)) / distance : undefined)
  }
}

/** Channels from node to node. One that has a twin in the other direction is no further edge. */
function directEdges(
  channels: readonly QuantumChannel[],
  stations: ReadonlyMap<string, number>,
  nameOf: ReadonlyMap<string, string>
): TopologyEdge[] {
  const waiting = new Map<string, number>()
  const edges: TopologyEdge[] = []
  for (const { source, destination, distance, attenuation } of channels) {
    if (stations.has(destination)) continue
    const twin = JSON.stringify([destination, source, distance, attenuation])
    const twins = source === destination ? 0 : (waiting.get(twin) ?? 0)
    if (twins > 0) {
      waiting.set(twin, twins - 1)
      continue
    }
    const own = JSON.stringify([source, destination, distance, attenuation])
    waiting.set(own, (waiting.get(own) ?? 0) + 1)
    const [a, b] = [nameOf.get(source) as string, nameOf.get(destination) as string]
    edges.push({ a, b, ...lightPath(distance, attenuation) })
  }
  return edges
}

function lightPath(metres: number, decibelsPerMetre: number | undefined): Pick<TopologyEdge, 'length' | 'attenuation'> {
  return { length: metres, ...(decibelsPerMetre !== undefined && { attenuation: 1000 * decibelsPerMetre }) }
}
