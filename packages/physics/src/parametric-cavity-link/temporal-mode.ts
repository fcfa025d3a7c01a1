import { ParameterError } from '../components/parameter.js'
import type { ParametricCavity, RadiansPerMicrosecond } from '../parametric-cavity/parameters.js'
import { outputPhotons } from '../parametric-cavity/photon-numbers.js'
import { integrateInterval } from '../parametric-cavity/quadrature.js'
import { instabilityThreshold, requireBelowThreshold } from '../parametric-cavity/threshold.js'
import type { UndrivenCavity } from './parameters.js'

/** What a source puts into one temporal mode. */
export interface ModePhotons {
  /** n_I: mean number of idler photons of the mode that leave the cavity. */
  readonly idler: number
  /**
   * t: share of the idler's partners that the mode's memory holds, n_M = t·n_I; the rest went into the signal, which
   * is lost. 0..1.
   */
  readonly storedShare: number
  /**
   * How well one mode of the memory goes with the idler's, |⟨b_I c_M⟩|² over its largest value n_M(1 + n_I), 0..1; 1
   * for a narrow band. What is missing is counted as lost in `storedShare`.
   */
  readonly modeMatch: number
}

const RELATIVE_ERROR = 1e-10

/**
 * The mode of a band |ω| <= B/2 around the idler, as a rectangular filter cuts it out: means over the band of n_I, of
 * n_M, and of the correlation |⟨b_I c_M⟩| = √(n_M(1 + n_I)), the memory's mode having the phases that make it real.
 *
 * @throws ParameterError at or above the threshold, or for a bandwidth that is not above 0
 */
export function modePhotons(source: ParametricCavity, modeBandwidth: RadiansPerMicrosecond): ModePhotons {
  requireBelowThreshold(source)
  if (!(modeBandwidth > 0 && modeBandwidth < Infinity)) {
    throw new ParameterError('modeBandwidth', modeBandwidth, 'a finite number > 0, rad/µs')
  }
  const half = modeBandwidth / 2
  // Every spectrum is even in ω.
  const mean = (f: (detuning: number) => number) => integrateInterval(f, 0, half, RELATIVE_ERROR).value / half
  const idler = mean((detuning) => outputPhotons(source, detuning).idler)
  const memory = mean((detuning) => outputPhotons(source, detuning).memory)
  const correlation = mean((detuning) => {
    const photons = outputPhotons(source, detuning)
    return Math.sqrt(photons.memory * (1 + photons.idler))
  })
  if (memory === 0) return { idler, storedShare: 0, modeMatch: 1 }
  const modeMatch = Math.min(1, correlation ** 2 / (memory * (1 + idler)))
  return { idler, storedShare: (memory / idler) * modeMatch, modeMatch }
}

/**
 * χ = n_I/(1 + n_I) of a mode: with idler and what it shares its pairs with in √(1−χ) Σ χ^{n/2} |n, n⟩, the
 * probability that the idler is not empty.
 */
export function excitationOf({ idler }: ModePhotons): number {
  return idler / (1 + idler)
}

/** How long a mode of a band of this width lasts, 2π/B, µs. */
export function modeDuration(modeBandwidth: RadiansPerMicrosecond): number {
  return (2 * Math.PI) / modeBandwidth
}

/** Whole modes of this bandwidth that fit into a pump pulse, at least 0. */
export function modesDuring(pumpMicroseconds: number, modeBandwidth: RadiansPerMicrosecond): number {
  return Math.floor(pumpMicroseconds / modeDuration(modeBandwidth) + 1e-9)
}

/** The cavity driven with this part of the drive at which it becomes unstable. */
export function drivenCavity(cavity: UndrivenCavity, thresholdFraction: number): ParametricCavity {
  if (!(thresholdFraction >= 0 && thresholdFraction < 1)) {
    throw new ParameterError('brightness', thresholdFraction, 'a number 0 <= λ/λ_threshold < 1')
  }
  const threshold = instabilityThreshold({ ...cavity, parametricDrive: 1 }).parametricDrive
  return { ...cavity, parametricDrive: thresholdFraction * threshold }
}
