import { QuantumInputError, requireInteger, requireLength, requireRange } from '../errors.js'
import { Gate, isUnitary, pauliMatrices } from './gates.js'
import { hermitianEigen } from './eigen.js'
import {
  type ComplexMatrix,
  adjointMatrix,
  combineMatrices,
  identityMatrix,
  kroneckerProduct,
  matrixDimension,
  matrixDistance,
  multiplyMatrices
} from './matrix.js'

/** The most qubits that one channel acts on. */
const maximumQubits = 3

/**
 * A linear map of states of `qubits` qubits. `superoperator` is a 4^q × 4^q complex matrix on the state's entries by
 * rows: ρ'[a,b] = Σ S[(a,b),(a',b')] ρ[a',b'], so S = Σ K ⊗ K* over Kraus operators K.
 */
export interface Channel {
  readonly qubits: number
  readonly superoperator: ComplexMatrix
}

function conjugate(matrix: ComplexMatrix): ComplexMatrix {
  return matrix.map((value, k) => (k % 2 === 0 ? value : -value))
}

function qubitsOf(field: string, matrix: ComplexMatrix): number {
  const dimension = matrixDimension(matrix)
  const qubits = Math.log2(dimension)
  if (!Number.isInteger(qubits) || qubits < 1 || qubits > maximumQubits) {
    throw new QuantumInputError(`${field} dimension`, dimension, '2, 4 or 8')
  }
  return qubits
}

/** ρ → Σ KρK†, without asking that the trace is kept: for measurement outcomes and post-selection. */
export function krausMap(operators: readonly ComplexMatrix[]): Channel {
  const first = operators[0]
  if (first === undefined) throw new QuantumInputError('operators.length', 0, 'at least one Kraus operator')
  const qubits = qubitsOf('operators[0]', first)
  const superoperator = combineMatrices(operators.map((k) => [1, kroneckerProduct(k, conjugate(k))] as const))
  return { qubits, superoperator }
}

/** The channel of Kraus operators with Σ K†K = I. */
export function krausChannel(operators: readonly ComplexMatrix[]): Channel {
  const map = krausMap(operators)
  const sum = combineMatrices(operators.map((k) => [1, multiplyMatrices(adjointMatrix(k), k)] as const))
  const distance = matrixDistance(sum, identityMatrix(1 << map.qubits))
  if (!(distance <= 1e-9)) {
    throw new QuantumInputError('operators', `Σ K†K off the identity by ${distance}`, 'Kraus operators with Σ K†K = I')
  }
  return map
}

/** ρ → UρU†. */
export function unitaryChannel(unitary: ComplexMatrix): Channel {
  if (!isUnitary(unitary)) throw new QuantumInputError('unitary', 'not unitary', 'a matrix with U·U† = I')
  return krausMap([unitary])
}

/** Applies I, X, Z, Y with the probabilities given in BellIndex order (X 1, Z 2, Y 3), which sum to 1. */
export function pauliChannel(probabilities: ArrayLike<number>): Channel {
  requireLength('probabilities', probabilities, 4)
  const operators = [Gate.I, Gate.X, Gate.Z, Gate.Y].map((pauli, k) => {
    const probability = probabilities[k] as number
    requireRange(`probabilities[${k}]`, probability, 0, 1)
    return combineMatrices([[Math.sqrt(probability), pauli]])
  })
  return krausChannel(operators)
}

/**
 * With probability p all of 1..3 qubits are replaced by the maximally mixed state: every Pauli string on them but the
 * identity is scaled by 1 − p. For two qubits that is each of the 15 other strings with probability p/16, and an
 * average gate fidelity of 1 − 3p/4.
 */
export function depolarisingChannel(p: number, qubits = 1): Channel {
  requireRange('p', p, 0, 1)
  requireInteger('qubits', qubits, 1, maximumQubits)
  const d = 1 << qubits
  const superoperator = new Float64Array(2 * d ** 4)
  const set = (row: number, column: number, value: number): void => {
    const at = 2 * (row * d * d + column)
    superoperator[at] = (superoperator[at] as number) + value
  }
  for (let a = 0; a < d; a++) {
    for (let b = 0; b < d; b++) {
      set(a * d + b, a * d + b, 1 - p)
      set(a * d + a, b * d + b, p / d)
    }
  }
  return { qubits, superoperator }
}

/** With probability p a Z is applied: x and y times 1 − 2p. */
export function dephasingChannel(p: number): Channel {
  requireRange('p', p, 0, 1)
  return pauliChannel([1 - p, 0, p, 0])
}

