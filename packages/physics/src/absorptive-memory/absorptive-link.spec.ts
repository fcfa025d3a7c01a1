import { expect, test } from 'vitest'
import { ybEuLink } from '../platforms/yb-eu-link.js'
import { type AbsorptiveLinkParameters, absorptiveLink, parseAbsorptiveLink } from './absorptive-link.js'
import { attemptRates } from './attempt-schedule.js'

const link: AbsorptiveLinkParameters = {
  sourceEfficiency: 0.02,
  chain: [
    { name: 'one', efficiency: 0.5 },
    { name: 'two', efficiency: 0.1 }
  ],
  detectorEfficiency: 0.8,
  noiseCountsPerSecond: 100,
  gateNanoseconds: 40,
  schedule: { preparationSeconds: 2, storageSeconds: 8, framesPerCycle: 1000, attemptsPerFrame: 50 },
  flipProbability: 0.01,
  dephasingProbability: 0.03
}

test('rates by hand', () => {
  const rates = attemptRates(link.schedule)
  expect(rates).toEqual({
    attemptsPerCycle: 50_000,
    attemptsPerSecondInPhase: 6250,
    attemptsPerSecondOverall: 5000,
    frameSeconds: 0.008,
    meanAttemptSeconds: 0.000_16,
    dutyCycle: 0.8
  })
  const figures = absorptiveLink(link)
  expect(figures.signalPerAttempt).toBeCloseTo(8e-4, 15)
  expect(figures.noisePerAttempt).toBeCloseTo(4e-6, 10)
  expect(figures.signalPerSecondInPhase).toBeCloseTo(5, 12)
  expect(figures.signalPerSecondOverall).toBeCloseTo(4, 12)
  expect(figures.signalToNoise).toBeCloseTo(200, 2)
  expect(figures.noiseFraction).toBeCloseTo(1 / 201, 7)
  expect(figures.fidelity).toBeCloseTo((1 + figures.zz + 2 * figures.xx) / 4, 15)
})

test('without noise only the errors are left; without light only noise', () => {
  const silent = absorptiveLink({ ...link, noiseCountsPerSecond: 0 })
  expect(silent.noiseFraction).toBe(0)
  expect(silent.zz).toBeCloseTo(0.98, 15)
  const dark = absorptiveLink({ ...link, sourceEfficiency: 0 })
  expect(dark.noiseFraction).toBe(1)
  expect(dark.fidelity).toBe(0.25)
})

test('parameters of unknown origin', () => {
  expect(parseAbsorptiveLink(ybEuLink())).toEqual(ybEuLink())
  expect(() => parseAbsorptiveLink({ ...link, flipProbability: 0.6 })).toThrow(
    'absorptiveLink.flipProbability: got 0.6'
  )
  const schedule = { ...link.schedule, storageSeconds: 0 }
  expect(() => parseAbsorptiveLink({ ...link, schedule })).toThrow('absorptiveLink.schedule.storageSeconds')
  expect(() => parseAbsorptiveLink({ ...link, colour: 580 })).toThrow('absorptiveLink.colour')
})
