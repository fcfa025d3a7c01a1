import fc from 'fast-check'
import { expect, test } from 'vitest'
import { steadyFluxes } from '../../test/parametric-cavity/langevin.js'
import { logarithmic, stableSources, tableSource } from '../../test/parametric-cavity/sources.js'
import { characteristicRoots } from './characteristic.js'
import { memoryEntanglement } from './entanglement.js'
import type { ParametricCavity } from './parameters.js'
import { outputPhotons } from './photon-numbers.js'
import { entanglementRate, heraldingEfficiency, outputFlux } from './rates.js'

/** (1/2π)∫f by the trapezoidal rule in u, ω = width · sinh u: of no fixed order, without error estimate or panels. */
function trapezoidal(f: (omega: number) => number, width: number, steps: number): number {
  const end = 12
  let sum = 0
  for (let step = -steps; step <= steps; step++) {
    const u = (end * step) / steps
    sum += f(width * Math.sinh(u)) * width * Math.cosh(u)
  }
  return (sum * end) / steps / (2 * Math.PI)
}

/** (1/2π)∫f over |ω| ≤ 10Γ by Simpson's rule. */
function simpson(f: (omega: number) => number, linewidth: number, steps: number): number {
  const spacing = (20 * linewidth) / steps
  let sum = 0
  for (let step = 0; step <= steps; step++) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 0 ? 2 : 4
    sum += weight * f(-10 * linewidth + step * spacing)
  }
  return (sum * spacing) / 3 / (2 * Math.PI)
}

const outputs = ['idler', 'idler-and-signal'] as const

test('other rules of integration give the same rates', () => {
  for (const combFinesse of [1, 3, 9]) {
    for (const parametricDrive of [1, 40, 100]) {
      for (const output of outputs) {
        const source = { ...tableSource, combFinesse, parametricDrive }
        const f = (omega: number) => memoryEntanglement(outputPhotons(source, omega), output)
        const { value } = entanglementRate(source, output)
        expect(Math.abs(trapezoidal(f, 100, 1500) / value - 1)).toBeLessThan(1e-11)
        expect(Math.abs(simpson(f, 150, 2000) / value - 1)).toBeLessThan(1e-3)
      }
    }
  }
})

test('so they do for every shape of source', () => {
  fc.assert(
    fc.property(stableSources(0.9), fc.constantFrom(...outputs), (source, output) => {
      const roots = characteristicRoots(source)
      const narrowest = Math.min(...roots.map(({ re }) => Math.abs(re)))
      const farthest = Math.max(...roots.map(({ re, im }) => Math.hypot(re, im)))
      // Even steps in u must resolve the narrowest resonance wherever it is.
      fc.pre(farthest < 100 * narrowest)
      const f = (omega: number) => memoryEntanglement(outputPhotons(source, omega), output)
      const { value, error } = entanglementRate(source, output)
      const other = trapezoidal(f, narrowest, Math.ceil(100 + (50 * farthest) / narrowest))
      expect(error).toBeLessThanOrEqual(1e-9 * value)
      expect(Math.abs(other - value)).toBeLessThanOrEqual(error + 1e-10 * value)
    }),
    { numRuns: 60, seed: 1 }
  )
})

test('the fluxes are those of the steady state of three coupled modes', () => {
  fc.assert(
    fc.property(stableSources(0.999), (source) => {
      const [idler, signal, memory] = steadyFluxes(source)
      const near = (output: 'idler' | 'signal' | 'memory', expected: number) => {
        const { value, error } = outputFlux(source, output)
        // The linear equations have the vacuum's 1 taken off, hence κ in the error.
        const rounding = 1e-8 * idler + 1e-12 * (source.cavityDecay + source.inhomogeneousLinewidth)
        expect(Math.abs(value - expected)).toBeLessThan(error + rounding)
      }
      near('idler', idler)
      near('signal', signal)
      near('memory', memory)
    }),
    { numRuns: 200, seed: 2 }
  )
})

test('the stated error covers what a stricter integration changes', () => {
  fc.assert(
    fc.property(stableSources(0.9999), fc.constantFrom(...outputs), (source, output) => {
      const exact = entanglementRate(source, output, 1e-12).value
      for (const relativeError of [1e-2, 1e-4, 1e-7]) {
        const { value, error } = entanglementRate(source, output, relativeError)
        expect(error).toBeLessThanOrEqual(relativeError * value)
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(error + 1e-12 * exact)
      }
      const efficiency = heraldingEfficiency(source, 1e-4)
      const strict = heraldingEfficiency(source, 1e-11)
      expect(Math.abs(efficiency.value - strict.value)).toBeLessThanOrEqual(efficiency.error + strict.error)
    }),
    { numRuns: 60, seed: 3 }
  )
})

test('scaling every rate scales the entanglement rate and leaves the heralding efficiency', () => {
  fc.assert(
    fc.property(stableSources(0.99), logarithmic(1e-3, 1e3), (source, factor) => {
      const scaled: ParametricCavity = {
        cavityDecay: source.cavityDecay * factor,
        parametricDrive: source.parametricDrive * factor,
        collectiveCoupling: source.collectiveCoupling * factor,
        inhomogeneousLinewidth: source.inhomogeneousLinewidth * factor,
        combFinesse: source.combFinesse
      }
      const value = entanglementRate(source).value * factor
      expect(Math.abs(entanglementRate(scaled).value - value)).toBeLessThanOrEqual(3e-9 * value)
      const efficiency = heraldingEfficiency(source)
      expect(Math.abs(heraldingEfficiency(scaled).value - efficiency.value)).toBeLessThanOrEqual(1e-8)
    }),
    { numRuns: 60, seed: 4 }
  )
})

test('a comb of finesse 𝓕 is a coupling smaller by √𝓕', () => {
  const without = { ...tableSource, collectiveCoupling: 300 / Math.sqrt(3), combFinesse: 1 }
  expect(entanglementRate(without).value).toBeCloseTo(entanglementRate(tableSource).value, 9)
  expect(heraldingEfficiency(without).value).toBeCloseTo(heraldingEfficiency(tableSource).value, 12)
})

test('the heralding efficiency is a fraction, and the share of the memory where the drive is weak', () => {
  fc.assert(
    fc.property(stableSources(0.999), (source) => {
      const { value } = heraldingEfficiency(source)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
    }),
    { numRuns: 100, seed: 5 }
  )
  const weak = { ...tableSource, parametricDrive: 1e-3 }
  const share = outputFlux(weak, 'memory').value / outputFlux(weak, 'idler').value
  expect(heraldingEfficiency(weak).value).toBeCloseTo(share, 7)
})

test('nothing is given at or above the threshold', () => {
  const above = { ...tableSource, parametricDrive: 200 }
  const refusal = /parametricDrive: got 200, accepted is a number below the static threshold 188.74/
  expect(() => entanglementRate(above)).toThrow(refusal)
  expect(() => heraldingEfficiency(above)).toThrow(refusal)
  expect(() => outputFlux(above, 'memory')).toThrow(refusal)
})
