import { QuantumInputError } from '../errors.js'
import type { Channel } from './channel.js'
import type { ComplexMatrix } from './matrix.js'
import { type DensityMatrix, requireQubits } from './state.js'

// One block of up to 8×8 entries; the kernels never call back, so they may share it.
const block = new Float64Array(128)
const offsets = new Int32Array(8)

/**
 * Applies a channel to the qubits named, in place: the first one is the more significant bit of the channel's index.
 * Cost 4^n·4^q multiplications, less where the superoperator is sparse; no allocation.
 */
export function applyChannel(state: DensityMatrix, channel: Channel, qubits: readonly number[]): void {
  if (qubits.length !== channel.qubits) {
    throw new QuantumInputError('qubits.length', qubits.length, `${channel.qubits}, as many as the channel acts on`)
  }
  requireQubits(state, qubits)
  applySuperoperator(state, channel.superoperator, qubits)
}

/** {@link applyChannel} without the checks. */
export function applySuperoperator(
  state: DensityMatrix,
  superoperator: ComplexMatrix,
  qubits: readonly number[]
): void {
  const size = 1 << qubits.length
  const full = 1 << state.qubits
  let mask = 0
  for (let k = 0; k < size; k++) {
    let index = 0
    for (let place = 0; place < qubits.length; place++) {
      if ((k >> (qubits.length - 1 - place)) & 1) index |= 1 << (state.qubits - 1 - (qubits[place] as number))
    }
    offsets[k] = index
    mask |= index
  }
  for (let row = 0; row < full; row++) {
    if ((row & mask) !== 0) continue
    for (let column = 0; column < full; column++) {
      if ((column & mask) === 0) transformBlock(state.data, superoperator, size, full, row, column)
    }
  }
}

function transformBlock(
  data: Float64Array,
  superoperator: Float64Array,
  size: number,
  full: number,
  row: number,
  column: number
): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const from = 2 * ((row | (offsets[a] as number)) * full + (column | (offsets[b] as number)))
      block[2 * (a * size + b)] = data[from] as number
      block[2 * (a * size + b) + 1] = data[from + 1] as number
    }
  }
  const entries = size * size
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      const start = 2 * (a * size + b) * entries
      let real = 0
      let imaginary = 0
      for (let k = 0; k < entries; k++) {
        const sr = superoperator[start + 2 * k] as number
        const si = superoperator[start + 2 * k + 1] as number
        if (sr === 0 && si === 0) continue
        const x = block[2 * k] as number
        const y = block[2 * k + 1] as number
        real += sr * x - si * y
        imaginary += sr * y + si * x
      }
      const to = 2 * ((row | (offsets[a] as number)) * full + (column | (offsets[b] as number)))
      data[to] = real
      data[to + 1] = imaginary
    }
  }
}
