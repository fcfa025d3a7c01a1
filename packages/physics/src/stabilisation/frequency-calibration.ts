/**
 * A frequency difference that drifts, and an integrator that takes it back. Once per interval T the difference is
 * measured (from the phase's growth between trials) with noise of variance s², and gain times the measured value is
 * subtracted. In between it drifts at a steady rate and wanders as a random walk.
 */
export interface FrequencyCalibration {
  /** Hertz per second. */
  readonly driftRate: number
  /** Growth of the difference's variance by its random walk, Hz² per second. */
  readonly wander: number
  readonly intervalSeconds: number
  /** Variance of one measurement, Hz². */
  readonly measurementVariance: number
  /** 0 < g < 2. */
  readonly gain: number
}

/** The frequency difference just before a correction, when it is largest; once it has been corrected for long. */
export interface CalibratedFrequency {
  /** Hertz. */
  readonly mean: number
  /** Hz². */
  readonly variance: number
}

/**
 * The stationary residual. With f before a correction, f' = (1−g) f − g·noise + growth over T: the mean settles at
 * driftRate·T/g and the variance at (g² s² + wander·T)/(g(2−g)).
 */
export function calibratedFrequency(calibration: FrequencyCalibration): CalibratedFrequency {
  const { driftRate, wander, intervalSeconds, measurementVariance, gain } = calibration
  return {
    mean: (driftRate * intervalSeconds) / gain,
    variance: (gain * gain * measurementVariance + wander * intervalSeconds) / (gain * (2 - gain))
  }
}

/**
 * Variance of a frequency difference measured as the phase's growth from one trial's probe to another's, Hz². The
 * loop's corrections in between are known and taken out, so that shot noise enters at both ends only, however many
 * trials lie between: (D(t − τ/3) + 2s²)/(2πt)², τ/3 for the means that the probes take.
 *
 * @param diffusion D of the phase, rad² per second
 * @param phaseVariance s² of one phase measurement, rad²
 * @param probeSeconds τ, the length of a probe
 * @param seconds t from one probe to the other, filled with trials close enough for no turn to be missed
 */
export function frequencyMeasurementVariance(
  diffusion: number,
  phaseVariance: number,
  probeSeconds: number,
  seconds: number
): number {
  return (diffusion * (seconds - probeSeconds / 3) + 2 * phaseVariance) / (2 * Math.PI * seconds) ** 2
}

/**
 * Visibility of the probes' interference at a frequency difference: the phase turns by Δω τ_pp while they last, so
 * |sin(x)/x| at x = Δω τ_pp/2.
 */
export function probeVisibility(frequencyHertz: number, probeSeconds: number): number {
  const half = Math.PI * frequencyHertz * probeSeconds
  return half === 0 ? 1 : Math.abs(Math.sin(half) / half)
}
