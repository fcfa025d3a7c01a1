import { createRandom } from '@bellwire/runtime'
import { expect, test } from 'vitest'
import { calibratedFrequency, frequencyMeasurementVariance, probeVisibility } from './frequency-calibration.js'
import { parseFrequencyCalibration } from './parameters.js'

const calibration = { driftRate: 0.02, wander: 0.5, intervalSeconds: 100, measurementVariance: 30, gain: 0.5 }

test.each([
  [calibration, 1],
  [{ ...calibration, gain: 1 }, 2],
  [{ ...calibration, gain: 1.5, driftRate: -0.3, wander: 0 }, 3]
] as const)('correction by correction (%#)', (parameters, seed) => {
  const random = createRandom(seed).stream('frequency')
  const { driftRate, wander, intervalSeconds, measurementVariance, gain } = parseFrequencyCalibration(parameters)
  const corrections = 100_000
  const values = new Float64Array(corrections)
  let offset = 0
  for (let step = -100; step < corrections; step++) {
    if (step >= 0) values[step] = offset
    offset -= gain * (offset + Math.sqrt(measurementVariance) * random.normal())
    offset += driftRate * intervalSeconds + Math.sqrt(wander * intervalSeconds) * random.normal()
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / corrections
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / corrections
  const expected = calibratedFrequency(parameters)
  const kept = 1 - gain
  const meanError = Math.sqrt((expected.variance / corrections) * ((1 + kept) / (1 - kept)))
  const varianceError = expected.variance * Math.sqrt((2 / corrections) * ((1 + kept * kept) / (1 - kept * kept)))
  expect(Math.abs(mean - expected.mean)).toBeLessThan(5 * meanError)
  expect(Math.abs(variance - expected.variance)).toBeLessThan(5 * varianceError)
})

test('a frequency read off two probes is as uncertain as wander and shot noise make it', () => {
  const random = createRandom(4).stream('probes')
  const [diffusion, phaseVariance, probeSeconds, seconds] = [2000, 0.001, 4e-6, 6e-6]
  const steps = 40
  const perStep = Math.sqrt((diffusion * probeSeconds) / steps)
  const probe = (start: number): [mean: number, end: number] => {
    let phase = start
    let sum = 0
    for (let step = 0; step < steps; step++) {
      const next = phase + perStep * random.normal()
      sum += (phase + next) / 2
      phase = next
    }
    return [sum / steps + Math.sqrt(phaseVariance) * random.normal(), phase]
  }
  const samples = 20_000
  let squares = 0
  for (let sample = 0; sample < samples; sample++) {
    const [first, end] = probe(0)
    const [second] = probe(end + Math.sqrt(diffusion * (seconds - probeSeconds)) * random.normal())
    squares += ((second - first) / (2 * Math.PI * seconds)) ** 2
  }
  const expected = frequencyMeasurementVariance(diffusion, phaseVariance, probeSeconds, seconds)
  expect(Math.abs(squares / samples / expected - 1)).toBeLessThan(5 * Math.sqrt(2 / samples))
})

test('probes that turn by a whole turn while they last do not interfere', () => {
  expect(probeVisibility(0, 4e-6)).toBe(1)
  expect(probeVisibility(250_000, 4e-6)).toBeCloseTo(0, 12)
  // The mean of e^{iΔωt} over the probe, by the sum.
  const frequency = 40_000
  let real = 0
  let imaginary = 0
  for (let step = 0; step < 1000; step++) {
    const angle = (2 * Math.PI * frequency * 4e-6 * (step + 0.5)) / 1000
    real += Math.cos(angle) / 1000
    imaginary += Math.sin(angle) / 1000
  }
  expect(probeVisibility(frequency, 4e-6)).toBeCloseTo(Math.hypot(real, imaginary), 6)
})

test('bad parameters are named', () => {
  expect(() => parseFrequencyCalibration({ ...calibration, intervalSeconds: 0 })).toThrow(
    expect.objectContaining({ field: 'frequencyCalibration.intervalSeconds' })
  )
})
