import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studentCentral, studentCritical } from './student.js'

/** ∫ of the density, which is cos^(ν−1) of the angle up to a factor, by Simpson's rule. */
function integrated(t: number, degrees: number): number {
  const simpson = (to: number): number => {
    const steps = 2000
    let sum = 0
    for (let n = 0; n <= steps; n++) {
      const weight = n === 0 || n === steps ? 1 : n % 2 === 1 ? 4 : 2
      sum += weight * Math.cos((to * n) / steps) ** (degrees - 1)
    }
    return (sum * to) / steps / 3
  }
  return simpson(Math.atan(t / Math.sqrt(degrees))) / simpson(Math.PI / 2)
}

describe("Student's distribution", () => {
  it.each([
    [1, 12.7062047364],
    [2, 4.30265272991],
    [3, 3.18244630528],
    [4, 2.7764451052],
    [5, 2.57058183661],
    [9, 2.26215716274],
    [10, 2.22813885196],
    [30, 2.04227245631],
    [100, 1.98397151845],
    [1000, 1.96233908083]
  ])('of %i degrees has its tabulated point for 95 %%', (degrees, t) => {
    expect(studentCritical(0.95, degrees)).toBeCloseTo(t, 8)
  })

  it('has closed forms for 1 and 2 degrees', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (probability) => {
        const cauchy = Math.tan((Math.PI * probability) / 2)
        expect(studentCritical(probability, 1)).toBeCloseTo(cauchy, 8)
        const two = probability * Math.sqrt(2 / ((1 + probability) * (1 - probability)))
        expect(studentCritical(probability, 2)).toBeCloseTo(two, 8)
      }),
      { seed: 1 }
    )
  })

  it('is the integral of its density, and its inverse takes back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 30, noNaN: true }), fc.integer({ min: 1, max: 60 }), (t, degrees) => {
        const probability = studentCentral(t, degrees)
        expect(probability).toBeCloseTo(integrated(t, degrees), 10)
        if (probability < 1 - 1e-9) expect(studentCritical(probability, degrees) / t).toBeCloseTo(1, 5)
      }),
      { seed: 1 }
    )
  })

  it('comes near the normal distribution', () => {
    expect(studentCritical(0.95, 100_000)).toBeCloseTo(1.959964 + 2.37e-5, 6)
  })
})
