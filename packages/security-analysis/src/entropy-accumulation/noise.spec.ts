import { binaryEntropy } from '@bellwire/quantum'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestPreprocessing, flippedErrorRate } from '../asymptotic/rate.js'
import { entropyAccumulation } from './analysis.js'
import { planWithBestFlips } from './best-flips.js'
import { type AccumulationParameters, planAccumulation } from './plan.js'
import { roundEntropy } from './round-entropy.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const published = { rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018 }
/** The data of Liu et al. at 101 km, near the threshold. */
const far = { testProbability: 0.02, expectedChsh: 2.504, expectedQber: 0.069, centre: 0.813, thresholdDecimals: 15 }
const withoutNoise = fc.record({
  rounds: double(5, 12).map((log) => Math.round(10 ** log)),
  testProbability: double(-3, -0.5).map((log) => 10 ** log),
  expectedChsh: double(2.3, 2.8),
  expectedQber: double(0.001, 0.09),
  thresholdDecimals: fc.constant(15)
})
const anyParameters = fc
  .tuple(withoutNoise, double(-4, -0.31))
  .map(([parameters, log]) => ({ ...parameters, flips: 10 ** log }))

/** Bits per round of infinitely many: η of a round, less the errors of both kinds, less what tests publish. */
function limit({ testProbability: test, expectedChsh, expectedQber, flips = 0 }: AccumulationParameters): number {
  return (
    roundEntropy((expectedChsh + 4) / 8, { testProbability: test, flips }) -
    (1 - test) * binaryEntropy(flips + (1 - 2 * flips) * expectedQber) -
    test * binaryEntropy((4 - expectedChsh) / 8) -
    test
  )
}

