import { createNode } from '@bellwire/node'
import { Station } from '@bellwire/physical-layer'
import { createRandom, VirtualClock } from '@bellwire/runtime'
import { MemoryNetwork } from '@bellwire/transport'
import { describe, expect, it } from 'vitest'
import type { NetworkDescription } from './description.js'
import { nodeParty, partyNumbers, stationParty, worldParties } from './separate-parties.js'

const chain: NetworkDescription = {
  nodes: [
    { name: 'alice', qubits: 1, clock: { offset: 1000, drift: 20_000 } },
    { name: 'middle', number: 7, qubits: 2 },
    { name: 'bob', qubits: 1 }
  ],
  stations: [{ name: 'left' }, { name: 'right' }],
  links: [
    { a: 'alice', b: 'middle', station: 'left', delays: [25_000, 20_000] },
    { a: 'middle', b: 'bob', station: 'right', delays: [10_000, 10_000] }
  ].map(({ delays, ...link }) => ({
    ...link,
    delays: [delays[0]!, delays[1]!] as const,
    model: { kind: 'ideal' as const, parameters: { successProbability: 0.5, fidelity: 0.98 } },
    window: 100,
    guard: 50
  }))
}

describe('the parties of a network, each told its own part', () => {
  it('have the numbers that they have in the whole', () => {
    expect([...partyNumbers(chain)]).toEqual([
      ['alice', 1],
      ['middle', 7],
      ['bob', 8],
      ['left', 9],
      ['right', 10]
    ])
  })

  it('know their own links, from their own side', () => {
    const { number, links } = nodeParty(chain, 'middle')
    expect(number).toBe(7)
    expect(links.map(({ peerName, physical }) => [peerName, physical.peer, physical.stationDelay])).toEqual([
      ['alice', 1, 20_000],
      ['bob', 8, 10_000]
    ])
    const station = stationParty(chain, 'right', createRandom(1))
    expect(station).toMatchObject({ number: 10, links: [{ link: 2, nodes: [7, 8] }] })
    expect(station).not.toHaveProperty('switch')
  })

  it('make pairs when they are put together', async () => {
    const clock = new VirtualClock()
    const random = createRandom(3)
    const hardware = worldParties(chain, { clock, random })
    const network = new MemoryNetwork({ clock, random, otherwise: () => ({ delay: 25_000 }) })
    for (const [name, { clock: own, device }] of hardware.stations) {
      const { number, links } = stationParty(chain, name, random)
      const transport = network.attach(number, name)
      const station = { node: number, clock: own, transport, device, links, incarnation: () => 1 }
      new Station({ ...station, runner: 'generated', clockQuality: 0 }).start()
    }
    const nodes = [...hardware.nodes].map(([name, { clock: own, device }]) => {
      const { number, links } = nodeParty(chain, name)
      const transport = network.attach(number, name)
      return createNode({ name, transport, device, clock: own, random: random.fork(name), links })
    })
    const [alice, middle] = nodes
    middle!.link('alice').accept(1)
    const asked = { kind: 'measure', number: 3, minimumFidelity: 0.9, purpose: 1 } as const
    clock.run({ until: 1e9, while: () => !alice!.link('middle').status.fit })
    const pairs = alice!.link('middle').create(asked)
    clock.run({ until: 10e9 })
    const got = []
    for await (const pair of pairs) got.push(pair.sequence)
    expect(got).toHaveLength(3)
  })
})
