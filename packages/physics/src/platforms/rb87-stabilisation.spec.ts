import { createRandom } from '@bellwire/runtime'
import { expect, test } from 'vitest'
import { parseFrequencyCalibration, parsePhaseLoop } from '../stabilisation/parameters.js'
import { lockedPhase, type PhaseLoop } from '../stabilisation/phase-loop.js'
import { stabilisedPhase } from '../stabilisation/stabilised-phase.js'
import { rb87Parameters } from './rb87-parameters.js'
import {
  rb87FrequencyCalibration,
  rb87PhaseLoop,
  rb87Stabilisation,
  rb87StabilisationFigures
} from './rb87-stabilisation.js'

const figures = new Map(rb87StabilisationFigures().map((figure) => [figure.id, figure.closedForm]))

test('the loop leaves the published 17 degrees, and what else follows from it', () => {
  expect(figures.get('phase-residual')).toBeCloseTo(17, 1)
  expect(figures.get('phase-contrast')).toBeCloseTo(rb87Parameters.phaseContrast.value, 3)
  expect(figures.get('probe-detection')).toBeCloseTo(0.175, 10)
  expect(figures.get('phase-residual-write')).toBeCloseTo(12.94, 2)
  expect(figures.get('phase-contrast-write')).toBeCloseTo(0.9748, 4)
  expect(figures.get('phase-residual-best-gain')).toBeLessThan(17)
  expect(figures.get('frequency-drift')).toBeCloseTo(0.0183, 4)
  expect(figures.get('frequency-residual')).toBeLessThan(150)
  expect(figures.get('frequency-residual-switched')).toBeLessThan(150)
  expect(figures.get('phase-turned')).toBeCloseTo(0.486, 3)
})

test('the parameters pass their own checks', () => {
  expect(parsePhaseLoop(rb87PhaseLoop)).toEqual(rb87PhaseLoop)
  for (const share of [1, 1 / 3]) expect(parseFrequencyCalibration(rb87FrequencyCalibration(share))).toBeDefined()
})

test('the hardware as a whole leaves what its loop leaves: the drift that is taken back adds nothing to speak of', () => {
  for (const [rate, share] of [
    [2760, 1],
    [1030, 1],
    [2760, 1 / 3]
  ] as const) {
    const { contrast, residual, mean } = stabilisedPhase(rb87Stabilisation(rate, share))
    expect(contrast).toBeCloseTo(lockedPhase(rb87PhaseLoop).contrast, 8)
    // The phase's standard deviation is published as 17°; fitted photons are a whole number.
    expect(Math.abs(contrast - rb87Parameters.phaseContrast.value)).toBeLessThan(1e-5)
    expect((residual * 180) / Math.PI).toBeCloseTo(17.006, 3)
    expect((mean * 180) / Math.PI).toBeCloseTo(0.0142 / share, 3)
  }
})

test('counted photons tell why the probe is run twice: from one trial to the next the phase wanders off mid-fringe', () => {
  const twice = countedVariance(rb87PhaseLoop, 20_000)
  const once = countedVariance({ ...rb87PhaseLoop, probes: 1 }, 20_000)
  const { variance } = lockedPhase(rb87PhaseLoop)
  // In the linear model with g = 1 the first probe would be enough.
  expect(lockedPhase({ ...rb87PhaseLoop, probes: 1 }).variance).toBeCloseTo(variance, 12)
  // By the counts it would leave 30°, and the second leaves 19°: excursions past the fringe are rare but there.
  expect(Math.abs(Math.sqrt(twice) * (180 / Math.PI) - 19.2)).toBeLessThan(0.7)
  expect(Math.abs(Math.sqrt(once) * (180 / Math.PI) - 30.5)).toBeLessThan(1.5)
})

/** −2 ln |⟨e^{iφ}⟩| of the phases that the write process finds: their variance, were they Gaussian. */
function countedVariance(loop: PhaseLoop, trials: number): number {
  const random = createRandom(8).stream('phase')
  const photons = 1 / loop.measurementVariance
  const wander = (seconds: number) => Math.sqrt(loop.diffusion * seconds) * random.normal()
  const rest = loop.periodSeconds - loop.gapSeconds - loop.probes * (loop.probeSeconds + loop.feedbackSeconds)
  let phase = 0
  let [real, imaginary] = [0, 0]
  for (let trial = 0; trial < trials; trial++) {
    for (let probe = 0; probe < loop.probes; probe++) {
      // Half the probe's wander before the counts and half after: the mean's share, D·τ/2 for D·τ/3.
      const middle = phase + wander(loop.probeSeconds / 2)
      const counts0 = random.poisson((photons * (1 + Math.sin(middle))) / 2)
      const counts1 = random.poisson((photons * (1 - Math.sin(middle))) / 2)
      phase = middle + wander(loop.probeSeconds / 2) - (loop.gain * (counts0 - counts1)) / photons
      phase += wander(loop.feedbackSeconds)
    }
    phase += wander(loop.gapSeconds)
    real += Math.cos(phase) / trials
    imaginary += Math.sin(phase) / trials
    phase += wander(rest)
  }
  return -2 * Math.log(Math.hypot(real, imaginary))
}
