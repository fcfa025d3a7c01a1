import type { XmlElement } from '@rgrove/parse-xml'
import { showValue } from '../../scenario/read/scenario-error.js'
import type { GeographicPosition, Topology, TopologyEdge, TopologyNode } from '../topology.js'
import { tidyName, uniqueNames } from '../unique-names.js'
import { GraphmlDocument } from './graphml-document.js'

type Data = ReturnType<GraphmlDocument['data']>

/**
 * Reads GraphML ("GraphML Progress Report", Brandes et al., 2001). Used are, by the names of their keys, in any case:
 *
 * - of the graph `label` or `Network`
 * - of a node `label` or `name` (else its id is its name), `Latitude` and `Longitude` (or `lat`, and `lon`, `lng` or
 *   `long`), and `Internal`, by which the Topology Zoo tells nodes of other networks: 0
 * - of an edge `LinkLabel`, `label` or `name`, and `length` in metres
 *
 * All else is ignored, directions included. Hyperedges and graphs inside of nodes are refused.
 *
 * @param fallbackName the network's, where the file has none
 * @throws TopologyError for the first thing that is wrong
 */
export function readGraphml(text: string, file: string, fallbackName: string): Topology {
  const document = new GraphmlDocument(text, file)
  const notes: string[] = []
  for (const element of document.elements('hyperedge')) {
    document.fail('hyperedge', 'in the graph', 'edges between two nodes', element)
  }
  if (document.graph.attributes.edgedefault === 'directed') notes.push('Its edges are directed; directions are ignored')
  const { nodes, nameOf } = readNodes(document, notes)
  const edges = document.elements('edge').map((element, index) => readEdge(document, element, index, nameOf))
  const data = document.data(document.graph, 'graph')
  const given = first(data, ['label', 'network'])?.text || document.graph.attributes.id
  return { name: given || fallbackName, nodes, edges, notes }
}

function readNodes(
  document: GraphmlDocument,
  notes: string[]
): { readonly nodes: TopologyNode[]; readonly nameOf: ReadonlyMap<string, string> } {
  const elements = new Map<string, Data>()
  for (const element of document.elements('node')) {
    const id = document.attribute(element, 'node', 'id')
    if (elements.has(id)) document.fail('node.id', showValue(id), 'an id that no other node has', element)
    if (document.elements('graph', element).length > 0)
      document.fail(`node[${id}]`, 'a graph of its own', 'nodes without inner graphs', element)
    elements.set(id, document.data(element, `node[${id}]`))
  }
  const labels = [...elements].map(([id, data]) => first(data, ['label', 'name'])?.text || id)
  const names = uniqueNames(labels)
  const nameOf = new Map([...elements.keys()].map((id, index) => [id, names[index] as string]))
  for (const [index, name] of names.entries()) {
    const label = labels[index] as string
    if (name !== tidyName(label)) notes.push(`Another node is called ${label} too; this one is now ${name}`)
    else if (name !== label) notes.push(`${label} is now called ${name}`)
  }
  const nodes = [...elements].map(([id, data], index): TopologyNode => {
    const position = positionOf(document, `node[${id}]`, data)
    const kind = data.get('internal')?.text === '0' ? 'external' : 'node'
    return { name: names[index] as string, kind, ...(position && { position }) }
  })
  return { nodes, nameOf }
}

function positionOf(document: GraphmlDocument, field: string, data: Data): GeographicPosition | undefined {
  const given = [first(data, ['latitude', 'lat']), first(data, ['longitude', 'lon', 'lng', 'long'])] as const
  const [latitude, longitude] = given
  if (latitude === undefined && longitude === undefined) return undefined
  if (latitude === undefined || longitude === undefined) {
    const missing = latitude === undefined ? 'Latitude' : 'Longitude'
    const at = (latitude ?? longitude)?.at as XmlElement
    return document.fail(`${field}.${missing}`, 'missing', 'both coordinates or neither', at)
  }
  return {
    latitude: numberOf(document, `${field}.Latitude`, latitude, -90, 90, 'degrees'),
    longitude: numberOf(document, `${field}.Longitude`, longitude, -180, 180, 'degrees')
  }
}

function readEdge(
  document: GraphmlDocument,
  element: XmlElement,
  index: number,
  nameOf: ReadonlyMap<string, string>
): TopologyEdge {
  const field = `edge[${index}]`
  const [a, b] = (['source', 'target'] as const).map((end) => {
    const id = document.attribute(element, field, end)
    return nameOf.get(id) ?? document.fail(`${field}.${end}`, showValue(id), 'the id of a node', element)
  }) as [string, string]
  const data = document.data(element, field)
  const length = first(data, ['length'])
  const name = first(data, ['linklabel', 'label', 'name'])?.text
  return {
    a,
    b,
    length: length === undefined ? null : numberOf(document, `${field}.length`, length, 0, Infinity, 'metres'),
    ...(name !== undefined && { name })
  }
}

/** The first of several keys that has a value. */
function first(data: Data, names: readonly string[]): { readonly text: string; readonly at: XmlElement } | undefined {
  for (const name of names) {
    const value = data.get(name)
    if (value !== undefined && value.text !== '') return value
  }
  return undefined
}

function numberOf(
  document: GraphmlDocument,
  field: string,
  { text, at }: { readonly text: string; readonly at: XmlElement },
  minimum: number,
  maximum: number,
  unit: string
): number {
  const value = Number(text)
  if (Number.isFinite(value) && value >= minimum && value <= maximum) return value
  const range = maximum === Infinity ? `of ${unit} >= ${minimum}` : `of ${unit}, ${minimum}..${maximum}`
  return document.fail(field, showValue(text), `a number ${range}`, at)
}
