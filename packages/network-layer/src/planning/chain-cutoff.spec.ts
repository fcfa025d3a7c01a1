import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectMean } from '../../test/monte-carlo.js'
import { NetworkInputError } from '../errors.js'
import { cutoffDecay, cutoffMeanTime, cutoffSuccess } from './chain-cutoff.js'
import { cutoffInTime } from './cutoff.js'
import { expectedMaximumTime } from './maximum.js'
import { swapAsapDecayContinuous } from './swap-asap.js'

const draw = createRandom(29).stream('chain-cutoff')
const parameters = { seed: 20_261_121, numRuns: 25 }
const rate = fc.double({ min: 0.05, max: 20, noNaN: true })
const decayRate = fc.double({ min: 0, max: 5, noNaN: true })
const cutoff = fc.double({ min: 0.01, max: 6, noNaN: true })
const chain = fc
  .array(fc.tuple(rate, decayRate), { minLength: 2, maxLength: 4 })
  .map((links) => ({ rates: links.map(([r]) => r), decayRates: links.slice(1).map(([, d]) => d) }))

/** One round by drawing: its length, and its waits unless something was cut off. */
function round(rates: readonly number[], limit: number): { time: number; waits: readonly number[] | undefined } {
  const times = rates.map((r) => draw.exponential() / r)
  const cuts = times.slice(1).flatMap((time, index) => {
    const before = times[index] as number
    return Math.abs(time - before) > limit ? [Math.min(time, before) + limit] : []
  })
  if (cuts.length > 0) return { time: Math.min(...cuts), waits: undefined }
  return {
    time: Math.max(...times),
    waits: times.slice(1).map((time, index) => Math.abs(time - (times[index] as number)))
  }
}

