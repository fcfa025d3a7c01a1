import { bellSign } from '../bell-index.js'
import { requireInteger } from '../errors.js'
import { pairFidelity } from '../pauli-pair/figures.js'
import type { PauliPair } from '../pauli-pair/pair.js'
import { linearInversion, linearStandardError } from './linear-inversion.js'
import { nearestState } from './physical-estimate.js'

/** An estimated number and its standard error. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
}

/** What the counts of nine settings say about a pair. */
export interface Tomography {
  /** Unbiased coefficients, not always those of a state. */
  readonly linear: PauliPair
  /** The closest state to `linear`. */
  readonly state: PauliPair
  /** Fidelity of `linear` to the Bell state asked for: unbiased, may exceed 1. */
  readonly linearFidelity: Estimate
  /** Fidelity of `state` to it. */
  readonly fidelity: Estimate
}

/** Half the step of the central difference: far above rounding, far below what counts resolve. */
const halfStep = 1e-5

/** The derivative of a figure of the nearest state in each of the 15 coefficients of the linear estimate. */
function gradientOf(linear: PauliPair, figure: (state: PauliPair) => number): Float64Array {
  const gradient = new Float64Array(16)
  for (let k = 1; k < 16; k++) {
    const shifted = Float64Array.from(linear)
    shifted[k] = (linear[k] as number) + halfStep
    const above = figure(nearestState(shifted))
    shifted[k] = (linear[k] as number) - halfStep
    gradient[k] = (above - figure(nearestState(shifted))) / (2 * halfStep)
  }
  return gradient
}

/**
 * Any figure of the physical estimate (concurrence, maximum CHSH, …) with its standard error, by propagating the
 * multinomial errors of the counts through linear inversion and projection to first order.
 */
export function estimateFromCounts(counts: ArrayLike<number>, figure: (state: PauliPair) => number): Estimate {
  const linear = linearInversion(counts)
  return {
    value: figure(nearestState(linear)),
    standardError: linearStandardError(counts, gradientOf(linear, figure))
  }
}

/**
 * Two-qubit state tomography from counts in the nine pairs of Pauli bases (36 numbers, see TomographyCounts) with the
 * fidelity to the Bell state `index`.
 *
 * @throws QuantumInputError when a count is bad, a setting has none, or the index is no BellIndex
 */
export function tomography(counts: ArrayLike<number>, index: number): Tomography {
  requireInteger('index', index, 0, 3)
  const linear = linearInversion(counts)
  const weights = new Float64Array(16)
  for (let k = 1; k < 4; k++) weights[5 * k] = bellSign(index, k) / 4
  return {
    linear,
    state: nearestState(linear),
    linearFidelity: { value: pairFidelity(linear, index), standardError: linearStandardError(counts, weights) },
    fidelity: estimateFromCounts(counts, (state) => pairFidelity(state, index))
  }
}
