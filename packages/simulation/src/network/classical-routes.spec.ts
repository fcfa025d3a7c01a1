import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClassicalRoutes } from './classical-routes.js'

describe('the classical network', () => {
  it('takes the quickest way along the links, as Floyd and Warshall find it', () => {
    const nodes = 7
    const link = fc.record({ a: fc.nat(nodes - 1), b: fc.nat(nodes - 1), delay: fc.integer({ min: 1, max: 50 }) })
    fc.assert(
      fc.property(fc.array(link, { maxLength: 14 }), (links) => {
        const routes = new ClassicalRoutes()
        const delays = Array.from({ length: nodes }, () => Array.from({ length: nodes }, () => Infinity))
        for (const { a, b, delay } of links.filter((one) => one.a !== one.b)) {
          routes.add(a, b, delay)
          delays[a]![b] = delays[b]![a] = Math.min(delay, delays[a]![b]!)
        }
        for (let via = 0; via < nodes; via++)
          for (let a = 0; a < nodes; a++)
            for (let b = 0; b < nodes; b++)
              delays[a]![b] = Math.min(delays[a]![b]!, delays[a]![via]! + delays[via]![b]!)
        for (let a = 0; a < nodes; a++)
          for (let b = 0; b < nodes; b++) if (a !== b) expect(routes.delay(a, b) ?? Infinity).toBe(delays[a]![b])
      }),
      { seed: 5, numRuns: 200 }
    )
  })
})
