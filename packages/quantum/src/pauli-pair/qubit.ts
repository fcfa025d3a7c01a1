import { pauliSign } from '../bell-index.js'
import type { Direction } from '../bloch.js'

/** One qubit as (1, x, y, z), its Bloch vector after a leading 1: ρ = ½(I + xX + yY + zZ). In place throughout. */
export type BlochQubit = Float64Array

/** A new qubit in |0>. */
export function createQubit(): BlochQubit {
  return Float64Array.of(1, 0, 0, 1)
}

/** Sets the Bloch vector, |(x, y, z)| <= 1. */
export function setQubit(qubit: BlochQubit, x: number, y: number, z: number): void {
  qubit[0] = 1
  qubit[1] = x
  qubit[2] = y
  qubit[3] = z
}

/** Scales the Bloch vector by (fx, fy, fz), then shifts it by `shiftZ` along Z. */
export function affineQubit(qubit: BlochQubit, fx: number, fy: number, fz: number, shiftZ: number): void {
  qubit[1] = (qubit[1] as number) * fx
  qubit[2] = (qubit[2] as number) * fy
  qubit[3] = (qubit[3] as number) * fz + shiftZ
}

/** The Pauli operator that a BellIndex names (bit 0 X, bit 1 Z). */
export function applyPauliToQubit(qubit: BlochQubit, pauli: number): void {
  affineQubit(qubit, pauliSign(pauli, 1), pauliSign(pauli, 2), pauliSign(pauli, 3), 0)
}

/** A rotation (3×3 by rows) of the Bloch vector. */
export function rotateQubit(qubit: BlochQubit, rotation: ArrayLike<number>): void {
  const x = qubit[1] as number
  const y = qubit[2] as number
  const z = qubit[3] as number
  for (let row = 0; row < 3; row++) {
    qubit[row + 1] =
      (rotation[3 * row] as number) * x + (rotation[3 * row + 1] as number) * y + (rotation[3 * row + 2] as number) * z
  }
}

/** Measures along a unit direction; the qubit is left in the eigenstate found. `uniform` in [0, 1). */
export function measureQubit(qubit: BlochQubit, direction: Direction, uniform: number): 0 | 1 {
  const x = direction[0] as number
  const y = direction[1] as number
  const z = direction[2] as number
  const mean = x * (qubit[1] as number) + y * (qubit[2] as number) + z * (qubit[3] as number)
  const outcome = uniform < (1 + mean) / 2 ? 0 : 1
  const sign = 1 - 2 * outcome
  setQubit(qubit, sign * x, sign * y, sign * z)
  return outcome
}

/** Probability of outcome 0 along a unit direction. */
export function qubitProbability(qubit: BlochQubit, direction: Direction): number {
  const mean =
    (direction[0] as number) * (qubit[1] as number) +
    (direction[1] as number) * (qubit[2] as number) +
    (direction[2] as number) * (qubit[3] as number)
  return Math.min(1, Math.max(0, (1 + mean) / 2))
}
