import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologies, zoo } from '../../../test/topologies.js'
import { SimulatedNetwork } from '../../network/simulated-network.js'
import { chain, grid, star } from '../generators.js'
import { spanned } from '../span/spanned.js'
import type { MeasuredTopology } from '../topology.js'
import type { LinkHardwareOf } from './hardware.js'
import { idealLinks } from './ideal-links.js'
import { networkOfTopology } from './network-of-topology.js'

/** Asks for one pair on a link, runs until it is there at both ends, and returns how many each end got. */
function onePair(network: SimulatedNetwork, a: string, b: string): [number, number] {
  const got: [number, number] = [0, 0]
  const ends = [network.node(a).link(b), network.node(b).link(a)] as const
  for (const [index, end] of ends.entries()) {
    end.accept(0)
    end.subscribe({ delivered: () => void (got[index as 0 | 1] += 1) })
  }
  const { error } = ends[0].createDirect({ number: 1, minimumFidelity: 0.8 })
  expect(error).toBe(0)
  network.run(network.clock.now() + 10e9, () => got[0] + got[1] < 2)
  return got
}

const singleClick: LinkHardwareOf = ({ length, attenuation = 0.2 }) => {
  const efficiency = 0.3 * 10 ** ((-attenuation * length) / 2 / 1000 / 10)
  return {
    model: {
      kind: 'single-click',
      parameters: {
        efficiencyA: efficiency,
        efficiencyB: efficiency,
        photonOverlap: 0.98,
        phaseContrast: 0.98,
        operationsContrast: 1
      }
    },
    window: 100,
    guard: 100
  }
}

describe('the network of a topology', () => {
  it('has a link with a station half-way for every edge, delays at 2·10⁸ m/s, and qubits for every link end', () => {
    const { nodes, stations, links } = networkOfTopology(star(2, 10_001), { link: idealLinks(), qubitsPerLink: 3 })
    expect(nodes).toEqual([
      { name: 'centre', qubits: 6 },
      { name: 'n1', qubits: 3 },
      { name: 'n2', qubits: 3 }
    ])
    expect(stations).toEqual([{ name: 'centre-n1 station' }, { name: 'centre-n2 station' }])
    // 10001 m / 2 / (2·10⁸ m/s) is 25002.5 ns.
    expect(links[0]).toMatchObject({
      name: 'centre-n1',
      a: 'centre',
      b: 'n1',
      station: 'centre-n1 station',
      delays: [25_003, 25_003],
      peerDelay: 50_006
    })
    expect(links[0]?.model.kind).toBe('ideal')
  })

  it('takes qubits from the topology or the hardware, and any velocity', () => {
    const given: MeasuredTopology = {
      ...chain(2, 2000),
      nodes: [{ name: 'n1', kind: 'node', qubits: 9 }, chain(2).nodes[1]!]
    }
    const { nodes, links } = networkOfTopology(given, {
      link: idealLinks(),
      node: ({ name }, degree) => (name === 'n2' ? { qubits: 5 + degree, readoutFlip: 0.01 } : {}),
      velocity: 1e8
    })
    expect(nodes).toEqual([
      { name: 'n1', qubits: 9 },
      { name: 'n2', qubits: 6, readoutFlip: 0.01 }
    ])
    expect(links[0]?.delays).toEqual([10_000, 10_000])
  })

  it('succeeds as often as two photons arrive, and a Bell measurement tells two states of four', () => {
    const model = (length: number, attenuation?: number) =>
      idealLinks({ efficiency: 0.5, fidelity: 0.9 })({ a: 'p', b: 'q', length, ...(attenuation && { attenuation }) })
        .model
    // 20 km at 0.2 dB/km lose 4 dB: 10^-0.4 = 0.398107 of all pairs of photons.
    expect(model(20_000)).toMatchObject({
      parameters: { successProbability: expect.closeTo(0.398107 / 8, 6), fidelity: 0.9 }
    })
    expect(model(20_000, 0.5)).toMatchObject({ parameters: { successProbability: expect.closeTo(0.1 / 8, 12) } })
  })

  it('is accepted by the simulation, whatever the topology', () => {
    fc.assert(
      fc.property(topologies, fc.constantFrom('merge' as const, 'keep' as const), (topology, parallel) => {
        const measured = spanned(topology, { parallel, repeaterSpacing: 200_000, unplaced: 1000 })
        const description = networkOfTopology(measured, { link: idealLinks() })
        const network = new SimulatedNetwork(description, { seed: 1 })
        expect(network.nodes.size).toBe(measured.nodes.length)
        expect(network.stations.size).toBe(measured.edges.length)
      }),
      { numRuns: 20, seed: 1 }
    )
  })

  it('refuses edges that are no links, and options out of range', () => {
    const hardware = { link: idealLinks() }
    const withEdge = (edge: object): MeasuredTopology => {
      return { ...chain(2), edges: [{ a: 'n1', b: 'n2', length: 1, ...edge }] }
    }
    expect(() => networkOfTopology(withEdge({ b: 'n3' }), hardware)).toThrow(
      'edges[0].b is "n3"; accepted: the name of a node'
    )
    expect(() => networkOfTopology(withEdge({ b: 'n1' }), hardware)).toThrow('accepted: another node than at end a')
    expect(() => networkOfTopology(withEdge({ length: null }), hardware)).toThrow('edges[0].length is null; accepted')
    expect(() => networkOfTopology(chain(2), { ...hardware, qubitsPerLink: 0 })).toThrow('qubitsPerLink is 0')
    expect(() => networkOfTopology(chain(2), { ...hardware, velocity: 3e8 })).toThrow('velocity is 300000000')
    expect(() => idealLinks({ fidelity: 0.2 })).toThrow('fidelity is 0.2; accepted: a number 0.25..1')
  })
})

describe('real networks', () => {
  it('Belnet settles, and delivers a pair on a link', () => {
    const belnet = spanned(zoo('Belnet'), { unplaced: 30_000 })
    const network = new SimulatedNetwork(networkOfTopology(belnet, { link: idealLinks() }), { seed: 1 })
    expect(network.settle()).toBe(true)
    expect(onePair(network, 'Evere', 'Vilvoorde')).toEqual([1, 1])
  })

  it('GÉANT with repeaters settles, and delivers a pair on a link to a repeater', () => {
    const geant = spanned(zoo('Geant2011'), { repeaterSpacing: 100_000 })
    const network = new SimulatedNetwork(networkOfTopology(geant, { link: idealLinks() }), { seed: 1 })
    expect(network.settle()).toBe(true)
    expect(onePair(network, 'NL', 'NL-BE 1')).toEqual([1, 1])
  })

  it('run with any model of a link', () => {
    const network = new SimulatedNetwork(networkOfTopology(grid(2, 2), { link: singleClick }), { seed: 1 })
    expect(network.settle()).toBe(true)
    expect(onePair(network, 'n1-1', 'n2-1')).toEqual([1, 1])
  })

  it('settle where parallel edges of different lengths share a channel', () => {
    const edges = [10_000, 60_000].map((length) => ({ a: 'n1', b: 'n2', length }))
    const description = networkOfTopology({ ...chain(2), edges }, { link: idealLinks() })
    expect(description.links.map(({ name, peerDelay }) => [name, peerDelay])).toEqual([
      ['n1-n2', 300_000],
      ['n1-n2 (2)', 300_000]
    ])
    expect(new SimulatedNetwork(description, { seed: 1 }).settle()).toBe(true)
  })
})
