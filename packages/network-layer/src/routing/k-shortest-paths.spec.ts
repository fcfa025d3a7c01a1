import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allPaths } from '../../test/all-paths.js'
import { graphOf } from './graph.js'
import { kShortestPaths, type Path } from './k-shortest-paths.js'
import { hopCount, type LinkCost, optimisticCost, secondsPerPair } from './link-cost.js'
import type { TopologyLink } from './topology.js'

const link = (a: number, b: number, id: number, fidelity = 0.95, rate = 1): TopologyLink => ({
  first: Math.min(a, b),
  second: Math.max(a, b),
  link: id,
  operatingPoints: [{ fidelity, rate }]
})

const plain = (paths: Path[]) =>
  paths.map(({ nodes, links, cost, fidelity }) => ({
    nodes: [...nodes],
    links: links.map(({ link }) => link),
    cost,
    fidelity
  }))

/** Small multigraphs: few nodes with spread identifiers, parallel links likely; costs from `costs`. */
const topologies = (rates: fc.Arbitrary<number>) =>
  fc
    .array(
      fc.record({
        a: fc.integer({ min: 0, max: 5 }),
        b: fc.integer({ min: 0, max: 5 }),
        fidelity: fc.constantFrom(0.7, 0.8, 0.9, 0.95, 0.99),
        rate: rates
      }),
      { minLength: 1, maxLength: 11, size: 'max' }
    )
    .map((links) =>
      links.flatMap(({ a, b, fidelity, rate }, id) => (a === b ? [] : [link(7 * a, 7 * b, id, fidelity, rate)]))
    )

/** Links with a rate of 1 cost nothing, others 1. */
const someFree: LinkCost = (link) => {
  const metric = secondsPerPair(0)(link)
  return metric && { cost: metric.cost === 1 ? 0 : 1, werner: metric.werner }
}

const bounds = fc.constantFrom(0, 0.5, 0.6, 0.7, 0.8, 0.9)
const parameters = { seed: 20_260_401, numRuns: 1500 }

