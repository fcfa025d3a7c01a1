import { pauliSign } from '../bell-index.js'
import type { PairSide, PauliPair } from './pair.js'

/**
 * A Pauli-diagonal channel on one side: its Bloch vector is scaled by (fx, fy, fz). Dephasing toward Z is (f, f, 1),
 * depolarising (f, f, f). Complete positivity (|fx ± fy| <= 1 ± fz) is the caller's.
 */
export function scalePairSide(pair: PauliPair, side: PairSide, fx: number, fy: number, fz: number): void {
  const across = side === 0 ? 1 : 4
  const along = side === 0 ? 4 : 1
  for (let k = 0, at = 0; k < 4; k++, at += across) {
    pair[at + along] = (pair[at + along] as number) * fx
    pair[at + 2 * along] = (pair[at + 2 * along] as number) * fy
    pair[at + 3 * along] = (pair[at + 3 * along] as number) * fz
  }
}

/**
 * A channel that scales one side's Bloch vector by (fx, fy, fz) and then shifts it by `shiftZ` along Z. Relaxation
 * for a time t toward the ground state of mean <Z> = z∞ is fx = fy = e^{−t/T2}, fz = e^{−t/T1},
 * shiftZ = z∞(1 − fz); amplitude damping of probability γ is fx = fy = √(1−γ), fz = 1−γ, shiftZ = γ.
 */
export function affinePairSide(
  pair: PauliPair,
  side: PairSide,
  fx: number,
  fy: number,
  fz: number,
  shiftZ: number
): void {
  const across = side === 0 ? 1 : 4
  const along = side === 0 ? 4 : 1
  for (let k = 0, at = 0; k < 4; k++, at += across) {
    pair[at + along] = (pair[at + along] as number) * fx
    pair[at + 2 * along] = (pair[at + 2 * along] as number) * fy
    pair[at + 3 * along] = (pair[at + 3 * along] as number) * fz + (pair[at] as number) * shiftZ
  }
}

/** The Pauli operator that a BellIndex names (bit 0 X, bit 1 Z) on one side. */
export function applyPauliToPair(pair: PauliPair, side: PairSide, pauli: number): void {
  if (pauli !== 0) {
    scalePairSide(pair, side, pauliSign(pauli, 1), pauliSign(pauli, 2), pauliSign(pauli, 3))
  }
}

/** A rotation (any 3×3 real matrix by rows, 9 numbers) of one side's Bloch vector. */
export function rotatePairSide(pair: PauliPair, side: PairSide, rotation: ArrayLike<number>): void {
  const across = side === 0 ? 1 : 4
  const along = side === 0 ? 4 : 1
  for (let k = 0, at = 0; k < 4; k++, at += across) {
    const x = pair[at + along] as number
    const y = pair[at + 2 * along] as number
    const z = pair[at + 3 * along] as number
    for (let row = 0; row < 3; row++) {
      pair[at + (row + 1) * along] =
        (rotation[3 * row] as number) * x +
        (rotation[3 * row + 1] as number) * y +
        (rotation[3 * row + 2] as number) * z
    }
  }
}

/**
 * A general one-qubit channel on one side by its 4×4 Pauli transfer matrix R (16 numbers by rows, first row
 * 1 0 0 0 for a trace-preserving one): T' = R·T for side A, T·Rᵀ for side B.
 */
export function transferPairSide(pair: PauliPair, side: PairSide, transfer: ArrayLike<number>): void {
  const across = side === 0 ? 1 : 4
  const along = side === 0 ? 4 : 1
  for (let k = 0, at = 0; k < 4; k++, at += across) {
    const i = pair[at] as number
    const x = pair[at + along] as number
    const y = pair[at + 2 * along] as number
    const z = pair[at + 3 * along] as number
    for (let row = 0; row < 4; row++) {
      const start = 4 * row
      pair[at + row * along] =
        (transfer[start] as number) * i +
        (transfer[start + 1] as number) * x +
        (transfer[start + 2] as number) * y +
        (transfer[start + 3] as number) * z
    }
  }
}
