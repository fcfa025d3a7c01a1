import { ParameterError } from '../components/parameter.js'
import { combCouplingSquared, cooperativity, type ParametricCavity, type RadiansPerMicrosecond } from './parameters.js'

/** Where a parametric cavity becomes unstable. */
export interface InstabilityThreshold {
  /** Smallest λ for which a disturbance no longer dies away, rad/µs. */
  readonly parametricDrive: RadiansPerMicrosecond
  /** Whether what grows there is constant in the rotating frame or oscillates. */
  readonly kind: 'static' | 'oscillatory'
  /** Angular frequency of what grows, rad/µs; 0 if static. */
  readonly detuning: RadiansPerMicrosecond
}

/** λ at which the characteristic cubic has the root 0: (κ/2)√(1 + C), rad/µs. The drive of the model is not used. */
export function staticThreshold(source: ParametricCavity): RadiansPerMicrosecond {
  return (source.cavityDecay / 2) * Math.sqrt(1 + cooperativity(source))
}

/**
 * λ at which the characteristic cubic meets the second condition of Routh and Hurwitz with equality,
 * λ² = (κ+Γ)²/4 + G²(κ+Γ)/(2κ), rad/µs. Two roots ±iω are there only if this is below the static threshold: the
 * signal mode must be split by the ensemble further than the ensemble is wide.
 */
export function oscillatoryThreshold(source: ParametricCavity): RadiansPerMicrosecond {
  const { cavityDecay, inhomogeneousLinewidth } = source
  const sum = cavityDecay + inhomogeneousLinewidth
  return Math.sqrt((sum * sum) / 4 + (combCouplingSquared(source) * sum) / (2 * cavityDecay))
}

/** The threshold that an increasing drive meets first. For 2G = Γ = κ and 𝓕 = 1 it is κ/√2, as the paper says. */
export function instabilityThreshold(source: ParametricCavity): InstabilityThreshold {
  const still = staticThreshold(source)
  const oscillating = oscillatoryThreshold(source)
  if (still <= oscillating) return { parametricDrive: still, kind: 'static', detuning: 0 }
  const { cavityDecay, inhomogeneousLinewidth } = source
  const split = (combCouplingSquared(source) * (cavityDecay - inhomogeneousLinewidth)) / (2 * cavityDecay)
  // Positive whenever this threshold is the lower one; rounding at equality aside.
  const squared = Math.max(0, split - (inhomogeneousLinewidth * inhomogeneousLinewidth) / 4)
  return { parametricDrive: oscillating, kind: 'oscillatory', detuning: Math.sqrt(squared) }
}

/** Whether there is a steady state: the drive is below the threshold. */
export function isBelowThreshold(source: ParametricCavity): boolean {
  return source.parametricDrive < instabilityThreshold(source).parametricDrive
}

/** @throws ParameterError if the drive is at or above the threshold, so that there is no steady state */
export function requireBelowThreshold(source: ParametricCavity): void {
  const limit = instabilityThreshold(source)
  if (source.parametricDrive < limit.parametricDrive) return
  throw new ParameterError(
    'parametricCavity.parametricDrive',
    source.parametricDrive,
    `a number below the ${limit.kind} threshold ${limit.parametricDrive}`
  )
}
