import { QuantumInputError, requireLength, requireRange } from './errors.js'
import { pairFidelity } from './pauli-pair/figures.js'
import type { PauliPair } from './pauli-pair/pair.js'

/** A mixture of the four Bell states: their probabilities in BellIndex order Φ+, Ψ+, Φ−, Ψ−, sum 1. */
export type BellDiagonal = Float64Array

/** Checks 4 probabilities in BellIndex order and returns them as a state. */
export function bellDiagonal(probabilities: ArrayLike<number>): BellDiagonal {
  requireLength('probabilities', probabilities, 4)
  const state = Float64Array.from(probabilities)
  state.forEach((p, index) => requireRange(`probabilities[${index}]`, p, 0, 1))
  const sum = state.reduce((total, p) => total + p, 0)
  if (!(Math.abs(sum - 1) <= 1e-9)) throw new QuantumInputError('sum of probabilities', sum, '1')
  return state
}

/** The Werner state of a fidelity, 0..1, to the Bell state `index`. */
export function wernerState(fidelity: number, index = 0, into: Float64Array = new Float64Array(4)): BellDiagonal {
  requireRange('fidelity', fidelity, 0, 1)
  into.fill((1 - fidelity) / 3)
  into[index] = fidelity
  return into
}

/** What is left of a pair when both sides apply the same random Pauli: its fidelities to the Bell states. */
export function twirlPair(pair: PauliPair, into: Float64Array = new Float64Array(4)): BellDiagonal {
  for (let index = 0; index < 4; index++) into[index] = pairFidelity(pair, index)
  return into
}

/** What is left after a twirl over all bilateral rotations: the Werner state of the same fidelity to `index`. */
export function twirlToWerner(state: BellDiagonal, index = 0, into: Float64Array = new Float64Array(4)): BellDiagonal {
  return wernerState(Math.min(1, state[index] as number), index, into)
}

/**
 * out[i ⊕ j] += a[i]·b[j]. With two pairs this is their swap by an ideal Bell measurement, its outcome's Pauli applied;
 * with a pair and the probabilities of a Pauli channel on either side it is that channel. `into` may be an input.
 */
export function convolveBell(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  into: Float64Array = new Float64Array(4)
): BellDiagonal {
  const a0 = a[0] as number
  const a1 = a[1] as number
  const a2 = a[2] as number
  const a3 = a[3] as number
  const b0 = b[0] as number
  const b1 = b[1] as number
  const b2 = b[2] as number
  const b3 = b[3] as number
  into[0] = a0 * b0 + a1 * b1 + a2 * b2 + a3 * b3
  into[1] = a0 * b1 + a1 * b0 + a2 * b3 + a3 * b2
  into[2] = a0 * b2 + a2 * b0 + a1 * b3 + a3 * b1
  into[3] = a0 * b3 + a3 * b0 + a1 * b2 + a2 * b1
  return into
}

/** The Pauli operator `pauli` (BellIndex bits) on either side: out[i ⊕ pauli] = state[i]. `into` may be the input. */
export function applyPauliToBell(
  state: BellDiagonal,
  pauli: number,
  into: Float64Array = new Float64Array(4)
): BellDiagonal {
  const p0 = state[pauli & 3] as number
  const p1 = state[(pauli & 3) ^ 1] as number
  const p2 = state[(pauli & 3) ^ 2] as number
  const p3 = state[(pauli & 3) ^ 3] as number
  into[0] = p0
  into[1] = p1
  into[2] = p2
  into[3] = p3
  return into
}

/**
 * The Pauli channel that scales a Bloch vector by (fx, fy, fz), as probabilities of I, X, Z, Y in BellIndex order. A
 * negative one says that the factors are no channel.
 */
export function pauliProbabilities(
  fx: number,
  fy: number,
  fz: number,
  into: Float64Array = new Float64Array(4)
): Float64Array {
  into[0] = (1 + fx + fy + fz) / 4
  into[1] = (1 + fx - fy - fz) / 4
  into[2] = (1 - fx - fy + fz) / 4
  into[3] = (1 - fx + fy - fz) / 4
  return into
}

/** The fidelity after swapping two Werner states: F1F2 + (1−F1)(1−F2)/3. */
export function wernerSwapFidelity(first: number, second: number): number {
  return first * second + ((1 - first) * (1 - second)) / 3
}

/** The fidelity after swapping a chain of `links` Werner states of one fidelity: (1 + 3wⁿ)/4 with w = (4F − 1)/3. */
export function wernerChainFidelity(fidelity: number, links: number): number {
  return (1 + 3 * ((4 * fidelity - 1) / 3) ** links) / 4
}

/** Concurrence of a Bell-diagonal state: max(0, 2·largest − 1). */
export function bellDiagonalConcurrence(state: BellDiagonal): number {
  return Math.max(0, 2 * Math.max(...state) - 1)
}
