import { QuantumInputError, requireLength } from '../errors.js'
import type { DensityMatrix } from './state.js'

/**
 * <P> of a Pauli string given as one letter of I, X, Y, Z per qubit, qubit 0 first: 'XIZ'. Only 2^n entries of the
 * matrix are read, since P|c> is a phase times |c ⊕ x>.
 */
export function pauliExpectation(state: DensityMatrix, paulis: string): number {
  requireLength('paulis', paulis, state.qubits)
  const d = 1 << state.qubits
  let flips = 0
  let phases = 0
  let countOfY = 0
  for (let qubit = 0; qubit < paulis.length; qubit++) {
    const bit = 1 << (state.qubits - 1 - qubit)
    const letter = paulis[qubit] as string
    if (!'IXYZ'.includes(letter)) throw new QuantumInputError(`paulis[${qubit}]`, letter, 'I, X, Y or Z')
    if (letter === 'X' || letter === 'Y') flips |= bit
    if (letter === 'Z' || letter === 'Y') phases |= bit
    if (letter === 'Y') countOfY++
  }
  let real = 0
  let imaginary = 0
  for (let c = 0; c < d; c++) {
    const at = 2 * (c * d + (c ^ flips))
    const sign = parity(c & phases) === 0 ? 1 : -1
    real += sign * (state.data[at] as number)
    imaginary += sign * (state.data[at + 1] as number)
  }
  // Times i for every Y, of which only the real part can be there.
  return [real, -imaginary, -real, imaginary][countOfY % 4] as number
}

function parity(bits: number): number {
  let odd = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) odd ^= 1
  return odd
}
