import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDirection, anyPair, anySide, anyUniform, difference } from '../../test/arbitraries.js'
import {
  createPair,
  createQubit,
  densityQubitBloch,
  densityQubitProbability,
  measureDensityQubit,
  measurePair,
  measurePairSide,
  pairCorrelator,
  pairProbabilities,
  pairSideProbability,
  pairToDensity,
  qubitProbability,
  setBellPair,
  tracePairSide
} from '../index.js'

describe('measuring a pair', () => {
  it('on one side gives the outcome and the partner of the density matrix', () => {
    fc.assert(
      fc.property(anyPair, anySide, anyDirection, anyUniform, (pair, side, direction, uniform) => {
        const state = pairToDensity(pair)
        const p = densityQubitProbability(state, side, direction)
        expect(pairSideProbability(pair, side, direction)).toBeCloseTo(p, 12)
        // Where the outcomes meet, or one hardly happens, rounding decides.
        fc.pre(Math.abs(uniform - p) > 1e-9 && p > 1e-6 && p < 1 - 1e-6)
        const remaining = createQubit()
        const outcome = measurePairSide(pair, side, direction, uniform, remaining)
        expect(outcome).toBe(measureDensityQubit(state, side, direction, uniform))
        expect(difference(remaining, densityQubitBloch(state, 1 - side))).toBeLessThan(1e-8)
      })
    )
  })

  it('leaves a Bloch vector in the ball whatever the rounding', () => {
    fc.assert(
      fc.property(anySide, anyDirection, anyUniform, (side, direction, uniform) => {
        const pair = createPair()
        setBellPair(pair, 3)
        const remaining = createQubit()
        const outcome = measurePairSide(pair, side, direction, uniform, remaining)
        // The partner of a singlet points the other way.
        const sign = outcome === 0 ? -1 : 1
        for (let k = 0; k < 3; k++) expect(remaining[k + 1]).toBeCloseTo(sign * direction[k]!, 12)
      })
    )
    // An outcome of probability about 1e-16, forced by the largest uniform number.
    const almost = Float64Array.of(1, 0, 0, 1 - 2e-16, 0, 0, 0, 0, 0, 0, 0, 0, 1 - 2e-16, 0, 0, 1)
    const remaining = createQubit()
    measurePairSide(almost, 0, [0, 0, 1], 1 - 2 ** -53, remaining)
    expect(Math.hypot(remaining[1]!, remaining[2]!, remaining[3]!)).toBeLessThanOrEqual(1 + 1e-15)
  })

  it('ignoring one side is the partial trace', () => {
    fc.assert(
      fc.property(anyPair, anySide, (pair, side) => {
        const remaining = createQubit()
        tracePairSide(pair, side, remaining)
        expect(difference(remaining, densityQubitBloch(pairToDensity(pair), 1 - side))).toBeLessThan(1e-13)
      })
    )
  })

  it('on both sides is measuring one and then the other', () => {
    fc.assert(
      fc.property(anyPair, anyDirection, anyDirection, (pair, a, b) => {
        const joint = new Float64Array(4)
        pairProbabilities(pair, a, b, joint)
        expect(joint.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
        const p = pairSideProbability(pair, 0, a)
        const remaining = createQubit()
        let correlator = 0
        for (const [forced, weight] of [
          [0, p],
          [1 - 2 ** -53, 1 - p]
        ] as const) {
          if (weight < 1e-6) return
          const outcome = measurePairSide(pair, 0, a, forced, remaining)
          const zero = qubitProbability(remaining, b)
          expect(joint[2 * outcome]).toBeCloseTo(weight * zero, 9)
          expect(joint[2 * outcome + 1]).toBeCloseTo(weight * (1 - zero), 9)
          correlator += (1 - 2 * outcome) * weight * (2 * zero - 1)
        }
        expect(pairCorrelator(pair, a, b)).toBeCloseTo(correlator, 9)
      })
    )
  })

  it('on both sides by one number takes the outcome whose share of [0, 1) it falls into', () => {
    fc.assert(
      fc.property(anyPair, anyDirection, anyDirection, anyUniform, (pair, a, b, uniform) => {
        const joint = new Float64Array(4)
        pairProbabilities(pair, a, b, joint)
        const outcome = measurePair(pair, a, b, uniform)
        const below = joint.slice(0, outcome).reduce((sum, p) => sum + p, 0)
        expect(uniform).toBeGreaterThanOrEqual(below - 1e-12)
        expect(uniform).toBeLessThanOrEqual(below + joint[outcome]! + 1e-12)
      })
    )
  })

  it('of a Bell state in the settings of its table never errs', () => {
    const pair = createPair()
    setBellPair(pair, 1)
    for (let k = 0; k < 100; k++) {
      // Ψ+: even in X and Y, odd in Z.
      expect([0, 3]).toContain(measurePair(pair, [1, 0, 0], [1, 0, 0], (k + 0.5) / 100))
      expect([0, 3]).toContain(measurePair(pair, [0, 1, 0], [0, 1, 0], (k + 0.5) / 100))
      expect([1, 2]).toContain(measurePair(pair, [0, 0, 1], [0, 0, 1], (k + 0.5) / 100))
    }
  })
})
