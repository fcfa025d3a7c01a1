import { bellSign } from '../bell-index.js'
import type { Direction } from '../bloch.js'
import { applySuperoperator } from './apply.js'
import { krausMap } from './channel.js'
import { pauliMatrices } from './gates.js'
import { type ComplexMatrix, combineMatrices, kroneckerProduct } from './matrix.js'
import { pauliExpectation } from './pauli-string.js'
import { type DensityMatrix, normaliseDensityMatrix, requireQubits } from './state.js'

const letters = ['I', 'X', 'Y', 'Z'] as const

function stringOf(state: DensityMatrix, qubits: readonly number[], axis: number): string {
  let text = ''
  for (let k = 0; k < state.qubits; k++) text += qubits.includes(k) ? letters[axis] : 'I'
  return text
}

/** The Bloch vector of one qubit: (1, x, y, z) into 4 numbers. */
export function densityQubitBloch(
  state: DensityMatrix,
  qubit: number,
  into: Float64Array = new Float64Array(4)
): Float64Array {
  requireQubits(state, [qubit])
  for (let axis = 0; axis < 4; axis++) into[axis] = pauliExpectation(state, stringOf(state, [qubit], axis))
  return into
}

/** Probability of outcome 0 when one qubit is measured along a unit direction. */
export function densityQubitProbability(state: DensityMatrix, qubit: number, direction: Direction): number {
  const bloch = densityQubitBloch(state, qubit)
  let mean = 0
  for (let k = 0; k < 3; k++) mean += (direction[k] as number) * (bloch[k + 1] as number)
  return Math.min(1, Math.max(0, (1 + mean) / 2))
}

/**
 * Measures one qubit along a unit direction, `uniform` in [0, 1) deciding; in place. The qubit stays, in the
 * eigenstate found. Outcome 0 is the eigenvalue +1.
 */
export function measureDensityQubit(state: DensityMatrix, qubit: number, direction: Direction, uniform: number): 0 | 1 {
  const outcome = uniform < densityQubitProbability(state, qubit, direction) ? 0 : 1
  const sign = 1 - 2 * outcome
  const projector = combineMatrices(
    pauliMatrices.map(
      (pauli, axis) => [axis === 0 ? 0.5 : (sign * (direction[axis - 1] as number)) / 2, pauli] as const
    )
  )
  applySuperoperator(state, krausMap([projector]).superoperator, [qubit])
  normaliseDensityMatrix(state)
  return outcome
}

/** The projector on the Bell state of an index as a 4×4 matrix. */
export function bellProjector(index: number): ComplexMatrix {
  return combineMatrices(
    pauliMatrices.map((pauli, axis) => [bellSign(index, axis) / 4, kroneckerProduct(pauli, pauli)] as const)
  )
}

/** Probabilities of the four Bell states of two qubits, in BellIndex order, into 4 numbers. */
export function bellProbabilities(
  state: DensityMatrix,
  first: number,
  second: number,
  into: Float64Array = new Float64Array(4)
): Float64Array {
  requireQubits(state, [first, second])
  into.fill(0)
  for (let axis = 0; axis < 4; axis++) {
    const expectation = pauliExpectation(state, stringOf(state, [first, second], axis))
    for (let index = 0; index < 4; index++) {
      into[index] = (into[index] as number) + (bellSign(index, axis) * expectation) / 4
    }
  }
  return into
}

/**
 * A Bell measurement of two qubits, `uniform` in [0, 1) deciding; in place. The two stay, in the Bell state found;
 * trace them out with `partialTrace`.
 */
export function measureBell(state: DensityMatrix, first: number, second: number, uniform: number): 0 | 1 | 2 | 3 {
  const probabilities = bellProbabilities(state, first, second)
  let rest = uniform
  let outcome = 0
  for (let candidate = 0; candidate < 4; candidate++) {
    const probability = probabilities[candidate] as number
    // Below this an outcome is rounding; it must not be what is left when the others sum to a hair under 1.
    if (probability < 1e-12) continue
    outcome = candidate
    if (rest < probability) break
    rest -= probability
  }
  applySuperoperator(state, krausMap([bellProjector(outcome)]).superoperator, [first, second])
  normaliseDensityMatrix(state)
  return outcome as 0 | 1 | 2 | 3
}
