import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DoublingBins } from './doubling-bins.js'

const value = fc.integer({ min: 0, max: 20 }).chain((bits) => fc.integer({ min: 0, max: 2 ** bits }))
const entries = fc.array(fc.tuple(value, fc.integer({ min: -9, max: 9 })), {
  minLength: 1,
  size: 'max',
  maxLength: 300
})

test('bins hold what falls into them, whatever the order and the range of values', () => {
  fc.assert(
    fc.property(entries, (added) => {
      const bins = new DoublingBins(16)
      for (const [at, quantity] of added) bins.add(at, quantity)
      const { width } = bins
      const largest = Math.max(...added.map(([at]) => at))
      expect(Math.log2(width) % 1).toBe(0)
      expect(largest).toBeLessThan(16 * width)
      // Never coarser than the range asks for.
      if (width > 1) expect(largest).toBeGreaterThanOrEqual(8 * width)
      expect(bins.length).toBe(Math.floor(largest / width) + 1)
      for (let bin = 0; bin < 16; bin++) {
        const inside = added.filter(([at]) => Math.floor(at / width) === bin)
        expect(bins.counts[bin]).toBe(inside.length)
        expect(bins.sums[bin]).toBe(inside.reduce((sum, [, quantity]) => sum + quantity, 0))
        expect(bins.squares[bin]).toBe(inside.reduce((sum, [, quantity]) => sum + quantity ** 2, 0))
        expect(bins.values[bin]).toBe(inside.reduce((sum, [at]) => sum + at, 0))
      }
    }),
    { seed: 1 }
  )
})

test('keeps outliers aside, and loses none', () => {
  const values = fc.array(value, { minLength: 1, size: 'max', maxLength: 300 })
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 20 }), (added, most) => {
      const bins = new DoublingBins(16, 10)
      for (const one of added) bins.add(one)
      expect(bins.beyond).toBeLessThanOrEqual(10)
      bins.settle(most)
      expect(bins.beyond).toBeLessThanOrEqual(most)
      const { width } = bins
      expect(bins.beyond).toBe(added.filter((one) => one >= 16 * width).length)
      for (let bin = 0; bin < 16; bin++) {
        expect(bins.counts[bin]).toBe(added.filter((one) => Math.floor(one / width) === bin).length)
      }
      // No wider than that many outliers ask for.
      const half = added.filter((one) => one >= 8 * width).length
      if (width > 1) expect(half).toBeGreaterThan(Math.min(most, 10))
    }),
    { seed: 2 }
  )
})
