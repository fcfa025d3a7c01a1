import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearScale } from './scale.js'

describe('a linear axis', () => {
  it('has a bounded number of ticks and shows both ends, however close they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: 0, max: 20 }),
        fc.boolean(),
        (base, digits, nice) => {
          const low = base / 1e4
          const high = low + 10 ** -digits
          const scale = linearScale(low, high, 6, nice)
          expect(scale.ticks.length).toBeLessThan(20)
          expect(scale.low).toBeLessThanOrEqual(low + 1e-9)
          expect(scale.high).toBeGreaterThanOrEqual(high - 1e-9)
          expect(scale.high).toBeGreaterThan(scale.low)
        }
      )
    )
  })

  it('takes values that differ by rounding alone for one', () => {
    expect(linearScale(0.98, 0.98 + 2 ** -53, 6).ticks.length).toBeGreaterThan(1)
  })
})
