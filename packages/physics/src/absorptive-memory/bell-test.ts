import { ParameterError } from '../components/parameter.js'
import type { DetectedCorrelators } from './detected-pair.js'

/** S = √2(t_zz + t_xx): Z and X at one end, (Z ± X)/√2 at the other. */
export function detectedChsh({ zz, xx }: DetectedCorrelators): number {
  return Math.SQRT2 * (zz + xx)
}

/**
 * One standard deviation of S from `events` detections spread evenly over the four settings, each with a correlator of
 * S/4: σ_S = 4√((1 − (S/4)²)/N). Binomial counts, nothing else.
 *
 * @param events at least 1 in all
 */
export function chshStandardError(chsh: number, events: number): number {
  if (!(events >= 1)) throw new ParameterError('events', events, 'a number >= 1')
  if (!(Math.abs(chsh) <= 4)) throw new ParameterError('chsh', chsh, 'a number -4..4')
  return 4 * Math.sqrt((1 - (chsh / 4) ** 2) / events)
}

/**
 * One standard deviation of S from the four settings' own correlators and numbers of detections:
 * √Σ(1 − E_k²)/N_k.
 */
export function chshStandardErrorOf(correlators: readonly number[], events: readonly number[]): number {
  if (events.length !== correlators.length) {
    throw new ParameterError('events.length', events.length, `${correlators.length}, one for each correlator`)
  }
  const variance = correlators.reduce((sum, e, k) => sum + (1 - e * e) / (events[k] as number), 0)
  return Math.sqrt(variance)
}

/** By how many standard deviations S lies above 2, the bound of local models. */
export function chshSignificance(chsh: number, events: number): number {
  return (chsh - 2) / chshStandardError(chsh, events)
}

/**
 * The least S that exceeds 2 by a number of its standard deviations over `events` detections: the upper root of
 * (S − 2)² = (16s²/N)(1 − S²/16). Above 2√2 no quantum state has it.
 */
export function chshNeededFor(sigmas: number, events: number): number {
  const k = (16 * sigmas * sigmas) / events
  const a = 1 + k / 16
  return (2 + Math.sqrt(4 - a * (4 - k))) / a
}
