import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDistribution, anyProbability } from '../test/arbitraries.js'
import { QuantumInputError, binaryEntropy, shannonEntropy } from './index.js'

describe('binaryEntropy', () => {
  it('is symmetric, at most 1, and the entropy of two outcomes', () => {
    expect([binaryEntropy(0), binaryEntropy(1), binaryEntropy(0.5)]).toEqual([0, 0, 1])
    expect(binaryEntropy(0.11)).toBeCloseTo(0.49991596, 8)
    fc.assert(
      fc.property(anyProbability, (x) => {
        expect(binaryEntropy(x)).toBeCloseTo(binaryEntropy(1 - x), 12)
        expect(binaryEntropy(x)).toBeCloseTo(shannonEntropy([x, 1 - x]), 12)
        expect(binaryEntropy(x)).toBeLessThanOrEqual(1)
      })
    )
  })

  it('keeps its digits for tiny arguments: h(x) → x log2(e/x)', () => {
    const x = 1e-18
    expect(binaryEntropy(x) / (x * Math.log2(Math.E / x))).toBeCloseTo(1, 12)
  })

  it('refuses what is no probability', () => {
    expect(() => binaryEntropy(-0.1)).toThrow(/x is -0.1; accepted: a number from 0 to 1/)
    expect(() => binaryEntropy(Number.NaN)).toThrow(QuantumInputError)
  })
})

describe('shannonEntropy', () => {
  it('obeys the grouping rule', () => {
    expect(shannonEntropy([0.25, 0.25, 0.25, 0.25])).toBe(2)
    fc.assert(
      fc.property(anyDistribution, (p) => {
        const [a, b, c, d] = [...p] as [number, number, number, number]
        const left = a + b
        const right = c + d
        fc.pre(left > 1e-9 && right > 1e-9 && left < 1 && right < 1)
        const grouped =
          binaryEntropy(left) +
          left * binaryEntropy(Math.min(1, a / left)) +
          right * binaryEntropy(Math.min(1, c / right))
        expect(shannonEntropy(p)).toBeCloseTo(grouped, 9)
      })
    )
  })
})
