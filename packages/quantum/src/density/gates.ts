import type { Direction } from '../bloch.js'
import {
  type ComplexMatrix,
  adjointMatrix,
  complexMatrix,
  identityMatrix,
  matrixDimension,
  matrixDistance,
  multiplyMatrices
} from './matrix.js'

const half = Math.SQRT1_2

/**
 * Gates as unitary matrices. For two qubits the first one named is the more significant bit of the index; CNOT has
 * its control there. Shared arrays: not to be written.
 */
export const Gate = {
  I: identityMatrix(2),
  X: complexMatrix([
    [0, 1],
    [1, 0]
  ]),
  Y: complexMatrix([
    [0, [0, -1]],
    [[0, 1], 0]
  ]),
  Z: complexMatrix([
    [1, 0],
    [0, -1]
  ]),
  H: complexMatrix([
    [half, half],
    [half, -half]
  ]),
  S: complexMatrix([
    [1, 0],
    [0, [0, 1]]
  ]),
  T: complexMatrix([
    [1, 0],
    [0, [half, half]]
  ]),
  CNOT: complexMatrix([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 1, 0]
  ]),
  CZ: complexMatrix([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, -1]
  ]),
  SWAP: complexMatrix([
    [1, 0, 0, 0],
    [0, 0, 1, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 1]
  ])
} as const satisfies Record<string, ComplexMatrix>

/** The Pauli matrices by axis: I, X, Y, Z. */
export const pauliMatrices: readonly ComplexMatrix[] = [Gate.I, Gate.X, Gate.Y, Gate.Z]

/** exp(−i·angle·axis·σ/2): a rotation of the Bloch sphere by `angle` radians about a unit axis. */
export function rotationGate(axis: Direction, angle: number): ComplexMatrix {
  const cosine = Math.cos(angle / 2)
  const sine = Math.sin(angle / 2)
  const x = sine * (axis[0] as number)
  const y = sine * (axis[1] as number)
  const z = sine * (axis[2] as number)
  return complexMatrix([
    [
      [cosine, -z],
      [-y, -x]
    ],
    [
      [y, -x],
      [cosine, z]
    ]
  ])
}

/** Whether U·U† is the identity to within `tolerance` in every entry. */
export function isUnitary(matrix: ComplexMatrix, tolerance = 1e-9): boolean {
  const identity = identityMatrix(matrixDimension(matrix))
  return matrixDistance(multiplyMatrices(matrix, adjointMatrix(matrix)), identity) <= tolerance
}
