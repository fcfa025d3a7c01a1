import fc from 'fast-check'
import {
  type DensityMatrix,
  Gate,
  type StabilizerState,
  applyChannel,
  applyPauliToStabilizer,
  basisDirections,
  measureBell,
  measureDensityQubit,
  measureStabilizerBell,
  measureStabilizerQubit,
  stabilizerCnot,
  stabilizerCz,
  stabilizerHadamard,
  stabilizerPhase,
  stabilizerPhaseInverse,
  unitaryChannel
} from '../src/index.js'
import { spread } from './arbitraries.js'

export interface CliffordStep {
  readonly kind: 'H' | 'S' | 'S†' | 'pauli' | 'CNOT' | 'CZ' | 'measure' | 'bell'
  /** Two different qubits, of which some steps use the first alone. */
  readonly qubits: readonly [number, number]
  readonly pauli: 0 | 1 | 2 | 3
  readonly axis: 1 | 2 | 3
  readonly uniform: number
}

/** Not near the values where an outcome changes, so that rounding cannot decide it. */
const anyClearUniform = spread(0, 1).filter((u) => Math.abs(4 * u - Math.round(4 * u)) > 1e-6)

/** Steps on `count` qubits, as likely to entangle as to measure. */
export const anyCircuit = (count: number, length: number): fc.Arbitrary<CliffordStep[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<CliffordStep['kind'][]>(
        'H',
        'H',
        'S',
        'S†',
        'pauli',
        'CNOT',
        'CNOT',
        'CNOT',
        'CZ',
        'CZ',
        'measure',
        'bell'
      ),
      qubits: fc.tuple(fc.nat(count - 1), fc.nat(count - 2)).map(([a, b]): [number, number] => [a, b >= a ? b + 1 : b]),
      pauli: fc.constantFrom(0, 1, 2, 3),
      axis: fc.constantFrom(1, 2, 3),
      uniform: anyClearUniform
    }),
    { minLength: length >> 1, maxLength: length, size: 'max' }
  )

/** Does a step to a tableau; returns what was measured, if anything. */
export function stepStabilizer(state: StabilizerState, step: CliffordStep): number {
  const [a, b] = step.qubits
  switch (step.kind) {
    case 'H':
      stabilizerHadamard(state, a)
      return 0
    case 'S':
      stabilizerPhase(state, a)
      return 0
    case 'S†':
      stabilizerPhaseInverse(state, a)
      return 0
    case 'pauli':
      applyPauliToStabilizer(state, a, step.pauli)
      return 0
    case 'CNOT':
      stabilizerCnot(state, a, b)
      return 0
    case 'CZ':
      stabilizerCz(state, a, b)
      return 0
    case 'measure':
      return measureStabilizerQubit(state, a, step.axis, step.uniform)
    case 'bell':
      return measureStabilizerBell(state, a, b, step.uniform)
  }
}

/** Does a step to a density matrix; returns what was measured, if anything. */
export function stepDensity(state: DensityMatrix, step: CliffordStep): number {
  const [a, b] = step.qubits
  const one = (gate: Float64Array) => {
    applyChannel(state, unitaryChannel(gate), [a])
    return 0
  }
  switch (step.kind) {
    case 'H':
      return one(Gate.H)
    case 'S':
      return one(Gate.S)
    case 'S†':
      one(Gate.Z)
      return one(Gate.S)
    case 'pauli':
      return one([Gate.I, Gate.X, Gate.Z, Gate.Y][step.pauli]!)
    case 'CNOT':
      applyChannel(state, unitaryChannel(Gate.CNOT), [a, b])
      return 0
    case 'CZ':
      applyChannel(state, unitaryChannel(Gate.CZ), [a, b])
      return 0
    case 'measure':
      return measureDensityQubit(state, a, basisDirections[step.axis % 3]!, step.uniform)
    case 'bell':
      return measureBell(state, a, b, step.uniform)
  }
}
