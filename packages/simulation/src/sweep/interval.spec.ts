import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalOf } from './interval.js'

/** Share of samples of a normal distribution whose interval holds its mean; with its half width taken so many times. */
function coverage(size: number, samples: number, times = 1): number {
  const random = createRandom(5).stream(`coverage/${size}`)
  let held = 0
  for (let sample = 0; sample < samples; sample++) {
    const values = Array.from({ length: size }, () => 40 + 3 * random.normal())
    const { mean, high } = intervalOf(values)
    if (Math.abs(mean! - 40) <= times * (high! - mean!)) held += 1
  }
  return held / samples
}

const SAMPLES = 20_000
const SIGMA = Math.sqrt((0.95 * 0.05) / SAMPLES)

describe('the interval of a mean', () => {
  it.each([2, 3, 5, 10, 30])('of %i values holds the true mean in 95 %% of all cases', (size) => {
    expect(Math.abs(coverage(size, SAMPLES) - 0.95)).toBeLessThan(5 * SIGMA)
  })

  it('would not do so by the quantile of the normal distribution', () => {
    expect(coverage(5, SAMPLES, 1.959964 / 2.776445)).toBeLessThan(0.95 - 5 * SIGMA)
  })

  it('is not known of one value, and of none there is no mean', () => {
    expect(intervalOf([])).toEqual({ mean: null, low: null, high: null })
    expect(intervalOf([7])).toEqual({ mean: 7, low: null, high: null })
    expect(intervalOf([7, 7, 7])).toEqual({ mean: 7, low: 7, high: 7 })
  })

  it('moves and stretches with the values', () => {
    const list = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(list, fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }), (values, shift, factor) => {
        const one = intervalOf(values)
        const other = intervalOf(values.map((value) => shift + factor * value))
        for (const bound of ['mean', 'low', 'high'] as const) {
          expect(other[bound]).toBeCloseTo(shift + factor * one[bound]!, 6)
        }
        expect(one.low! <= one.mean! && one.mean! <= one.high!).toBe(true)
      }),
      { seed: 1 }
    )
  })
})
