import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnNetwork, pathsOf, setsOf } from '../../test/small-networks.js'
import { NetworkInputError } from '../errors.js'
import { disjointPaths, type DisjointQuery, type Way } from './disjoint-paths.js'
import { graphOf } from './graph.js'
import type { TopologyLink } from './topology.js'

const link = (first: number, second: number, number: number, rate: number): TopologyLink => ({
  first,
  second,
  link: number,
  operatingPoints: [{ fidelity: 0.9, rate }]
})

const seconds = ({ operatingPoints: [point] }: TopologyLink) => 1 / (point?.rate ?? 0)
const everywhere = () => true
const QUERY: DisjointQuery = { from: 1, to: 4, number: 8, weight: seconds, inner: everywhere }

const total = (ways: readonly Way[]) =>
  ways.reduce((sum, { links }) => sum + links.reduce((all, one) => all + seconds(one), 0), 0)
const linksOf = (ways: readonly Way[]) => ways.flatMap(({ links }) => links.map((one) => one.link))

describe('disjoint paths', () => {
  it('are two where the shortest path takes a link of both: removing it would leave none', () => {
    const trap = [link(1, 2, 1, 10), link(2, 3, 2, 10), link(3, 4, 3, 10), link(1, 3, 4, 1), link(2, 4, 5, 1)]
    const [one, two, ...more] = disjointPaths(graphOf(trap), QUERY)
    expect(one?.map(({ nodes }) => nodes)).toEqual([[1, 2, 3, 4]])
    expect(two?.map(({ nodes }) => nodes)).toEqual([
      [1, 2, 4],
      [1, 3, 4]
    ])
    expect(more).toEqual([])
    const withoutFirst = trap.filter(({ link: number }) => number > 3)
    expect(disjointPaths(graphOf(withoutFirst), QUERY)).toEqual([])
  })

  it('are as many as there can be, of the least sum for each number, as enumeration finds them', () => {
    fc.assert(
      fc.property(drawnNetwork, ({ links, blocked }) => {
        const inner = (node: number) => node !== blocked
        const all = pathsOf(links, 1, 4, inner)
        const best = new Map<number, number>()
        for (const set of setsOf(all, (way) => way.links.map((one) => one.link)))
          best.set(set.length, Math.min(best.get(set.length) ?? Infinity, total(set)))
        best.delete(0)
        const found = disjointPaths(graphOf(links), { ...QUERY, inner })
        expect(found.map((ways) => ways.length)).toEqual([...best.keys()].sort((a, b) => a - b))
        for (const ways of found) {
          expect(new Set(linksOf(ways)).size).toBe(linksOf(ways).length)
          expect(total(ways)).toBeCloseTo(best.get(ways.length) as number, 6)
          for (const { nodes, links: own } of ways) {
            expect([nodes[0], nodes.at(-1)]).toEqual([1, 4])
            expect(new Set(nodes).size).toBe(nodes.length)
            expect(nodes.slice(1, -1).every(inner)).toBe(true)
            own.forEach(({ first, second }, index) =>
              expect(new Set([first, second])).toEqual(new Set([nodes[index], nodes[index + 1]]))
            )
          }
        }
      }),
      { numRuns: 400 }
    )
  })

  it('go by no link without a weight, and need ends that are known', () => {
    const graph = graphOf([link(1, 4, 1, 10), link(1, 4, 2, 10)])
    expect(disjointPaths(graph, QUERY).map((ways) => ways.length)).toEqual([1, 2])
    const one = disjointPaths(graph, { ...QUERY, weight: ({ link: number }) => (number === 1 ? undefined : 1) })
    expect(one.map(linksOf)).toEqual([[2]])
    expect(disjointPaths(graph, { ...QUERY, number: 1 })).toHaveLength(1)
    expect(disjointPaths(graph, { ...QUERY, to: 5 })).toEqual([])
    expect(() => disjointPaths(graph, { ...QUERY, number: 0 })).toThrow(NetworkInputError)
    expect(() => disjointPaths(graph, { ...QUERY, weight: () => 0 })).toThrow('weight of link 1 between 1 and 4 is 0')
  })
})
