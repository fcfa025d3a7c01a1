import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maximumWinning, minimumWinning } from '../asymptotic/entropy-bound.js'
import { roundEntropy } from './round-entropy.js'
import {
  secondOrder,
  tangentValue,
  thirdOrder,
  tradeoffFunction,
  tradeoffScores,
  tradeoffSpan,
  tradeoffVariance,
  worstCase
} from './tradeoff.js'

const double = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })
const anyTradeoff = fc
  .tuple(
    double(0.7501, maximumWinning - 1e-6),
    double(1e-3, 1),
    fc.oneof(fc.constant(1), double(0.75, 1)),
    fc.oneof(
      fc.constant(0),
      double(0, 0.5),
      double(-9, -1).map((log) => 10 ** log)
    )
  )
  .map(([tangent, test, centre, flips]) => tradeoffFunction(tangent, test, centre, flips))
const anyWinning = double(minimumWinning, maximumWinning)

describe('a min-tradeoff function', () => {
  it('lies below the entropy everywhere', () => {
    fc.assert(
      fc.property(anyTradeoff, anyWinning, (f, winning) => {
        expect(tangentValue(f, winning)).toBeLessThanOrEqual(roundEntropy(winning, f) + 1e-9)
        expect(tangentValue(f, f.tangent)).toBeCloseTo(roundEntropy(f.tangent, f), 12)
      })
    )
  })

  it('has the expectation g, the variance and the span that its scores give', () => {
    fc.assert(
      fc.property(anyTradeoff, anyWinning, (f, winning) => {
        const { lost, won, untested } = tradeoffScores(f)
        const test = f.testProbability
        const chances = [test * (1 - winning), test * winning, 1 - test] as const
        const mean = chances[0] * lost + chances[1] * won + chances[2] * untested
        expect(Math.abs(mean - tangentValue(f, winning))).toBeLessThan(1e-9 * (1 + Math.abs(lost)))
        const variance =
          chances[0] * (lost - mean) ** 2 + chances[1] * (won - mean) ** 2 + chances[2] * (untested - mean) ** 2
        expect(Math.abs(tradeoffVariance(f, winning) - variance)).toBeLessThan(1e-9 * (1 + variance))
        const span = 2 + Math.max(lost, won, untested) - tangentValue(f, minimumWinning)
        expect(Math.abs(tradeoffSpan(f) - span)).toBeLessThan(1e-9 * (1 + span))
      })
    )
  })

  it('has the second- and third-order terms of the theorem', () => {
    fc.assert(
      fc.property(anyTradeoff, anyWinning, double(1e-9, 0.5), (f, winning, alpha) => {
        const v = (Math.LN2 / 2) * (Math.log2(33) + Math.sqrt(2 + tradeoffVariance(f, winning))) ** 2
        expect(secondOrder(f, winning) / v).toBeCloseTo(1, 12)
        const x = tradeoffSpan(f)
        if (x > 900) return
        const k = (2 ** (alpha * x) * Math.log(2 ** x + Math.E ** 2) ** 3) / (6 * (1 - alpha) ** 3 * Math.LN2)
        expect(thirdOrder(f, alpha) / k).toBeCloseTo(1, 9)
      })
    )
    const rare = tradeoffFunction(0.85, 1e-5, 0.8)
    expect(tradeoffSpan(rare)).toBeGreaterThan(1024)
    expect(Number.isFinite(thirdOrder(rare, 1e-9))).toBe(true)
  })

  it('has its worst case below every grid, and close to a fine one', () => {
    fc.assert(
      fc.property(anyTradeoff, fc.double({ min: -12, max: -0.3, noNaN: true }), (f, log) => {
        const alpha = 10 ** log
        const { value, winning } = worstCase(f, alpha)
        const at = (x: number): number => roundEntropy(x, f) - tangentValue(f, x) - alpha * secondOrder(f, x)
        let least = at(winning)
        const steps = 300
        for (const centre of [winning, (minimumWinning + maximumWinning) / 2]) {
          const reach = centre === winning ? 1e-3 : (maximumWinning - minimumWinning) / 2
          for (let k = -steps; k <= steps; k++) {
            const x = Math.min(maximumWinning, Math.max(minimumWinning, centre + (k / steps) * reach))
            least = Math.min(least, at(x))
          }
        }
        const rounding = 1e-13 * (1 + Math.abs(least) + f.slope)
        expect(value).toBeLessThanOrEqual(least + rounding)
        expect(value).toBeGreaterThanOrEqual(least - 1e-9 * (1 + Math.abs(least)))
      }),
      { numRuns: 500 }
    )
  })

  it('refuses nonsense by name', () => {
    expect(() => tradeoffFunction(0.75, 0.1)).toThrow('tangent is 0.75; accepted: a number above 0.75 and below 0.853')
    expect(() => tradeoffFunction(0.8, 0)).toThrow('testProbability is 0')
    expect(() => tradeoffFunction(0.8, 0.1, 1, 0.6)).toThrow('flips is 0.6; accepted: a number from 0 to 0.5')
    expect(() => tradeoffFunction(0.8, 0.1, 0.5)).toThrow('centre is 0.5; accepted: a number from 0.75 to 1')
  })
})
