import { bellSign } from '../bell-index.js'
import { requireLength, requireRange } from '../errors.js'

/**
 * A state of two qubits A and B by its 16 Pauli coefficients, exact for every state:
 * T[4·i + j] = <σ_i ⊗ σ_j>, i for A and j for B, 0..3 for I, X, Y, Z, so ρ = ¼ Σ T[4i+j] σ_i ⊗ σ_j and T[0] = 1.
 * |0> is the +1 eigenstate of Z. Every operation works in place on the array and allocates nothing.
 */
export type PauliPair = Float64Array

/** Side A (0) or B (1) of a pair. */
export type PairSide = 0 | 1

/** A new pair in the maximally mixed state. */
export function createPair(): PauliPair {
  const pair = new Float64Array(16)
  pair[0] = 1
  return pair
}

/** All zero; a loop, since fill() costs more than it saves on 16 numbers. */
function clear(pair: PauliPair): void {
  for (let k = 0; k < 16; k++) pair[k] = 0
}

/** Both qubits maximally mixed. */
export function setMixedPair(pair: PauliPair): void {
  clear(pair)
  pair[0] = 1
}

/** The pure Bell state that a BellIndex names. */
export function setBellPair(pair: PauliPair, index: number): void {
  clear(pair)
  pair[0] = 1
  pair[5] = bellSign(index, 1)
  pair[10] = bellSign(index, 2)
  pair[15] = bellSign(index, 3)
}

/** The Werner state of fidelity `fidelity`, 0..1, to the Bell state `index`; the other three share the rest equally. */
export function setWernerPair(pair: PauliPair, fidelity: number, index: number): void {
  requireRange('fidelity', fidelity, 0, 1)
  const weight = (4 * fidelity - 1) / 3
  clear(pair)
  pair[0] = 1
  pair[5] = weight * bellSign(index, 1)
  pair[10] = weight * bellSign(index, 2)
  pair[15] = weight * bellSign(index, 3)
}

/** A mixture of Bell states: 4 probabilities in BellIndex order that sum to 1. */
export function setBellDiagonalPair(pair: PauliPair, probabilities: ArrayLike<number>): void {
  requireLength('probabilities', probabilities, 4)
  const phiPlus = probabilities[0] as number
  const psiPlus = probabilities[1] as number
  const phiMinus = probabilities[2] as number
  const psiMinus = probabilities[3] as number
  clear(pair)
  pair[0] = phiPlus + psiPlus + phiMinus + psiMinus
  pair[5] = phiPlus + psiPlus - phiMinus - psiMinus
  pair[10] = -phiPlus + psiPlus + phiMinus - psiMinus
  pair[15] = phiPlus - psiPlus + phiMinus - psiMinus
}

/**
 * The state with populations p00, p01, p10, p11 (sum 1, A's bit first) and one coherence, the matrix element
 * <01|ρ|10> = real + i·imaginary: what a single-click herald leaves.
 */
export function setSingleClickPair(
  pair: PauliPair,
  p00: number,
  p01: number,
  p10: number,
  p11: number,
  real: number,
  imaginary: number
): void {
  clear(pair)
  pair[0] = p00 + p01 + p10 + p11
  pair[3] = p00 - p01 + p10 - p11
  pair[12] = p00 + p01 - p10 - p11
  pair[15] = p00 - p01 - p10 + p11
  pair[5] = 2 * real
  pair[10] = 2 * real
  // |01><10| = σ⁺ ⊗ σ⁻ with σ± = (X ± iY)/2, so Im ρ_{01,10} feeds XY and YX with opposite signs.
  pair[6] = 2 * imaginary
  pair[9] = -2 * imaginary
}

/** The product of two one-qubit states, each as (1, x, y, z). */
export function setProductPair(pair: PauliPair, a: ArrayLike<number>, b: ArrayLike<number>): void {
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      pair[4 * i + j] = (a[i] as number) * (b[j] as number)
    }
  }
}

/** Swaps the names of the two sides in place. */
export function exchangePairSides(pair: PauliPair): void {
  for (let i = 0; i < 4; i++) {
    for (let j = i + 1; j < 4; j++) {
      const above = pair[4 * i + j] as number
      pair[4 * i + j] = pair[4 * j + i] as number
      pair[4 * j + i] = above
    }
  }
}
