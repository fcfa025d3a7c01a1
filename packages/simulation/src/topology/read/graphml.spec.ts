import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { graphmlOf } from '../../../test/graphml-writer.js'
import { complaint, exampleText, topologies, zoo } from '../../../test/topologies.js'
import { readTopology } from './read-topology.js'

/** How often a pattern stands in a file: an independent count. */
const count = (file: string, pattern: RegExp): number => exampleText(file).match(pattern)?.length ?? 0

describe('the networks of the Internet Topology Zoo', () => {
  it.each(['Belnet', 'Geant2011'] as const)('%s has as many nodes, edges and positions as its text', (name) => {
    const { nodes, edges, notes } = zoo(name)
    expect(nodes).toHaveLength(count(`${name}.graphml`, /<node /g))
    expect(edges).toHaveLength(count(`${name}.graphml`, /<edge /g))
    // The key of Geant2011's latitudes; Belnet has neither such a key nor latitudes.
    expect(nodes.filter(({ position }) => position)).toHaveLength(count(`${name}.graphml`, /<data key="d29">/g))
    expect(new Set(nodes.map((node) => node.name)).size).toBe(nodes.length)
    expect(notes).toEqual([])
  })

  it('are what their maps show', () => {
    const belnet = zoo('Belnet')
    expect([belnet.name, belnet.nodes.length, belnet.edges.length]).toEqual(['BELNET', 22, 33])
    expect(belnet.nodes.map(({ name }) => name).slice(10, 13)).toEqual(['Arlon', 'Liege2', 'Liege 1'])
    expect(belnet.edges[4]).toEqual({ a: 'Gent2', b: 'Antwerpen1', length: null, name: 'Blue' })
    expect(belnet.edges.filter(({ a, b }) => a === 'Evere' && b === 'Vilvoorde')).toHaveLength(4)
    const geant = zoo('Geant2011')
    expect([geant.name, geant.nodes.length, geant.edges.length]).toEqual(['Geant2011', 40, 61])
    expect(geant.nodes[4]).toEqual({
      name: 'DE',
      kind: 'node',
      position: { latitude: 50.11667, longitude: 8.68333 }
    })
    expect(geant.nodes.filter(({ position }) => !position).map(({ name }) => name)).toEqual(['UA', 'MD', 'BY'])
  })
})

describe('GraphML', () => {
  it('comes back as it was written, whatever the network', () => {
    fc.assert(
      fc.property(topologies, (topology) => {
        expect(readTopology(graphmlOf(topology), 'any.graphml')).toEqual(topology)
      }),
      { numRuns: 200, seed: 1 }
    )
  })

  it('reads namespace prefixes, defaults, other names of keys, and what lies around the graph', () => {
    const text = `\uFEFF<!DOCTYPE graphml><g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns">
      <g:key id="y" for="node" yfiles.type="nodegraphics"/>
      <g:key id="la" for="node" attr.name="LAT"><g:default>50.5</g:default></g:key>
      <g:key id="lo" for="node" attr.name="lng"/>
      <g:key id="le" attr.name="length"><g:default>12.5</g:default></g:key>
      <g:graph id="small" edgedefault="directed">
        <g:node id="x"><g:data key="lo"><![CDATA[-3]]></g:data><g:data key="y"><s/></g:data></g:node>
        <g:node id="y"><g:data key="la"/><g:data key="lo"></g:data></g:node>
        <g:edge source="x" target="y"/>
        <g:edge source="y" target="x"><g:data key="le">1e3</g:data></g:edge>
      </g:graph></g:graphml>`
    expect(readTopology(text, 'x.graphml')).toEqual({
      name: 'small',
      nodes: [
        { name: 'x', kind: 'node', position: { latitude: 50.5, longitude: -3 } },
        { name: 'y', kind: 'node' }
      ],
      edges: [
        { a: 'x', b: 'y', length: 12.5 },
        { a: 'y', b: 'x', length: 1000 }
      ],
      notes: ['Its edges are directed; directions are ignored']
    })
  })

  it('makes equal labels unique, in their order, and notes it', () => {
    const labels = ['Gent', 'Gent (2)', ' Gent', 'A/B', 'Gent', '']
    const nodes = labels.map((label, index) => `<node id="${index}"><data key="l">${label}</data></node>`).join('')
    const text = `<graphml><key id="l" for="node" attr.name="label"/><graph>${nodes}
      <edge source="0" target="2"/></graph></graphml>`
    const { name, nodes: read, edges, notes } = readTopology(text, 'maps/be.graphml')
    expect(name).toBe('be')
    expect(read.map((node) => node.name)).toEqual(['Gent', 'Gent (2)', 'Gent (3)', 'A-B', 'Gent (4)', '5'])
    expect(edges).toEqual([{ a: 'Gent', b: 'Gent (3)', length: null }])
    expect(notes).toEqual([
      'Another node is called Gent too; this one is now Gent (3)',
      'A/B is now called A-B',
      'Another node is called Gent too; this one is now Gent (4)'
    ])
  })
})

