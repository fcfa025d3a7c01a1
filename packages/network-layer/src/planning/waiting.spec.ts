import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectMean } from '../../test/monte-carlo.js'
import { swapAsapDecay, swapAsapDecayContinuous } from './swap-asap.js'
import { expectedGap, waitingDecay, waitingDecayContinuous } from './waiting.js'

const probability = fc.double({ min: 0.05, max: 1, noNaN: true })
const factor = fc.double({ min: 0, max: 1, noNaN: true })
const parameters = { seed: 20_260_411, numRuns: 200 }
const draw = createRandom(12).stream('waiting')

/** Σ over both first successes, up to a slot that is hardly ever passed. */
function summed(p: number, q: number, f: (gap: number) => number): number {
  const slots = Math.max(3, Math.ceil(40 / Math.min(p, q)))
  let sum = 0
  for (let i = 0; i < slots; i++) {
    for (let j = 0; j < slots; j++) sum += p * (1 - p) ** i * q * (1 - q) ** j * f(Math.abs(i - j))
  }
  return sum
}

describe('waiting of the earlier of two pairs', () => {
  it.each([
    [0.1, 0.1, Math.exp(-1 / 10), 0.514378],
    [0.01, 0.01, Math.exp(-1 / 100), 0.501268],
    [0.5, 0.5, Math.exp(-1 / 2), 0.623511],
    [0.1, 0.2, 0.9, 0.559613]
  ])('leaves, for p = %d and %d and a factor of %d for each slot, %d', (first, second, decay, left) => {
    expect(waitingDecay(first, second, decay)).toBeCloseTo(left, 6)
    expect(waitingDecay(second, first, decay)).toBeCloseTo(left, 6)
    expect(swapAsapDecay([first, second], [decay])).toBeCloseTo(left, 6)
  })

  it('is what adding up over both slots gives', () => {
    const slow = fc.double({ min: 0.15, max: 1, noNaN: true })
    fc.assert(
      fc.property(slow, slow, factor, (p, q, decay) => {
        expect(waitingDecay(p, q, decay)).toBeCloseTo(
          summed(p, q, (gap) => decay ** gap),
          9
        )
        expect(expectedGap(p, q)).toBeCloseTo(
          summed(p, q, (gap) => gap),
          9
        )
      }),
      { ...parameters, numRuns: 40 }
    )
  })

  it('is p/(2−p)·(1+(1−p)q)/(1−(1−p)q), and 2(1−p)/(p(2−p)) slots, for equal links', () => {
    fc.assert(
      fc.property(probability, factor, (p, q) => {
        const x = (1 - p) * q
        expect(waitingDecay(p, p, q)).toBeCloseTo(((p / (2 - p)) * (1 + x)) / (1 - x), 12)
        expect(expectedGap(p, p)).toBeCloseTo((2 * (1 - p)) / (p * (2 - p)), 9)
      }),
      parameters
    )
  })

  it('is what drawing gives', () => {
    const gap = (): number => Math.abs(draw.geometric(0.1) - draw.geometric(0.3))
    expectMean(waitingDecay(0.1, 0.3, 0.95), 40_000, () => 0.95 ** gap())
    expectMean(expectedGap(0.1, 0.3), 40_000, gap)
    expectMean(waitingDecayContinuous(2, 7, 1.5), 40_000, () =>
      Math.exp(-1.5 * Math.abs(draw.exponential() / 2 - draw.exponential() / 7))
    )
  })
})

/** 1ᵀ(PK)…p with the matrices written out. */
function byMatrices(probabilities: readonly number[], decays: readonly number[]): number {
  const slots = 400
  const mass = (p: number, slot: number): number => p * (1 - p) ** slot
  let vector = Array.from({ length: slots }, (_, slot) => mass(probabilities[0]!, slot))
  decays.forEach((q, node) => {
    vector = vector.map((_, i) => {
      const row = vector.reduce((sum, value, j) => sum + q ** Math.abs(i - j) * value, 0)
      return mass(probabilities[node + 1]!, i) * row
    })
  })
  return vector.reduce((sum, value) => sum + value, 0)
}

