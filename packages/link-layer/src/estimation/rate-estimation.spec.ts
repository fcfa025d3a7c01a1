import { describe, expect, it } from 'vitest'
import { RateEstimation } from './rate-estimation.js'

/** Park–Miller: the same draws in every run. */
function drawing(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 0x7fff_ffff) / 0x7fff_ffff
}

/** A link whose attempts succeed with one probability and are said to succeed with another. */
function attempts(number: number, truth: number, stated: number, seed: number, attemptSlots = 1): RateEstimation {
  const draw = drawing(seed)
  const rates = new RateEstimation()
  for (let k = 0; k < number; k++) rates.count(stated * attemptSlots, draw() < truth ? 1 : 0)
  return rates
}

describe('the estimate of a rate', () => {
  it('is the stated one where nothing is certain to differ', () => {
    expect(new RateEstimation().factor(1)).toBe(1)
    for (let seed = 1; seed <= 100; seed++) expect(attempts(20_000, 0.02, 0.02, seed).factor(1)).toBe(1)
  })

  it.each([
    [0.01, 0.02, 1],
    [0.04, 0.02, 1],
    [0.01, 0.02, 3]
  ])('finds that %f is not %f, with attempts of %i slots', (truth, stated, attemptSlots) => {
    const found = attempts(50_000, truth, stated, 7, attemptSlots).factor(attemptSlots)
    const expected = truth / stated
    expect(Math.abs(found - expected)).toBeLessThan((5 * Math.sqrt(expected * 1000)) / 1000 + 0.01)
  })

  it('goes with what is new, and back to what is stated when the link begins anew', () => {
    const rates = attempts(50_000, 0.02, 0.02, 3)
    const draw = drawing(5)
    for (let k = 0; k < 500_000; k++) rates.count(0.02, draw() < 0.01 ? 1 : 0)
    expect(Math.abs(rates.factor(1) - 0.5)).toBeLessThan(5 * Math.sqrt(0.5 / 1000))
    rates.forget()
    expect(rates.factor(1)).toBe(1)
  })

  it('is never nothing: a link that nobody takes is measured no more', () => {
    expect(attempts(5000, 0, 0.02, 1).factor(1)).toBeGreaterThan(0)
    expect(attempts(5000, 0, 0.02, 1).factor(1)).toBeLessThan(0.02)
  })
})
