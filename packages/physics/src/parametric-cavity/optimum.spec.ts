import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { tableSource } from '../../test/parametric-cavity/sources.js'
import { evenAxis } from './maps.js'
import { type ParametricCavityBounds, parametricCavityOptimum } from './optimum.js'
import type { ParametricCavity } from './parameters.js'
import { entanglementRate, heraldingEfficiency } from './rates.js'
import { instabilityThreshold, isBelowThreshold } from './threshold.js'

/** Every parameter held as in the paper's table, but for those given. */
function held(free: Partial<ParametricCavityBounds>): ParametricCavityBounds {
  const fixed = Object.fromEntries(Object.entries(tableSource).map(([field, value]) => [field, [value, value]]))
  return { ...(fixed as unknown as ParametricCavityBounds), ...free }
}

test('over the finesse alone it finds the highest of a fine scan', () => {
  const scan = evenAxis(1, 20, 1901).map((combFinesse) => entanglementRate({ ...tableSource, combFinesse }).value)
  const { source, value, atBound } = parametricCavityOptimum(held({ combFinesse: [1, 20] }))
  expect(value).toBeGreaterThanOrEqual(Math.max(...scan) * (1 - 1e-8))
  expect(value).toBeCloseTo(Math.max(...scan), 4)
  expect(value).toBeCloseTo(31.85, 1)
  expect(Math.abs(source.combFinesse - (1 + scan.indexOf(Math.max(...scan)) / 100))).toBeLessThan(0.02)
  expect(atBound).toEqual([])
})

test('over the decay at λ = 50 it is 50.09 near κ = 60', () => {
  const bounds = held({ parametricDrive: [50, 50], cavityDecay: [20, 300] })
  const { source, value } = parametricCavityOptimum(bounds)
  expect(Math.abs(value - 50.09)).toBeLessThan(0.02)
  expect(Math.abs(source.cavityDecay - 60)).toBeLessThan(3)
})

test('with all five free nothing within the bounds is better', () => {
  const bounds: ParametricCavityBounds = {
    cavityDecay: [20, 300],
    parametricDrive: [1, 60],
    collectiveCoupling: [50, 400],
    inhomogeneousLinewidth: [50, 400],
    combFinesse: [1, 9]
  }
  const best = parametricCavityOptimum(bounds)
  const again = parametricCavityOptimum(bounds)
  expect(again).toEqual(best)
  expect(entanglementRate(best.source).value).toBeCloseTo(best.value, 5)
  const fields = Object.keys(bounds) as (keyof ParametricCavity)[]
  for (const field of fields) {
    expect(best.source[field]).toBeGreaterThanOrEqual(bounds[field][0])
    expect(best.source[field]).toBeLessThanOrEqual(bounds[field][1])
  }
  const unit = between(0, 1)
  fc.assert(
    fc.property(fc.tuple(unit, unit, unit, unit, unit), (places) => {
      const source = Object.fromEntries(
        fields.map((field, index) => {
          const [lowest, highest] = bounds[field]
          return [field, lowest + (highest - lowest) * places[index]!]
        })
      ) as ParametricCavity
      fc.pre(source.parametricDrive <= 0.99 * instabilityThreshold(source).parametricDrive)
      expect(entanglementRate(source, 'idler', 1e-6).value).toBeLessThanOrEqual(best.value * (1 + 1e-6))
    }),
    { numRuns: 500, seed: 1 }
  )
})

test('the drive goes no further than the given part of the threshold', () => {
  const { source, atBound } = parametricCavityOptimum(held({ parametricDrive: [1, 1000] }), 'entanglement-rate', 0.5)
  expect(source.parametricDrive / instabilityThreshold(source).parametricDrive).toBeCloseTo(0.5, 12)
  expect(atBound).toEqual(['parametricDrive'])
})

