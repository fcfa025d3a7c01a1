import { fidelityFromWire } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkPort } from '../link-port.js'
import { planFidelityBudget } from '../planning/fidelity-budget.js'
import type { SwapNode } from '../planning/chain-estimate.js'
import type { NodeFacts } from '../routing/node-facts.js'
import { graphOf } from '../routing/graph.js'
import { pointAtFidelity } from '../routing/operating-points.js'
import type { TopologyLink } from '../routing/topology.js'
import { estimateStage } from '../distillation/estimate.js'
import { type DistillationWish, rulesOf, stagesOf } from '../distillation/wish.js'
import { estimateChain } from '../planning/chain-estimate.js'
import { Admission, Refused } from './admission.js'
import { type PlannedRoute, planRoutes, type RouteQuery } from './route-planner.js'
import type { SwapOrder } from './swap-order.js'

const POINTS = [
  { fidelity: 0.9, rate: 100 },
  { fidelity: 0.97, rate: 30 }
]

const link = (first: number, second: number, number: number, operatingPoints = POINTS): TopologyLink => ({
  first,
  second,
  link: number,
  operatingPoints
})

/** Two ways from 1 to 4: by 2, and by 3 over slower links. */
const SLOW = POINTS.map(({ fidelity, rate }) => ({ fidelity, rate: rate / 2 }))
const DIAMOND = [link(1, 2, 12), link(2, 4, 24), link(1, 3, 13, SLOW), link(3, 4, 34, SLOW)]

const QUERY: RouteQuery = {
  from: 1,
  to: 4,
  minimumFidelity: 0.8,
  rate: 0,
  cutoff: 0,
  alternatives: 4,
  order: 'asap',
  distillation: {},
  assumed: { coherenceTime: Infinity, swapWerner: 1 }
}

const INNER = { coherenceTime: 0.5, swapWerner: 0.99 }

const nodesOf = ({ hops }: PlannedRoute) => hops.map(({ node }) => node)

