import { WorldError } from '@bellwire/physics'
import type { Recorder, TraceFields } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { linkNetwork } from '../bench/link-workload.js'
import { SimulatedNetwork } from './simulated-network.js'

describe('a network made of its description', () => {
  const options = { seed: 1 }
  const chain = linkNetwork(0.5, 2)
  const [first, second] = chain.links as [(typeof chain.links)[number], (typeof chain.links)[number]]
  /** alice0 – bob0 – bob1: the node in the middle has both links. */
  const joined = { ...chain, links: [first, { ...second, a: 'bob0' }] }

  it('gives a node all of its links, and starts whoever has none', () => {
    const network = new SimulatedNetwork(joined, options)
    expect(network.settle()).toBe(true)
    expect([...network.nodes.keys()].sort()).toEqual(['alice0', 'alice1', 'bob0', 'bob1'])
    expect(network.node('bob0').links.map(({ peer }) => peer)).toEqual(['alice0', 'bob1'])
    expect(network.node('alice1').links).toEqual([])
  })

  it('numbers parties in the order of their lists, in whatever order they are made', () => {
    const records: TraceFields[] = []
    const recorder = (): Recorder => ({ record: (fields) => void records.push(fields) })
    const nodes = [...joined.nodes].reverse()
    expect(new SimulatedNetwork({ ...joined, nodes }, { ...options, recorder }).settle()).toBe(true)
    const run = records.find((fields) => fields.kind === 'run')
    expect(run?.parties.map(({ name, node }) => [name, node])).toEqual([
      ['bob1', 1],
      ['alice1', 2],
      ['bob0', 3],
      ['alice0', 4],
      ['station0', 5],
      ['station1', 6]
    ])
  })

  it.each([
    ['a node', { a: 'carol' }, 'carol', /a node: alice0, bob0, alice1, bob1/],
    ['a station', { station: 'nowhere' }, 'nowhere', /a station: station0, station1/]
  ])('refuses a link that names %s which is not there', (_, change, value, accepted) => {
    const make = (): unknown => new SimulatedNetwork({ ...chain, links: [first, { ...second, ...change }] }, options)
    expect(make).toThrow(WorldError)
    expect(make).toThrow(accepted)
    expect(make).toThrow(value)
  })

  it('refuses two nodes of one name', () => {
    const { nodes } = chain
    expect(
      () => new SimulatedNetwork({ ...chain, nodes: [...nodes, nodes[0] as (typeof nodes)[number]] }, options)
    ).toThrow(WorldError)
  })
})