describe('k shortest paths', () => {
  it.each([
    // 1 over these rates is a power of two, so that sums are exact and ties are many.
    ['with many ties', fc.constantFrom(0.25, 0.5, 1), secondsPerPair(0)],
    ['with links that cost nothing', fc.constantFrom(1, 2), someFree],
    ['with uneven costs', fc.double({ min: 0.1, max: 10, noNaN: true }), secondsPerPair(0)]
  ] satisfies [string, fc.Arbitrary<number>, LinkCost][])(
    'are those of exhaustive enumeration, in its order, %s',
    (_, rates, cost) => {
      // The same of all nodes, or by node; some cannot swap.
      const swaps = fc.constantFrom<(node: number) => number>(
        () => 1,
        () => 0.97,
        (node) => [1, 0.99, 0.9, 0][node % 4] as number
      )
      fc.assert(
        fc.property(
          topologies(rates),
          bounds,
          fc.integer({ min: 1, max: 12 }),
          swaps,
          (topology, bound, number, swapWerner) => {
            const query = { from: 0, to: 35, number, cost, minimumFidelity: bound, swapWerner }
            const paths = plain(kShortestPaths(graphOf(topology), query))
            const oracle = allPaths(topology, 0, 35, cost, bound, swapWerner).slice(0, number)
            expect(paths.map(({ nodes, links }) => [nodes, links])).toEqual(
              oracle.map(({ nodes, links }) => [nodes, links])
            )
            paths.forEach((path, index) => {
              expect(path.cost).toBeCloseTo(oracle[index]!.cost, 10)
              expect(path.fidelity).toBeCloseTo(oracle[index]!.fidelity, 10)
            })
          }
        ),
        parameters
      )
    }
  )

  it('do not depend on the order in which links are given', () => {
    fc.assert(
      fc.property(
        topologies(fc.constantFrom(0.5, 1)),
        fc.array(fc.nat(), { minLength: 11, maxLength: 11 }),
        (topology, keys) => {
          const query = { from: 0, to: 35, number: 8, cost: hopCount(0), minimumFidelity: 0.5 }
          const shuffled = topology
            .map((value, index) => ({ value, key: keys[index]! }))
            .sort((a, b) => a.key - b.key)
            .map(({ value }) => value)
          expect(plain(kShortestPaths(graphOf(shuffled), query))).toEqual(
            plain(kShortestPaths(graphOf(topology), query))
          )
        }
      ),
      parameters
    )
  })

  it('take the faithful detour where the fast way is too noisy', () => {
    const graph = graphOf([link(1, 2, 1, 0.8, 100), link(2, 4, 2, 0.8, 100), link(1, 3, 3, 0.98), link(3, 4, 4, 0.98)])
    const query = { from: 1, to: 4, number: 5, cost: secondsPerPair(0) }
    expect(plain(kShortestPaths(graph, { ...query, minimumFidelity: 0.6 })).map(({ nodes }) => nodes)).toEqual([
      [1, 2, 4],
      [1, 3, 4]
    ])
    const [detour, ...others] = kShortestPaths(graph, { ...query, minimumFidelity: 0.9 })
    expect(detour!.nodes).toEqual([1, 3, 4])
    expect(detour!.fidelity).toBeCloseTo(0.960533, 6)
    expect(others).toEqual([])
    expect(kShortestPaths(graph, { ...query, minimumFidelity: 0.97 })).toEqual([])
  })

  it('meet the bound where it is met exactly', () => {
    const graph = graphOf([link(1, 2, 1, 0.95), link(2, 3, 2, 0.95), link(3, 4, 3, 0.95)])
    const query = { from: 1, to: 4, number: 1, cost: hopCount(0) }
    const exact = (1 + 3 * (2.8 / 3) ** 3) / 4
    expect(kShortestPaths(graph, { ...query, minimumFidelity: exact })).toHaveLength(1)
    expect(kShortestPaths(graph, { ...query, minimumFidelity: exact + 1e-9 })).toHaveLength(0)
  })

  it('count one swap less than links', () => {
    const graph = graphOf([link(1, 2, 1, 1), link(2, 3, 2, 1), link(3, 4, 3, 1)])
    const [path] = kShortestPaths(graph, {
      from: 1,
      to: 4,
      number: 1,
      cost: hopCount(0),
      minimumFidelity: 0,
      swapWerner: 0.9
    })
    expect(path!.fidelity).toBeCloseTo((1 + 3 * 0.81) / 4, 12)
  })

  it('know no way to or from a node that has no link', () => {
    const graph = graphOf([link(1, 2, 1)])
    const query = { number: 1, cost: hopCount(0), minimumFidelity: 0 }
    expect(kShortestPaths(graph, { ...query, from: 1, to: 9 })).toEqual([])
    expect(kShortestPaths(graph, { ...query, from: 9, to: 1 })).toEqual([])
  })

  it('refuse what cannot be meant, by name', () => {
    const graph = graphOf([link(1, 2, 1)])
    const query = { from: 1, to: 2, number: 1, cost: hopCount(0), minimumFidelity: 0.5 }
    const refusal = (field: string) => expect.objectContaining({ code: 'NETWORK_INPUT', field })
    expect(() => kShortestPaths(graph, { ...query, to: 1 })).toThrow(refusal('to'))
    expect(() => kShortestPaths(graph, { ...query, number: 0 })).toThrow(refusal('number'))
    expect(() => kShortestPaths(graph, { ...query, minimumFidelity: 1.1 })).toThrow(refusal('minimumFidelity'))
    const chain = graphOf([link(1, 3, 1), link(3, 2, 2)])
    expect(() => kShortestPaths(chain, { ...query, swapWerner: 1.1 })).toThrow(refusal('swapWerner of node 3'))
    const negative: LinkCost = () => ({ cost: -1, werner: 1 })
    expect(() => kShortestPaths(graph, { ...query, cost: negative })).toThrow(refusal('cost of link 1 between 1 and 2'))
  })

  it('search a thousand nodes without looking at every way', () => {
    const draw = createRandom(7).stream('topology')
    const side = 32
    const links: TopologyLink[] = []
    const at = (x: number, y: number): number => 1 + side * y + x
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const some = (to: number): number =>
          links.push(link(at(x, y), to, links.length, 0.98 + 0.019 * draw.uniform(), 1 + draw.uniform()))
        if (x + 1 < side) some(at(x + 1, y))
        if (y + 1 < side) some(at(x, y + 1))
      }
    }
    const graph = graphOf(links)
    for (let query = 0; query < 200; query++) {
      const from = 1 + draw.below(side * side)
      const to = 1 + ((from + draw.below(side * side - 1)) % (side * side))
      const paths = kShortestPaths(graph, { from, to, number: 3, cost: optimisticCost, minimumFidelity: 0.6 })
      for (const path of paths) {
        expect(new Set(path.nodes).size).toBe(path.nodes.length)
        expect(path.fidelity).toBeGreaterThanOrEqual(0.6 - 1e-9)
      }
      expect(paths.map(({ cost }) => cost)).toEqual(paths.map(({ cost }) => cost).sort((a, b) => a - b))
    }
  })
})