describe('a plan with noisy preprocessing', () => {
  it('is with q = 0 the plan without', () => {
    expect(planAccumulation({ ...published, flips: 0 })).toEqual(planAccumulation(published))
    fc.assert(
      fc.property(withoutNoise, (parameters) => {
        expect(planAccumulation({ ...parameters, flips: 0 }).unrounded).toBe(planAccumulation(parameters).unrounded)
        const close = planAccumulation({ ...parameters, flips: 1e-13, syndromeBits: 1000 })
        const none = planAccumulation({ ...parameters, syndromeBits: 1000 })
        expect(Math.abs(close.unrounded - none.unrounded)).toBeLessThan(1e-9 * parameters.rounds + 1e-3)
      }),
      { numRuns: 20, seed: 1 }
    )
  })

  it('gives error correction what the flipped key needs, in key rounds alone', () => {
    const flips = 0.1
    const expected = (1_500_000 * (243 * binaryEntropy(0.1 + 0.8 * 0.018) + 13 * binaryEntropy(1.36 / 8))) / 256
    expect(planAccumulation({ ...published, flips }).syndromeBits).toBe(
      Math.floor(expected + 50 * Math.sqrt(1_500_000))
    )
    expect(flippedErrorRate(0.018, 0)).toBe(0.018)
    expect(flippedErrorRate(0.018, 0.5)).toBe(0.5)
  })

  it('is never above the limit of many rounds, and comes close to it', () => {
    fc.assert(
      fc.property(anyParameters, fc.oneof(fc.constant(1), double(0.75, 1)), (parameters, centre) => {
        const plan = planAccumulation({ ...parameters, centre })
        expect(plan.unrounded / plan.rounds).toBeLessThan(limit(parameters))
        const many = planAccumulation({ ...parameters, centre, rounds: 1e15 })
        expect(limit(parameters) - many.unrounded / 1e15).toBeLessThan(1e-3)
      }),
      { numRuns: 20, seed: 2 }
    )
  })

  it('tends to the asymptotic rate with the best noise, and its noise to the best one', () => {
    const best = bestPreprocessing({ chsh: 2.504, qber: 0.069 })
    const rates = [
      [1e8, 0.02],
      [1e12, 0.001],
      [1e14, 1e-4]
    ].map(([rounds = 0, testProbability = 0]) => planWithBestFlips({ ...far, rounds, testProbability }))
    const perRound = rates.map(({ unrounded, rounds }) => unrounded / rounds)
    for (const [k, rate] of perRound.entries()) expect(rate).toBeGreaterThan(perRound[k - 1] ?? 0)
    expect(best.rate - (perRound[1] as number)).toBeLessThan(0.0035)
    expect(best.rate - (perRound[2] as number)).toBeLessThan(0.0007)
    expect(perRound[2]).toBeLessThan(best.rate)
    expect(Math.abs((rates[1]?.flips as number) - best.flips)).toBeLessThan(5e-4)
    expect(Math.abs((rates[2]?.flips as number) - 0.0183)).toBeLessThan(2e-4)
    // Where rounds are few a greater part of what a line under η costs goes with its slope, which flips make smaller.
    expect(rates[0]?.flips).toBeGreaterThan(0.03)
  })

  it('finds the q that a grid does not better, and never less than without noise', () => {
    fc.assert(
      fc.property(withoutNoise, (parameters) => {
        const plan = planWithBestFlips(parameters)
        const slack = 2 + 1e-9 * parameters.rounds
        expect(planAccumulation({ ...parameters, flips: plan.flips }).unrounded).toBe(plan.unrounded)
        for (let k = 0; k <= 40; k++) {
          const flips = k <= 25 ? k / 50.1 : 10 ** (-(k - 23) / 3)
          expect(plan.unrounded).toBeGreaterThanOrEqual(planAccumulation({ ...parameters, flips }).unrounded - slack)
        }
      }),
      { numRuns: 2, seed: 8 }
    )
  })

  it('gives key where there is none without', () => {
    const parameters = { ...far, rounds: 50_000_000 }
    expect(planAccumulation(parameters).length).toBe(0)
    expect(planWithBestFlips(parameters).length).toBeGreaterThan(700_000)
    // Of a good channel it takes next to none, and gains next to nothing.
    const good = planWithBestFlips(published)
    expect(good.flips).toBeLessThan(2e-3)
    expect(good.length).toBeGreaterThanOrEqual(95_884)
    expect(good.length).toBeLessThan(97_500)
  })

  it('grows with S, rounds and epsilons, and falls with Q', () => {
    fc.assert(
      fc.property(anyParameters, double(0, 1), (parameters, more) => {
        const bits = (change: object): number => planAccumulation({ ...parameters, ...change }).unrounded
        const base = bits({})
        const slack = 1 + 1e-8 * parameters.rounds
        expect(bits({ expectedChsh: parameters.expectedChsh + 0.02 * more })).toBeGreaterThan(base - slack)
        expect(bits({ expectedQber: parameters.expectedQber * more })).toBeGreaterThan(base - slack)
        if (base > 0) expect(bits({ rounds: Math.ceil(parameters.rounds * (1 + more)) })).toBeGreaterThan(base - slack)
      }),
      { numRuns: 15, seed: 9 }
    )
  })

  it('says so, and refuses nonsense by name', () => {
    const noisy = entropyAccumulation({ ...published, flips: 0.01 })
    expect(noisy.description).toContain('Noisy preprocessing of the key rounds is not part of the published analysis')
    expect(noisy.reference).toContain('Ho et al.')
    expect(entropyAccumulation(published).description).not.toContain('Noisy')
    expect(() => planAccumulation({ ...published, flips: 0.51 })).toThrow(
      'flips is 0.51; accepted: a number from 0 to 0.5'
    )
    expect(() => planAccumulation({ ...published, flips: Number.NaN })).toThrow('flips is NaN')
    expect(() => planWithBestFlips({ ...published, syndromeBits: 1 })).toThrow(
      'syndromeBits is 1; accepted: none where the best noise is looked for'
    )
    expect(planAccumulation({ ...published, flips: 0.5 }).length).toBe(0)
  })
})
