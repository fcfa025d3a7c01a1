import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between } from '../../test/between.js'
import { type Stabilisation, stabilisedPhase } from './stabilised-phase.js'

const hardware = {
  diffusion: 2000,
  detectedPhotons: 40,
  visibility: 0.8,
  gain: 0.7,
  probes: 2,
  probeSeconds: 4e-6,
  feedbackSeconds: 2e-6,
  gapSeconds: 5e-6,
  periodSeconds: 60e-6,
  frequencyDifference: 0
}

type Played = Stabilisation & { readonly frequencyDifference: number }

/** Mean and variance of the phases that the write process of many trials finds, played one by one. */
function played(parameters: Played, trials: number, seed: number): readonly [number, number] {
  const random = createRandom(seed).stream('stabilised')
  const { diffusion, detectedPhotons, gain, probes, probeSeconds, feedbackSeconds, gapSeconds } = parameters
  const rest = parameters.periodSeconds - probes * (probeSeconds + feedbackSeconds) - gapSeconds
  const { frequencyDifference: frequency } = parameters
  let phase = 0
  const grow = (seconds: number): number => {
    phase += 2 * Math.PI * frequency * seconds + Math.sqrt(diffusion * seconds) * random.normal()
    return phase
  }
  const steps = 16
  /** The mean of cos and of sin over the probe is what counts make of it; for small phases its angle. */
  const probe = (): number => {
    let real = 0
    let imaginary = 0
    let angle = 0
    for (let step = 0; step < steps; step++) {
      const middle = grow(probeSeconds / steps / 2)
      const turned = 2 * Math.PI * frequency * probeSeconds * ((step + 0.5) / steps - 0.5)
      real += Math.cos(turned) / steps
      imaginary += Math.sin(turned) / steps
      angle += middle / steps
      grow(probeSeconds / steps / 2)
    }
    const seen = parameters.visibility * Math.hypot(real, imaginary)
    return angle + random.normal() / (seen * Math.sqrt(detectedPhotons))
  }
  let [sum, squares] = [0, 0]
  for (let trial = -50; trial < trials; trial++) {
    for (let one = 0; one < probes; one++) {
      const seen = probe()
      grow(feedbackSeconds)
      phase -= gain * seen
    }
    grow(gapSeconds)
    if (trial >= 0) {
      sum += phase
      squares += phase * phase
    }
    grow(rest)
  }
  const mean = sum / trials
  return [mean, squares / trials - mean * mean]
}

test.each([
  [hardware, 1],
  [{ ...hardware, frequencyDifference: 800 }, 2],
  // So far apart that half of the probes' visibility is gone.
  [{ ...hardware, gain: 1, diffusion: 500, frequencyDifference: 150_000, detectedPhotons: 300 }, 3]
] as const)('is what probe, feedback and write process played one by one leave (%#)', (parameters, seed) => {
  const trials = 20_000
  const [mean, variance] = played(parameters, trials, seed)
  const expected = stabilisedPhase(parameters)
  // Trials remember (1−g)² of one another.
  const kept = (1 - parameters.gain) ** parameters.probes
  const meanError = Math.sqrt((expected.variance / trials) * ((1 + kept) / (1 - kept)))
  const varianceError = expected.variance * Math.sqrt((2 / trials) * ((1 + kept * kept) / (1 - kept * kept)))
  expect(Math.abs(mean - expected.mean)).toBeLessThan(5 * meanError)
  // Sixteen steps for a continuum: their mean's variance is off by 1/16² of Dτ/3.
  expect(Math.abs(variance - expected.variance)).toBeLessThan(5 * varianceError + 2e-3 * expected.variance)
  expect(expected.contrast).toBeCloseTo(Math.exp(-expected.variance / 2), 14)
})

test('a corrected difference is known only so well, and what it turns the phase by spreads', () => {
  // Corrections so frequent that they are uncertain by kilohertz.
  const frequencyDifference = { driftRate: 2e5, intervalSeconds: 1e-3, gain: 0.6 }
  const parameters = { ...hardware, gain: 1, frequencyDifference }
  const { mean, variance, frequencyDifference: found } = stabilisedPhase(parameters)
  const random = createRandom(4).stream('corrections')
  const { diffusion, probeSeconds, feedbackSeconds, gapSeconds, detectedPhotons, visibility } = parameters
  const shot = 1 / Math.sqrt(detectedPhotons * visibility * visibility)
  const [rounds, seconds] = [60_000, frequencyDifference.intervalSeconds]
  const wandered = Math.sqrt(diffusion * (seconds - probeSeconds / 3))
  let frequency = 0
  let [sum, squares, hertz, hertzSquares] = [0, 0, 0, 0]
  for (let round = -20; round < rounds; round++) {
    // With g = 1 the last probe alone counts: from its middle to the write process.
    const turned = 2 * Math.PI * frequency * (probeSeconds / 2 + feedbackSeconds + gapSeconds)
    const spread = Math.sqrt(diffusion * (probeSeconds / 3 + feedbackSeconds + gapSeconds))
    const phase = turned + spread * random.normal() + shot * random.normal()
    if (round >= 0) {
      sum += phase / rounds
      squares += (phase * phase) / rounds
      hertz += frequency / rounds
      hertzSquares += (frequency * frequency) / rounds
    }
    const grown = wandered * random.normal() + shot * (random.normal() - random.normal())
    frequency -= frequencyDifference.gain * (frequency + grown / (2 * Math.PI * seconds))
    frequency += frequencyDifference.driftRate * seconds
  }
  const kept = 1 - frequencyDifference.gain
  const memory = Math.sqrt((1 + kept) / (1 - kept) / rounds)
  expect(found[0]).toBeCloseTo((2e5 * 1e-3) / 0.6, 9)
  expect(Math.abs(hertz - found[0])).toBeLessThan(5 * found[1] * memory)
  expect(Math.abs((hertzSquares - hertz * hertz) / found[1] ** 2 - 1)).toBeLessThan(5 * Math.SQRT2 * memory)
  expect(Math.abs(sum - mean)).toBeLessThan(5 * Math.sqrt(variance) * memory)
  expect(Math.abs((squares - sum * sum) / variance - 1)).toBeLessThan(5 * Math.SQRT2 * memory)
})

test('a difference the other way turns the other way, and contrast is lost by what is worse', () => {
  fc.assert(
    fc.property(between(0, 5000), between(1, 400), between(0.1, 1), between(0.1, 1.5), (hertz, photons, v, gain) => {
      const parameters = { ...hardware, detectedPhotons: photons, visibility: v, gain, frequencyDifference: hertz }
      const [one, other] = [
        stabilisedPhase(parameters),
        stabilisedPhase({ ...parameters, frequencyDifference: -hertz })
      ]
      expect(other.mean).toBeCloseTo(-one.mean, 12)
      expect(other.contrast).toBe(one.contrast)
      expect(stabilisedPhase({ ...parameters, detectedPhotons: 2 * photons }).contrast).toBeGreaterThan(one.contrast)
      expect(stabilisedPhase({ ...parameters, diffusion: 4000 }).contrast).toBeLessThan(one.contrast)
    }),
    { numRuns: 100, seed: 5 }
  )
})
