/**
 * A phase that wanders, and a loop that measures it with a weak probe and takes back what it measured.
 *
 * Between two nodes the phase difference φ(t) of the optical paths is a Wiener process of diffusion D on top of a
 * frequency difference Δω: dφ = Δω dt + √D dW. In every trial `probes` times: a probe measures the mean of φ over its
 * duration with shot noise of variance s², and a feedback delay after its end the loop subtracts gain times the
 * measured value. Then comes the gap to the write process, and the rest of the period. Phases are taken as small
 * against π: the loop is linear.
 */
export interface PhaseLoop {
  /** D: growth of the phase's variance, rad² per second; 2π times the linewidth of a Lorentzian beat in hertz. */
  readonly diffusion: number
  /** Δω: frequency difference of the nodes' light, rad per second. */
  readonly frequencyOffset: number
  /** s²: variance of one measurement, rad². */
  readonly measurementVariance: number
  /** Fraction of the measured phase that is taken back, 0 < g < 2. */
  readonly gain: number
  /** Probe-and-feedback steps in a trial, an integer >= 1. */
  readonly probes: number
  readonly probeSeconds: number
  /** From the end of a probe to its feedback; the next probe starts with the feedback. */
  readonly feedbackSeconds: number
  /** From the last feedback to the write process. */
  readonly gapSeconds: number
  /** From one trial to the next, at least as long as everything above. */
  readonly periodSeconds: number
}

/** Mean and variance of a phase, rad and rad². */
export interface PhaseMoments {
  readonly mean: number
  readonly variance: number
}

/**
 * The phase after one probe-and-feedback step, given what it was before.
 *
 * With x before, Δ and A the growth of φ over the probe and its mean growth there, and Δ' the growth over the delay:
 * x' = (1−g) x + (Δ − gA) + Δ' − g·noise, where Var(Δ − gA) = Dτ(1 − g + g²/3), since Var A = Dτ/3 and
 * Cov(Δ, A) = Dτ/2.
 */
export function afterFeedback(loop: PhaseLoop, before: PhaseMoments): PhaseMoments {
  const { diffusion, frequencyOffset, gain, probeSeconds, feedbackSeconds, measurementVariance } = loop
  const kept = 1 - gain
  const seen = probeSeconds * (1 - gain + (gain * gain) / 3)
  return {
    mean: kept * before.mean + frequencyOffset * (probeSeconds * (1 - gain / 2) + feedbackSeconds),
    variance: kept * kept * before.variance + diffusion * (seen + feedbackSeconds) + gain * gain * measurementVariance
  }
}

/** The phase a time later, left alone. */
export function leftAlone(loop: PhaseLoop, before: PhaseMoments, seconds: number): PhaseMoments {
  return {
    mean: before.mean + loop.frequencyOffset * seconds,
    variance: before.variance + loop.diffusion * seconds
  }
}

/** The phase that the write process finds, once the loop has been running for long. */
export interface LockedPhase extends PhaseMoments {
  /** √(variance + mean²), rad: what a histogram around the set point shows. */
  readonly residual: number
  /** |⟨e^{iφ}⟩| = e^{−variance/2}: contrast left to a coherence; the mean only turns the state. */
  readonly contrast: number
}

/**
 * The stationary residual in closed form. One trial, gap and rest included, maps the moments at its start affinely:
 * mean ↦ r·mean + b and variance ↦ r²·variance + c with r = (1−g)^probes, so the fixed point is b/(1−r) and c/(1−r²).
 * With g = 1 it is that of the last probe alone, Dτ/3 + Dτ_fb + s² + Dτ_Δ, whatever the period.
 */
export function lockedPhase(loop: PhaseLoop): LockedPhase {
  const busy = loop.probes * (loop.probeSeconds + loop.feedbackSeconds)
  const nothing: PhaseMoments = { mean: 0, variance: 0 }
  let fromNothing = nothing
  for (let probe = 0; probe < loop.probes; probe++) fromNothing = afterFeedback(loop, fromNothing)
  const wholeTrial = leftAlone(loop, fromNothing, loop.periodSeconds - busy)
  const kept = (1 - loop.gain) ** loop.probes
  const start: PhaseMoments = {
    mean: wholeTrial.mean / (1 - kept),
    variance: wholeTrial.variance / (1 - kept * kept)
  }
  let phase = start
  for (let probe = 0; probe < loop.probes; probe++) phase = afterFeedback(loop, phase)
  const { mean, variance } = leftAlone(loop, phase, loop.gapSeconds)
  return { mean, variance, residual: Math.sqrt(variance + mean * mean), contrast: Math.exp(-variance / 2) }
}

/**
 * Variance of a phase read off the counts of two detectors behind a beam splitter, (n₀−n₁)/(V·N) about mid-fringe:
 * 1/(N V²) for Poisson counts, rad².
 *
 * @param detectedPhotons N: mean number of counts of both detectors in one probe
 * @param visibility V of the probes' interference, 0 < V <= 1
 */
export function shotNoiseVariance(detectedPhotons: number, visibility: number): number {
  return 1 / (detectedPhotons * visibility * visibility)
}
