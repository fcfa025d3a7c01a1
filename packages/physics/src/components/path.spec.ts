import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { attemptsPerSecond } from './attempt-rate.js'
import { conversionParameters, detectorNoiseRate } from './conversion.js'
import { decibelsToEfficiency, efficiencyToDecibels, fibreDelay, fibreParameters, fibreTransmission } from './fibre.js'
import { chainEfficiency, formatOpticsBudget, opticsBudget } from './optics-chain.js'
import { parseParameters } from './parameter.js'

const fibre = (lengthKilometres: number) => ({
  lengthKilometres,
  attenuationDecibelsPerKilometre: 0.2,
  groupVelocityMetresPerSecond: 2e8
})

test('known losses and delays', () => {
  expect(fibreTransmission(fibre(50))).toBeCloseTo(0.1, 15)
  expect(fibreTransmission(fibre(1000))).toBeCloseTo(1e-20, 30)
  expect(fibreDelay(fibre(10))).toBe(50_000)
  expect(efficiencyToDecibels(0.5)).toBeCloseTo(3.0103, 5)
  expect(efficiencyToDecibels(0)).toBe(Infinity)
})

test('lengths of fibre multiply and add', () => {
  const length = between(0, 200)
  fc.assert(
    fc.property(length, length, (one, two) => {
      const joined = fibreTransmission(fibre(one)) * fibreTransmission(fibre(two))
      expect(fibreTransmission(fibre(one + two)) / joined).toBeCloseTo(1, 12)
      expect(fibreDelay(fibre(one + two))).toBeCloseTo(fibreDelay(fibre(one)) + fibreDelay(fibre(two)), 6)
      expect(efficiencyToDecibels(decibelsToEfficiency(one))).toBeCloseTo(one, 10)
    }),
    { numRuns: 100, seed: 14 }
  )
})

test('fibre and converter parameters are checked', () => {
  expect(parseParameters(fibreParameters, fibre(3), 'fibre')).toEqual(fibre(3))
  const light = { ...fibre(3), groupVelocityMetresPerSecond: 3e8 }
  expect(() => parseParameters(fibreParameters, light, 'fibre')).toThrow('299792458')
  const converter = { efficiency: -0.1, noiseCountsPerSecond: 1 }
  expect(() => parseParameters(conversionParameters, converter, 'conversion')).toThrow(
    'conversion.efficiency: got -0.1'
  )
})

test('converter noise is lost in fibre, dark counts are not', () => {
  const arms = [
    { noiseCountsPerSecond: 10, transmission: 0.1 },
    { noiseCountsPerSecond: 20, transmission: 0.01 }
  ]
  expect(detectorNoiseRate(2, arms)).toBeCloseTo(3.2, 12)
  expect(detectorNoiseRate(2, [])).toBe(2)
})

test('a budget multiplies up to the chain’s efficiency and prints every element', () => {
  const chain = [
    { name: 'collection', efficiency: 0.1 },
    { name: 'fibre', efficiency: 0.5 },
    { name: 'detector', efficiency: 0.8 }
  ]
  expect(chainEfficiency(chain)).toBeCloseTo(0.04, 15)
  const rows = opticsBudget(chain)
  expect(rows.at(-1)?.cumulativeEfficiency).toBeCloseTo(0.04, 15)
  expect(rows.reduce((sum, row) => sum + row.lossDecibels, 0)).toBeCloseTo(efficiencyToDecibels(0.04), 12)
  expect(formatOpticsBudget(chain).split('\n')).toEqual([
    'element     efficiency  loss (dB)  cumulative',
    'collection      0.1000      10.00      0.1000',
    'fibre           0.5000       3.01     0.05000',
    'detector        0.8000       0.97     0.04000'
  ])
})

test('an attempt waits for the light to go half the length and the answer to come back', () => {
  expect(1 / attemptsPerSecond(300, 10, 2e8)).toBeCloseTo(350e-6, 15)
})
