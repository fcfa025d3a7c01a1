import { requireRange } from '../errors.js'

/**
 * What goes wrong in the two parties' own operations, side A first. `gateDepolarising`, 0..1: the probability that a
 * two-qubit gate leaves both of its qubits maximally mixed (average gate fidelity 1 − 3p/4). `readoutFlip`, 0..1: the
 * probability that a measured bit is reported wrong. Rotations of one qubit are perfect.
 */
export interface DistillationErrors {
  readonly gateDepolarising: readonly [number, number]
  readonly readoutFlip: readonly [number, number]
}

/** Gates and readout without fault. */
export const perfectDistillation: DistillationErrors = Object.freeze({
  gateDepolarising: [0, 0] as const,
  readoutFlip: [0, 0] as const
})

/** Throws a QuantumInputError naming the probability that is none. */
export function requireDistillationErrors(errors: DistillationErrors): void {
  requireRange('gateDepolarising[0]', errors.gateDepolarising[0], 0, 1)
  requireRange('gateDepolarising[1]', errors.gateDepolarising[1], 0, 1)
  requireRange('readoutFlip[0]', errors.readoutFlip[0], 0, 1)
  requireRange('readoutFlip[1]', errors.readoutFlip[1], 0, 1)
}

/** The probability that neither party's gate fails. */
export function bothGatesWork(errors: DistillationErrors): number {
  return (1 - errors.gateDepolarising[0]) * (1 - errors.gateDepolarising[1])
}

/** The probability that exactly one of the two bits compared is wrong, so that the comparison is. */
export function comparisonFlip(errors: DistillationErrors): number {
  const [a, b] = errors.readoutFlip
  return a + b - 2 * a * b
}
