import {
  calibratedFrequency,
  type FrequencyCalibration,
  frequencyMeasurementVariance
} from '../stabilisation/frequency-calibration.js'
import { lockedPhase, type PhaseLoop, shotNoiseVariance } from '../stabilisation/phase-loop.js'
import type { FrequencyCorrection, Stabilisation } from '../stabilisation/stabilised-phase.js'
import type { ExperimentFigure } from './experiment-figure.js'
import { rb87Parameters as rb87 } from './rb87-parameters.js'

const DEGREES = 180 / Math.PI
const MICROSECONDS = 1e-6

/** The phase loop between two nodes, as its histogram was taken: 5 µs after the feedback of the second probe. */
export const rb87PhaseLoop: PhaseLoop = {
  diffusion: rb87.phaseDiffusion.value,
  frequencyOffset: 0,
  measurementVariance: shotNoiseVariance(rb87.detectedProbePhotons.value, 1),
  gain: rb87.feedbackGain.value,
  probes: rb87.probesPerTrial.value,
  probeSeconds: rb87.probeDuration.value * MICROSECONDS,
  feedbackSeconds: rb87.feedbackDelay.value * MICROSECONDS,
  gapSeconds: rb87.gap.value * MICROSECONDS,
  periodSeconds: 1 / rb87.repetitionPrompt.value
}

/**
 * The hardware of this loop, with its correction of the frequency difference.
 *
 * @param attemptsPerSecond of the link that is held; with the loop's gain of 1 nothing depends on it
 * @param share as of {@link rb87FrequencyCalibration}
 */
export function rb87Stabilisation(attemptsPerSecond: number, share: number) {
  const { frequencyOffset: _frequency, measurementVariance: _variance, ...loop } = rb87PhaseLoop
  const { driftRate, intervalSeconds, gain } = rb87FrequencyCalibration(share)
  return {
    ...loop,
    detectedPhotons: rb87.detectedProbePhotons.value,
    visibility: 1,
    periodSeconds: 1 / attemptsPerSecond,
    frequencyDifference: { driftRate, intervalSeconds, gain }
  } satisfies Stabilisation & { readonly frequencyDifference: FrequencyCorrection }
}

/**
 * The correction of the frequency difference of two nodes, whose drift is taken as steady.
 *
 * @param share of the time that the pair is served: 1 for a fixed pair, 1/3 for one of three
 */
export function rb87FrequencyCalibration(share: number): FrequencyCalibration {
  const interval = rb87.calibrationInterval.value
  return {
    driftRate: rb87.frequencyDriftHertz.value / (rb87.frequencyDriftHours.value * 3600),
    wander: 0,
    intervalSeconds: interval / share,
    measurementVariance: frequencyMeasurementVariance(
      rb87PhaseLoop.diffusion,
      rb87PhaseLoop.measurementVariance,
      rb87PhaseLoop.probeSeconds,
      interval
    ),
    gain: rb87.calibrationGain.value
  }
}

/** What the stabilisation leaves, beside what "Creation of memory–memory entanglement …" (Liu et al.) measured of it. */
export function rb87StabilisationFigures(): readonly ExperimentFigure[] {
  return [...phaseFigures(), ...frequencyFigures()]
}

function phaseFigures(): readonly ExperimentFigure[] {
  const locked = lockedPhase(rb87PhaseLoop)
  const write = writeAlone()
  const best = bestGain()
  return [
    {
      id: 'phase-residual',
      quantity: 'standard deviation of the phase 5 µs after the feedback',
      unit: '°',
      paper: { value: rb87.phaseNoise.value },
      closedForm: locked.residual * DEGREES,
      kind: 'fit',
      note: 'linear model, all of it at the write process; counts read at mid-fringe would leave 19°, with one probe 30°'
    },
    {
      id: 'phase-contrast',
      quantity: 'contrast V_ph',
      unit: '1',
      paper: null,
      closedForm: locked.contrast,
      kind: 'inferred'
    },
    {
      id: 'probe-detection',
      quantity: 'share of the probes’ photons that is counted, times visibility squared',
      unit: '1',
      paper: null,
      closedForm: rb87.detectedProbePhotons.value / (2 * rb87.probePhotonsAtStation.value),
      kind: 'inferred',
      note: 'depends on the assumed diffusion'
    },
    {
      id: 'phase-residual-write',
      quantity: 'standard deviation of the phase itself, if the histogram contains the shot noise of its own probe',
      unit: '°',
      paper: null,
      closedForm: write.residual * DEGREES,
      kind: 'inferred',
      note: 'the histogram was taken with an additional probe; the text does not say whether its noise was taken out'
    },
    {
      id: 'phase-contrast-write',
      quantity: 'contrast V_ph in that case',
      unit: '1',
      paper: null,
      closedForm: write.contrast,
      kind: 'inferred'
    },
    {
      id: 'phase-residual-best-gain',
      quantity: 'standard deviation of the phase at the best gain',
      unit: '°',
      paper: null,
      closedForm: best.residual * DEGREES,
      kind: 'extrapolation',
      note: `with g = ${best.gain.toFixed(2)}, in the linear model`
    }
  ]
}

/**
 * The loop with the shot noise that the histogram would need if it were read with a probe like the loop's own: that
 * adds D·τ_pp/3 and s² once more.
 */
function writeAlone() {
  const { diffusion, probeSeconds, feedbackSeconds, gapSeconds } = rb87PhaseLoop
  const read = (rb87.phaseNoise.value / DEGREES) ** 2
  const wandered = diffusion * ((2 * probeSeconds) / 3 + feedbackSeconds + gapSeconds)
  return lockedPhase({ ...rb87PhaseLoop, gain: 1, measurementVariance: (read - wandered) / 2 })
}

function bestGain(): { readonly gain: number; readonly residual: number } {
  let best = { gain: 1, residual: Infinity }
  for (let step = 1; step <= 100; step++) {
    const gain = step / 100
    const { residual } = lockedPhase({ ...rb87PhaseLoop, gain })
    if (residual < best.residual) best = { gain, residual }
  }
  return best
}

function frequencyFigures(): readonly ExperimentFigure[] {
  const residual = (share: number): number => {
    const { mean, variance } = calibratedFrequency(rb87FrequencyCalibration(share))
    return Math.sqrt(mean * mean + variance)
  }
  const bound = rb87.frequencyResidual.value
  const turned = lockedPhase({ ...rb87PhaseLoop, frequencyOffset: 2 * Math.PI * bound })
  const note = 'a steady drift, corrected every 120 s with gain ½: both assumed'
  return [
    {
      id: 'frequency-drift',
      quantity: 'drift of the frequency difference, 5 kHz in 76 h',
      unit: 'Hz/s',
      paper: null,
      closedForm: rb87FrequencyCalibration(1).driftRate,
      kind: 'arithmetic'
    },
    {
      id: 'frequency-residual',
      quantity: 'frequency difference that is left, fixed pair',
      unit: 'Hz',
      paper: { value: bound, bound: 'below' },
      closedForm: residual(1),
      kind: 'conditional',
      note
    },
    {
      id: 'frequency-residual-switched',
      quantity: 'frequency difference that is left with a third of the time',
      unit: 'Hz',
      paper: null,
      closedForm: residual(1 / rb87.links.value),
      kind: 'conditional',
      note: 'the paper calls it ignorable'
    },
    {
      id: 'phase-turned',
      quantity: 'phase that the largest frequency difference turns from probe to write process',
      unit: '°',
      paper: null,
      closedForm: turned.mean * DEGREES,
      kind: 'arithmetic',
      note: 'at 150 Hz; it turns the state and costs no contrast'
    }
  ]
}
