import {
  planRoutes,
  type PlannedRoute,
  type RouteSource,
  staticRoutes,
  type TopologyLink
} from '@bellwire/network-layer'
import type { NetworkCircuit } from '@bellwire/node'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'

const SECOND = 1_000_000_000
const number = { a: 1, b: 2, c: 3, d: 4 } as const

/** By what is advertised, the way by b is the better one. */
const diamond = networkOf([
  ['a', 'b', 0.99],
  ['b', 'd', 0.99],
  ['a', 'c', 0.98],
  ['c', 'd', 0.98]
])
const point = { fidelity: 0.97, rate: 1000 }
const link = (first: number, second: number, name: number): TopologyLink => ({
  first,
  second,
  link: name,
  operatingPoints: [point]
})
const byB = [link(number.a, number.b, 1), link(number.b, number.d, 2)]
const byC = [link(number.a, number.c, 3), link(number.c, number.d, 4)]

function drivenBy(routes: RouteSource) {
  const driven = new Driven({ ...diamond, network: { routes, configuration: { connectionRetry: SECOND } } })
  driven.service('d').accept(5)
  const open = (): Promise<NetworkCircuit> =>
    driven.until(driven.service('a').openCircuit({ to: number.d, minimumFidelity: 0.9, purpose: 5 }))
  const pairs = async (circuit: NetworkCircuit, count: number) =>
    driven.until(driven.take(circuit.pairs({ number: count, kind: 'measure' }), () => undefined))
  return { driven, open, pairs }
}

const wayOf = (circuit: NetworkCircuit) => circuit.facts?.hops[1]?.node

describe('a network whose ways are given', () => {
  it('makes circuits along them, whatever is advertised, and these give pairs', async () => {
    const { driven, open, pairs } = drivenBy(staticRoutes({ links: byC }))
    const circuit = await open()
    expect(wayOf(circuit)).toBe(number.c)
    expect(await pairs(circuit, 50)).toHaveLength(50)
    expect(driven.service('a').plan({ to: number.b, minimumFidelity: 0.9 })).toEqual([])
    circuit.close()
    driven.expectNothingKept()
  })

  it('moves circuits when a way fails and the controller knows another, then or later', async () => {
    const routes = staticRoutes({ links: byC })
    const { driven, open, pairs } = drivenBy(routes)
    const circuit = await open()
    const states: string[] = []
    circuit.watch((state) => states.push(state))
    driven.network.node('c').crash()
    driven.wait(20 * SECOND)
    // The only way that is given does not stand any more.
    expect([circuit.state, circuit.facts]).toEqual(['moving', undefined])
    routes.update({ links: [...byC, ...byB] })
    driven.wait(SECOND)
    expect([circuit.state, wayOf(circuit)]).toEqual(['running', number.b])
    expect(await pairs(circuit, 20)).toHaveLength(20)
    expect(states).toEqual(['moving', 'running'])
  })

  it('leaves to a source of one’s own which way is taken', async () => {
    // A controller that knows of all circuits, and gives every second one the other way.
    let asked = 0
    const given = staticRoutes({ links: [...byB, ...byC] })
    const turns: RouteSource = {
      graph: () => given.graph(),
      subscribe: (changed) => given.subscribe(changed),
      plan: (query): PlannedRoute[] => {
        const ways = planRoutes(given.graph(), query)
        asked += 1
        return asked % 4 < 2 ? ways : ways.reverse()
      }
    }
    const { open } = drivenBy(turns)
    const ways = []
    for (let k = 0; k < 4; k++) ways.push(wayOf(await open()))
    expect(new Set(ways)).toEqual(new Set([number.b, number.c]))
  })
})
