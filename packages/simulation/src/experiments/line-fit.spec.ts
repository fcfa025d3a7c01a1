import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitLine } from './line-fit.js'

const points = fc.array(
  fc.record({
    y: fc.integer({ min: -1000, max: 1000 }),
    error: fc.integer({ min: 1, max: 100 }),
    gap: fc.integer({ min: 1, max: 100 })
  }),
  { minLength: 2, maxLength: 8 }
)

/** The five sums of the normal equations, solved as they stand. */
function bySums(data: readonly { x: number; y: number; standardError: number }[]): Record<string, number> {
  let [s, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0]
  for (const { x, y, standardError } of data) {
    const w = 1 / standardError ** 2
    s += w
    sx += w * x
    sy += w * y
    sxx += w * x * x
    sxy += w * x * y
  }
  const d = s * sxx - sx * sx
  return {
    intercept: (sxx * sy - sx * sxy) / d,
    slope: (s * sxy - sx * sy) / d,
    interceptVariance: sxx / d,
    slopeVariance: s / d,
    covariance: -sx / d
  }
}

describe('a weighted line', () => {
  it('is that of the normal equations', () => {
    fc.assert(
      fc.property(points, (drawn) => {
        let x = 0
        const data = drawn.map(({ y, error, gap }) => ({ x: (x += gap / 100), y: y / 100, standardError: error / 100 }))
        const fit = fitLine(data)
        for (const [name, value] of Object.entries(bySums(data))) {
          expect(Math.abs((fit as unknown as Record<string, number>)[name]! - value)).toBeLessThan(
            1e-6 * (1 + Math.abs(value))
          )
        }
      }),
      { seed: 1 }
    )
  })

  it('goes through two points', () => {
    const fit = fitLine([
      { x: 1, y: 3, standardError: 0.1 },
      { x: 3, y: 7, standardError: 0.5 }
    ])
    expect(fit.slope).toBeCloseTo(2, 12)
    expect(fit.intercept).toBeCloseTo(1, 12)
  })
})
