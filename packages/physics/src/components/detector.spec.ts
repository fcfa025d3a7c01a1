import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import {
  afterpulsesInWindow,
  detectorParameters,
  idealDetector,
  noiseClickProbability,
  noiseClickProbabilityAfter
} from './detector.js'
import { ParameterError, parseParameters } from './parameter.js'

const detector = {
  efficiency: 0.85,
  darkCountsPerSecond: 2,
  jitterPicoseconds: 40,
  deadTimeNanoseconds: 30,
  afterpulseProbability: 0.02,
  afterpulseTimeConstantNanoseconds: 120
}

test('a steady rate is a Poisson process: windows join up, and small ones give Nτ', () => {
  fc.assert(
    fc.property(between(0, 1e7), between(0, 1e3), between(0, 1e3), (rate, one, two) => {
      const silent = (1 - noiseClickProbability(rate, one)) * (1 - noiseClickProbability(rate, two))
      expect(1 - noiseClickProbability(rate, one + two)).toBeCloseTo(silent, 12)
    }),
    { numRuns: 100, seed: 12 }
  )
  expect(noiseClickProbability(9.6, 50) / 4.8e-7).toBeCloseTo(1, 6)
})

test('afterpulses of all time sum to their probability, and windows add', () => {
  const starts = Array.from({ length: 400 }, (_, index) => index * 10)
  const total = starts.reduce((sum, start) => sum + afterpulsesInWindow(detector, start, 10), 0)
  expect(total).toBeCloseTo(0.02, 14)
  expect(afterpulsesInWindow(detector, 0, 1e9)).toBeCloseTo(0.02, 14)
})

test('afterpulses follow an exponential density after the dead time', () => {
  fc.assert(
    fc.property(between(0, 500), between(0, 200), (from, length) => {
      const pieces = 4000
      let sum = 0
      for (let piece = 0; piece < pieces; piece++) {
        const time = from + ((piece + 0.5) * length) / pieces
        if (time >= 30) sum += (0.02 / 120) * Math.exp(-(time - 30) / 120) * (length / pieces)
      }
      expect(afterpulsesInWindow(detector, from, length)).toBeCloseTo(sum, 5)
    }),
    { numRuns: 50, seed: 13 }
  )
})

test('a dead detector is silent, a rested one as if nothing had been', () => {
  expect(noiseClickProbabilityAfter(detector, 1e6, 0, 30)).toBeCloseTo(0, 300)
  expect(noiseClickProbabilityAfter(detector, 1e6, 0, 40)).toBeGreaterThan(0)
  const rested = noiseClickProbability(9.6, 50)
  expect(noiseClickProbabilityAfter(detector, 9.6, Infinity, 50)).toBe(rested)
  expect(noiseClickProbabilityAfter(detector, 9.6, 1e7, 50)).toBeCloseTo(rested, 15)
  expect(noiseClickProbabilityAfter(idealDetector, 9.6, 0, 50)).toBe(rested)
})

test.each([
  [{ ...detector, efficiency: 1.2 }, 'detector.efficiency', 'a number 0..1'],
  [{ ...detector, deadTimeNanoseconds: -1 }, 'detector.deadTimeNanoseconds', 'a finite number >= 0'],
  [{ ...detector, jitterPicoseconds: Number.NaN }, 'detector.jitterPicoseconds', 'a finite number >= 0'],
  [{ ...detector, darkCountsPerSecond: '2' }, 'detector.darkCountsPerSecond', 'a finite number >= 0'],
  [
    { ...detector, afterpulseTimeConstantNanoseconds: 0 },
    'detector.afterpulseTimeConstantNanoseconds',
    'a finite number > 0'
  ],
  [{ ...detector, colour: 'blue' }, 'detector.colour', 'no such field'],
  [{ efficiency: 1 }, 'detector.darkCountsPerSecond', 'a value (the field is required)'],
  [7, 'detector', 'an object of parameters']
])('a bad parameter is named with what would be accepted: %j', (value, field, accepted) => {
  let error: unknown
  try {
    parseParameters(detectorParameters, value, 'detector')
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(ParameterError)
  expect(error).toMatchObject({ code: 'physics.parameter', field, accepted })
})

test('good parameters pass unchanged', () => {
  expect(parseParameters(detectorParameters, detector, 'detector')).toEqual(detector)
})
