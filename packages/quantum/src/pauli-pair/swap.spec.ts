import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyDistribution, anyPair, anyUniform, difference } from '../../test/arbitraries.js'
import { applySwapOracle, oracleEffect } from '../../test/swap-oracle.js'
import {
  QuantumInputError,
  applyPauliToPair,
  createPair,
  drawSwap,
  pairFidelity,
  setBellPair,
  setSingleClickPair,
  swapPairs,
  swapPairsByEffect,
  swapProbability
} from '../index.js'

describe('swapping two pairs', () => {
  it('is a Bell measurement on the inner qubits of four', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyBell, (left, right, outcome) => {
        const into = createPair()
        const expected = applySwapOracle(left, right, outcome)
        expect(swapProbability(left, right, outcome)).toBeCloseTo(expected.probability, 12)
        expect(swapPairs(left, right, outcome, into)).toBeCloseTo(expected.probability, 12)
        fc.pre(expected.probability > 1e-6)
        expect(difference(into, expected.pair)).toBeLessThan(1e-8)
      }),
      { numRuns: 60 }
    )
  })

  it('by an imperfect measurement weighs the four projections', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyDistribution, (left, right, effect) => {
        const into = createPair()
        const expected = oracleEffect(left, right, effect)
        expect(swapPairsByEffect(left, right, effect, into)).toBeCloseTo(expected.probability, 12)
        fc.pre(expected.probability > 1e-6)
        expect(difference(into, expected.pair)).toBeLessThan(1e-8)
      }),
      { numRuns: 40 }
    )
  })

  it('of Bell states gives the XOR of both indices and the outcome, each outcome one time in four', () => {
    const left = createPair()
    const right = createPair()
    const into = createPair()
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        setBellPair(left, i)
        setBellPair(right, j)
        for (let outcome = 0; outcome < 4; outcome++) {
          expect(swapPairs(left, right, outcome, into)).toBeCloseTo(0.25, 15)
          expect(pairFidelity(into, i ^ j ^ outcome)).toBeCloseTo(1, 15)
        }
      }
    }
  })

  it('has outcome probabilities that sum to 1 and draws by them', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyUniform, (left, right, uniform) => {
        const p = [0, 1, 2, 3].map((outcome) => swapProbability(left, right, outcome))
        expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12)
        const into = createPair()
        const outcome = drawSwap(left, right, uniform, into)
        const below = p.slice(0, outcome).reduce((sum, x) => sum + x, 0)
        expect(uniform).toBeGreaterThanOrEqual(below - 1e-11)
        expect(uniform).toBeLessThanOrEqual(below + p[outcome]! + 1e-11)
        const direct = createPair()
        swapPairs(left, right, outcome, direct)
        expect(difference(into, direct)).toBe(0)
      })
    )
  })

  it('of single-click states is uneven in its outcomes, yet multiplies XX, YY and ZZ on average after correction', () => {
    const left = createPair()
    const right = createPair()
    const into = createPair()
    const alpha = 0.17
    // The ideal state (1−α)|Ψ+><Ψ+| + α|11><11|, which is not Bell-diagonal: <ZI> = −α.
    for (const pair of [left, right])
      setSingleClickPair(pair, 0, (1 - alpha) / 2, (1 - alpha) / 2, alpha, (1 - alpha) / 2, 0)
    const p = [0, 1, 2, 3].map((outcome) => swapProbability(left, right, outcome))
    expect(p[0]).toBeCloseTo((1 + alpha ** 2) / 4, 14)
    expect(p[1]).toBeCloseTo((1 - alpha ** 2) / 4, 14)
    expect(p[0]).toBeCloseTo(0.2572, 4)
    expect(p[1]).toBeCloseTo(0.2428, 4)
    const mean = new Float64Array(16)
    for (let outcome = 0; outcome < 4; outcome++) {
      swapPairs(left, right, outcome, into)
      applyPauliToPair(into, 1, outcome)
      for (let k = 0; k < 16; k++) mean[k]! += p[outcome]! * into[k]!
    }
    expect(mean[5]).toBeCloseTo(left[5]! * right[5]!, 14)
    expect(mean[10]).toBeCloseTo(-left[10]! * right[10]!, 14)
    expect(mean[15]).toBeCloseTo(left[15]! * right[15]!, 14)
  })

  it('has no state for an outcome that cannot be, never draws it, and refuses to write over an input', () => {
    const left = Float64Array.of(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1)
    const into = createPair()
    expect(swapPairs(left, left, 1, into)).toBe(0)
    for (let k = 0; k < 50; k++) expect([0, 2]).toContain(drawSwap(left, left, k / 50, into))
    expect(drawSwap(left, left, 1 - 2 ** -53, into)).toBe(2)
    expect(() => swapPairs(left, left, 0, left)).toThrow(QuantumInputError)
  })
})
