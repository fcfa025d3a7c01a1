import { expect, test } from 'vitest'
import { tableSource } from '../../test/parametric-cavity/sources.js'
import { couplingLinewidthMap, driveCurves, entanglementRateMap, evenAxis, heraldingEfficiencyMap } from './maps.js'
import { cooperativity } from './parameters.js'
import { entanglementRate, heraldingEfficiency } from './rates.js'
import { isBelowThreshold } from './threshold.js'

test('an axis begins and ends where it should', () => {
  expect(evenAxis(1, 2, 5)).toEqual([1, 1.25, 1.5, 1.75, 2])
  expect(evenAxis(0.1, 0.7, 4).at(-1)).toBe(0.7)
})

test('the map over coupling and linewidth, with the line where the cavity is matched', () => {
  const linewidths = evenAxis(0.2, 2, 7)
  const couplings = evenAxis(0, 1.5, 6)
  const map = couplingLinewidthMap(linewidths, couplings)
  expect(map.values).toHaveLength(42)
  const source = (inhomogeneousLinewidth: number, collectiveCoupling: number) => {
    return { cavityDecay: 1, parametricDrive: 0.1, collectiveCoupling, inhomogeneousLinewidth, combFinesse: 1 }
  }
  for (const [row, coupling] of couplings.entries()) {
    for (const [column, linewidth] of linewidths.entries()) {
      const exact = entanglementRate(source(linewidth, coupling)).value
      expect(Math.abs(map.values[row * 7 + column]! - exact)).toBeLessThanOrEqual(1e-6 * exact)
    }
  }
  expect([map.x.symbol, map.y.symbol]).toEqual(['Γ/κ', 'G/κ'])
  for (const [column, coupling] of map.overlays[0]!.y.entries()) {
    expect(cooperativity(source(linewidths[column]!, coupling))).toBeCloseTo(1, 12)
  }
})

test('impedance matching is neither needed nor best, as the paper finds', () => {
  const { values, overlays } = couplingLinewidthMap([0.5, 1, 2, 4], evenAxis(0.05, 3, 60))
  for (let column = 0; column < 4; column++) {
    const rates = evenAxis(0.05, 3, 60).map((coupling, row) => ({ coupling, rate: values[row * 4 + column]! }))
    const best = rates.reduce((one, other) => (other.rate > one.rate ? other : one))
    const matched = overlays[0]!.y[column]!
    const atMatching = rates.reduce((one, other) =>
      Math.abs(other.coupling - matched) < Math.abs(one.coupling - matched) ? other : one
    )
    expect(Math.abs(best.coupling - matched)).toBeGreaterThan(0.05)
    expect(best.rate).toBeGreaterThan(atMatching.rate)
  }
})

test('the curves over the drive rise to the threshold at 1/√2 and end there', () => {
  const { x, curves } = driveCurves([0.1, 0.3, 0.5, 0.65, 0.7, 0.71, 0.8])
  expect(x.symbol).toBe('λ/κ')
  const [idler, full] = curves.map(({ values }) => values)
  const golden: [number, number, number][] = [
    [0, 0.04124, 0.04237],
    [1, 0.19653, 0.24255],
    [2, 0.32265, 0.54697]
  ]
  for (const [index, without, both] of golden) {
    expect(Math.abs(idler![index]! - without)).toBeLessThan(1e-5)
    expect(Math.abs(full![index]! - both)).toBeLessThan(1e-5)
  }
  for (const curve of [idler!, full!]) {
    expect([...curve].map(Number.isNaN)).toEqual([false, false, false, false, false, true, true])
    for (let index = 1; index < 5; index++) expect(curve[index]).toBeGreaterThan(curve[index - 1]!)
  }
})

test('the maps over drive and decay, empty above the threshold', () => {
  const drives = [5, 40, 80]
  const decays = [10, 60, 150, 300]
  const rate = entanglementRateMap(tableSource, drives, decays)
  const efficiency = heraldingEfficiencyMap(tableSource, drives, decays)
  let empty = 0
  for (const [row, parametricDrive] of drives.entries()) {
    for (const [column, cavityDecay] of decays.entries()) {
      const source = { ...tableSource, parametricDrive, cavityDecay }
      const at = row * 4 + column
      const stable = isBelowThreshold(source)
      expect(rate.overlays[0]!.y[column]! > parametricDrive).toBe(stable)
      if (stable) {
        expect(rate.values[at]! / entanglementRate(source).value).toBeCloseTo(1, 6)
        expect(efficiency.values[at]).toBeCloseTo(heraldingEfficiency(source).value, 6)
        continue
      }
      empty++
      expect(rate.values[at]).toBeNaN()
      expect(efficiency.values[at]).toBeNaN()
    }
  }
  expect(empty).toBe(1)
  expect(rate.values[4 + 2]).toBeCloseTo(30.288, 3)
  expect([rate.unit, efficiency.unit]).toEqual(['ebit/µs', '1'])
})
