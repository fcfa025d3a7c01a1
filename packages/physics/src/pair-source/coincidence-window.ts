import type { Picoseconds } from '@bellwire/runtime'
import { ParameterError } from '../components/parameter.js'
import { errorFunction } from './error-function.js'

/**
 * Width that a window really has: tags are whole picoseconds, and |Δ| ≤ w/2 holds for 2⌊w/2⌋ + 1 of their differences.
 *
 * @throws ParameterError for a negative or infinite width
 */
export function effectiveWindow(windowPicoseconds: Picoseconds): Picoseconds {
  if (!(windowPicoseconds >= 0 && Number.isFinite(windowPicoseconds))) {
    throw new ParameterError('windowPicoseconds', windowPicoseconds, 'a finite number >= 0')
  }
  return 2 * Math.floor(windowPicoseconds / 2) + 1
}

/**
 * Share of the pairs whose two tags fall inside the window, both detectors' jitters Gaussian and the ends' delays
 * known: erf(w/(2√2·√(σ_A² + σ_B²))) with the effective width w. Neumann and others, "Model for optimizing quantum key
 * distribution with continuous-wave pumped entangled-photon sources", has it in full widths at half height.
 */
export function shareInWindow(
  windowPicoseconds: Picoseconds,
  jitterAlice: Picoseconds,
  jitterBob: Picoseconds
): number {
  const spread = Math.hypot(jitterAlice, jitterBob)
  if (spread === 0) return 1
  return errorFunction(effectiveWindow(windowPicoseconds) / (2 * Math.SQRT2 * spread))
}

/** Coincidences per second of clicks that have nothing to do with each other: R_A·R_B·w. */
export function accidentalRate(perSecondAlice: number, perSecondBob: number, windowPicoseconds: Picoseconds): number {
  return perSecondAlice * perSecondBob * effectiveWindow(windowPicoseconds) * 1e-12
}
