import { createRandom, type RandomStream } from '@bellwire/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { ParameterError } from '../components/parameter.js'
import { parsePhaseLoop } from './parameters.js'
import {
  afterFeedback,
  leftAlone,
  lockedPhase,
  type PhaseLoop,
  type PhaseMoments,
  shotNoiseVariance
} from './phase-loop.js'

const loop: PhaseLoop = {
  diffusion: 2000,
  frequencyOffset: 2 * Math.PI * 100,
  measurementVariance: 0.07,
  gain: 0.4,
  probes: 2,
  probeSeconds: 4e-6,
  feedbackSeconds: 2e-6,
  gapSeconds: 5e-6,
  periodSeconds: 60e-6
}

const STEPS = 12

/** How one probe is read: the phase at fine steps through the probe, to the measured value. */
type Measure = (phases: Float64Array, random: RandomStream) => number

const linear =
  (variance: number): Measure =>
  (phases, random) => {
    let sum = -((phases[0] as number) + (phases[STEPS] as number)) / 2
    for (const phase of phases) sum += phase
    return sum / STEPS + Math.sqrt(variance) * random.normal()
  }

/** Photons counted one by one at mid-fringe. */
const counted =
  (photons: number, visibility: number): Measure =>
  (phases, random) => {
    let difference = 0
    for (let step = 0; step < STEPS; step++) {
      const signal = visibility * Math.sin(((phases[step] as number) + (phases[step + 1] as number)) / 2)
      difference += random.poisson((photons * (1 + signal)) / 2 / STEPS)
      difference -= random.poisson((photons * (1 - signal)) / 2 / STEPS)
    }
    return difference / (photons * visibility)
  }

/** The phases that the write process of many trials finds, by a random walk in fine steps. */
function simulate(parameters: PhaseLoop, measure: Measure, trials: number, seed: number): Float64Array {
  const random = createRandom(seed).stream('phase')
  const found = new Float64Array(trials)
  const phases = new Float64Array(STEPS + 1)
  const grow = (phase: number, seconds: number) =>
    phase + parameters.frequencyOffset * seconds + Math.sqrt(parameters.diffusion * seconds) * random.normal()
  const busy = parameters.probes * (parameters.probeSeconds + parameters.feedbackSeconds) + parameters.gapSeconds
  let phase = 0
  for (let trial = -100; trial < trials; trial++) {
    for (let probe = 0; probe < parameters.probes; probe++) {
      phases[0] = phase
      for (let step = 1; step <= STEPS; step++) {
        phase = grow(phase, parameters.probeSeconds / STEPS)
        phases[step] = phase
      }
      phase = grow(phase, parameters.feedbackSeconds) - parameters.gain * measure(phases, random)
    }
    phase = grow(phase, parameters.gapSeconds)
    if (trial >= 0) found[trial] = phase
    phase = grow(phase, parameters.periodSeconds - busy)
  }
  return found
}

function moments(sample: Float64Array): PhaseMoments {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length
  return { mean, variance: sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sample.length }
}

test.each([
  [loop, 1],
  [{ ...loop, probes: 1, gain: 0.7 }, 2],
  [{ ...loop, probes: 3, gain: 1.2, frequencyOffset: -5000 }, 3],
  [{ ...loop, gain: 1, measurementVariance: 0 }, 4]
] as const)('the stationary phase is that of a random walk in fine steps (%#)', (parameters, seed) => {
  const trials = 30_000
  const sample = moments(simulate(parameters, linear(parameters.measurementVariance), trials, seed))
  const locked = lockedPhase(parameters)
  // From trial to trial the phase keeps (1−g)^probes of itself.
  const kept = (1 - parameters.gain) ** parameters.probes
  const meanError = Math.sqrt((locked.variance / trials) * ((1 + kept) / (1 - kept)))
  const varianceError = locked.variance * Math.sqrt((2 / trials) * ((1 + kept * kept) / (1 - kept * kept)))
  expect(Math.abs(sample.mean - locked.mean)).toBeLessThan(5 * meanError)
  // A mean over twelve steps instead of a continuum is off by less than a thousandth.
  expect(Math.abs(sample.variance - locked.variance)).toBeLessThan(5 * varianceError + 1e-3 * locked.variance)
})

