import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawnNetwork, pathsOf, setsOf } from '../../test/small-networks.js'
import { graphOf } from '../routing/graph.js'
import type { TopologyLink } from '../routing/topology.js'
import { edgesOf } from './edges.js'
import { type PlannedRoute, planRoutes, type RouteQuery } from './route-planner.js'

const QUERY: RouteQuery = {
  from: 1,
  to: 4,
  minimumFidelity: 0.8,
  rate: 0,
  cutoff: 0,
  alternatives: 1,
  order: 'asap',
  distillation: {},
  assumed: { coherenceTime: Infinity, swapWerner: 1 }
}

const link = (first: number, second: number, number: number, fidelity: number, rate: number): TopologyLink => ({
  first,
  second,
  link: number,
  operatingPoints: [{ fidelity, rate }]
})

const edges = ({ hops }: PlannedRoute) => edgesOf(hops, 4)
const rateOf = (routes: readonly PlannedRoute[]) => routes.reduce((sum, { rate }) => sum + rate, 0)

/** How many of the first routes share no link. */
function apart(routes: readonly PlannedRoute[]): number {
  const used = new Set<string>()
  const shared = routes.findIndex((route) => {
    const own = edges(route)
    const shares = own.some((edge) => used.has(edge))
    for (const edge of own) used.add(edge)
    return shares
  })
  return shared < 0 ? routes.length : shared
}

describe('routes of which several are wanted', () => {
  it('begin with as many that share no link as there are under the bound, as enumeration finds them', () => {
    let bounded = 0
    let greedyIsWorse = 0
    fc.assert(
      fc.property(
        drawnNetwork,
        fc.integer({ min: 2, max: 4 }),
        fc.double({ min: 0.4, max: 0.95, noNaN: true }),
        ({ links }, paths, minimumFidelity) => {
          const query = { ...QUERY, minimumFidelity }
          // Each path by itself, in a network that has no other.
          const each = (asked: RouteQuery) =>
            pathsOf(links, 1, 4).flatMap((way) => planRoutes(graphOf(way.links), asked))
          const sets = setsOf(each(query), edges).filter((set) => set.length <= paths)
          const most = Math.max(...sets.map((set) => set.length))
          const routes = planRoutes(graphOf(links), { ...query, paths })
          expect(Math.min(apart(routes), paths)).toBe(most)
          const chosen = routes.slice(0, most)
          expect(chosen.map(({ rate }) => rate)).toEqual(chosen.map(({ rate }) => rate).sort((a, b) => b - a))
          const greatest = Math.max(...sets.filter((set) => set.length === most).map(rateOf))
          expect(rateOf(chosen)).toBeLessThanOrEqual(greatest + 1e-9)
          // Where there are fewer than are wanted, all were looked at.
          const unbounded = setsOf(each({ ...query, minimumFidelity: 0 }), edges)
          if (most < Math.min(paths, Math.max(...unbounded.map((set) => set.length)))) {
            bounded += 1
            expect(rateOf(chosen)).toBeCloseTo(greatest, 9)
          }
          const greedy: string[] = []
          for (const route of each(query).sort((a, b) => b.rate - a.rate))
            if (!edges(route).some((edge) => greedy.includes(edge))) greedy.push(...edges(route), 'one')
          if (greedy.filter((edge) => edge === 'one').length < most) greedyIsWorse += 1
        }
      ),
      { numRuns: 500, seed: 20 }
    )
    expect(bounded).toBeGreaterThan(10)
    expect(greedyIsWorse).toBeGreaterThan(0)
  })

  it('are found where those of the least sum are not faithful enough, and others are', () => {
    // By node 2 there are two links on either side. The first of both, and the second of both, lose too unequally.
    const links = [
      link(1, 2, 1, 0.996, 100),
      link(1, 2, 2, 0.834, 100),
      link(2, 4, 3, 0.996, 100),
      link(2, 4, 4, 0.834, 100)
    ]
    const routes = planRoutes(graphOf(links), { ...QUERY, paths: 2 })
    expect(apart(routes.slice(0, 2))).toBe(2)
    expect(new Set(routes.map((route) => route.hops.map((hop) => hop.link).join(' ')))).toEqual(
      new Set(['1 3', '1 4', '2 3'])
    )
  })

  it('go by no link that is to be avoided', () => {
    const links = [link(1, 4, 1, 0.9, 50), link(1, 4, 2, 0.9, 40), link(1, 4, 3, 0.9, 30)]
    const numbers = (changes: Partial<RouteQuery>) =>
      planRoutes(graphOf(links), { ...QUERY, alternatives: 4, ...changes }).map(({ hops }) => hops[0]?.link)
    expect(numbers({})).toEqual([1, 2, 3])
    expect(numbers({ paths: 2 })).toEqual([1, 2, 3])
    expect(numbers({ paths: 2, avoid: new Set(['1/4/1']) })).toEqual([2, 3])
    expect(numbers({ avoid: new Set(['1/4/1', '1/4/3']) })).toEqual([2])
  })

  it('are those that were planned before where one is wanted', () => {
    fc.assert(
      fc.property(drawnNetwork, fc.integer({ min: 1, max: 8 }), ({ links }, alternatives) => {
        const graph = graphOf(links)
        const query = { ...QUERY, minimumFidelity: 0.5, alternatives }
        expect(planRoutes(graph, { ...query, paths: 1 })).toEqual(planRoutes(graph, query))
      })
    )
  })
})