describe('GraphML that is wrong', () => {
  const KEYS = `<key id="la" attr.name="Latitude"/><key id="lo" attr.name="Longitude"/><key id="le" attr.name="length"/>`
  const graph = (inside: string): string => `<graphml>${KEYS}\n<graph>\n${inside}\n</graph></graphml>`
  const TWO = '<node id="p"/><node id="q"/>'

  it.each([
    ['', 'f.graphml:1:1: file is empty; accepted: GraphML, or a topology file of SeQUeNCe in JSON or YAML'],
    [
      'hello',
      'f.graphml:1:1: file is a text that starts with "h"; accepted: GraphML, or a topology file of SeQUeNCe in JSON or YAML'
    ],
    [
      '<graphml>\n  <graph>\n</graphml>',
      'f.graphml:3:1: XML is wrong (Missing end tag for element graph); accepted: a well-formed document'
    ],
    ['<svg/>', 'f.graphml:1:1: root element is <svg>; accepted: <graphml>'],
    ['<graphml/>', 'f.graphml:1:1: graph is missing; accepted: one <graph> inside <graphml>'],
    [
      '<graphml>\n<graph/> <graph/></graphml>',
      'f.graphml:2:10: graph is one of 2; accepted: one <graph> inside <graphml>'
    ],
    [graph('<node/>'), 'f.graphml:3:1: node.id is missing; accepted: an attribute id'],
    [graph('<node id="p"/>\n <node id="p"/>'), 'f.graphml:4:2: node.id is "p"; accepted: an id that no other node has'],
    [
      graph(`${TWO}\n<edge source="p" target="r"/>`),
      'f.graphml:4:1: edge[0].target is "r"; accepted: the id of a node'
    ],
    [graph(`${TWO}<edge source="p"/>`), 'f.graphml:3:29: edge[0].target is missing; accepted: an attribute target'],
    [
      graph('<node id="p">\n  <data key="la">north</data><data key="lo">4</data></node>'),
      'f.graphml:4:3: node[p].Latitude is "north"; accepted: a number of degrees, -90..90'
    ],
    [
      graph('<node id="p"><data key="la">50</data>\n<data key="lo">181</data></node>'),
      'f.graphml:4:1: node[p].Longitude is "181"; accepted: a number of degrees, -180..180'
    ],
    [
      graph('<node id="p">\n<data key="la">50</data></node>'),
      'f.graphml:4:1: node[p].Longitude is missing; accepted: both coordinates or neither'
    ],
    [
      graph(`${TWO}<edge source="p" target="q">\n<data key="le">-1</data></edge>`),
      'f.graphml:4:1: edge[0].length is "-1"; accepted: a number of metres >= 0'
    ],
    [
      graph('<node id="p">\n<data key="zz">1</data></node>'),
      'f.graphml:4:1: node[p].data.key is "zz"; accepted: the id of a <key>: la, lo, le'
    ],
    [graph('<hyperedge/>'), 'f.graphml:3:1: hyperedge is in the graph; accepted: edges between two nodes'],
    [
      graph('<node id="p"><g:graph/></node>'),
      'f.graphml:3:1: node[p] is a graph of its own; accepted: nodes without inner graphs'
    ],
    [
      '<!DOCTYPE g [<!ENTITY a "b">]><graphml><graph><node id="&a;"/></graph></graphml>',
      "f.graphml:1:57: XML is wrong (Named entity isn't defined: &a;); accepted: a well-formed document"
    ]
  ])('is refused: %j', (text, message) => {
    expect(complaint(text, 'f.graphml')).toBe(message)
  })

  it('is refused with one error, wherever it is cut off', () => {
    const text = exampleText('Belnet.graphml').trimEnd()
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        expect(complaint(text.slice(0, length), 'f.graphml')).toMatch(/^f\.graphml:\d+:\d+: \S.* is .*; accepted: /)
      }),
      { numRuns: 100, seed: 1 }
    )
  })

  it('is refused where elements lie in each other without end', () => {
    expect(complaint('<a>'.repeat(100_000), 'f.graphml')).toMatch(/accepted: elements of a graph$/)
  })
})
