import { describe, expect, it } from 'vitest'
import { complaint } from '../../../test/topologies.js'
import { readTopology } from './read-topology.js'

const router = (name: string, more: object = {}): object => ({ name, type: 'QuantumRouter', seed: 0, ...more })
const station = (name: string): object => ({ name, type: 'BSMNode', seed: 0, template: 'bsm' })
const channel = (source: string, destination: string, distance: number, attenuation = 2e-4): object => {
  return { source, destination, distance, attenuation }
}
const connection = (node1: string, node2: string, more: object = {}): object => {
  return { node1, node2, attenuation: 1e-5, distance: 2000, type: 'meet_in_the_middle', ...more }
}
const read = (content: object, file = 'nets/metro.json') => readTopology(JSON.stringify(content, null, '\t'), file)

describe('a topology file of SeQUeNCe', () => {
  it('of routers that are connected in the middle has their lengths, losses and memories', () => {
    expect(
      read({
        is_parallel: false,
        stop_time: 1e15,
        templates: { perfect: { MemoryArray: { fidelity: 1 } } },
        nodes: [router('NU', { memo_size: 50, template: 'perfect' }), router('StarLight'), router('a/b')],
        qconnections: [connection('NU', 'StarLight', { distance: 20_000 }), connection('a/b', 'NU', { seed: 3 })],
        cconnections: [{ node1: 'NU', node2: 'StarLight', delay: 397_500_000 }],
        cchannels: [{ source: 'NU', destination: 'StarLight', distance: 1000, delay: 1e9 }]
      })
    ).toEqual({
      name: 'metro',
      nodes: [
        { name: 'NU', kind: 'node', qubits: 50 },
        { name: 'StarLight', kind: 'node' },
        { name: 'a-b', kind: 'node' }
      ],
      edges: [
        { a: 'NU', b: 'StarLight', length: 20_000, attenuation: 0.01 },
        { a: 'a-b', b: 'NU', length: 2000, attenuation: 0.01 }
      ],
      notes: ['a/b is now called a-b', '2 classical channels are ignored; delays follow from lengths']
    })
  })

  it('that names its stations has an edge over each of them', () => {
    const { nodes, edges, notes } = read({
      nodes: [router('r0'), station('m01'), router('r1'), station('m12'), router('r2')],
      qchannels: [
        channel('r0', 'm01', 2500),
        channel('r1', 'm01', 2500),
        channel('r2', 'm12', 1000, 2 ** -12),
        channel('r1', 'm12', 3000, 2 ** -10)
      ]
    })
    expect(nodes.map(({ name }) => name)).toEqual(['r0', 'r1', 'r2'])
    expect(edges).toEqual([
      { a: 'r0', b: 'r1', length: 5000, attenuation: 0.2, name: 'm01' },
      // 13/4096 of 1000 dB, over four kilometres.
      { a: 'r2', b: 'r1', length: 4000, attenuation: 13_000 / 4096 / 4, name: 'm12' }
    ])
    expect(notes).toEqual(['m12 is not half-way: 1000 m and 3000 m'])
  })

  it('has one edge for a channel there and its twin back, and two for two channels the same way', () => {
    const qchannels = [channel('p', 'q', 10), channel('q', 'p', 10), channel('p', 'q', 10), channel('q', 'p', 20)]
    expect(read({ nodes: [router('p'), router('q')], qchannels }).edges.map(({ a, length }) => [a, length])).toEqual([
      ['p', 10],
      ['p', 10],
      ['q', 20]
    ])
  })

  it('may be YAML', () => {
    const text = 'nodes:\n  - name: p\n  - name: q\nqconnections:\n  - {node1: p, node2: q, distance: 5.}\n'
    expect(readTopology(text, 'x.yml').edges).toEqual([{ a: 'p', b: 'q', length: 5 }])
    expect(complaint(text, 'x.json')).toContain('x.json:1:1: file is a text that starts with "n"')
  })
})

describe('a topology file of SeQUeNCe that is wrong', () => {
  const TWO = [router('p'), router('q')]

  it.each([
    [{}, 1, 'nodes is missing; accepted: a list of nodes'],
    [{ nodes: [] }, 2, 'nodes is []; accepted: a list of nodes'],
    [{ nodes: { p: 1 } }, 2, 'nodes is {"p":1}; accepted: a list'],
    [{ nodes: ['p'] }, 3, 'nodes[0] is "p"; accepted: a mapping'],
    [{ nodes: [{ name: 1 }] }, 4, 'nodes[0].name is 1; accepted: a text that is not empty'],
    [{ nodes: [{ type: 'QuantumRouter' }] }, 3, 'nodes[0].name is missing; accepted: a text that is not empty'],
    [{ nodes: [router('p'), router('p')] }, 9, 'nodes[1].name is "p"; accepted: a name that no other node has'],
    [{ nodes: [router('p', { memo_size: 1.5 })] }, 7, 'nodes[0].memo_size is 1.5; accepted: an integer >= 0'],
    [
      { nodes: TWO, qconnections: [connection('p', 'r')] },
      17,
      'qconnections[0].node2 is "r"; accepted: the name of a node'
    ],
    [
      { nodes: TWO, qconnections: [connection('p', 'q', { distance: -1 })] },
      19,
      'qconnections[0].distance is -1; accepted: a number of metres >= 0'
    ],
    [
      { nodes: TWO, qconnections: [connection('p', 'q', { distance: '1 km' })] },
      19,
      'qconnections[0].distance is "1 km"; accepted: a number of metres >= 0'
    ],
    [
      { nodes: TWO, qconnections: [connection('p', 'q', { attenuation: null })] },
      18,
      'qconnections[0].attenuation is null; accepted: a number of decibels per metre >= 0'
    ],
    [
      { nodes: TWO, qconnections: [connection('p', 'q', { type: 'midpoint_source' })] },
      20,
      'qconnections[0].type is "midpoint_source"; accepted: "meet_in_the_middle"'
    ],
    [
      { nodes: [router('p'), station('m')], qchannels: [channel('p', 'm', 5)] },
      8,
      'nodes[1] is a BSMNode with 1 quantum channel; accepted: a BSMNode at which two quantum channels end'
    ],
    [
      { nodes: [router('p'), station('m')], qchannels: [channel('m', 'p', 5)] },
      17,
      'qchannels[0].source is "m"; accepted: the name of a node'
    ],
    [
      { nodes: TWO, qchannels: [channel('p', 'm', 5)] },
      17,
      'qchannels[0].destination is "m"; accepted: the name of a node or a BSMNode'
    ]
  ])('is refused: %j', (content, line, message) => {
    const told = complaint(JSON.stringify(content, null, 2), 'f.json')
    expect(told.replace(/^f\.json:\d+:\d+: /, '')).toBe(message)
    expect(told).toMatch(new RegExp(`^f\\.json:${line}:\\d+: `))
  })

  it.each([
    ['{"nodes": [', 'f.json:1:12: file is wrong ('],
    ['{"nodes": [],\n "nodes": []}', 'f.json:2:2: file is wrong (Map keys must be unique)'],
    ['{"nodes": [{"name": "p"}] "qconnections": []}', 'f.json:1:']
  ])('is refused: %s', (text, start) => {
    expect(complaint(text, 'f.json').slice(0, start.length)).toBe(start)
  })
})
