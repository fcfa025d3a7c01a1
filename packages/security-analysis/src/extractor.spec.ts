import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractedLength, extractionCost } from './extractor.js'

describe('the length after extraction', () => {
  it('is the largest that fits', () => {
    const available = fc.oneof(
      fc.double({ min: -100, max: 200, noNaN: true }),
      fc.double({ min: 0, max: 1e12, noNaN: true })
    )
    fc.assert(
      fc.property(available, (bits) => {
        const length = extractedLength('trevisan', bits)
        const cost = (l: number): number => l + 4 * Math.log2(l)
        if (length > 0) expect(cost(length)).toBeLessThanOrEqual(bits)
        expect(cost(length + 1)).toBeGreaterThan(bits)
        expect(extractedLength('toeplitz', bits)).toBe(Math.max(0, Math.floor(bits)))
        expect(length).toBeLessThanOrEqual(extractedLength('toeplitz', bits))
      }),
      { numRuns: 2000 }
    )
  })

  it('is 0 where nothing is left', () => {
    for (const bits of [0.999, 0, -1e9, Number.NEGATIVE_INFINITY, Number.NaN]) {
      expect(extractedLength('trevisan', bits)).toBe(0)
      expect(extractedLength('toeplitz', bits)).toBe(0)
    }
    expect(extractedLength('trevisan', 1)).toBe(1)
  })

  it('costs more with a smaller error', () => {
    expect(extractionCost('trevisan', 1e-10)).toBeCloseTo(166.0964, 4)
    expect(extractionCost('toeplitz', 1e-10)).toBeCloseTo(68.4386, 4)
    expect(0.5 * 2 ** (-extractionCost('toeplitz', 1e-3) / 2)).toBeCloseTo(1e-3 / 4, 15)
    expect(() => extractionCost('toeplitz', 0)).toThrow('epsilon is 0; accepted: a number above 0 and below 1')
  })
})
