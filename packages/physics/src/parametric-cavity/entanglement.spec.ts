import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import {
  covarianceOfVacuum,
  gaussianEntanglementOfFormation,
  modeEntropy,
  reducedTo,
  squeezedStateBelow,
  standardForm
} from '../../test/parametric-cavity/gaussian-state.js'
import { logarithmic, stableSources, tableSource } from '../../test/parametric-cavity/sources.js'
import { leastSqueezedPhotons, memoryEntanglement, thermalEntropy } from './entanglement.js'
import { outputPhotons } from './photon-numbers.js'
import { scatteringMatrix } from './scattering.js'

const MEMORY_AND_IDLER = [2, 0]

/** Sources and detunings at which something is entangled, and not so much that the oracle loses its digits. */
const cases = fc
  .tuple(stableSources(0.95), between(-2, 2))
  .map(([source, part]) => [source, part * (source.cavityDecay + source.inhomogeneousLinewidth)] as const)
  .filter(([source, detuning]) => {
    const { memory } = outputPhotons(source, detuning)
    return memory > 1e-3
  })

test('the state of memory and idler is the one that the scattering matrix makes of vacuum', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const whole = covarianceOfVacuum(scatteringMatrix(source, detuning))
      const { idler, signal, memory } = outputPhotons(source, detuning)
      const form = standardForm(reducedTo(whole, MEMORY_AND_IDLER))
      const allowed = 1e-9 * (1 + idler)
      expect(Math.abs(form.a - (1 + 2 * memory))).toBeLessThan(allowed)
      expect(Math.abs(form.b - (1 + 2 * idler))).toBeLessThan(allowed)
      expect(Math.abs(form.c - 2 * Math.sqrt(memory * (1 + idler)))).toBeLessThan(allowed)
      // The smaller one is a difference of squares.
      const rounding = 1e-7 + 1e-13 * (form.a * form.b) ** 2
      expect(Math.abs(form.symplectic[0] - (1 + 2 * signal))).toBeLessThan(rounding)
      expect(Math.abs(form.symplectic[1] - 1)).toBeLessThan(rounding)
    }),
    { numRuns: 100, seed: 1 }
  )
})

test('the entanglement of formation is the least over all pure Gaussian states below', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const whole = covarianceOfVacuum(scatteringMatrix(source, detuning))
      const expected = gaussianEntanglementOfFormation(standardForm(reducedTo(whole, MEMORY_AND_IDLER)))
      const value = memoryEntanglement(outputPhotons(source, detuning), 'idler')
      expect(Math.abs(value - expected)).toBeLessThan(1e-7 * (1 + expected))
    }),
    { numRuns: 100, seed: 2 }
  )
})

test('just one two-mode squeezed vacuum lies below the state, and it touches', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const photons = outputPhotons(source, detuning)
      const whole = covarianceOfVacuum(scatteringMatrix(source, detuning))
      const form = standardForm(reducedTo(whole, MEMORY_AND_IDLER))
      const below = squeezedStateBelow(form)
      expect(Math.abs(below.smallestEigenvalue)).toBeLessThan(1e-9 * (1 + photons.idler))
      expect(Math.abs(below.squeezing - Math.asinh(Math.sqrt(leastSqueezedPhotons(photons))))).toBeLessThan(1e-5)
      // tanh 2r₀ = 2c/(a + b), and e^{4r₀} = (a + b + 2c)/(a + b − 2c).
      const { a, b, c } = form
      expect(Math.log((a + b + 2 * c) / (a + b - 2 * c)) / 4).toBeCloseTo(below.squeezing, 5)
    }),
    { numRuns: 100, seed: 3 }
  )
})

test('with both photons it is the entropy of the memory alone, and of the two photons together', () => {
  fc.assert(
    fc.property(cases, ([source, detuning]) => {
      const whole = covarianceOfVacuum(scatteringMatrix(source, detuning))
      const value = memoryEntanglement(outputPhotons(source, detuning), 'idler-and-signal')
      const alone = reducedTo(whole, [2])
      const nu = Math.sqrt(alone[0]![0]! * alone[1]![1]! - alone[0]![1]! ** 2)
      expect(Math.abs(value - modeEntropy(nu))).toBeLessThan(1e-8 * (1 + value))
      // The photons' state has the symplectic eigenvalues ν and 1.
      const photons = standardForm(reducedTo(whole, [0, 1])).symplectic
      expect(Math.abs(photons[0] - nu)).toBeLessThan(1e-6 * nu)
      expect(Math.abs(photons[1] - 1)).toBeLessThan(1e-6)
    }),
    { numRuns: 100, seed: 4 }
  )
})

test('the entanglement of formation lies between the coherent information and every entropy that bounds it', () => {
  fc.assert(
    fc.property(stableSources(0.999), between(-3, 3), (source, part) => {
      const photons = outputPhotons(source, part * (source.cavityDecay + source.inhomogeneousLinewidth))
      const value = memoryEntanglement(photons, 'idler')
      const full = memoryEntanglement(photons, 'idler-and-signal')
      // The entropy of memory and idler together is that of the signal, as the whole is pure.
      const coherent = thermalEntropy(photons.idler) - thermalEntropy(photons.signal)
      expect(value).toBeGreaterThanOrEqual(coherent - 1e-12 * (1 + value))
      expect(value).toBeLessThanOrEqual(full + 1e-12 * full)
      expect(full).toBeLessThanOrEqual(thermalEntropy(photons.idler) * (1 + 1e-12))
    }),
    { numRuns: 500, seed: 5 }
  )
})

test('the entropy of a thermal mode is that of its geometric distribution', () => {
  fc.assert(
    fc.property(logarithmic(1e-6, 20), (mean) => {
      let sum = 0
      for (let n = 0; n < 2000; n++) {
        const logarithm = n * Math.log(mean / (1 + mean)) - Math.log1p(mean)
        sum -= (Math.exp(logarithm) * logarithm) / Math.LN2
      }
      expect(Math.abs(thermalEntropy(mean) / sum - 1)).toBeLessThan(1e-11)
    }),
    { numRuns: 100, seed: 6 }
  )
  expect(thermalEntropy(0)).toBe(0)
  expect(thermalEntropy(1)).toBe(2)
  // Far from the vacuum it is log₂(en), a relative 1/n² aside.
  for (const mean of [1e9, 1e15, 1e100]) expect(thermalEntropy(mean)).toBeCloseTo(Math.log2(mean) + Math.LOG2E, 8)
  expect(thermalEntropy(Number.MIN_VALUE)).toBeGreaterThan(0)
})

test('without an ensemble nothing is entangled with it', () => {
  const photons = outputPhotons({ ...tableSource, collectiveCoupling: 0 }, 10)
  expect(photons.idler).toBeGreaterThan(0)
  expect(memoryEntanglement(photons, 'idler')).toBe(0)
  expect(memoryEntanglement(photons, 'idler-and-signal')).toBe(0)
})
