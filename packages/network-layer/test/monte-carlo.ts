import { expect } from 'vitest'

/** Expects the mean of `samples` draws to lie within five of its own standard errors of `exact`. */
export function expectMean(exact: number, samples: number, draw: () => number): void {
  let sum = 0
  let squares = 0
  for (let k = 0; k < samples; k++) {
    const value = draw()
    sum += value
    squares += value * value
  }
  const mean = sum / samples
  const error = Math.sqrt(Math.max(0, squares / samples - mean * mean) / samples)
  expect(error).toBeLessThan(0.02 * Math.abs(exact))
  expect(Math.abs(mean - exact)).toBeLessThan(5 * error + 1e-12)
}
