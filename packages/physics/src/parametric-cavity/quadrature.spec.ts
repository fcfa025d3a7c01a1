import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logarithmic } from '../../test/parametric-cavity/sources.js'
import { type Integral, integrateHalfLine } from './quadrature.js'

/** ∫ over [0, 1) of p(x) dx, written as an integral over [0, ∞) with x = ω/(ω + 1). */
function overUnit(p: (x: number) => number, relativeError: number): Integral {
  return integrateHalfLine((omega) => p(omega / (omega + 1)) / (omega + 1) ** 2, 1, [], relativeError)
}

test('two panels are exact for polynomials up to degree 22, which are those of the rule of 15 nodes', () => {
  for (let degree = 0; degree <= 22; degree++) {
    const { value, evaluations } = overUnit((x) => x ** degree, 1)
    expect(evaluations).toBe(30)
    expect(Math.abs(value * (degree + 1) - 1)).toBeLessThan(2e-15)
  }
})

test('the rule it is compared with is exact up to degree 13 and not beyond', () => {
  for (let degree = 0; degree <= 13; degree++) {
    expect(overUnit((x) => x ** degree, 1).error * (degree + 1)).toBeLessThan(1e-14)
  }
  // On two halves the 7 nodes miss ((x−a)(x−b)…)² of their own: degree 14 in each half shows.
  expect(overUnit((x) => (4 * x - 3) ** 30, 1).error).toBeGreaterThan(1e-8)
})

test('known integrals, the error within what is stated', () => {
  const known: [(omega: number) => number, number][] = [
    [(w) => 1 / (1 + w * w), Math.PI / 2],
    [(w) => Math.exp(-w), 1],
    [(w) => Math.exp(-w * w), Math.sqrt(Math.PI) / 2],
    [(w) => 1 / (1 + w) ** 2.5, 2 / 3],
    [(w) => Math.log1p(1 / (w * w)), Math.PI],
    [(w) => 1 / (1 + w ** 6), Math.PI / 3]
  ]
  for (const [f, exact] of known) {
    for (const relativeError of [1e-3, 1e-6, 1e-10]) {
      const { value, error } = integrateHalfLine(f, 1, [], relativeError)
      expect(error).toBeLessThanOrEqual(relativeError * value)
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(error)
    }
  }
})

test('a narrow resonance that is named is not missed', () => {
  fc.assert(
    fc.property(logarithmic(1e-6, 1), logarithmic(1e-2, 10), (width, centre) => {
      const f = (omega: number) => width / (width * width + (omega - centre) ** 2)
      const exact = Math.PI / 2 + Math.atan(centre / width)
      const { value, error } = integrateHalfLine(f, 1, [centre - width, centre, centre + width], 1e-8)
      expect(Math.abs(value - exact)).toBeLessThan(error + 1e-7 * exact)
    }),
    { numRuns: 100, seed: 1 }
  )
})

test('what cannot be had is said: the error stays large where the function jumps too often', () => {
  const noisy = (omega: number) => (Math.floor(omega * 1e6) % 2 === 0 ? 1 : 0) / (1 + omega) ** 2
  const { value, error } = integrateHalfLine(noisy, 1, [], 1e-12)
  expect(error).toBeGreaterThan(1e-6)
  expect(Math.abs(value - 0.5)).toBeLessThan(error)
})