describe('waiting in a chain that swaps as soon as it can', () => {
  it.each([
    [3, 0.710343],
    [4, 0.601357]
  ])('leaves %#: of %d links with p = 0.1 and q = 0.98, %d', (links, left) => {
    expect(swapAsapDecay(new Array(links).fill(0.1), new Array(links - 1).fill(0.98))).toBeCloseTo(left, 6)
  })

  it('is the product of matrices written out', () => {
    const link = fc.double({ min: 0.1, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(link, { minLength: 2, maxLength: 4 }), factor, factor, (probabilities, q, r) => {
        const decays = [q, r, q].slice(0, probabilities.length - 1)
        expect(swapAsapDecay(probabilities, decays)).toBeCloseTo(byMatrices(probabilities, decays), 9)
      }),
      { ...parameters, numRuns: 8 }
    )
  })

  it('is what drawing gives, in slots and in time', () => {
    const probabilities = [0.1, 0.3, 0.05, 0.2]
    const rates = [1, 4, 0.5, 2]
    const decays = [0.2, 0.1, 0.4]
    const left = (times: number[]): number =>
      Math.exp(-decays.reduce((sum, rate, node) => sum + rate * Math.abs(times[node]! - times[node + 1]!), 0))
    const slots = swapAsapDecay(
      probabilities,
      decays.map((rate) => Math.exp(-rate))
    )
    expectMean(slots, 60_000, () => left(probabilities.map((p) => draw.geometric(p))))
    expectMean(swapAsapDecayContinuous(rates, decays), 60_000, () =>
      left(rates.map((rate) => draw.exponential() / rate))
    )
  })

  it('of short slots is that in time, rates and decays alike or not, few links or many', () => {
    const value = fc.oneof(fc.constantFrom(1, 2, 4), fc.double({ min: 0.5, max: 5, noNaN: true }))
    const chain = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 40, size: 'max' })
    const slot = 1e-3
    fc.assert(
      fc.property(chain, (nodes) => {
        const rates = nodes.map(([rate]) => rate)
        const decayRates = nodes.slice(1).map(([, rate]) => rate)
        const inSlots = swapAsapDecay(
          rates.map((rate) => -Math.expm1(-rate * slot)),
          decayRates.map((rate) => Math.exp(-rate * slot))
        )
        // Slots in which two succeed at once make a difference of the order of slot times rate for each node.
        const difference = Math.log(inSlots / swapAsapDecayContinuous(rates, decayRates))
        expect(Math.abs(difference)).toBeLessThan(0.01 * rates.length)
      }),
      { ...parameters, numRuns: 40 }
    )
  })

  it('in time is steady where a decay rate meets a sum of rates, and is the two-link form for two', () => {
    for (const gamma of [1, 2, 3, 4, 5, 6]) {
      const rates = [1, 1, 1, 1, 1, 1, 1]
      const at = (factor: number): number => swapAsapDecayContinuous(rates, new Array(6).fill(gamma * factor))
      // Off the resonance by more than decay rates are moved there, on both sides.
      expect(at(1) / ((at(1 + 3e-4) + at(1 - 3e-4)) / 2)).toBeCloseTo(1, 5)
      expect(at(1 + 1e-6)).toBeLessThan(at(1 - 1e-6))
    }
    // Each decay rate is the sum of all rates before it: the worst there is.
    const worst = swapAsapDecayContinuous([1, 1, 1, 1, 1], [1, 2, 3, 4])
    const slot = 1e-4
    const inSlots = swapAsapDecay(
      new Array(5).fill(-Math.expm1(-slot)),
      [1, 2, 3, 4].map((rate) => Math.exp(-rate * slot))
    )
    expect(worst / inSlots).toBeCloseTo(1, 2)
    expect(swapAsapDecayContinuous([2, 7], [1.5])).toBeCloseTo(waitingDecayContinuous(2, 7, 1.5), 12)
    expect(swapAsapDecayContinuous([2, 7], [2])).toBeCloseTo(waitingDecayContinuous(2, 7, 2), 6)
  })

  it('is 1 without decay and lies between 0 and 1, for a hundred links too', () => {
    const hundred = Array.from({ length: 100 }, (_, k) => 1 + (k % 7) / 3)
    expect(swapAsapDecayContinuous(hundred, new Array(99).fill(0))).toBeCloseTo(1, 9)
    const left = swapAsapDecayContinuous(hundred, new Array(99).fill(0.01))
    const gaps = swapAsapDecay(
      hundred.map((rate) => rate / 1000),
      new Array(99).fill(Math.exp(-1e-5))
    )
    expect(left / gaps).toBeCloseTo(1, 2)
  })

  it('refuses a chain that does not fit together, by name', () => {
    const refusal = (field: string) => expect.objectContaining({ code: 'NETWORK_INPUT', field })
    expect(() => swapAsapDecay([0.1, 0.1], [])).toThrow(refusal('decays.length'))
    expect(() => swapAsapDecay([], [])).toThrow(refusal('probabilities.length'))
    expect(() => swapAsapDecay([0.1, 1e-6], [1])).toThrow(refusal('least of probabilities'))
    expect(() => swapAsapDecay([0.1, 0.1], [1.1])).toThrow(refusal('decays[0]'))
    expect(() => swapAsapDecayContinuous([1, 0], [1])).toThrow(refusal('rates[1]'))
    expect(() => swapAsapDecayContinuous([1, 1], [-1])).toThrow(refusal('decayRates[0]'))
  })
})
