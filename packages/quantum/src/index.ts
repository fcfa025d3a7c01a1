/**
 * Quantum states, channels, gates, measurement and Bell algebra: pure mathematics on flat arrays, no randomness inside
 * (what is drawn comes in as a uniform number), no other room needed.
 *
 * Three formalisms, from special and fast to general: {@link BellDiagonal} (4 numbers), {@link PauliPair} (16 numbers,
 * exact for every state of two qubits) and {@link DensityMatrix} (1 to 8 qubits). A fourth, {@link StabilizerState},
 * holds thousands of qubits under Clifford gates, Pauli errors and measurements in X, Y and Z.
 *
 * @example
 * ```ts
 * const left = createPair()
 * const right = createPair()
 * const ends = createPair()
 * setWernerPair(left, 0.95, BellIndex.PhiPlus)
 * setWernerPair(right, 0.95, BellIndex.PsiMinus)
 * const outcome = drawSwap(left, right, uniform, ends)
 * applyPauliToPair(ends, 1, composeBellIndex(BellIndex.PsiMinus, outcome))
 * pairFidelity(ends, BellIndex.PhiPlus) // 0.903333…
 * ```
 *
 * @packageDocumentation
 */
export * from './bell-diagonal.js'
export * from './bell-index.js'
export * from './bloch.js'
export * from './chsh.js'
export { applyChannel } from './density/apply.js'
export * from './density/channel.js'
export * from './density/eigen.js'
export * from './density/figures.js'
export * from './density/gates.js'
export * from './density/matrix.js'
export * from './density/measure.js'
export * from './density/pauli-string.js'
export {
  copyDensityMatrix,
  createDensityMatrix,
  type DensityMatrix,
  densityMatrixOf,
  densityTrace,
  mixedDensityMatrix,
  normaliseDensityMatrix,
  partialTrace,
  pureDensityMatrix,
  tensorProduct
} from './density/state.js'
export * from './distillation/bell-diagonal.js'
export * from './distillation/double-selection-bell.js'
export * from './distillation/double-selection.js'
export { type DistillationErrors, perfectDistillation } from './distillation/errors.js'
export * from './distillation/hadamard.js'
export { outcomesAgree } from './distillation/outcomes.js'
export * from './distillation/pairs.js'
export * from './distillation/parity-check.js'
export * from './entropy.js'
export { QuantumInputError } from './errors.js'
export * from './pauli-pair/channels.js'
export * from './pauli-pair/density.js'
export * from './pauli-pair/entanglement.js'
export * from './pauli-pair/figures.js'
export * from './pauli-pair/imperfect-swap.js'
export * from './pauli-pair/measure.js'
export * from './pauli-pair/pair.js'
export * from './pauli-pair/qubit.js'
export * from './pauli-pair/swap.js'
export * from './stabilizer/bell.js'
export * from './stabilizer/expectation.js'
export * from './stabilizer/gates.js'
export { measureStabilizerQubit, resetStabilizerQubit } from './stabilizer/measure.js'
export { copyStabilizerState, createStabilizerState, type StabilizerState } from './stabilizer/state.js'
export {
  addTomographyCount,
  createTomographyCounts,
  type TomographyCounts
} from './tomography/counts.js'
export * from './tomography/linear-inversion.js'
export * from './tomography/physical-estimate.js'
export * from './tomography/tomography.js'
