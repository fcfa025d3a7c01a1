import { describe, expect, it } from 'vitest'
import { simplexMinimum } from '../numeric/simplex.js'
import { entropyBound } from './entropy-bound.js'
import { randomBasisCriticalQber, randomBasisEntropy } from './random-key-basis.js'
import { criticalQber } from './threshold.js'

describe('a random key basis', () => {
  it('tolerates more errors than one key basis', () => {
    const critical = randomBasisCriticalQber()
    expect(critical).toBeGreaterThan(0.08)
    expect(critical).toBeLessThan(0.086)
    expect(critical).toBeGreaterThan(criticalQber().qber)
  })

  it('has more entropy than one key basis', () => {
    const entropy = randomBasisEntropy(2.78)
    expect(Math.abs(entropy - 0.92891)).toBeLessThan(2e-5)
    expect(entropy).toBeGreaterThan(entropyBound(2.78))
    expect(() => randomBasisEntropy(1.9)).toThrow('chsh is 1.9')
  })
})

describe('a simplex', () => {
  it('finds the minimum of a bent valley', () => {
    const valley = ([x, y]: readonly number[]): number =>
      100 * ((y as number) - (x as number) ** 2) ** 2 + (1 - (x as number)) ** 2
    const { at, value } = simplexMinimum(valley, [-1.2, 1], 0.3, 400)
    expect(value).toBeLessThan(1e-12)
    expect(at[0]).toBeCloseTo(1, 5)
    expect(at[1]).toBeCloseTo(1, 5)
  })
})
