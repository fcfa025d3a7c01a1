import { QuantumInputError, requireLength } from '../errors.js'
import { productSign } from './product.js'
import { type StabilizerState, requireQubit } from './state.js'

/**
 * <P>, which is −1, 0 or 1, of a Pauli string given as one letter of I, X, Y, Z per qubit: of all the state's qubits,
 * or of those named, each once, the others then being I.
 */
export function stabilizerExpectation(state: StabilizerState, paulis: string, qubits?: readonly number[]): -1 | 0 | 1 {
  requireLength('paulis', paulis, qubits === undefined ? state.qubits : qubits.length)
  const { words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, work } = state
  // Which generators, and which destabilizers, anticommute with the string.
  work.fill(0)
  for (let k = 0; k < paulis.length; k++) {
    const qubit = qubits === undefined ? k : (qubits[k] as number)
    requireQubit(state, `qubits[${k}]`, qubit)
    if (qubits !== undefined && qubits.indexOf(qubit) !== k) {
      throw new QuantumInputError(`qubits[${k}]`, qubit, 'each qubit once')
    }
    const letter = paulis[k] as string
    if (!'IXYZ'.includes(letter)) throw new QuantumInputError(`paulis[${k}]`, letter, 'I, X, Y or Z')
    const hasX = letter === 'X' || letter === 'Y' ? -1 : 0
    const hasZ = letter === 'Z' || letter === 'Y' ? -1 : 0
    for (let w = 0, at = qubit * words; w < words; w++, at++) {
      work[w] = (work[w] as number) ^ (hasX & (destabilizerZ[at] as number)) ^ (hasZ & (destabilizerX[at] as number))
      work[words + w] =
        (work[words + w] as number) ^ (hasX & (stabilizerZ[at] as number)) ^ (hasZ & (stabilizerX[at] as number))
    }
  }
  for (let w = words; w < 2 * words; w++) if (work[w] !== 0) return 0
  return productSign(state) === 0 ? 1 : -1
}