test('photons counted at mid-fringe lock as their shot noise says', () => {
  const [photons, visibility] = [60, 0.9]
  const variance = shotNoiseVariance(photons, visibility)
  const parameters = { ...loop, gain: 0.8, frequencyOffset: 0, measurementVariance: variance }
  const found = moments(simulate(parameters, counted(photons, visibility), 20_000, 5))
  const locked = lockedPhase(parameters)
  expect(locked.residual).toBeGreaterThan(0.15)
  // sin φ for φ, and fewer photons of noise off mid-fringe: both of the order of the variance.
  expect(Math.abs(found.variance / locked.variance - 1)).toBeLessThan(5 * Math.sqrt(2 / 20_000) + locked.variance)
})

const loops = fc
  .record({
    diffusion: between(0, 1e4),
    frequencyOffset: between(-1e4, 1e4),
    measurementVariance: between(0, 0.2),
    gain: between(0.05, 1.95),
    probes: fc.integer({ min: 1, max: 4 }),
    probeSeconds: between(0, 1e-5),
    feedbackSeconds: between(0, 1e-5),
    gapSeconds: between(0, 1e-5),
    rest: between(1e-6, 1e-3)
  })
  .map(({ rest, ...parameters }): PhaseLoop => {
    const busy = parameters.probes * (parameters.probeSeconds + parameters.feedbackSeconds) + parameters.gapSeconds
    return { ...parameters, periodSeconds: busy + rest }
  })

test('trials repeated from any phase come to it', () => {
  fc.assert(
    fc.property(loops, between(-3, 3), between(0, 10), (parameters, mean, variance) => {
      const { probes, gapSeconds, periodSeconds } = parsePhaseLoop(parameters)
      const rest = periodSeconds - probes * (parameters.probeSeconds + parameters.feedbackSeconds) - gapSeconds
      let phase: PhaseMoments = { mean, variance }
      let written = phase
      for (let trial = 0; trial < 800; trial++) {
        for (let probe = 0; probe < probes; probe++) phase = afterFeedback(parameters, phase)
        written = leftAlone(parameters, phase, gapSeconds)
        phase = leftAlone(parameters, written, rest)
      }
      const locked = lockedPhase(parameters)
      expect(written.mean).toBeCloseTo(locked.mean, 9)
      expect(written.variance).toBeCloseTo(locked.variance, 9)
    }),
    { numRuns: 60, seed: 6 }
  )
})

test('taking back everything leaves what happened since the last probe, whatever the period', () => {
  for (const periodSeconds of [40e-6, 1e-3]) {
    const { variance, contrast } = lockedPhase({ ...loop, gain: 1, periodSeconds })
    const { diffusion, probeSeconds, feedbackSeconds, gapSeconds, measurementVariance } = loop
    const expected = diffusion * (probeSeconds / 3 + feedbackSeconds + gapSeconds) + measurementVariance
    expect(variance).toBeCloseTo(expected, 12)
    expect(contrast).toBeCloseTo(Math.exp(-expected / 2), 12)
  }
})

test('the variance of counts at mid-fringe is 1/(N V²)', () => {
  const random = createRandom(7).stream('counts')
  const samples = 50_000
  const measured = Float64Array.from({ length: samples }, () => (random.poisson(20) - random.poisson(20)) / (40 * 0.8))
  const expected = shotNoiseVariance(40, 0.8)
  expect(Math.abs(moments(measured).variance / expected - 1)).toBeLessThan(5 * Math.sqrt(2.1 / samples))
})

test.each([
  [{ gain: 2 }, 'phaseLoop.gain'],
  [{ probes: 1.5 }, 'phaseLoop.probes'],
  [{ periodSeconds: 10e-6 }, 'phaseLoop.periodSeconds'],
  [{ frequencyOffset: Number.NaN }, 'phaseLoop.frequencyOffset']
])('bad parameters are named (%#)', (wrong, field) => {
  expect(() => parsePhaseLoop({ ...loop, ...wrong })).toThrow(ParameterError)
  expect(() => parsePhaseLoop({ ...loop, ...wrong })).toThrow(expect.objectContaining({ field }))
})