/** |1> decays to |0> with probability γ: x and y times √(1−γ), z → γ + (1−γ)z. */
export function amplitudeDampingChannel(gamma: number): Channel {
  requireRange('gamma', gamma, 0, 1)
  const stay = Float64Array.of(1, 0, 0, 0, 0, 0, Math.sqrt(1 - gamma), 0)
  const decay = Float64Array.of(0, 0, Math.sqrt(gamma), 0, 0, 0, 0, 0)
  return krausChannel([stay, decay])
}

/** `second` after `first`. */
export function composeChannels(first: Channel, second: Channel): Channel {
  return { qubits: first.qubits, superoperator: multiplyMatrices(second.superoperator, first.superoperator) }
}

/** The 4×4 Pauli transfer matrix of a one-qubit channel, by rows: R[i,j] = ½ Tr(σ_i Λ(σ_j)). */
export function transferMatrix(channel: Channel): Float64Array {
  if (channel.qubits !== 1) throw new QuantumInputError('channel.qubits', channel.qubits, '1')
  const transfer = new Float64Array(16)
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      transfer[4 * i + j] =
        overlap(pauliMatrices[i] as ComplexMatrix, channel.superoperator, pauliMatrices[j] as ComplexMatrix) / 2
    }
  }
  return transfer
}

/** Re Tr(aΛ(b)) for Hermitian 2×2 a: Tr(aM) = Σ conj(a[r,c]) M[r,c]. */
function overlap(a: ComplexMatrix, superoperator: ComplexMatrix, b: ComplexMatrix): number {
  let sum = 0
  for (let r = 0; r < 4; r++) {
    const ar = a[2 * r] as number
    const ai = -(a[2 * r + 1] as number)
    for (let c = 0; c < 4; c++) {
      const sr = superoperator[2 * (4 * r + c)] as number
      const si = superoperator[2 * (4 * r + c) + 1] as number
      const br = b[2 * c] as number
      const bi = b[2 * c + 1] as number
      sum += ar * (sr * br - si * bi) - ai * (sr * bi + si * br)
    }
  }
  return sum
}

/** The one-qubit map of a 4×4 Pauli transfer matrix: Λ(ρ) = ½ Σ R[i,j] Tr(σ_j ρ) σ_i. Positivity is not asked. */
export function channelOfTransfer(transfer: ArrayLike<number>): Channel {
  requireLength('transfer', transfer, 16)
  const superoperator = new Float64Array(32)
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      const weight = (transfer[4 * i + j] as number) / 2
      if (weight === 0) continue
      const out = pauliMatrices[i] as ComplexMatrix
      const from = conjugate(pauliMatrices[j] as ComplexMatrix)
      for (let r = 0; r < 4; r++) {
        for (let c = 0; c < 4; c++) {
          const at = 2 * (4 * r + c)
          const xr = out[2 * r] as number
          const xi = out[2 * r + 1] as number
          const yr = from[2 * c] as number
          const yi = from[2 * c + 1] as number
          superoperator[at] = (superoperator[at] as number) + weight * (xr * yr - xi * yi)
          superoperator[at + 1] = (superoperator[at + 1] as number) + weight * (xr * yi + xi * yr)
        }
      }
    }
  }
  return { qubits: 1, superoperator }
}

/** The one-qubit map that scales the Bloch vector by (fx, fy, fz) and shifts it by `shiftZ` along Z. */
export function affineChannel(fx: number, fy: number, fz: number, shiftZ: number): Channel {
  return channelOfTransfer([1, 0, 0, 0, 0, fx, 0, 0, 0, 0, fy, 0, shiftZ, 0, 0, fz])
}

/**
 * The Choi matrix Σ |i><j| ⊗ Λ(|i><j|), of trace 2^q for a trace-preserving map. Λ is a channel only when it is
 * positive semidefinite (Choi, "Completely positive linear maps on complex matrices").
 */
export function choiMatrix(channel: Channel): ComplexMatrix {
  const d = 1 << channel.qubits
  const choi = new Float64Array(channel.superoperator.length)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      for (let a = 0; a < d; a++) {
        for (let b = 0; b < d; b++) {
          const from = 2 * ((a * d + b) * d * d + i * d + j)
          const to = 2 * ((i * d + a) * d * d + j * d + b)
          choi[to] = channel.superoperator[from] as number
          choi[to + 1] = channel.superoperator[from + 1] as number
        }
      }
    }
  }
  return choi
}

/** Whether the map is completely positive: no eigenvalue of its Choi matrix below −tolerance. */
export function isCompletelyPositive(channel: Channel, tolerance = 1e-12): boolean {
  const { values } = hermitianEigen(choiMatrix(channel))
  return (values[values.length - 1] as number) >= -tolerance
}
