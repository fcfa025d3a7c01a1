import { calibratedFrequency, frequencyMeasurementVariance, probeVisibility } from './frequency-calibration.js'
import { type LockedPhase, lockedPhase, type PhaseLoop, shotNoiseVariance } from './phase-loop.js'

/** A frequency difference that drifts steadily and is corrected by what the probes say of it. */
export interface FrequencyCorrection {
  /** Hertz per second. */
  readonly driftRate: number
  readonly intervalSeconds: number
  /** Fraction of the measured difference that is taken back, 0 < g < 2. */
  readonly gain: number
}

/** The hardware that holds the phase between two nodes: probes that are counted, feedback, and the light's frequencies. */
export interface Stabilisation extends Omit<PhaseLoop, 'frequencyOffset' | 'measurementVariance'> {
  /** N: mean number of counts of both detectors in one probe. */
  readonly detectedPhotons: number
  /** V of the probes' interference at equal frequencies, 0 < V <= 1. */
  readonly visibility: number
  /** Of the two nodes' light: hertz, or what keeps it small. */
  readonly frequencyDifference: number | FrequencyCorrection
}

/** What a write process finds of the phase, and the frequency difference that there is then. */
export interface StabilisedPhase extends LockedPhase {
  /** Mean and standard deviation, hertz. */
  readonly frequencyDifference: readonly [mean: number, deviation: number]
}

/**
 * The phase that all of this leaves. A frequency difference turns the phase between probe and write process and wears
 * out the probes' visibility while they last. A difference that is measured and corrected has its own uncertainty, which
 * stays from one correction to the next: what it turns the phase by is one more part of the phase's variance.
 */
export function stabilisedPhase(stabilisation: Stabilisation): StabilisedPhase {
  const { detectedPhotons, visibility, frequencyDifference, ...loop } = stabilisation
  const mean = meanDifference(frequencyDifference)
  const seen = visibility * probeVisibility(mean, loop.probeSeconds)
  const measurementVariance = shotNoiseVariance(detectedPhotons, seen)
  const differenceVariance = varianceOfDifference(stabilisation, measurementVariance)
  // The mean phase is proportional to the difference.
  const turn = lockedPhase({ ...loop, measurementVariance, frequencyOffset: 2 * Math.PI }).mean
  const locked = lockedPhase({ ...loop, measurementVariance, frequencyOffset: 2 * Math.PI * mean })
  const variance = locked.variance + turn * turn * differenceVariance
  return {
    mean: locked.mean,
    variance,
    residual: Math.sqrt(variance + locked.mean * locked.mean),
    contrast: Math.exp(-variance / 2),
    frequencyDifference: [mean, Math.sqrt(differenceVariance)]
  }
}

function meanDifference(difference: Stabilisation['frequencyDifference']): number {
  if (typeof difference === 'number') return difference
  return calibratedFrequency({ ...difference, wander: 0, measurementVariance: 0 }).mean
}

/** @param phaseVariance of one phase measurement, rad² */
function varianceOfDifference(
  { frequencyDifference, diffusion, probeSeconds }: Stabilisation,
  phaseVariance: number
): number {
  if (typeof frequencyDifference === 'number') return 0
  const { intervalSeconds } = frequencyDifference
  const measurementVariance = frequencyMeasurementVariance(diffusion, phaseVariance, probeSeconds, intervalSeconds)
  return calibratedFrequency({ ...frequencyDifference, wander: 0, measurementVariance }).variance
}
