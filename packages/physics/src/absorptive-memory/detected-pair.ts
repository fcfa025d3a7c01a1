import { ParameterError } from '../components/parameter.js'

/**
 * Correlators of a detected pair in the frame in which it should be Φ+: ⟨ZZ⟩ = zz, ⟨XX⟩ = xx, ⟨YY⟩ = −xx, everything
 * else 0. Z is the basis of the photon's two polarisations and of the spin states that go with them.
 */
export interface DetectedCorrelators {
  readonly zz: number
  readonly xx: number
}

/** What spoils a detected pair. */
export interface DetectedPairErrors {
  /** Share of the detections that are noise: outcomes without any correlation. 0..1. */
  readonly noiseFraction: number
  /** e_z: probability that spin and polarisation disagree in Z, half of it by X and half by Y errors. 0..½. */
  readonly flipProbability: number
  /** Probability of a Z error on top, 0..1; ½ leaves no coherence, above it the pair is nearer to Φ−. */
  readonly dephasingProbability: number
}

/** Share of noise among the detections for a ratio of signal to noise: 1/(1 + SNR), 0 for no noise. */
export function noiseFractionOf(signalToNoise: number): number {
  return 1 / (1 + signalToNoise)
}

/** t_zz = (1 − f_n)(1 − 2e_z), t_xx = (1 − f_n)(1 − e_z)(1 − 2p). */
export function detectedCorrelators(errors: DetectedPairErrors): DetectedCorrelators {
  const { noiseFraction, flipProbability, dephasingProbability } = errors
  return {
    zz: (1 - noiseFraction) * (1 - 2 * flipProbability),
    xx: (1 - noiseFraction) * (1 - flipProbability) * (1 - 2 * dephasingProbability)
  }
}

/** F = (1 + t_zz + 2·t_xx)/4, with Φ+. */
export function detectedFidelity({ zz, xx }: DetectedCorrelators): number {
  return (1 + zz + 2 * xx) / 4
}

/**
 * The correlators that a measured fidelity leaves, once noise and flips are given: t_zz = (1 − f_n)(1 − 2e_z) and
 * t_xx = (4F − 1 − t_zz)/2.
 *
 * @returns with the probability of a Z error that it takes
 * @throws ParameterError if the fidelity is above what noise and flips allow, or below what a certain Z error leaves
 */
export function correlatorsOfFidelity(
  fidelity: number,
  noiseFraction: number,
  flipProbability: number
): DetectedCorrelators & { readonly dephasingProbability: number } {
  const best = detectedCorrelators({ noiseFraction, flipProbability, dephasingProbability: 0 })
  const worst = { zz: best.zz, xx: -best.xx }
  const [least, most] = [detectedFidelity(worst), detectedFidelity(best)]
  // Rounding may carry a fidelity made by the model itself past its bound.
  const rounding = 1e-12
  if (!(fidelity >= least - rounding && fidelity <= most + rounding)) {
    throw new ParameterError('fidelity', fidelity, `a number ${least}..${most} with this noise and these flips`)
  }
  const xx = (4 * fidelity - 1 - best.zz) / 2
  const dephasingProbability = best.xx === 0 ? 0 : Math.min(1, Math.max(0, (1 - xx / best.xx) / 2))
  return { zz: best.zz, xx, dephasingProbability }
}

/** The most that noise alone leaves of a perfect pair's fidelity: 1 − ¾f_n. */
export function fidelityCapOfNoise(noiseFraction: number): number {
  return 1 - 0.75 * noiseFraction
}

/** F₀ of the pairs themselves, if the measured fidelity is F = (1 − f_n)F₀ + f_n/4. */
export function fidelityWithoutNoise(fidelity: number, noiseFraction: number): number {
  return (fidelity - noiseFraction / 4) / (1 - noiseFraction)
}

/** t of a Werner state, all three correlators of one magnitude, with a fidelity: (4F − 1)/3. */
export function wernerCorrelators(fidelity: number): DetectedCorrelators {
  const t = (4 * fidelity - 1) / 3
  return { zz: t, xx: t }
}
