import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Advertisement } from './advertisement.js'
import { nextHops } from './next-hops.js'

const NODES = [0, 1, 2, 3, 4, 5, 6]

/** What each node says: links by pairs of nodes, each said by both ends, by one, or under two numbers. */
const networks = fc.array(
  fc.record({
    a: fc.nat(6),
    b: fc.nat(6),
    fit: fc.boolean(),
    said: fc.constantFrom('both', 'both', 'both', 'one', 'apart')
  }),
  { maxLength: 14 }
)

type Network = typeof networks extends fc.Arbitrary<infer T> ? T : never

function advertisements(network: Network): Advertisement[] {
  return NODES.map((origin) => ({
    origin,
    incarnation: 1,
    sequence: 1,
    lifetime: 1000,
    links: network.flatMap(({ a, b, fit, said }, index) => {
      if (a === b || (origin !== a && origin !== b)) return []
      if (said === 'one' && origin === b) return []
      const link = said === 'apart' && origin === b ? index + 100 : index
      return [{ neighbour: origin === a ? b : a, link, fit, operatingPoints: [] }]
    })
  }))
}

describe('next hops', () => {
  it('lead over the fewest links, by the lowest neighbour that is up (NET-028)', () => {
    fc.assert(
      fc.property(networks, fc.uniqueArray(fc.integer({ min: 1, max: 6 })), (network, up) => {
        // Distances by relaxation, without the node itself: no way leads back through it.
        const joined = network.filter(({ a, b, said }) => a !== b && said === 'both')
        const distance = (from: number, to: number): number => {
          const distances = NODES.map((node) => (node === from ? 0 : Infinity))
          for (const _ of NODES) {
            for (const { a, b } of joined) {
              if (a === 0 || b === 0) continue
              distances[a] = Math.min(distances[a]!, distances[b]! + 1)
              distances[b] = Math.min(distances[b]!, distances[a] + 1)
            }
          }
          return distances[to]!
        }
        const hops = nextHops(0, up, advertisements(network))
        expect(hops.has(0)).toBe(false)
        for (const target of NODES.slice(1)) {
          const best = up
            .map((first) => ({ first, length: distance(first, target) }))
            .filter(({ length }) => length < Infinity)
            .sort((x, y) => x.length - y.length || x.first - y.first)
          expect(hops.get(target)).toBe(best[0]?.first)
        }
      }),
      { seed: 71, numRuns: 500 }
    )
  })
})
