import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AGREEMENT, MINIMUM_INTERVAL, RoutedNetwork, TIMES } from '../../test/routed-network.js'

/** A tree over some nodes, and a few more edges, parallel ones among them. */
const topologies = fc
  .record({
    parents: fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }),
    more: fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { maxLength: 5 })
  })
  .map(({ parents, more }) => {
    const edges: [number, number][] = parents.map((parent, index) => [parent % (index + 1), index + 1])
    const nodes = parents.length + 1
    for (const [a, b] of more) if (a % nodes !== b % nodes) edges.push([a % nodes, b % nodes])
    // Numbers whose order is not that of the tree.
    return edges.map(([a, b]) => [(a * 5) % 7, (b * 5) % 7] as const)
  })

type Step =
  | { readonly do: 'wait'; readonly time: number }
  | { readonly do: 'cut'; readonly edge: number; readonly on: boolean }
  | { readonly do: 'restart'; readonly node: number }
  | { readonly do: 'stop'; readonly node: number }
  | { readonly do: 'fit'; readonly edge: number; readonly fit: boolean }
  | { readonly do: 'rate'; readonly edge: number; readonly factor: number }
  | { readonly do: 'faults'; readonly loss: number; readonly reordering: number }

const edge = fc.nat(20)
const node = fc.nat(6)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('wait' as const),
        time: fc.constantFrom(8000, 50_000, 400_000, 2_000_000)
      })
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const), edge, on: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('restart' as const), node }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), node }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('fit' as const), edge, fit: fc.boolean() }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('rate' as const), edge, factor: fc.constantFrom(0.5, 1.05, 3) })
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('faults' as const),
        loss: fc.constantFrom(0, 0.1, 0.3),
        reordering: fc.constantFrom(0, 0.3)
      })
    }
  ),
  { maxLength: 30, size: 'max' }
)

function play(network: RoutedNetwork, script: readonly Step[]): void {
  for (const step of script) {
    const chosen = 'edge' in step ? network.edges[step.edge % network.edges.length] : undefined
    switch (step.do) {
      case 'wait':
        network.run(step.time)
        break
      case 'cut':
        network.cut(chosen!, step.on)
        break
      case 'restart':
      case 'stop':
        if (network.routers.has(step.node)) network[step.do](step.node)
        break
      case 'fit':
        network.change(chosen!, { fit: step.fit })
        break
      case 'rate':
        network.change(chosen!, { rate: chosen!.rate * step.factor })
        break
      case 'faults':
        network.configure({
          loss: step.loss,
          duplication: step.loss,
          jitter: 4000,
          reordering: { probability: step.reordering, extraDelay: 30_000 }
        })
    }
  }
  network.configure({ loss: 0, duplication: 0, jitter: 0, reordering: { probability: 0, extraDelay: 0 } })
}

describe('routing over neighbours', () => {
  it('has all nodes believe what is, after partitions, restarts and deaths, and know the shortest ways (NET-151)', () => {
    fc.assert(
      fc.property(topologies, steps, fc.nat(1000), fc.constantFrom(0, 0xffff_fffe), (edges, script, seed, first) => {
        const network = new RoutedNetwork(edges, seed, first)
        play(network, script)
        network.run(AGREEMENT)
        network.checkAgreement()
        // Healed, with what each side has said meanwhile.
        for (const link of network.edges) network.cut(link, false)
        network.run(AGREEMENT)
        network.checkAgreement()
        for (const router of network.routers.values()) router.stop()
        network.run(100_000)
        expect(network.clock.pending).toBe(0)
      }),
      { seed: 51, numRuns: 50 }
    )
  })

  it('keeps saying what holds, forgets who is gone, and says nothing else in between (NET-020, NET-025)', () => {
    const network = new RoutedNetwork(
      [
        [1, 2],
        [2, 3],
        [3, 4]
      ],
      3
    )
    network.run(AGREEMENT)
    network.checkAgreement()
    const { version, changed } = { version: network.router(1).routing.version, changed: network.router(1).changes }
    const before = network.advertisements
    network.run(2.5 * TIMES.lifetime)
    expect(network.router(1).routing.version).toBe(version)
    expect(network.router(1).changes).toBe(changed)
    // Every node says itself anew eight times; each time it goes over each of three edges once, back over none.
    expect((network.advertisements - before) / (4 * 3)).toBeGreaterThanOrEqual(8)
    expect((network.advertisements - before) / (4 * 3)).toBeLessThanOrEqual(9)
    network.stop(4)
    network.run(2 * TIMES.lifetime)
    expect(network.router(1).routing.version).toBeGreaterThan(version)
    expect(network.router(1).routing.graph().nodes).toEqual([1, 2, 3])
    network.checkAgreement()
  })

  it('holds back what changes too often, and says the last of it in the end', () => {
    const network = new RoutedNetwork([[1, 2]], 4)
    network.run(AGREEMENT)
    const before = network.advertisements
    const [link] = network.edges
    const changes = 100
    for (let change = 0; change < changes; change++) {
      network.change(link!, { rate: 1000 * (change + 1) })
      network.run(MINIMUM_INTERVAL / 10)
    }
    // Both ends, in ten intervals.
    expect(network.advertisements - before).toBeLessThanOrEqual(22)
    expect(network.advertisements - before).toBeGreaterThanOrEqual(18)
    network.run(2 * MINIMUM_INTERVAL)
    for (const router of network.routers.values()) {
      expect(router.routing.graph().links[0]?.operatingPoints[0]?.rate).toBe(1000 * changes)
    }
  })

  it('does not say a rate that moves within the tolerance', () => {
    const network = new RoutedNetwork([[1, 2]], 5)
    network.run(AGREEMENT)
    const before = network.advertisements
    for (let change = 0; change < 20; change++) {
      network.change(network.edges[0]!, { rate: 100 + (change % 2) * 9 })
      network.run(MINIMUM_INTERVAL)
    }
    expect(network.advertisements).toBe(before)
  })

  it('gives the same graph until the version changes', () => {
    const network = new RoutedNetwork([[1, 2]], 6)
    network.run(AGREEMENT)
    const { routing } = network.router(1)
    const graph = routing.graph()
    network.run(2 * TIMES.refresh)
    expect(routing.graph()).toBe(graph)
    network.change(network.edges[0]!, { fit: false })
    network.run(AGREEMENT)
    expect(routing.graph().links).toEqual([])
    expect(routing.nextHop(2)).toBe(2)
  })
})
