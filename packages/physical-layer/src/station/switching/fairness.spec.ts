import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jainIndex, waitingOf } from './fairness.js'

const amounts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })

describe("Jain's index", () => {
  it('is 1 for equal shares, and k/n where k of n have all of it, each as much', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (one, other) => {
        const [k, n] = [Math.min(one, other), Math.max(one, other)]
        const shares = Array.from({ length: n }, (_, index) => (index < k ? 0.7 : 0))
        expect(jainIndex(shares)).toBeCloseTo(k / n, 12)
      }),
      { seed: 42 }
    )
    expect([jainIndex([]), jainIndex([0, 0])]).toEqual([1, 1])
  })

  it('lies between 1/n and 1, and knows neither order nor unit', () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (shares, unit) => {
        const index = jainIndex(shares)
        expect(index).toBeGreaterThanOrEqual(1 / shares.length - 1e-12)
        expect(index).toBeLessThanOrEqual(1 + 1e-12)
        expect(jainIndex([...shares].reverse())).toBeCloseTo(index, 9)
        if (shares.every((share) => share === 0 || share > 1e-100))
          expect(jainIndex(shares.map((share) => share * unit))).toBeCloseTo(index, 9)
      }),
      { seed: 42 }
    )
  })

  it('is 1/(1 + c²) with c the shares’ standard deviation over their mean', () => {
    fc.assert(
      fc.property(amounts, (shares) => {
        const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
        fc.pre(mean > 1e-6)
        const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / shares.length
        expect(jainIndex(shares)).toBeCloseTo(1 / (1 + variance / mean ** 2), 9)
      }),
      { seed: 42 }
    )
  })
})

describe('waiting times', () => {
  it('have a mean, a 95th percentile and a longest, in this order or nearly', () => {
    expect(waitingOf([])).toBeNull()
    expect(waitingOf([], 5)).toBeNull()
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect(waitingOf(hundred)).toEqual({ mean: 50.5, percentile95: 95, worst: 100, count: 100 })
    expect(waitingOf(hundred, 400)).toEqual({ mean: 50.5, percentile95: 95, worst: 400, count: 100 })
    fc.assert(
      fc.property(amounts, (waits) => {
        const { mean, percentile95, worst, count } = waitingOf(waits)!
        expect(count).toBe(waits.length)
        expect(worst).toBe(Math.max(...waits))
        expect(mean).toBeLessThanOrEqual(worst * (1 + 1e-12))
        expect(waits).toContain(percentile95)
        expect(waits.filter((wait) => wait <= percentile95).length).toBeGreaterThanOrEqual(0.95 * waits.length)
        expect(waits.filter((wait) => wait < percentile95).length).toBeLessThan(0.95 * waits.length)
      }),
      { seed: 42 }
    )
  })
})