describe('planned routes', () => {
  it('are the ways that meet the fidelity, the fastest first, as hops of a PATH', () => {
    const routes = planRoutes(graphOf(DIAMOND), { ...QUERY, cutoff: 500 })
    expect(routes.map(nodesOf)).toEqual([
      [1, 2],
      [1, 3]
    ])
    expect(routes[0]!.rate).toBeGreaterThan(routes[1]!.rate)
    for (const { hops } of routes) {
      expect(hops.map(({ cutoff, rate, rank }) => [cutoff, rate, rank])).toEqual([
        [500, 0, 0],
        [500, 0, 0]
      ])
    }
    expect(routes[0]!.hops.map((hop) => hop.link)).toEqual([12, 24])
  })

  it('swap in the order that is wished; a list of ranks takes only ways of its length', () => {
    const longer = graphOf([...DIAMOND, link(1, 5, 15), link(5, 6, 56), link(6, 7, 67), link(7, 4, 74)])
    const ranks = (order: SwapOrder) =>
      planRoutes(longer, { ...QUERY, minimumFidelity: 0.5, order }).map(({ hops }) => hops.map(({ rank }) => rank))
    expect(ranks('asap')).toEqual([
      [0, 0],
      [0, 0, 0, 0],
      [0, 0]
    ])
    expect(ranks('nested')[1]).toEqual([0, 0, 1, 0])
    expect(ranks([3, 2, 1])).toEqual([[0, 3, 2, 1]])
    expect(ranks([7])).toEqual([
      [0, 7],
      [0, 7]
    ])
    expect(ranks([1, 1])).toEqual([])
  })

  it('have each the cut-off that suits them best where that is asked for, and are ways that there are not without', () => {
    const query = { ...QUERY, assumed: { coherenceTime: 0.05, swapWerner: 1 }, minimumFidelity: 0.84 }
    expect(planRoutes(graphOf(DIAMOND), query)).toEqual([])
    const routes = planRoutes(graphOf(DIAMOND), { ...query, cutoff: 'best' })
    expect(routes.map(nodesOf)).toEqual([
      [1, 2],
      [1, 3]
    ])
    for (const { hops, fidelity } of routes) {
      expect(fidelity).toBeGreaterThanOrEqual(query.minimumFidelity - 1e-9)
      expect(new Set(hops.map(({ cutoff }) => cutoff)).size).toBe(1)
      expect(Number.isSafeInteger(hops[0]!.cutoff)).toBe(true)
    }
    // Slower links wait longer for each other.
    expect(routes[1]!.hops[0]!.cutoff).not.toBe(routes[0]!.hops[0]!.cutoff)
    const [whole] = planRoutes(graphOf(DIAMOND), { ...query, cutoff: 'best', rate: routes[0]!.rate })
    whole!.hops.forEach((hop, index) => {
      const { operatingPoints } = DIAMOND[index]!
      const point = pointAtFidelity(operatingPoints, fidelityFromWire(hop.minimumFidelity))
      expect(hop.rate / 1e6 / point!.rate).toBeCloseTo(1, 6)
    })
  })

  it('have no cut-off where it would bring nothing', () => {
    for (const { hops } of planRoutes(graphOf(DIAMOND), { ...QUERY, cutoff: 'best' }))
      expect(hops.map(({ cutoff }) => cutoff)).toEqual([0, 0])
  })

  it('can be gone from either end', () => {
    const [route] = planRoutes(graphOf(DIAMOND), { ...QUERY, from: 4, to: 1 })
    expect(route!.hops.map(({ node, link: number }) => [node, number])).toEqual([
      [4, 24],
      [2, 12]
    ])
  })

  it('are none to a node that is not known, to oneself, or beyond what links give', () => {
    for (const changes of [{ to: 9 }, { from: 9 }, { to: 1 }, { minimumFidelity: 0.99 }, { rate: 1e6 }])
      expect(planRoutes(graphOf(DIAMOND), { ...QUERY, ...changes })).toEqual([])
  })

  it('leave out the ways that are too slow for the rate', () => {
    const [fast, slow] = planRoutes(graphOf(DIAMOND), QUERY)
    const rate = (fast!.rate + slow!.rate) / 2
    expect(planRoutes(graphOf(DIAMOND), { ...QUERY, rate }).map(nodesOf)).toEqual([[1, 2]])
  })

  it('ask of each link a fidelity that it gives, and a rate that a link with nothing else to do accepts', () => {
    const points = fc
      .array(fc.record({ fidelity: fc.integer({ min: 800, max: 999 }), rate: fc.integer({ min: 1, max: 1e8 }) }), {
        minLength: 1,
        maxLength: 4
      })
      .map((all) => all.map(({ fidelity, rate }) => ({ fidelity: fidelity / 1000, rate: rate / 1e6 })))
    const chains = fc.array(points, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(chains, fc.double({ min: 0.5, max: 0.9, noNaN: true }), (chain, minimumFidelity) => {
        const links = chain.map((operatingPoints, index) => link(index, index + 1, 10 + index, operatingPoints))
        const query = { ...QUERY, from: 0, to: chain.length, minimumFidelity, assumed: INNER }
        const inner = links.slice(1).map(() => INNER)
        const best = planFidelityBudget({ links, nodes: inner }, minimumFidelity)
        const [route] = planRoutes(graphOf(links), query)
        expect(route?.rate).toBe(best?.rate)
        if (route === undefined) return
        expect(route.fidelity).toBeGreaterThanOrEqual(minimumFidelity)
        // All that the way can give.
        const [whole] = planRoutes(graphOf(links), { ...query, rate: route.rate })
        whole!.hops.forEach((hop, index) => {
          const { operatingPoints } = links[index]!
          const point = pointAtFidelity(operatingPoints, fidelityFromWire(hop.minimumFidelity))
          expect(point?.rate).toBeGreaterThanOrEqual(best!.points[index]!.rate)
          const port = { link: hop.link, up: true, operatingPoints } as unknown as LinkPort
          expect(new Admission(1, 1).reserveLink(port, hop)).not.toBeInstanceOf(Refused)
        })
      }),
      { seed: 57, numRuns: 150 }
    )
  })

  it('with a rate go by links that have the time for it left', () => {
    const busy = DIAMOND.map((one) => (one.second === 2 ? { ...one, left: 0.2 } : one))
    const ways = (rate: number, links = busy) => planRoutes(graphOf(links), { ...QUERY, rate }).map(nodesOf)
    expect(ways(0)).toHaveLength(2)
    const [best, other] = planRoutes(graphOf(DIAMOND), QUERY)
    expect(ways(0.3 * best!.rate)).toEqual([[1, 3]])
    expect(ways(0.3 * best!.rate, DIAMOND)).toHaveLength(2)
    // A share of its time as large as that of the whole rate that is asked.
    expect(ways(0.19 * best!.rate)).toHaveLength(2)
    expect(ways(0.21 * best!.rate)).toHaveLength(1)
    expect(ways(1.01 * other!.rate)).toEqual([])
  })

  it('take every inner node for what it says of itself, and others for what is assumed (NET-152)', () => {
    const facts = (changes: Partial<NodeFacts> = {}) => ({
      swapping: true,
      coherenceTime: Infinity,
      swapWerner: 1,
      swapDuration: 0,
      ...changes
    })
    const ways = (two: Partial<NodeFacts>, query: Partial<RouteQuery> = {}) =>
      planRoutes(graphOf(DIAMOND, new Map([[2, facts(two)]])), { ...QUERY, ...query })
    expect(ways({}).map(nodesOf)).toEqual([
      [1, 2],
      [1, 3]
    ])
    expect(ways({ swapping: false }).map(nodesOf)).toEqual([[1, 3]])
    expect(ways({ swapWerner: 0 }).map(nodesOf)).toEqual([[1, 3]])
    // An end need not swap.
    expect(ways({ swapping: false }, { from: 2, to: 4 }).map(nodesOf)).toContainEqual([2])
    const assumed = { coherenceTime: 0.05, swapWerner: 0.9 }
    const by = (node: number, routes: PlannedRoute[]) => routes.find(({ hops }) => hops[1]?.node === node)
    const inner = { coherenceTime: 5e7, swapWerner: 0.95, swapDuration: 1e6 }
    const [own, other] = [ways(inner, { minimumFidelity: 0.6 }), ways({}, { minimumFidelity: 0.6, assumed })]
    const chain = (links: readonly TopologyLink[], node: SwapNode) =>
      planFidelityBudget({ links, nodes: [node] }, 0.6)?.fidelity as number
    const decayed = { coherenceTime: 0.05, swapWerner: 0.95 * Math.exp(-2 / 50) }
    expect(by(2, own)?.fidelity).toBeCloseTo(chain([DIAMOND[0]!, DIAMOND[1]!], decayed), 12)
    expect(by(3, other)?.fidelity).toBeCloseTo(chain([DIAMOND[2]!, DIAMOND[3]!], assumed), 12)
  })
})

