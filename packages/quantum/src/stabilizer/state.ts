import { QuantumInputError, requireInteger } from '../errors.js'

/**
 * A stabilizer state of n qubits as a tableau ("Improved simulation of stabilizer circuits", Aaronson and Gottesman):
 * n stabilizer generators, and n destabilizers of which the i-th anticommutes with the i-th generator alone. Exact for
 * Clifford gates, Pauli errors and measurements in X, Y and Z, at 4·n² bits.
 *
 * The tableau lies by columns: word q·words + w of `stabilizerX` holds, in bit r, whether generator 32·w + r has an X
 * (with Z: a Y) on qubit q, and likewise the three others; bit r of word w of `signs` says that the generator is taken
 * with −1. So a gate works on 32 generators at once, and a measurement touches only the columns where the generator
 * that it replaces is not the identity: few, as long as the entanglement is local. The signs of destabilizers never
 * matter and are not kept.
 */
export interface StabilizerState {
  readonly qubits: number
  /** Words per column, ⌈n/32⌉. */
  readonly words: number
  readonly stabilizerX: Uint32Array
  readonly stabilizerZ: Uint32Array
  readonly destabilizerX: Uint32Array
  readonly destabilizerZ: Uint32Array
  readonly signs: Uint32Array
  /** What a measurement needs while it runs: 4·words words. */
  readonly work: Uint32Array
}

const maximumQubits = 16384

/** Every one of 1..16384 qubits in |0>. */
export function createStabilizerState(qubits: number): StabilizerState {
  requireInteger('qubits', qubits, 1, maximumQubits)
  const words = Math.ceil(qubits / 32)
  const state: StabilizerState = {
    qubits,
    words,
    stabilizerX: new Uint32Array(qubits * words),
    stabilizerZ: new Uint32Array(qubits * words),
    destabilizerX: new Uint32Array(qubits * words),
    destabilizerZ: new Uint32Array(qubits * words),
    signs: new Uint32Array(words),
    work: new Uint32Array(4 * words)
  }
  for (let qubit = 0; qubit < qubits; qubit++) {
    const at = qubit * words + (qubit >>> 5)
    state.stabilizerZ[at] = 1 << (qubit & 31)
    state.destabilizerX[at] = 1 << (qubit & 31)
  }
  return state
}

/** A state of its own with the same tableau. */
export function copyStabilizerState(state: StabilizerState): StabilizerState {
  return {
    qubits: state.qubits,
    words: state.words,
    stabilizerX: Uint32Array.from(state.stabilizerX),
    stabilizerZ: Uint32Array.from(state.stabilizerZ),
    destabilizerX: Uint32Array.from(state.destabilizerX),
    destabilizerZ: Uint32Array.from(state.destabilizerZ),
    signs: Uint32Array.from(state.signs),
    work: new Uint32Array(state.work.length)
  }
}

/** Throws a QuantumInputError unless this is a qubit of the state. */
export function requireQubit(state: StabilizerState, field: string, qubit: number): void {
  requireInteger(field, qubit, 0, state.qubits - 1)
}

/** Throws a QuantumInputError unless these are two different qubits of the state. */
export function requireTwoQubits(
  state: StabilizerState,
  firstField: string,
  first: number,
  secondField: string,
  second: number
): void {
  requireQubit(state, firstField, first)
  requireQubit(state, secondField, second)
  if (first === second) throw new QuantumInputError(secondField, second, `another qubit than ${firstField}`)
}
