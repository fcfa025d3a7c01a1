import { requireInteger } from '../errors.js'
import { type StabilizerState, requireQubit, requireTwoQubits } from './state.js'

/** A Hadamard: X ↔ Z, Y → −Y. In place, as all gates here; cost n/32 words. */
export function stabilizerHadamard(state: StabilizerState, qubit: number): void {
  requireQubit(state, 'qubit', qubit)
  const { words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, signs } = state
  for (let w = 0, at = qubit * words; w < words; w++, at++) {
    const x = stabilizerX[at] as number
    const z = stabilizerZ[at] as number
    signs[w] = (signs[w] as number) ^ (x & z)
    stabilizerX[at] = z
    stabilizerZ[at] = x
    const destabilizer = destabilizerX[at] as number
    destabilizerX[at] = destabilizerZ[at] as number
    destabilizerZ[at] = destabilizer
  }
}

/** The phase gate S = diag(1, i): X → Y, Y → −X. */
export function stabilizerPhase(state: StabilizerState, qubit: number): void {
  requireQubit(state, 'qubit', qubit)
  const { words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, signs } = state
  for (let w = 0, at = qubit * words; w < words; w++, at++) {
    const x = stabilizerX[at] as number
    const z = stabilizerZ[at] as number
    signs[w] = (signs[w] as number) ^ (x & z)
    stabilizerZ[at] = z ^ x
    destabilizerZ[at] = (destabilizerZ[at] as number) ^ (destabilizerX[at] as number)
  }
}

/** S† = diag(1, −i): X → −Y, Y → X. */
export function stabilizerPhaseInverse(state: StabilizerState, qubit: number): void {
  stabilizerPhase(state, qubit)
  applyPauliToStabilizer(state, qubit, 2)
}

/** The Pauli operator that a BellIndex names (bit 0 X, bit 1 Z: X 1, Z 2, Y 3): signs only. */
export function applyPauliToStabilizer(state: StabilizerState, qubit: number, pauli: number): void {
  requireQubit(state, 'qubit', qubit)
  requireInteger('pauli', pauli, 0, 3)
  const { words, stabilizerX, stabilizerZ, signs } = state
  const flipsZ = -(pauli & 1)
  const flipsX = -(pauli >> 1)
  for (let w = 0, at = qubit * words; w < words; w++, at++) {
    signs[w] = (signs[w] as number) ^ (flipsZ & (stabilizerZ[at] as number)) ^ (flipsX & (stabilizerX[at] as number))
  }
}

/** CNOT: X of the control spreads to the target, Z of the target to the control. */
export function stabilizerCnot(state: StabilizerState, control: number, target: number): void {
  requireTwoQubits(state, 'control', control, 'target', target)
  const { words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, signs } = state
  for (let w = 0, c = control * words, t = target * words; w < words; w++, c++, t++) {
    const xc = stabilizerX[c] as number
    const zc = stabilizerZ[c] as number
    const xt = stabilizerX[t] as number
    const zt = stabilizerZ[t] as number
    signs[w] = (signs[w] as number) ^ (xc & zt & ~(xt ^ zc))
    stabilizerX[t] = xt ^ xc
    stabilizerZ[c] = zc ^ zt
    destabilizerX[t] = (destabilizerX[t] as number) ^ (destabilizerX[c] as number)
    destabilizerZ[c] = (destabilizerZ[c] as number) ^ (destabilizerZ[t] as number)
  }
}

/** CZ: X of either qubit brings a Z on the other. */
export function stabilizerCz(state: StabilizerState, first: number, second: number): void {
  requireTwoQubits(state, 'first', first, 'second', second)
  const { words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, signs } = state
  for (let w = 0, a = first * words, b = second * words; w < words; w++, a++, b++) {
    const xa = stabilizerX[a] as number
    const za = stabilizerZ[a] as number
    const xb = stabilizerX[b] as number
    const zb = stabilizerZ[b] as number
    signs[w] = (signs[w] as number) ^ (xa & xb & (za ^ zb))
    stabilizerZ[a] = za ^ xb
    stabilizerZ[b] = zb ^ xa
    destabilizerZ[a] = (destabilizerZ[a] as number) ^ (destabilizerX[b] as number)
    destabilizerZ[b] = (destabilizerZ[b] as number) ^ (destabilizerX[a] as number)
  }
}
