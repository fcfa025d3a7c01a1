import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logarithmic, stableSources, tableSource } from '../../test/parametric-cavity/sources.js'
import { memoryDecay, parseParametricCavity } from './parameters.js'

test.each([
  ['cavityDecay', 0],
  ['parametricDrive', 0],
  ['collectiveCoupling', -1],
  ['inhomogeneousLinewidth', Number.NaN],
  ['combFinesse', 0.9],
  ['combFinesse', Infinity]
])('%s of %d is refused by name', (field, value) => {
  expect(() => parseParametricCavity({ ...tableSource, [field]: value })).toThrow(`parametricCavity.${field}: got`)
})

test('a source is taken as it is, a field that is not known is not', () => {
  expect(parseParametricCavity(tableSource)).toEqual(tableSource)
  expect(() => parseParametricCavity({ ...tableSource, loss: 1 })).toThrow('parametricCavity.loss')
})

test('the memory’s decay is Lorentzian: Γ wide at half its height, and 2πG²/𝓕 in all', () => {
  fc.assert(
    fc.property(stableSources(0.5), logarithmic(1e-3, 1e3), (source, detuning) => {
      const height = memoryDecay(source, 0)
      const half = memoryDecay(source, source.inhomogeneousLinewidth / 2)
      expect(Math.abs(half - height / 2)).toBeLessThanOrEqual(1e-14 * height)
      expect(memoryDecay(source, detuning)).toBe(memoryDecay(source, -detuning))
      // ∫ over ω = (Γ/2)tan(u), evenly in u: each step counts the same.
      let sum = 0
      for (let step = 0; step < 100; step++) {
        const u = Math.PI * ((step + 0.5) / 100 - 0.5)
        const width = source.inhomogeneousLinewidth / 2
        sum += ((memoryDecay(source, width * Math.tan(u)) * width) / Math.cos(u) ** 2) * (Math.PI / 100)
      }
      const whole = (2 * Math.PI * source.collectiveCoupling ** 2) / source.combFinesse
      expect(Math.abs(sum - whole)).toBeLessThanOrEqual(1e-11 * whole)
    }),
    { numRuns: 50, seed: 1 }
  )
})
