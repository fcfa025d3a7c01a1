import type { Topology } from '../src/topology/topology.js'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] as string)

/** GraphML as the Internet Topology Zoo writes it, and lengths of edges. */
export function graphmlOf({ name, nodes, edges }: Topology): string {
  const data = (key: string, value: string | number | null | undefined): string =>
    value === undefined || value === null ? '' : `\n      <data key="${key}">${escape(String(value))}</data>`
  const id = new Map(nodes.map((node, index) => [node.name, `id${index}`]))
  return `<?xml version="1.0" encoding="utf-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key attr.name="label" attr.type="string" for="graph" id="d0" />
  <key attr.name="label" attr.type="string" for="node" id="d1" />
  <key attr.name="Latitude" attr.type="double" for="node" id="d2" />
  <key attr.name="Longitude" attr.type="double" for="node" id="d3" />
  <key attr.name="Internal" attr.type="int" for="node" id="d4" />
  <key attr.name="LinkLabel" attr.type="string" for="edge" id="d5" />
  <key attr.name="length" attr.type="double" for="edge" id="d6" />
  <graph edgedefault="undirected">${data('d0', name)}
${nodes
  .map(
    (node) => `    <node id="${id.get(node.name)}">${data('d1', node.name)}${data('d2', node.position?.latitude)}${data(
      'd3',
      node.position?.longitude
    )}${data('d4', node.kind === 'external' ? 0 : 1)}
    </node>`
  )
  .join('\n')}
${edges
  .map(
    (edge) => `    <edge source="${id.get(edge.a)}" target="${id.get(edge.b)}">${data('d5', edge.name)}${data(
      'd6',
      edge.length
    )}
    </edge>`
  )
  .join('\n')}
  </graph>
</graphml>
`
}
