import { expect, test } from 'vitest'
import { tableSource as table } from '../../test/parametric-cavity/sources.js'
import { leastSqueezedPhotons, memoryEntanglement } from './entanglement.js'
import { cooperativity } from './parameters.js'
import { outputPhotons } from './photon-numbers.js'
import { entanglementRate, heraldingEfficiency } from './rates.js'
import { instabilityThreshold } from './threshold.js'

const matched = { cavityDecay: 1, collectiveCoupling: 0.5, inhomogeneousLinewidth: 1, combFinesse: 1 }

/** Within one unit of the last digit given. */
function expectDigits(value: number, golden: number, digits: number): void {
  expect(Math.abs(value - golden)).toBeLessThanOrEqual(10 ** -digits)
}

test.each([
  [0, 0.19694, 0.16585, 0.39101, 0.67381],
  [100, 0.13104, 0.08616, 0.28336, 0.42062],
  [250, 0.02339, 0.00715, 0.08378, 0.0605],
  [-100, 0.13104, 0.08616, 0.28336, 0.42062]
])('at a detuning of %d', (detuning, idler, memory, squeezing, entanglement) => {
  const photons = outputPhotons(table, detuning)
  expectDigits(photons.idler, idler, 5)
  expectDigits(photons.memory, memory, 5)
  expectDigits(Math.asinh(Math.sqrt(leastSqueezedPhotons(photons))), squeezing, 5)
  expectDigits(memoryEntanglement(photons, 'idler'), entanglement, 5)
})

test.each([
  [1, 20.472, 3],
  [2, 27.33, 2],
  [2.5, 29.11, 2],
  [3, 30.288, 3],
  [3.5, 31.05, 2],
  [4, 31.51, 2],
  [5, 31.85, 2],
  [8, 30.76, 2],
  [9, 30.13, 2]
])('at a finesse of %d the entanglement rate is %d', (combFinesse, golden, digits) => {
  expectDigits(entanglementRate({ ...table, combFinesse }).value, golden, digits)
})

test('the heralding efficiency depends on whether the comb is counted, and neither way gives the paper’s 70 %', () => {
  const [comb, none] = [3, 1].map((combFinesse) => heraldingEfficiency({ ...table, combFinesse }).value)
  expectDigits(comb!, 0.6534, 4)
  expectDigits(none!, 0.7115, 4)
  expect(comb).toBeLessThan(0.695)
  expect(none).toBeGreaterThan(0.705)
})

test.each([
  [3, 188.7, 5.333],
  [1, 309.2, 16]
])('at a finesse of %d the threshold of the table is %d', (combFinesse, golden, ratio) => {
  expectDigits(instabilityThreshold({ ...table, combFinesse }).parametricDrive, golden, 1)
  expectDigits(cooperativity({ ...table, combFinesse }), ratio, 3)
})

test('the threshold at 2G = Γ = κ is κ/√2', () => {
  for (const scale of [1, 3.7, 150]) {
    const source = {
      cavityDecay: scale,
      collectiveCoupling: scale / 2,
      inhomogeneousLinewidth: scale,
      combFinesse: 1,
      parametricDrive: scale
    }
    const { parametricDrive, kind } = instabilityThreshold(source)
    expect(Math.abs(parametricDrive / scale - Math.SQRT1_2)).toBeLessThan(4e-16)
    expect(kind).toBe('static')
  }
})

test.each([
  [0.1, 0.04124, 0.04237],
  [0.3, 0.19653, 0.24255],
  [0.5, 0.32265, 0.54697]
])('at impedance matching and λ = %dκ', (parametricDrive, idler, full) => {
  const source = { ...matched, parametricDrive }
  expectDigits(entanglementRate(source).value, idler, 5)
  expectDigits(entanglementRate(source, 'idler-and-signal').value, full, 5)
})

test.each([
  [0.1, 0.973],
  [0.5, 0.59],
  [0.65, 0.439]
])('losing the signal at λ = %dκ leaves %d', (parametricDrive, golden) => {
  const source = { ...matched, parametricDrive }
  const ratio = entanglementRate(source).value / entanglementRate(source, 'idler-and-signal').value
  expectDigits(ratio, golden, 3)
})

test.each([
  [3, 47.5],
  [1, 58.8]
])('at a finesse of %d the heralding efficiency is 0.9 at κ = %d', (combFinesse, cavityDecay) => {
  const efficiency = (offset: number) =>
    heraldingEfficiency({ ...table, combFinesse, cavityDecay: cavityDecay + offset }).value
  expect(efficiency(-0.1)).toBeGreaterThan(0.9)
  expect(efficiency(0.1)).toBeLessThan(0.9)
})

test('taken for ordinary frequencies, the table’s numbers would make 2π times as much', () => {
  const turns = 2 * Math.PI
  const angular = {
    cavityDecay: 150 * turns,
    parametricDrive: 40 * turns,
    collectiveCoupling: 300 * turns,
    inhomogeneousLinewidth: 150 * turns,
    combFinesse: 3
  }
  expectDigits(entanglementRate(angular).value, 190.3, 1)
  expect(heraldingEfficiency(angular).value).toBeCloseTo(heraldingEfficiency(table).value, 8)
})