test('with the signal lost the best drive can lie short of the threshold', () => {
  const { source, value, atBound } = parametricCavityOptimum(held({ parametricDrive: [1, 1000] }))
  expect(isBelowThreshold(source)).toBe(true)
  const limit = instabilityThreshold(source).parametricDrive
  const scan = evenAxis(0.5, 0.99, 491).map((part) => {
    return entanglementRate({ ...tableSource, parametricDrive: part * limit }).value
  })
  expect(value).toBeGreaterThanOrEqual(Math.max(...scan) * (1 - 1e-8))
  expect(value).toBeGreaterThan(scan.at(-1)! * 1.0001)
  expect(source.parametricDrive / limit).toBeCloseTo(0.963, 2)
  expect(atBound).toEqual([])
})

test('where the highest drive and the threshold meet, it is no lower than a fine scan', () => {
  const { value, source } = parametricCavityOptimum(
    {
      cavityDecay: [1, 29.36],
      parametricDrive: [1, 81.4],
      collectiveCoupling: [1, 584],
      inhomogeneousLinewidth: [3.7, 501],
      combFinesse: [1, 9.7]
    },
    'entanglement-rate',
    0.9
  )
  // The highest over a fine scan of the coupling and the linewidth, the two at a bound being held.
  let best = 0
  for (const coupling of evenAxis(60, 160, 41)) {
    for (const inhomogeneousLinewidth of evenAxis(20, 70, 41)) {
      const candidate = { ...source, collectiveCoupling: coupling, inhomogeneousLinewidth, combFinesse: 1 }
      const limit = 0.9 * instabilityThreshold(candidate).parametricDrive
      const parametricDrive = Math.min(81.4, limit)
      best = Math.max(best, entanglementRate({ ...candidate, parametricDrive }, 'idler', 1e-6).value)
    }
  }
  expect(value).toBeGreaterThanOrEqual(best)
  expect(value).toBeLessThan(best * 1.001)
})

test('a bound of 0 is searched too, though it has no logarithm', () => {
  const [zero, one] = [0, 1].map((lowest) => parametricCavityOptimum(held({ collectiveCoupling: [lowest, 300] })))
  expect(zero!.atBound).toEqual([])
  expect(zero!.value).toBeCloseTo(one!.value, 6)
  expect(zero!.source.collectiveCoupling / one!.source.collectiveCoupling).toBeCloseTo(1, 3)
  // 𝓕 = 5.12 at G = 300 is the same comb's coupling.
  expect(zero!.source.collectiveCoupling).toBeCloseTo(300 * Math.sqrt(3 / 5.1235), 0)
})

test('it heralds best with the slowest cavity and the largest coupling', () => {
  const bounds = held({ cavityDecay: [50, 300], collectiveCoupling: [100, 300], combFinesse: [1, 3] })
  const { source, value, atBound } = parametricCavityOptimum(bounds, 'heralding-efficiency')
  expect(source).toMatchObject({ cavityDecay: 50, collectiveCoupling: 300, combFinesse: 1 })
  expect(atBound).toEqual(['cavityDecay', 'collectiveCoupling', 'combFinesse'])
  expect(value).toBeCloseTo(heraldingEfficiency(source).value, 6)
})

test('with everything held it is that source', () => {
  const { source, value, atBound } = parametricCavityOptimum(held({}))
  expect(source).toEqual(tableSource)
  expect(value).toBeCloseTo(30.288, 3)
  expect(atBound).toEqual([])
})

test('bounds that cannot be are refused by name', () => {
  expect(() => parametricCavityOptimum(held({ cavityDecay: [0, 10] }))).toThrow('bounds.cavityDecay: got 0')
  expect(() => parametricCavityOptimum(held({ combFinesse: [3, 2] }))).toThrow('bounds.combFinesse: got [3,2]')
  expect(() => parametricCavityOptimum(held({ parametricDrive: [500, 600] }))).toThrow(
    'bounds.parametricDrive: got [500,600]'
  )
  expect(() => parametricCavityOptimum(held({}), 'entanglement-rate', 1)).toThrow('largestThresholdFraction: got 1')
})
