import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Mean } from './mean.js'

const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 40 })

const meanOf = (values: readonly number[]): Mean => {
  const mean = new Mean()
  for (const value of values) mean.add(value)
  return mean
}

describe('a mean', () => {
  it('is that of its numbers, with the standard error of independent ones', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { number, estimate } = meanOf(values)
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
        expect(number).toBe(values.length)
        expect(estimate.value).toBeCloseTo(mean, 8)
        expect(estimate.standardError).toBeCloseTo(Math.sqrt(variance / values.length), 8)
      }),
      { seed: 1 }
    )
  })

  it('of several is the mean of all their numbers', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 5 }), numbers, (parts, last) => {
        const together = Mean.of([new Mean(), ...parts.map(meanOf), meanOf(last)])
        const whole = meanOf([...parts.flat(), ...last])
        expect(together.number).toBe(whole.number)
        expect(together.estimate.value).toBeCloseTo(whole.estimate.value, 8)
        expect(together.estimate.standardError).toBeCloseTo(whole.estimate.standardError, 8)
      }),
      { seed: 2 }
    )
  })
})
