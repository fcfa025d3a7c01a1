import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectMean } from '../../test/monte-carlo.js'
import { expectedMaximum, expectedMaximumOf, expectedMaximumTime } from './maximum.js'

/** Σ_{t>=0} 1 − Π(1 − (1−p)ᵗ), term by term. */
function summed(probabilities: readonly number[]): number {
  let sum = 0
  for (let t = 0; ; t++) {
    const term = 1 - probabilities.reduce((product, p) => product * (1 - (1 - p) ** t), 1)
    if (term < 1e-16) return sum
    sum += term
  }
}

const parameters = { seed: 20_260_410, numRuns: 300 }
const stream = (name: string) => createRandom(11).stream(name)

describe('the mean of the longest of several waits', () => {
  it.each([
    [0.1, 1, 10],
    [0.1, 2, 14.736842],
    [0.1, 3, 17.900563],
    [0.1, 4, 20.273378],
    [0.1, 5, 22.171623],
    [0.01, 2, 149.748744],
    [0.5, 3, 3.142857]
  ])('is, for p = %d and %d links, %d slots', (p, links, slots) => {
    expect(expectedMaximum(p, links)).toBeCloseTo(slots, 6)
    expect(expectedMaximumOf(new Array(links).fill(p))).toBeCloseTo(slots, 6)
  })

  it('is (3 − 2p)/(p(2 − p)) for two links', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (p) => {
        expect((expectedMaximum(p, 2) * (p * (2 - p))) / (3 - 2 * p)).toBeCloseTo(1, 12)
      }),
      parameters
    )
  })

  it('is the sum of the chances that not all are done, for few links and for many', () => {
    const probability = fc.double({ min: 0.01, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 30, size: 'max' }), (probabilities) => {
        expect(expectedMaximumOf(probabilities) / summed(probabilities)).toBeCloseTo(1, 10)
        const equal = new Array(probabilities.length).fill(probabilities[0])
        expect(expectedMaximum(probabilities[0]!, probabilities.length) / summed(equal)).toBeCloseTo(1, 10)
      }),
      parameters
    )
  })

  it.each([11, 20, 100, 10_000])('is H_n/λ + 1/2 for %d links of one small probability', (links) => {
    let harmonic = 0
    for (let k = 1; k <= links; k++) harmonic += 1 / k
    expect(expectedMaximum(1e-5, links) / (harmonic / -Math.log1p(-1e-5) + 0.5)).toBeCloseTo(1, 9)
    expect(expectedMaximumTime(new Array(links).fill(3))).toBeCloseTo(harmonic / 3, 8)
  })

  it('of short slots is that of exponential waits, for few links and for many, far apart in rate', () => {
    const rates = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 16, size: 'max' })
    fc.assert(
      fc.property(rates, (exponents) => {
        const values = exponents.map((x) => 10 ** x)
        const slot = 1e-7 / Math.max(...values)
        const slots = expectedMaximumOf(values.map((rate) => -Math.expm1(-rate * slot)))
        expect(((slots - 0.5) * slot) / expectedMaximumTime(values)).toBeCloseTo(1, 6)
      }),
      { ...parameters, numRuns: 60 }
    )
  })

  it('does not jump where the way of computing it changes', () => {
    const rates = Array.from({ length: 11 }, (_, k) => 1 + k / 7)
    // An eleventh link that is all but always first changes nothing.
    rates[10] = 1e9
    expect(expectedMaximumTime(rates) / expectedMaximumTime(rates.slice(0, 10))).toBeCloseTo(1, 9)
    expect(expectedMaximumOf([...new Array(10).fill(0.003), 1]) / expectedMaximum(0.003, 10)).toBeCloseTo(1, 10)
  })

  it('is what drawing gives', () => {
    const draw = stream('maximum')
    const unequal = [0.1, 0.25, 0.04]
    expectMean(expectedMaximum(0.1, 4), 40_000, () => Math.max(...[1, 2, 3, 4].map(() => draw.geometric(0.1))))
    expectMean(expectedMaximumOf(unequal), 40_000, () => Math.max(...unequal.map((p) => draw.geometric(p))))
    expectMean(expectedMaximumTime([2, 5, 0.5]), 40_000, () =>
      Math.max(...[2, 5, 0.5].map((r) => draw.exponential() / r))
    )
    const many = Array.from({ length: 14 }, (_, k) => 0.1 + 0.05 * k)
    expectMean(expectedMaximumOf(many), 20_000, () => Math.max(...many.map((p) => draw.geometric(p))))
  })

  it('refuses what is no probability, number or rate, by name', () => {
    const refusal = (field: string) => expect.objectContaining({ code: 'NETWORK_INPUT', field })
    expect(() => expectedMaximum(0, 2)).toThrow(refusal('probability'))
    expect(() => expectedMaximum(0.5, 0)).toThrow(refusal('links'))
    expect(() => expectedMaximumOf([])).toThrow(refusal('probabilities.length'))
    expect(() => expectedMaximumOf([0.5, 1.5])).toThrow(refusal('probabilities[1]'))
    expect(() => expectedMaximumTime([1, Number.NaN])).toThrow(refusal('rates[1]'))
  })
})
