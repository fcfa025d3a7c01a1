import { describe, expect, it } from 'vitest'
import { NetworkInputError } from '../errors.js'
import type { TopologyLink } from '../routing/topology.js'
import { planRoutes, type RouteQuery } from './route-planner.js'
import { staticRoutes } from './route-source.js'

const link = (first: number, second: number, number: number, changes: Partial<TopologyLink> = {}): TopologyLink => ({
  first,
  second,
  link: number,
  operatingPoints: [{ fidelity: 0.95, rate: 100 }],
  ...changes
})

const QUERY: RouteQuery = {
  from: 1,
  to: 3,
  minimumFidelity: 0.8,
  rate: 0,
  cutoff: 0,
  alternatives: 4,
  order: 'asap',
  distillation: {},
  assumed: { coherenceTime: Infinity, swapWerner: 1 }
}

describe('the ways of a network that is given', () => {
  it('are those of the planner, whichever end of a link is named first', () => {
    const routes = staticRoutes({ links: [link(2, 1, 12), link(3, 2, 23), link(1, 3, 13)] })
    const same = staticRoutes({ links: [link(1, 2, 12), link(2, 3, 23), link(3, 1, 13)] })
    expect(routes.plan(QUERY)).toEqual(planRoutes(same.graph(), QUERY))
    expect(routes.plan(QUERY).map(({ hops }) => hops.map((hop) => hop.link))).toEqual([[13], [12, 23]])
    expect(routes.graph()).toBe(routes.graph())
  })

  it('go by what is said of its nodes', () => {
    const cannot = { swapping: false, coherenceTime: Infinity, swapWerner: 1, swapDuration: 0 }
    const links = [link(2, 1, 12), link(3, 2, 23)]
    expect(staticRoutes({ links, nodes: new Map([[2, cannot]]) }).plan(QUERY)).toEqual([])
    expect(staticRoutes({ links }).plan(QUERY)).toHaveLength(1)
  })

  it('change with it, and who has subscribed hears of that', () => {
    const routes = staticRoutes({ links: [] })
    let changes = 0
    const end = routes.subscribe(() => (changes += 1))
    routes.subscribe(() => (changes += 10))
    expect(routes.plan(QUERY)).toEqual([])
    routes.update({ links: [link(1, 3, 13)] })
    expect([changes, routes.plan(QUERY).length]).toEqual([11, 1])
    end()
    routes.update({ links: [link(1, 3, 13, { operatingPoints: [] })] })
    expect([changes, routes.plan(QUERY).length]).toEqual([21, 0])
  })

  it.each([
    ['links[0].second', [link(1, 1, 5)]],
    ['links[1].link', [link(1, 2, 5), link(2, 1, 5)]],
    ['links[0].first', [link(-1, 2, 5)]],
    ['links[0].link', [link(1, 2, 0.5)]],
    ['links[0].left', [link(1, 2, 5, { left: 1.1 })]],
    ['links[0].operatingPoints[0].rate', [link(1, 2, 5, { operatingPoints: [{ fidelity: 0.9, rate: 0 }] })]],
    ['links[0].operatingPoints[0].fidelity', [link(1, 2, 5, { operatingPoints: [{ fidelity: 1.9, rate: 1 }] })]]
  ])('are refused where %s makes no sense, and nothing changes', (field, links) => {
    const routes = staticRoutes({ links: [link(1, 3, 13)] })
    expect(() => routes.update({ links })).toThrow(expect.objectContaining({ field }))
    expect(() => staticRoutes({ links })).toThrow(NetworkInputError)
    expect(routes.plan(QUERY)).toHaveLength(1)
  })
})
