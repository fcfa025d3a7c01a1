import fc from 'fast-check'
import { expect, test } from 'vitest'
import { driftDeterminant } from '../../test/parametric-cavity/langevin.js'
import { stableSources, tableSource } from '../../test/parametric-cavity/sources.js'
import { modulus } from '../../test/parametric-cavity/linear-system.js'
import { characteristicCubic, characteristicRoots } from './characteristic.js'
import type { ParametricCavity } from './parameters.js'
import {
  instabilityThreshold,
  isBelowThreshold,
  oscillatoryThreshold,
  requireBelowThreshold,
  staticThreshold
} from './threshold.js'

const sources = stableSources(1.5)

function fastest(source: ParametricCavity): number {
  return Math.max(...characteristicRoots(source).map(({ re }) => re))
}

test('the characteristic cubic is the determinant of three coupled modes', () => {
  fc.assert(
    fc.property(sources, fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), (source, x, y) => {
      const size = source.cavityDecay + source.inhomogeneousLinewidth + source.collectiveCoupling
      const s = { re: x * size, im: y * size }
      const [p2, p1, p0] = characteristicCubic(source)
      const square = { re: s.re * s.re - s.im * s.im, im: 2 * s.re * s.im }
      const cube = { re: square.re * s.re - square.im * s.im, im: square.re * s.im + square.im * s.re }
      const value = { re: cube.re + p2 * square.re + p1 * s.re + p0, im: cube.im + p2 * square.im + p1 * s.im }
      const expected = driftDeterminant(source, s)
      const scale = (size + source.parametricDrive) ** 3
      expect(modulus({ re: value.re - expected.re, im: value.im - expected.im })).toBeLessThan(1e-12 * scale)
    }),
    { numRuns: 300, seed: 1 }
  )
})

test('the roots multiply out to the cubic', () => {
  fc.assert(
    fc.property(sources, (source) => {
      const [p2, p1, p0] = characteristicCubic(source)
      const [first, one, other] = characteristicRoots(source)
      const sum = one.re + other.re
      const product = one.re * other.re - one.im * other.im
      const scale = Math.max(...[first, one, other].map(modulus))
      expect(one.re * other.im + one.im * other.re).toBeCloseTo(0, 9)
      expect(Math.abs(first.re + sum + p2)).toBeLessThan(1e-13 * scale)
      expect(Math.abs(product + first.re * sum - p1)).toBeLessThan(1e-13 * scale ** 2)
      expect(Math.abs(first.re * product + p0)).toBeLessThan(1e-13 * scale ** 3)
    }),
    { numRuns: 300, seed: 2 }
  )
})

test('below the threshold every root decays, above it one grows, and at it one does neither', () => {
  let oscillatory = 0
  fc.assert(
    fc.property(sources, (source) => {
      const limit = instabilityThreshold(source)
      const at = (factor: number) => ({ ...source, parametricDrive: factor * limit.parametricDrive })
      expect(fastest(at(0.5))).toBeLessThan(0)
      expect(fastest(at(1 - 1e-5))).toBeLessThan(0)
      expect(fastest(at(1 + 1e-5))).toBeGreaterThan(0)
      expect(isBelowThreshold(at(1 - 1e-5))).toBe(true)
      expect(isBelowThreshold(at(1))).toBe(false)
      const size = modulus(characteristicRoots(at(1)).reduce((a, b) => (modulus(a) > modulus(b) ? a : b)))
      const marginal = characteristicRoots(at(1)).reduce((a, b) => (Math.abs(a.re) < Math.abs(b.re) ? a : b))
      expect(Math.abs(marginal.re)).toBeLessThan(1e-7 * size)
      expect(Math.abs(Math.abs(marginal.im) - limit.detuning)).toBeLessThan(2e-7 * size)
      if (limit.kind === 'oscillatory') oscillatory++
    }),
    { numRuns: 500, seed: 3 }
  )
  expect(oscillatory).toBeGreaterThan(50)
})

test('no drive between is unstable: the first threshold of a fine scan is the one given', () => {
  for (const cavityDecay of [60, 150, 300, 900]) {
    const source = { ...tableSource, cavityDecay }
    const limit = instabilityThreshold(source).parametricDrive
    for (let step = 1; step < 400; step++) {
      const parametricDrive = (limit * 1.2 * step) / 400
      expect(fastest({ ...source, parametricDrive }) < 0).toBe(parametricDrive < limit)
    }
  }
})

test('a cavity that decays faster than the ensemble is wide can begin to oscillate first', () => {
  const source = { ...tableSource, cavityDecay: 300 }
  const limit = instabilityThreshold(source)
  expect(limit.kind).toBe('oscillatory')
  expect(limit.parametricDrive).toBeCloseTo(Math.sqrt(73_125), 9)
  expect(limit.detuning).toBeCloseTo(Math.sqrt(1875), 9)
  expect(oscillatoryThreshold(source)).toBeLessThan(staticThreshold(source))
  expect(instabilityThreshold(tableSource).kind).toBe('static')
})

test('a drive at the threshold is refused with its value and the limit', () => {
  const limit = instabilityThreshold(tableSource).parametricDrive
  const refuse = () => requireBelowThreshold({ ...tableSource, parametricDrive: limit })
  expect(refuse).toThrow(`parametricCavity.parametricDrive: got ${limit}, accepted is a number below the static`)
  expect(() => requireBelowThreshold({ ...tableSource, parametricDrive: limit * (1 - 1e-12) })).not.toThrow()
})
