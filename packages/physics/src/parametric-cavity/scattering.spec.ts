import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { threeModeScattering } from '../../test/parametric-cavity/langevin.js'
import { modulus } from '../../test/parametric-cavity/linear-system.js'
import { stableSources } from '../../test/parametric-cavity/sources.js'
import type { Complex } from './complex.js'
import { memoryShareRatio, outputPhotons } from './photon-numbers.js'
import { cooperativity } from './parameters.js'
import { drivenDeterminant, SCATTERING_MODES, scatteringMatrix } from './scattering.js'
import { instabilityThreshold } from './threshold.js'

const METRIC = [-1, 1, 1]

function entry(matrix: Float64Array, row: number, column: number): Complex {
  const at = 2 * (3 * row + column)
  return { re: matrix[at]!, im: matrix[at + 1]! }
}

function largest(matrix: Float64Array): number {
  return Math.max(1, ...matrix.map((value) => value * value))
}

test('the modes are idler, signal and memory', () => {
  expect(SCATTERING_MODES).toEqual(['idler†', 'signal', 'memory'])
})

/** Detunings over some widths of the source. */
const cases = fc
  .tuple(stableSources(0.99), between(-4, 4))
  .map(([source, part]) => [source, part * (source.cavityDecay + source.inhomogeneousLinewidth)] as const)

/** How much 𝒟 loses to cancellation: its relative error over that of a double. */
function cancellation(...[source, detuning]: Parameters<typeof drivenDeterminant>): number {
  const undriven = drivenDeterminant({ ...source, parametricDrive: 0 }, detuning)
  return (modulus(undriven) + source.parametricDrive ** 2) / modulus(drivenDeterminant(source, detuning))
}

test('it conserves commutators, T†JT = TJT† = J', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const matrix = scatteringMatrix(source, detuning)
      const allowed = 1e-13 * largest(matrix)
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          const sums = [0, 0, 0, 0]
          for (let k = 0; k < 3; k++) {
            const [a, b] = [entry(matrix, k, i), entry(matrix, k, j)]
            sums[0]! += METRIC[k]! * (a.re * b.re + a.im * b.im)
            sums[1]! += METRIC[k]! * (a.re * b.im - a.im * b.re)
            const [c, d] = [entry(matrix, i, k), entry(matrix, j, k)]
            sums[2]! += METRIC[k]! * (c.re * d.re + c.im * d.im)
            sums[3]! += METRIC[k]! * (c.im * d.re - c.re * d.im)
          }
          const target = i === j ? METRIC[i]! : 0
          expect(Math.abs(sums[0]! - target)).toBeLessThan(allowed)
          expect(Math.abs(sums[2]! - target)).toBeLessThan(allowed)
          expect(Math.abs(sums[1]!)).toBeLessThan(allowed)
          expect(Math.abs(sums[3]!)).toBeLessThan(allowed)
        }
      }
    }),
    { numRuns: 300, seed: 1 }
  )
})

test('it agrees with three coupled modes, solved as linear equations', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const matrix = scatteringMatrix(source, detuning)
      const modes = threeModeScattering(source, detuning)
      const allowed = 1e-13 * Math.sqrt(largest(matrix)) * cancellation(source, detuning) * 10
      // Memory in and out may differ by a phase each, which no other part of the matrix sees.
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j < 3; j++) {
          const [one, other] = [entry(matrix, i, j), modes[i]![j]!]
          expect(Math.abs(modulus(one) - modulus(other))).toBeLessThan(allowed)
          if (i === 2 || j === 2) continue
          expect(Math.hypot(one.re - other.re, one.im - other.im)).toBeLessThan(allowed)
        }
      }
    }),
    { numRuns: 300, seed: 2 }
  )
})

test('the photon numbers are the squares of its entries', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const matrix = scatteringMatrix(source, detuning)
      const square = (row: number, column: number) => modulus(entry(matrix, row, column)) ** 2
      const { idler, signal, memory } = outputPhotons(source, detuning)
      const near = (value: number, expected: number) =>
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * largest(matrix))
      near(square(1, 0), signal)
      near(square(2, 0), memory)
      near(square(0, 1) + square(0, 2), idler)
      near(square(0, 0), 1 + idler)
      expect(outputPhotons(source, -detuning)).toEqual({ idler, signal, memory })
      // Eq. 3.
      const relative = detuning / source.inhomogeneousLinewidth
      const share = cooperativity(source) / (1 + 4 * relative * relative)
      expect(Math.abs(memoryShareRatio(source, detuning) - share)).toBeLessThanOrEqual(1e-13 * share)
      expect(Math.abs(memory - share * signal)).toBeLessThanOrEqual(1e-13 * memory)
    }),
    { numRuns: 300, seed: 3 }
  )
})

test('on resonance the idler has 4x²/(1 − x²)² photons below a static threshold', () => {
  fc.assert(
    fc.property(stableSources(0.99), (source) => {
      const limit = instabilityThreshold(source)
      if (limit.kind !== 'static') return
      const x = source.parametricDrive / limit.parametricDrive
      const expected = (4 * x * x) / (1 - x * x) ** 2
      expect(Math.abs(outputPhotons(source, 0).idler / expected - 1)).toBeLessThan(1e-11)
    }),
    { numRuns: 300, seed: 4 }
  )
})