describe('ways with distillation', () => {
  const FAIR = [
    { fidelity: 0.8, rate: 100 },
    { fidelity: 0.85, rate: 30 }
  ]
  const CHAIN = [link(1, 2, 12, FAIR), link(2, 4, 24, FAIR)]
  const plan = (distillation: DistillationWish, minimumFidelity: number, changes: Partial<RouteQuery> = {}) =>
    planRoutes(graphOf(CHAIN), { ...QUERY, distillation, minimumFidelity, ...changes })
  const twice = { protocol: 'dejmps', rounds: 2 } as const

  it('meet what only they can, on links, from end to end, and both', () => {
    for (const distillation of [{ links: twice }, { ends: twice }, { links: twice, ends: twice }]) {
      expect(plan({}, 0.85)).toEqual([])
      const [route] = plan(distillation, 0.85)
      expect(route!.fidelity).toBeGreaterThanOrEqual(0.85)
      expect(route!.stages).toEqual(stagesOf(rulesOf(distillation, 2), 2))
    }
    expect(plan({ links: twice }, 0.999)).toEqual([])
  })

  it('are expected to give what stages make of links and chains of links', () => {
    const rule = rulesOf({ links: twice }, 2).links!
    const stage = estimateStage(rule, 0.8)
    const [onLinks] = plan({ links: twice }, 0.5)
    const alone = estimateChain(
      [0, 1].map(() => ({ fidelity: stage.fidelity, rate: 100 / stage.pairs })),
      [QUERY.assumed]
    )
    expect(onLinks).toMatchObject({ fidelity: alone.fidelity, rate: alone.rate })
    const [bare] = plan({}, 0.5)
    const ends = estimateStage(rule, bare!.fidelity)
    expect(plan({ ends: twice }, 0.5)[0]).toMatchObject({ fidelity: ends.fidelity, rate: bare!.rate / ends.pairs })
  })

  it('set aside of the links what their stages spend', () => {
    const [bare] = plan({ links: twice }, 0.5)
    const [route] = plan({ links: twice }, 0.5, { rate: bare!.rate })
    for (const { rate } of route!.hops) expect(rate / 1e6).toBeCloseTo(100, 5)
    expect(plan({ links: twice }, 0.5, { rate: 1.01 * bare!.rate })).toEqual([])
  })

  it('of one link distil on it what others do between their ends', () => {
    const query = { ...QUERY, to: 2, distillation: { ends: twice }, minimumFidelity: 0.9 }
    const [route] = planRoutes(graphOf([link(1, 2, 12, FAIR)]), query)
    expect(route!.stages).toMatchObject([{ first: 0, last: 1, rounds: 2 }])
    expect(route!.fidelity).toBeCloseTo(estimateStage(rulesOf({ links: twice }, 1).links!, 0.8).fidelity, 12)
  })
})
