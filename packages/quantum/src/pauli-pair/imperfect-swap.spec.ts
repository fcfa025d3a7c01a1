import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyDistribution, anyPair, anyProbability, anyUniform, difference } from '../../test/arbitraries.js'
import { noisyCnot, pairOf, readout } from '../../test/distillation-oracle.js'
import {
  Gate,
  type PauliPair,
  QuantumInputError,
  applyChannel,
  applyPauliToPair,
  bellMeasurementErrors,
  convolveBell,
  createPair,
  densityTrace,
  drawImperfectSwap,
  drawSwap,
  pairFromDensity,
  pairToDensity,
  partialTrace,
  swapPairsImperfectly,
  tensorProduct,
  twirlPair,
  unitaryChannel
} from '../index.js'

/** Four qubits: CNOT from 1 to 2, depolarising, H on 1, readout of both with flips. */
function oracle(left: PauliPair, right: PauliPair, p: number, flips: readonly [number, number], outcome: number) {
  const four = tensorProduct(pairToDensity(left), pairToDensity(right))
  noisyCnot(four, 1, 2, p)
  applyChannel(four, unitaryChannel(Gate.H), [1])
  applyChannel(four, readout(outcome >> 1, flips[0]), [1])
  applyChannel(four, readout(outcome & 1, flips[1]), [2])
  const probability = densityTrace(four)
  return { probability, pair: pairFromDensity(partialTrace(four, [0, 3])).map((x) => x / probability) }
}

const anyFaults = fc.tuple(anyProbability, anyProbability, anyProbability)

describe('a swap by gates and readout with faults', () => {
  it('is what the density matrix says for every outcome reported', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyFaults, anyBell, (left, right, [p, control, target], outcome) => {
        const expected = oracle(left, right, p, [control, target], outcome)
        const errors = bellMeasurementErrors(p, control, target)
        const into = createPair()
        expect(swapPairsImperfectly(left, right, errors, outcome, into)).toBeCloseTo(expected.probability, 12)
        fc.pre(expected.probability > 1e-6)
        expect(difference(into, expected.pair)).toBeLessThan(1e-8)
      }),
      { numRuns: 60 }
    )
  })

  it('draws its report by exact probabilities', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyFaults, anyUniform, (left, right, faults, uniform) => {
        const errors = bellMeasurementErrors(...faults)
        const [into, direct] = [createPair(), createPair()]
        const p = [0, 1, 2, 3].map((outcome) => swapPairsImperfectly(left, right, errors, outcome, direct))
        expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12)
        const outcome = drawImperfectSwap(left, right, errors, uniform, into)
        const below = p.slice(0, outcome).reduce((sum, x) => sum + x, 0)
        expect(uniform).toBeGreaterThanOrEqual(below - 1e-11)
        expect(uniform).toBeLessThanOrEqual(below + p[outcome]! + 1e-11)
        swapPairsImperfectly(left, right, errors, outcome, direct)
        expect(difference(into, direct)).toBe(0)
      })
    )
  })

  it('without faults is the ideal one, draw for draw', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyUniform, (left, right, uniform) => {
        const [into, ideal] = [createPair(), createPair()]
        const errors = bellMeasurementErrors(0, 0, 0)
        expect(drawImperfectSwap(left, right, errors, uniform, into)).toBe(drawSwap(left, right, uniform, ideal))
        expect(difference(into, ideal)).toBeLessThan(1e-9)
      })
    )
  })

  it('of Bell-diagonal pairs convolves them with its errors, once corrected for the report', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyFaults, anyBell, (p, q, faults, outcome) => {
        const errors = bellMeasurementErrors(...faults)
        const into = createPair()
        expect(swapPairsImperfectly(pairOf(p), pairOf(q), errors, outcome, into)).toBeCloseTo(0.25, 13)
        applyPauliToPair(into, 1, outcome)
        expect(difference(twirlPair(into), convolveBell(convolveBell(p, q), errors))).toBeLessThan(1e-12)
      })
    )
  })

  it('names the fault that is no probability', () => {
    expect(() => bellMeasurementErrors(-0.1, 0, 0)).toThrow(/gateDepolarising is -0.1/)
    expect(() => bellMeasurementErrors(0, 2, 0)).toThrow(/controlFlip is 2/)
    expect(() => bellMeasurementErrors(0, 0, Number.NaN)).toThrow(/targetFlip is NaN/)
    const pair = createPair()
    expect(() => swapPairsImperfectly(pair, pair, new Float64Array(3), 0, createPair())).toThrow(QuantumInputError)
  })
})
