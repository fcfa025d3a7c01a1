import { expect, test } from 'vitest'
import { combCouplingSquared, cooperativity, parseParametricCavity } from '../parametric-cavity/parameters.js'
import { entanglementRate, outputFlux } from '../parametric-cavity/rates.js'
import { instabilityThreshold } from '../parametric-cavity/threshold.js'
import { erYsoFigures } from './er-yso-figures.js'
import { erYsoMaps } from './er-yso-maps.js'
import { erYsoParameters } from './er-yso-parameters.js'
import { erYsoSource, erYsoWithoutComb, matchedSource } from './er-yso-source.js'

const figures = new Map(erYsoFigures().map((figure) => [figure.id, figure]))

test.each([
  ['entanglement-rate', 30.288, 3],
  ['entanglement-rate-without-comb', 20.472, 3],
  ['entanglement-rate-cycles', 190.3, 1],
  ['entanglement-rate-peak', 50.09, 2],
  ['best-finesse', 5.12, 2],
  ['heralding-efficiency', 0.6534, 4],
  ['heralding-efficiency-without-comb', 0.7115, 4],
  ['heralding-decay', 47.5, 1],
  ['heralding-decay-without-comb', 58.8, 1],
  ['threshold-matched', Math.SQRT1_2, 15],
  ['threshold', 188.7, 1],
  ['threshold-fraction', 0.212, 3],
  ['best-drive-fraction', 0.963, 3],
  ['signal-lost-weak', 0.973, 3],
  ['signal-lost-medium', 0.59, 3],
  ['signal-lost-strong', 0.439, 3],
  ['matching-loss', 1.1532, 4],
  ['idler-per-lifetime', 0.0651, 4],
  ['quality-50-cycles', 3.898e6, -3],
  ['quality-50-radians', 2.4495e7, -3],
  ['comb-finesse', 3.33, 2],
  ['storage-time', 1, 9]
] as const)('%s is %d', (id, golden, digits) => {
  expect(Math.abs(figures.get(id)!.closedForm - golden)).toBeLessThanOrEqual(0.5 * 10 ** -digits * (1 + 1e-9))
})

test('every figure has a golden value, and its own id', () => {
  expect(figures.size).toBe(22)
  expect(erYsoFigures()).toHaveLength(22)
})

test('a figure that is this model’s own never shows as the paper’s', () => {
  for (const { id, kind, paper } of figures.values()) if (kind === 'inferred') expect(paper, id).toBeNull()
})

test('neither reading of the finesse rounds to the paper’s heralding efficiency, and both rows say so', () => {
  for (const id of ['heralding-efficiency', 'heralding-efficiency-without-comb']) {
    const { closedForm, paper, kind, note } = figures.get(id)!
    expect(Math.round(closedForm * 100)).not.toBe(Math.round(paper!.value * 100))
    expect(kind).toBe('prediction')
    expect(note).toMatch(/disagrees|no single/)
  }
})

test('the numbers that notes state', () => {
  const peaks = [40, 60].map((parametricDrive) =>
    Math.max(
      ...Array.from({ length: 61 }, (_, step) => {
        return entanglementRate({ ...erYsoSource, parametricDrive, cavityDecay: 30 + step }).value
      })
    )
  )
  expect(peaks[0]).toBeCloseTo(36, 1)
  expect(peaks[1]).toBeCloseTo(65.3, 1)
  const near = matchedSource(Math.SQRT1_2 * (1 - 1e-6))
  const ratio = entanglementRate(near).value / entanglementRate(near, 'idler-and-signal').value
  expect(ratio).toBeCloseTo(0.39, 3)
  const limit = instabilityThreshold(erYsoSource).parametricDrive
  const flux = outputFlux({ ...erYsoSource, parametricDrive: 0.99 * limit }, 'idler').value
  expect(Math.round(flux / erYsoSource.cavityDecay)).toBe(151)
  expect(entanglementRate({ ...erYsoSource, combFinesse: 8.7 }).value).toBeCloseTo(30.3, 1)
})

test('the derived parameters', () => {
  expect(cooperativity(erYsoWithoutComb)).toBeCloseTo(erYsoParameters.cooperativityWithoutComb.value, 12)
  expect(cooperativity(erYsoSource)).toBeCloseTo(erYsoParameters.cooperativity.value, 12)
  const fraction = combCouplingSquared(erYsoSource) / combCouplingSquared(erYsoWithoutComb)
  expect(fraction).toBeCloseTo(erYsoParameters.combCouplingFraction.value, 12)
})

test('the source passes its own check, and every parameter is labelled', () => {
  expect(parseParametricCavity(erYsoSource)).toEqual(erYsoSource)
  for (const { tag } of Object.values(erYsoParameters)) {
    expect(['published', 'derived', 'fitted', 'assumed']).toContain(tag)
  }
  expect(erYsoParameters.radiansPerCycle.tag).toBe('fitted')
  expect(erYsoParameters.combCouplingFraction.tag).toBe('assumed')
})

test('the maps cover their axes, and only what is unstable is empty', () => {
  const { couplingLinewidth, drive, entanglementRate: rate, heraldingEfficiency: efficiency } = erYsoMaps(9)
  for (const map of [couplingLinewidth, rate, efficiency]) {
    expect(map.values).toHaveLength(81)
    expect([map.x.values.length, map.y.values.length, map.overlays[0]!.y.length]).toEqual([9, 9, 9])
  }
  expect(couplingLinewidth.values.some(Number.isNaN)).toBe(false)
  // No coupling in the first row, no entanglement.
  expect([...couplingLinewidth.values.subarray(0, 9)]).toEqual(Array(9).fill(0))
  expect(drive.x.values.at(-1)).toBe(0.8)
  // 8/9 and 9/9 of 0.8 are past 1/√2.
  expect(drive.curves.map(({ values }) => values.filter(Number.isNaN).length)).toEqual([2, 2])
  for (const map of [rate, efficiency]) {
    for (const [at, value] of map.values.entries()) {
      const unstable = map.y.values[Math.floor(at / 9)]! >= map.overlays[0]!.y[at % 9]!
      expect(Number.isNaN(value)).toBe(unstable)
    }
    expect(map.values.some(Number.isNaN)).toBe(true)
  }
  const known = efficiency.values.filter((value) => !Number.isNaN(value))
  expect(Math.max(...known)).toBeGreaterThan(0.9)
})
