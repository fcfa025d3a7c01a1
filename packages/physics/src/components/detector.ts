import type { Nanoseconds } from '@bellwire/runtime'
import * as v from 'valibot'
import { fraction, quantity, quantityAbove } from './parameter.js'

export const detectorParameters = v.strictObject({
  /** Probability that a photon makes a click. */
  efficiency: fraction,
  darkCountsPerSecond: quantity(0, Infinity),
  /** Standard deviation of the time of a click, picoseconds. */
  jitterPicoseconds: quantity(0, Infinity),
  /** After a click the detector sees nothing for this long, nanoseconds. */
  deadTimeNanoseconds: quantity(0, Infinity),
  /** Mean number of clicks that one click causes later. */
  afterpulseProbability: quantity(0, 0.999_999),
  /** Time constant with which they die away after the dead time, nanoseconds. */
  afterpulseTimeConstantNanoseconds: quantityAbove(0)
})

/** A threshold detector: it tells light from no light, never one photon from two. */
export type DetectorParameters = v.InferOutput<typeof detectorParameters>

/** A detector that misses nothing and adds nothing. */
export const idealDetector: DetectorParameters = {
  efficiency: 1,
  darkCountsPerSecond: 0,
  jitterPicoseconds: 0,
  deadTimeNanoseconds: 0,
  afterpulseProbability: 0,
  afterpulseTimeConstantNanoseconds: 1
}

/** Probability of at least one noise click of a Poisson rate in a window: 1 − e^{−Nτ}. */
export function noiseClickProbability(countsPerSecond: number, windowNanoseconds: Nanoseconds): number {
  return -Math.expm1(-countsPerSecond * windowNanoseconds * 1e-9)
}

/**
 * Mean number of afterpulses in a window that opens `sinceClick` nanoseconds after a click and lasts `window`
 * nanoseconds. They die away exponentially from the end of the dead time; over all time they sum to
 * afterpulseProbability. Part of a window that lies in the dead time counts nothing.
 */
export function afterpulsesInWindow(
  detector: DetectorParameters,
  sinceClick: Nanoseconds,
  window: Nanoseconds
): number {
  const { afterpulseProbability, afterpulseTimeConstantNanoseconds, deadTimeNanoseconds } = detector
  const from = Math.max(0, sinceClick - deadTimeNanoseconds)
  const to = Math.max(from, sinceClick + window - deadTimeNanoseconds)
  const decay = -Math.expm1((from - to) / afterpulseTimeConstantNanoseconds)
  return afterpulseProbability * Math.exp(-from / afterpulseTimeConstantNanoseconds) * decay
}

/**
 * Probability of at least one noise click, dark or afterpulse, in such a window, for a detector whose last click was
 * `sinceClick` nanoseconds ago (Infinity: never); `countsPerSecond` is the steady noise. A detector that is dead for
 * part of the window counts for the rest of it.
 */
export function noiseClickProbabilityAfter(
  detector: DetectorParameters,
  countsPerSecond: number,
  sinceClick: Nanoseconds,
  window: Nanoseconds
): number {
  if (sinceClick === Infinity) return noiseClickProbability(countsPerSecond, window)
  const alive = Math.min(window, Math.max(0, sinceClick + window - detector.deadTimeNanoseconds))
  return -Math.expm1(-countsPerSecond * alive * 1e-9 - afterpulsesInWindow(detector, sinceClick, window))
}
