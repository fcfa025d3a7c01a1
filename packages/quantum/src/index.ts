/**
 * Quantum states, channels, gates, measurement and Bell algebra: pure mathematics on flat arrays, no randomness inside
 * (what is drawn comes in as a uniform number), no other room needed.
 *
 * @packageDocumentation
 */
export * from './bell-index.js'
export * from './bloch.js'
export { QuantumInputError } from './errors.js'
export * from './pauli-pair/channels.js'
export * from './pauli-pair/figures.js'
export * from './pauli-pair/measure.js'
export * from './pauli-pair/pair.js'
export * from './pauli-pair/qubit.js'
export * from './pauli-pair/swap.js'
