import { QuantumInputError, requireInteger, requireLength } from '../errors.js'
import { type ComplexMatrix, kroneckerProduct } from './matrix.js'

/**
 * A state of 1..8 qubits. `data` is its 2^n × 2^n density matrix, real and imaginary parts interleaved, by rows:
 * <r|ρ|c> at 2·(r·2^n + c). Qubit 0 is the most significant bit of an index, so |q0 q1 …> reads from left to right.
 */
export interface DensityMatrix {
  readonly qubits: number
  readonly data: ComplexMatrix
}

const maximumQubits = 8

/** Every qubit in |0>. */
export function createDensityMatrix(qubits: number): DensityMatrix {
  requireInteger('qubits', qubits, 1, maximumQubits)
  const data = new Float64Array(2 << (2 * qubits))
  data[0] = 1
  return { qubits, data }
}

/** Wraps a matrix of 2·4^n numbers without a copy. That it is Hermitian, positive and of trace 1 is the caller's. */
export function densityMatrixOf(data: ComplexMatrix): DensityMatrix {
  const qubits = (Math.log2(data.length) - 1) / 2
  if (!Number.isInteger(qubits)) {
    throw new QuantumInputError('data.length', data.length, '2·4ⁿ numbers for n qubits')
  }
  requireInteger('qubits', qubits, 1, maximumQubits)
  return { qubits, data }
}

/** |ψ><ψ| of 2^n amplitudes, interleaved: 2·2^n numbers. The norm is the caller's. */
export function pureDensityMatrix(amplitudes: ArrayLike<number>): DensityMatrix {
  const d = amplitudes.length / 2
  const data = new Float64Array(2 * d * d)
  for (let r = 0; r < d; r++) {
    for (let c = 0; c < d; c++) {
      const xr = amplitudes[2 * r] as number
      const xi = amplitudes[2 * r + 1] as number
      const yr = amplitudes[2 * c] as number
      const yi = amplitudes[2 * c + 1] as number
      data[2 * (r * d + c)] = xr * yr + xi * yi
      data[2 * (r * d + c) + 1] = xi * yr - xr * yi
    }
  }
  return densityMatrixOf(data)
}

/** I/2^n. */
export function mixedDensityMatrix(qubits: number): DensityMatrix {
  const state = createDensityMatrix(qubits)
  const d = 1 << qubits
  for (let k = 0; k < d; k++) state.data[2 * k * (d + 1)] = 1 / d
  return state
}

export function copyDensityMatrix(state: DensityMatrix): DensityMatrix {
  return { qubits: state.qubits, data: Float64Array.from(state.data) }
}

/** a ⊗ b: a's qubits come first. */
export function tensorProduct(a: DensityMatrix, b: DensityMatrix): DensityMatrix {
  requireInteger('qubits', a.qubits + b.qubits, 1, maximumQubits)
  return { qubits: a.qubits + b.qubits, data: kroneckerProduct(a.data, b.data) }
}

/** Tr ρ, 1 for a state. */
export function densityTrace(state: DensityMatrix): number {
  const d = 1 << state.qubits
  let sum = 0
  for (let k = 0; k < d; k++) sum += state.data[2 * k * (d + 1)] as number
  return sum
}

/** Throws {@link QuantumInputError} unless the qubits are different ones of this state. */
export function requireQubits(state: DensityMatrix, qubits: readonly number[]): void {
  qubits.forEach((qubit, k) => {
    requireInteger(`qubits[${k}]`, qubit, 0, state.qubits - 1)
    if (qubits.indexOf(qubit) !== k) throw new QuantumInputError(`qubits[${k}]`, qubit, 'each qubit once')
  })
}

/** For k in 0..2^m−1 the index whose bits at `qubits` (first one most significant) spell k, all others 0. */
function spread(state: DensityMatrix, qubits: readonly number[]): Int32Array {
  const offsets = new Int32Array(1 << qubits.length)
  for (let k = 0; k < offsets.length; k++) {
    let index = 0
    qubits.forEach((qubit, place) => {
      if ((k >> (qubits.length - 1 - place)) & 1) index |= 1 << (state.qubits - 1 - qubit)
    })
    offsets[k] = index
  }
  return offsets
}

/** The reduced state of the qubits named, in the order named: also a way to reorder qubits. */
export function partialTrace(state: DensityMatrix, keep: readonly number[]): DensityMatrix {
  requireInteger('keep.length', keep.length, 1, state.qubits)
  requireQubits(state, keep)
  const reduced = createDensityMatrix(keep.length)
  const rest = Array.from({ length: state.qubits }, (_, k) => k).filter((k) => !keep.includes(k))
  const kept = spread(state, keep)
  const traced = spread(state, rest)
  const full = 1 << state.qubits
  const d = kept.length
  for (let r = 0; r < d; r++) {
    for (let c = 0; c < d; c++) {
      let real = 0
      let imaginary = 0
      for (const offset of traced) {
        const at = 2 * (((kept[r] as number) | offset) * full + ((kept[c] as number) | offset))
        real += state.data[at] as number
        imaginary += state.data[at + 1] as number
      }
      reduced.data[2 * (r * d + c)] = real
      reduced.data[2 * (r * d + c) + 1] = imaginary
    }
  }
  return reduced
}

/** Divides by the trace in place, after a map that does not keep it; returns what the trace was. */
export function normaliseDensityMatrix(state: DensityMatrix): number {
  const trace = densityTrace(state)
  if (!(trace > 0)) throw new QuantumInputError('trace', trace, 'a positive number')
  for (let k = 0; k < state.data.length; k++) state.data[k] = (state.data[k] as number) / trace
  return trace
}

/** Throws {@link QuantumInputError} unless there are 2^n interleaved amplitudes for the state's n qubits. */
export function requireAmplitudes(state: DensityMatrix, amplitudes: ArrayLike<number>): void {
  requireLength('amplitudes', amplitudes, 2 << state.qubits)
}
