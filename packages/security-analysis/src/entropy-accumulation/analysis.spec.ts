import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumOfTerms } from '../analysis.js'
import { isAccepted, observedScore } from './accept.js'
import { entropyAccumulation } from './analysis.js'
import { accumulationSecrecy, epsilonsOf, publishedEpsilons } from './epsilons.js'
import { planAccumulation } from './plan.js'
import { tradeoffFunction, tradeoffScores } from './tradeoff.js'

const parameters = { rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018 }
const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })

describe('the acceptance test', () => {
  it('accepts exactly where the tradeoff function of the frequencies reaches g of the threshold', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(1), double(0.76, 1)),
        double(0.8, 0.85),
        double(0.9, 1.1),
        (centre, score, share) => {
          const plan = planAccumulation({ ...parameters, centre, winningThreshold: 0.82 })
          const tests = Math.round(plan.rounds * plan.testProbability * share)
          const won = Math.round(score * tests)
          const lost = tests - won
          const f = tradeoffFunction(0.81, plan.testProbability, centre)
          const scores = tradeoffScores(f)
          const untested = plan.rounds - tests
          const mean = (won * scores.won + lost * scores.lost + untested * scores.untested) / plan.rounds
          const needed = f.entropy + f.slope * (0.82 - 0.81)
          // Within half a round of the threshold rounding may decide.
          if (Math.abs(mean - needed) < (0.6 * f.slope) / (plan.rounds * plan.testProbability)) return
          expect(isAccepted(plan, { won, lost })).toBe(mean > needed)
        }
      ),
      { numRuns: 60, seed: 21 }
    )
  })

  it('scores a run as expected at the winning probability', () => {
    for (const centre of [1, 0.83]) {
      const plan = planAccumulation({ ...parameters, rounds: 2_560_000, centre })
      const tests = 130_000
      expect(observedScore(plan, { won: 0.83 * tests, lost: 0.17 * tests })).toBeCloseTo(0.83, 12)
    }
    const plan = planAccumulation(parameters)
    expect(() => isAccepted(plan, { won: -1, lost: 0 })).toThrow('won is -1')
    expect(() => isAccepted(plan, { won: 1_000_000, lost: 600_000 })).toThrow(
      'won + lost is 1600000; accepted: at most rounds, 1500000'
    )
  })
})

describe('the analysis by entropy accumulation', () => {
  it('says what it is, and gives terms that add up', () => {
    const analysis = entropyAccumulation(parameters)
    expect(analysis).toMatchObject({ name: 'entropy-accumulation', label: 'proof', mode: 'fixed-length' })
    expect(analysis.description).not.toContain('not the published one')
    expect(entropyAccumulation({ ...parameters, centre: 0.83 }).description).toContain('not the published one')
    const key = analysis.keyLength({ won: 70_000, lost: 10, errorCorrectionBits: 0 })
    expect(sumOfTerms(key.terms)).toBe(key.unrounded)
    // A run better than planned gives no more: the length is fixed.
    expect(key.length).toBe(95_884)
  })

  it('gives no key from a plan that has none, whatever is observed', () => {
    const analysis = entropyAccumulation({ ...parameters, rounds: 1000 })
    expect(analysis.keyLength({ won: 60, lost: 0, errorCorrectionBits: 0 })).toMatchObject({
      length: 0,
      mayRelease: false,
      refusal: { code: 'no-key' }
    })
  })

  it('has a secrecy that is the sum of what may go wrong', () => {
    expect(accumulationSecrecy(publishedEpsilons)).toBeCloseTo(3e-10, 20)
    expect(accumulationSecrecy({ ...publishedEpsilons, entropyAccumulation: 1e-3 })).toBe(1e-3)
    const one = planAccumulation({ ...parameters, epsilons: epsilonsOf(1e-10) })
    expect(one.unrounded).toBeCloseTo(planAccumulation(parameters).unrounded, 6)
  })

  it('refuses nonsense by name', () => {
    const plan = (change: object) => () => planAccumulation({ ...parameters, ...change })
    expect(plan({ rounds: 0 })).toThrow('rounds is 0; accepted: an integer from 1 to')
    expect(plan({ testProbability: 0 })).toThrow('testProbability is 0')
    expect(plan({ testProbability: 1.1 })).toThrow('testProbability is 1.1')
    expect(plan({ expectedChsh: 2.9 })).toThrow('expectedChsh is 2.9')
    expect(plan({ expectedQber: Number.NaN })).toThrow('expectedQber is NaN; accepted: a number from 0 to 0.5')
    expect(plan({ centre: 0.7 })).toThrow('centre is 0.7; accepted: a number from 0.75 to 1')
    expect(plan({ winningThreshold: 1 })).toThrow('winningThreshold is 1')
    expect(plan({ toleratedDeviations: -1 })).toThrow('toleratedDeviations is -1')
    expect(plan({ thresholdDecimals: 2.5 })).toThrow('thresholdDecimals is 2.5')
    expect(plan({ syndromeBits: -1 })).toThrow('syndromeBits is -1')
    expect(plan({ syndromeMargin: -1 })).toThrow('syndromeMargin is -1')
    expect(plan({ efficiency: 0 })).toThrow('efficiency is 0')
    expect(plan({ verificationBits: 1.5 })).toThrow('verificationBits is 1.5')
    expect(plan({ extractor: 'sha' })).toThrow("extractor is sha; accepted: 'trevisan' or 'toeplitz'")
    expect(plan({ epsilons: { ...publishedEpsilons, smoothing: 9e-11 } })).toThrow(
      'epsilons.smoothing is 9e-11; accepted: a number above smoothingOutcomes + 2·smoothingTests'
    )
    expect(plan({ epsilons: { ...publishedEpsilons, privacyAmplification: 0 } })).toThrow(
      'epsilons.privacyAmplification is 0'
    )
    const analysis = entropyAccumulation(parameters)
    expect(() => analysis.keyLength({ won: 0, lost: 0, errorCorrectionBits: -1 })).toThrow('errorCorrectionBits is -1')
  })
})