describe('a chain with a cut-off', () => {
  it('of two links is the closed form for two, however their rates differ', () => {
    const wide = fc.integer({ min: -15, max: 15 }).map((exponent) => 10 ** (exponent / 10))
    fc.assert(
      fc.property(wide, wide, wide, wide, (first, second, limit, decay) => {
        const expected = cutoffInTime(first, second, limit, decay)
        const two = { rates: [first, second], cutoff: limit }
        expect(cutoffSuccess(two) / expected.success).toBeCloseTo(1, 8)
        expect(cutoffDecay(two, [decay]) / expected.decay).toBeCloseTo(1, 8)
        expect(cutoffMeanTime(two) / expected.meanTime).toBeCloseTo(1, 6)
      }),
      { ...parameters, numRuns: 100 }
    )
  })

  it('without end is the chain that nothing is discarded of', () => {
    fc.assert(
      fc.property(chain, ({ rates, decayRates }) => {
        const slowest = Math.min(...rates)
        for (const [limit, digits] of [
          [Infinity, 12],
          [30 / slowest, 7]
        ] as const) {
          const patient = { rates, cutoff: limit }
          expect(cutoffSuccess(patient)).toBeCloseTo(1, 9)
          expect(cutoffMeanTime(patient) / expectedMaximumTime(rates)).toBeCloseTo(1, digits)
          expect(cutoffDecay(patient, decayRates) / swapAsapDecayContinuous(rates, decayRates)).toBeCloseTo(1, 5)
        }
      }),
      parameters
    )
  })

  it('that is short pays (n − 1)-fold: the success falls as the power of the number of inner nodes', () => {
    // All within c of the first: E[volume of the ways] is c^(n−1) times a constant, here by two cut-offs.
    for (const links of [3, 5, 11]) {
      const rates = Array.from({ length: links }, () => 1)
      const ratio = cutoffSuccess({ rates, cutoff: 2e-5 }) / cutoffSuccess({ rates, cutoff: 1e-5 })
      expect(ratio / 2 ** (links - 1)).toBeCloseTo(1, 3)
    }
  })

  it('is the same from either end, and in any unit of time', () => {
    fc.assert(
      fc.property(chain, cutoff, fc.constantFrom(1e-3, 1e4), ({ rates, decayRates }, limit, unit) => {
        const one = { rates, cutoff: limit }
        const turned = { rates: rates.toReversed(), cutoff: limit }
        expect(cutoffDecay(turned, decayRates.toReversed()) / cutoffDecay(one, decayRates)).toBeCloseTo(1, 8)
        expect(cutoffMeanTime(turned) / cutoffMeanTime(one)).toBeCloseTo(1, 6)
        const slow = { rates: rates.map((r) => r / unit), cutoff: limit * unit }
        expect(cutoffSuccess(slow) / cutoffSuccess(one)).toBeCloseTo(1, 8)
        expect(cutoffMeanTime(slow) / (unit * cutoffMeanTime(one))).toBeCloseTo(1, 8)
      }),
      parameters
    )
  })

  it('that is longer succeeds more often and takes less time, and leaves what the longest waits leave at least', () => {
    fc.assert(
      fc.property(chain, cutoff, ({ rates, decayRates }, limit) => {
        const short = { rates, cutoff: limit }
        const long = { rates, cutoff: 1.3 * limit }
        expect(cutoffSuccess(long)).toBeGreaterThanOrEqual(cutoffSuccess(short) * (1 - 1e-9))
        expect(cutoffMeanTime(long)).toBeLessThanOrEqual(cutoffMeanTime(short) * (1 + 1e-6))
        const least = Math.exp(-limit * decayRates.reduce((sum, decay) => sum + decay, 0))
        expect(cutoffDecay(short, decayRates)).toBeGreaterThanOrEqual(least * (1 - 1e-9))
        expect(cutoffDecay(short, decayRates)).toBeLessThanOrEqual(1 + 1e-9)
      }),
      parameters
    )
  })

  it.each([
    [[1, 1, 1], 0.6, [0.7, 0.2]],
    [[2, 0.5, 1], 1.1, [0.3, 1.5]],
    [[1, 4, 0.7, 1.5], 0.8, [0.4, 0, 1]],
    [[30, 1, 40, 1], 0.9, [0.5, 0.5, 3]],
    [[1, 1, 1, 1, 1], 1, [0.2, 0.2, 0.2, 0.2]],
    [Array.from({ length: 11 }, () => 1), 2.5, Array.from({ length: 10 }, () => 0.1)]
  ])('is what drawing gives, for links of %j and a cut-off of %d', (rates, limit, decays) => {
    const expected = { rates, cutoff: limit }
    const rounds = { number: 0 }
    const untilPair = () => {
      let time = 0
      for (;;) {
        rounds.number += 1
        const { time: length, waits } = round(rates, limit)
        time += length
        if (waits === undefined) continue
        return { time, left: Math.exp(-waits.reduce((sum, wait, k) => sum + wait * (decays[k] as number), 0)) }
      }
    }
    expectMean(cutoffMeanTime(expected), 20_000, () => untilPair().time)
    rounds.number = 0
    expectMean(cutoffDecay(expected, decays), 20_000, () => untilPair().left)
    const success = 20_000 / rounds.number
    const error = Math.sqrt((success * (1 - success)) / rounds.number)
    expect(Math.abs(success - cutoffSuccess(expected))).toBeLessThan(5 * error)
  })

  it('of one link is that link', () => {
    const one = { rates: [4], cutoff: 0.1 }
    expect(cutoffSuccess(one)).toBe(1)
    expect(cutoffDecay(one, [])).toBe(1)
    expect(cutoffMeanTime(one)).toBeCloseTo(0.25, 12)
  })

  it('refuses what is none', () => {
    const rates = [1, 1]
    for (const bad of [
      () => cutoffSuccess({ rates: [], cutoff: 1 }),
      () => cutoffSuccess({ rates: [1, 0], cutoff: 1 }),
      () => cutoffSuccess({ rates: Array.from({ length: 65 }, () => 1), cutoff: 1 }),
      () => cutoffMeanTime({ rates, cutoff: 0 }),
      () => cutoffMeanTime({ rates, cutoff: Number.NaN }),
      () => cutoffDecay({ rates, cutoff: 1 }, []),
      () => cutoffDecay({ rates, cutoff: 1 }, [-1]),
      () => cutoffDecay({ rates, cutoff: 1 }, [Infinity])
    ])
      expect(bad).toThrow(NetworkInputError)
  })
})
