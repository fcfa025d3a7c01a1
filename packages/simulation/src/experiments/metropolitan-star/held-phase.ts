import { type PhaseLoop, rb87PhaseLoop } from '@bellwire/physics'
import { createRandom, type RandomStream } from '@bellwire/runtime'
import type { ExperimentRun } from '../experiment.js'
import { Mean } from '../mean.js'
import type { SimulatedFigure } from '../row.js'

/** Attempts whose phase is looked at: the residual is then known to a third of a hundredth. */
const ATTEMPTS = 60_000

/** Parts in which the phase walks through a probe: the variance of its mean is then right to one part in 128. */
const STEPS = 8

const DEGREES = 180 / Math.PI

/** Plays the loop that holds the phase of a fixed pair, attempt by attempt. */
export function playHeldPhase(run: ExperimentRun, results: Map<string, SimulatedFigure>): void {
  run.progress('the phase of a fixed pair, probe by probe')
  const events = run.scaled(ATTEMPTS)
  const [square, cosine] = [new Mean(), new Mean()]
  for (const phase of phases(rb87PhaseLoop, createRandom(run.seed('phase')).stream('phase'), events)) {
    square.add(phase * phase)
    cosine.add(Math.cos(phase))
  }
  const { value, standardError } = square.estimate
  const residual = Math.sqrt(value)
  results.set('phase-residual', {
    value: residual * DEGREES,
    standardError: (standardError / (2 * residual)) * DEGREES,
    events
  })
  results.set('phase-contrast', { ...cosine.estimate, events })
}

/**
 * The phase that each attempt's write process finds: a walk in small steps, averaged over each probe as it goes, the noise
 * of the counts, and the correction a while later. With a gain of 1 attempts have nothing of one another.
 */
function* phases(loop: PhaseLoop, random: RandomStream, attempts: number): Generator<number> {
  const { diffusion, frequencyOffset, gain, probes, probeSeconds, feedbackSeconds, gapSeconds, periodSeconds } = loop
  const shotNoise = Math.sqrt(loop.measurementVariance)
  const rest = periodSeconds - probes * (probeSeconds + feedbackSeconds) - gapSeconds
  let phase = 0
  const walk = (seconds: number): void => {
    phase += frequencyOffset * seconds + Math.sqrt(diffusion * seconds) * random.normal()
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (let probe = 0; probe < probes; probe++) {
      let seen = shotNoise * random.normal()
      for (let step = 0; step < STEPS; step++) {
        const before = phase
        walk(probeSeconds / STEPS)
        seen += (before + phase) / 2 / STEPS
      }
      walk(feedbackSeconds)
      phase -= gain * seen
    }
    walk(gapSeconds)
    yield phase
    walk(rest)
  }
}
