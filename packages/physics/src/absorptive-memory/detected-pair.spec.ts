import {
  applyChannel,
  BellIndex,
  combineMatrices,
  createPair,
  type DensityMatrix,
  densityMatrixOf,
  dephasingChannel,
  mixedDensityMatrix,
  pairChsh,
  pairFidelity,
  pairFromDensity,
  pairToDensity,
  pauliChannel,
  pauliExpectation,
  setBellPair
} from '@bellwire/quantum'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { chshNeededFor, chshSignificance, chshStandardError, chshStandardErrorOf, detectedChsh } from './bell-test.js'
import {
  correlatorsOfFidelity,
  type DetectedPairErrors,
  detectedCorrelators,
  detectedFidelity,
  fidelityCapOfNoise,
  fidelityWithoutNoise,
  noiseFractionOf,
  wernerCorrelators
} from './detected-pair.js'

const errors = fc.record({
  noiseFraction: between(0, 1),
  flipProbability: between(0, 0.5),
  dephasingProbability: between(0, 1)
})

/** Φ+ with flips on the spin, a Z error on the photon, and white noise mixed in. */
function densityOf({ noiseFraction, flipProbability, dephasingProbability }: DetectedPairErrors): DensityMatrix {
  const pair = createPair()
  setBellPair(pair, BellIndex.PhiPlus)
  const state = pairToDensity(pair)
  applyChannel(state, pauliChannel([1 - flipProbability, flipProbability / 2, 0, flipProbability / 2]), [0])
  applyChannel(state, dephasingChannel(dephasingProbability), [1])
  return densityMatrixOf(
    combineMatrices([
      [1 - noiseFraction, state.data],
      [noiseFraction, mixedDensityMatrix(2).data]
    ])
  )
}

test('correlators, fidelity and S against a density matrix', () => {
  fc.assert(
    fc.property(errors, (e) => {
      const state = densityOf(e)
      const correlators = detectedCorrelators(e)
      expect(correlators.zz).toBeCloseTo(pauliExpectation(state, 'ZZ'), 12)
      expect(correlators.xx).toBeCloseTo(pauliExpectation(state, 'XX'), 12)
      expect(-correlators.xx).toBeCloseTo(pauliExpectation(state, 'YY'), 12)
      const pair = pairFromDensity(state)
      expect(detectedFidelity(correlators)).toBeCloseTo(pairFidelity(pair, BellIndex.PhiPlus), 12)
      expect(detectedChsh(correlators)).toBeCloseTo(pairChsh(pair), 12)
    }),
    { seed: 1 }
  )
})

test('the Z error that a fidelity leaves makes that fidelity', () => {
  fc.assert(
    fc.property(errors, (e) => {
      const truth = detectedCorrelators(e)
      const found = correlatorsOfFidelity(detectedFidelity(truth), e.noiseFraction, e.flipProbability)
      expect(found.zz).toBeCloseTo(truth.zz, 12)
      expect(found.xx).toBeCloseTo(truth.xx, 12)
      expect(detectedCorrelators({ ...e, dephasingProbability: found.dephasingProbability }).xx).toBeCloseTo(
        truth.xx,
        9
      )
    }),
    { seed: 2 }
  )
})

test('noise alone caps the fidelity, and taking it away gives the fidelity back', () => {
  fc.assert(
    fc.property(between(0, 0.9), between(0.25, 1), (noiseFraction, fidelity) => {
      const perfect = { noiseFraction, flipProbability: 0, dephasingProbability: 0 }
      expect(fidelityCapOfNoise(noiseFraction)).toBeCloseTo(detectedFidelity(detectedCorrelators(perfect)), 13)
      const measured = (1 - noiseFraction) * fidelity + noiseFraction / 4
      expect(fidelityWithoutNoise(measured, noiseFraction)).toBeCloseTo(fidelity, 12)
      expect(detectedFidelity(wernerCorrelators(fidelity))).toBeCloseTo(fidelity, 13)
    }),
    { seed: 3 }
  )
  expect(noiseFractionOf(Infinity)).toBe(0)
  expect(noiseFractionOf(0)).toBe(1)
})

test('a fidelity that noise and flips do not allow is refused', () => {
  expect(() => correlatorsOfFidelity(0.98, noiseFractionOf(28), 0)).toThrow('fidelity: got 0.98')
  expect(() => correlatorsOfFidelity(Number.NaN, 0, 0)).toThrow('fidelity')
})

test('the standard error of S against the spread of its estimator, from the binomial law itself', () => {
  // Variance of the mean of n outcomes ±1 with mean E, summed over the whole distribution.
  const variance = (e: number, n: number): number => {
    const p = (1 + e) / 2
    let mass = (1 - p) ** n
    let sum = 0
    for (let k = 0; k <= n; k++) {
      sum += mass * ((2 * k) / n - 1 - e) ** 2
      mass *= ((n - k) / (k + 1)) * (p / (1 - p))
    }
    return sum
  }
  for (const [s, n] of [
    [2.47, 400],
    [2, 80],
    [0, 200]
  ] as const) {
    expect(chshStandardError(s, n)).toBeCloseTo(Math.sqrt(4 * variance(s / 4, n / 4)), 10)
  }
  const correlators = [0.7, 0.6, 0.65, -0.5]
  const events = [100, 40, 60, 80]
  const sum = correlators.reduce((total, e, k) => total + variance(e, events[k]!), 0)
  expect(chshStandardErrorOf(correlators, events)).toBeCloseTo(Math.sqrt(sum), 10)
  expect(chshStandardErrorOf([0.6, 0.6, 0.6, -0.6], [50, 50, 50, 50])).toBeCloseTo(chshStandardError(2.4, 200), 13)
})

test('the S needed for a significance has it', () => {
  fc.assert(
    fc.property(between(0.1, 8), fc.integer({ min: 500, max: 100_000 }), (sigmas, events) => {
      expect(chshSignificance(chshNeededFor(sigmas, events), events)).toBeCloseTo(sigmas, 8)
    }),
    { seed: 4 }
  )
  expect(() => chshStandardError(2, 0)).toThrow('events')
  expect(() => chshStandardError(4.1, 10)).toThrow('chsh')
  expect(() => chshStandardErrorOf([1], [])).toThrow('events.length')
})
