import type { OperatingPoint } from '@bellwire/device'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FidelityEstimation, type TestCounts } from './fidelity-estimation.js'

const POINTS: readonly OperatingPoint[] = [
  { brightness: 0.02, fidelity: 0.95, successProbability: 1e-4 },
  { brightness: 0.05, fidelity: 0.9, successProbability: 2.4e-4 },
  { brightness: 0.2, fidelity: 0.7, successProbability: 9e-4 }
]

/** Tables in order of brightness, fidelity not always falling. */
const tables: fc.Arbitrary<OperatingPoint[]> = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 100 }), fidelity: fc.integer({ min: 300, max: 1000 }) }), {
    minLength: 1,
    maxLength: 8
  })
  .map((steps) => {
    let brightness = 0
    return steps.map(({ step, fidelity }) => {
      brightness += step / 1000
      return { brightness, fidelity: fidelity / 1000, successProbability: brightness / 100 }
    })
  })
const fractions = fc.integer({ min: 1, max: 1000 }).map((n) => n / 1000)

/** Counts whose error rates give a fidelity. */
const countsOf = (fidelity: number, calibrated: number, rounds = 3_000_000): TestCounts => {
  const errors = Math.round((rounds * 2 * (1 - fidelity)) / 3)
  return { rounds: [rounds, rounds, rounds], errors: [errors, errors, errors], calibrated }
}

describe('the fidelity estimation unit', () => {
  it('chooses the brightest emission that meets a fidelity, by brute force over the interpolated table', () => {
    fc.assert(
      fc.property(tables, fractions, (points, wanted) => {
        const estimation = new FidelityEstimation(points)
        const chosen = estimation.choose(wanted)
        const last = points.at(-1) as OperatingPoint
        const first = points[0] as OperatingPoint
        const grid = Array.from(
          { length: 2001 },
          (_, k) => first.brightness + (k / 2000) * (last.brightness - first.brightness)
        )
        const meets = grid.filter((brightness) => estimation.at(brightness).fidelity >= wanted)
        if (chosen === undefined) {
          expect(meets).toEqual([])
          return
        }
        expect(chosen.fidelity).toBeGreaterThanOrEqual(wanted - 1e-9)
        expect(estimation.at(chosen.brightness).fidelity).toBeCloseTo(chosen.fidelity, 9)
        expect(estimation.at(chosen.brightness).successProbability).toBeCloseTo(chosen.successProbability, 9)
        for (const brightness of meets) expect(brightness).toBeLessThanOrEqual(chosen.brightness + 1e-9)
      }),
      { seed: 1, numRuns: 200 }
    )
  })

  it('refuses exactly what is above its maximum', () => {
    fc.assert(
      fc.property(tables, fractions, (points, wanted) => {
        const estimation = new FidelityEstimation(points)
        expect(estimation.maximum).toBe(Math.max(...points.map(({ fidelity }) => fidelity)))
        expect(estimation.choose(wanted) === undefined).toBe(wanted > estimation.maximum)
      }),
      { seed: 2 }
    )
  })

  it('takes the table in any order', () => {
    const estimation = new FidelityEstimation([...POINTS].reverse())
    expect(estimation.choose(0.9)).toEqual(POINTS[1])
    expect(estimation.choose(0.8)?.brightness).toBeCloseTo(0.125, 12)
    expect(estimation.at(0.125).fidelity).toBeCloseTo(0.8, 12)
    expect(estimation.at(0.001)).toEqual(POINTS[0])
    expect(estimation.at(0.9)).toEqual(POINTS[2])
  })

  it('knows nothing without a table', () => {
    const estimation = new FidelityEstimation([])
    expect([estimation.maximum, estimation.choose(0.1)]).toEqual([0, undefined])
  })

  it('finds the fidelity from error rates, F = 1 − (Qx + Qy + Qz)/2 (LNK-074)', () => {
    const estimation = new FidelityEstimation(POINTS)
    estimation.measured({ rounds: [1000, 2000, 500], errors: [50, 60, 10], calibrated: 0.9 })
    expect(estimation.correction).toBeCloseTo(1 - (0.05 + 0.03 + 0.02) / 2 - 0.9, 12)
  })

  it('asks for enough rounds in every basis before it corrects', () => {
    const estimation = new FidelityEstimation(POINTS)
    for (let basis = 0; basis < 3; basis++) {
      const rounds: [number, number, number] = [1000, 1000, 1000]
      rounds[basis] = 99
      estimation.measured({ rounds, errors: [50, 50, 50], calibrated: 0.9 })
      expect(estimation.correction).toBe(0)
    }
    estimation.measured({ rounds: [100, 100, 100], errors: [5, 5, 5], calibrated: 0.9 })
    expect(estimation.correction).not.toBe(0)
  })

  it('comes to the truth of hardware that states its fidelity wrongly, and then asks for less light', () => {
    const biases = fc.integer({ min: -100, max: 100 }).map((n) => n / 1000)
    fc.assert(
      fc.property(biases, fc.constantFrom(0.02, 0.05, 0.1, 0.2), (bias, brightness) => {
        const estimation = new FidelityEstimation(POINTS)
        // Test rounds come while the estimate changes: each is noted with what the table says, whatever the correction.
        let sum = 0
        for (let batch = 1; batch <= 5; batch++) {
          const table = estimation.calibrated(brightness)
          sum += table
          estimation.measured(
            countsOf(Math.min(1, new FidelityEstimation(POINTS).at(brightness).fidelity + bias), sum / batch)
          )
        }
        const truth = Math.min(1, new FidelityEstimation(POINTS).at(brightness).fidelity + bias)
        expect(estimation.at(brightness).fidelity).toBeCloseTo(truth, 5)
        expect(estimation.fidelityAt(brightness)).toBe(estimation.at(brightness).fidelity)
      }),
      { seed: 3 }
    )
    const estimation = new FidelityEstimation(POINTS)
    const before = estimation.choose(0.85)
    estimation.measured(countsOf(0.85, 0.9))
    const after = estimation.choose(0.85)
    expect(estimation.maximum).toBeCloseTo(0.9, 5)
    expect(after?.brightness).toBeLessThan(before?.brightness as number)
    expect(after?.brightness).toBeCloseTo(0.05, 4)
  })

  it('does not mix its correction into what the table says, also where the corrected fidelity is cut at 1', () => {
    const estimation = new FidelityEstimation(POINTS)
    estimation.measured(countsOf(0.8, 0.7))
    expect(estimation.at(0.02).fidelity).toBe(1)
    for (const { brightness, fidelity } of POINTS) expect(estimation.calibrated(brightness)).toBe(fidelity)
  })

  it('states a fidelity afresh after each measurement, and never outside 0 to 1', () => {
    const estimation = new FidelityEstimation(POINTS)
    expect(estimation.fidelityAt(0.05)).toBe(0.9)
    estimation.measured(countsOf(0.8, 0.9))
    expect(estimation.fidelityAt(0.05)).toBeCloseTo(0.8, 5)
    estimation.measured(countsOf(1, 0.9))
    expect(estimation.fidelityAt(0.02)).toBe(1)
    expect(estimation.maximum).toBe(1)
  })
})
