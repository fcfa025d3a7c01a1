import { describe, expect, it } from 'vitest'
import { sumOfTerms } from '../analysis.js'
import { entropyAccumulation } from './analysis.js'
import { accumulationTerms } from './bound.js'
import { accumulationSetting, planAccumulation } from './plan.js'
import { tradeoffFunction, worstCase } from './tradeoff.js'

const published = { rounds: 1_500_000, testProbability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018 }

describe('the key of Nadlinger et al.', () => {
  it('has the published length, syndrome and threshold', () => {
    const plan = planAccumulation(published)
    expect(plan.syndromeBits).toBe(296_517)
    expect(plan.winningThreshold).toBe(0.82553)
    expect(plan.maximumLosses).toBe(13_289)
    expect(plan.unrounded).toBeCloseTo(95_950.416, 2)
    expect(plan.length).toBe(95_884)
  })

  it('comes out of the same parameters of the proof', () => {
    const { choice, terms } = planAccumulation(published)
    // The optimum is flat: its place is known less well than its height.
    expect(choice.alphaOutcomes / 0.0006113992).toBeCloseTo(1, 3)
    expect(choice.alphaTests / 0.0035883702).toBeCloseTo(1, 7)
    expect(choice.tradeoff.tangent).toBeCloseTo(0.811761312, 4)
    const expected = [866_179.3, -168_420.8, -44.4, -76_171.9, -29_019.2, -170_350.4, -29_052.5, -222.2, -166.1]
    expected.forEach((bits, k) => {
      expect(Math.abs((terms[k]?.bits as number) - bits)).toBeLessThan(12)
    })
    expect(terms.slice(9).map(({ bits }) => bits)).toEqual([-296_517, -264])
  })

  it('has the golden bound for fixed parameters', () => {
    const tradeoff = tradeoffFunction(0.811761312, published.testProbability)
    const terms = accumulationTerms(accumulationSetting(published), {
      tradeoff,
      alphaOutcomes: 0.0006113992,
      alphaTests: 0.0035883702
    })
    expect(Math.abs(sumOfTerms(terms) - 95_950.414)).toBeLessThan(0.01)
    expect(worstCase(tradeoff, 0.0006113992).winning).toBeCloseTo(0.806537, 6)
    expect(tradeoff.entropy).toBeCloseTo(0.449548336, 8)
    expect(tradeoff.slope).toBeCloseTo(9.2895239722, 7)
  })

  it('is longer with the threshold not cut, with Toeplitz matrices, and with a centred tradeoff function', () => {
    const uncut = planAccumulation({ ...published, thresholdDecimals: 15 })
    expect(uncut.winningThreshold).toBeCloseTo(0.8255376291, 10)
    expect(uncut.length).toBe(95_990)
    expect(planAccumulation({ ...published, extractor: 'toeplitz' }).length).toBe(96_048)
    const centred = planAccumulation({ ...published, centre: 0.84, winningThreshold: 0.82553 })
    expect(Math.abs(centred.unrounded - 118_054.24)).toBeLessThan(0.01)
  })

  it('is released if the test is passed and error correction kept to its budget', () => {
    const analysis = entropyAccumulation(published)
    const good = { won: 62_886, lost: 13_289, errorCorrectionBits: 296_517 }
    const key = analysis.keyLength(good)
    expect(key).toMatchObject({ length: 95_884, mayRelease: true, label: 'proof' })
    expect(key.refusal).toBeUndefined()
    expect(key.epsilons.secrecy).toBeCloseTo(3e-10, 15)
    expect(analysis.keyLength({ ...good, lost: 13_290 })).toMatchObject({
      length: 0,
      mayRelease: false,
      refusal: { code: 'test-failed', detail: 'score 0.825526, below the threshold 0.82553' }
    })
    expect(analysis.keyLength({ ...good, errorCorrectionBits: 296_518 })).toMatchObject({
      length: 0,
      mayRelease: false,
      refusal: { code: 'error-correction-budget', detail: '296518 bits published, 296517 declared' }
    })
  })
})
