import type { BasisCode, QubitId, Rotation } from '@bellwire/device'
import type { OutcomeListener } from './source.js'

/** False: the hardware was reset before it was done. */
export type DoneListener = (done: boolean) => void

/** What a program may do with the qubits of its node: those of its pairs, and those of its own. Possibly done before the call returns. */
export interface LocalQubits {
  /** How often the hardware was reset: what was held in an earlier life is gone. */
  readonly life: number
  /** A qubit of the program's own, or -1 where none is free. */
  allocate(): QubitId
  /** False where it is not a qubit of the program's own. */
  giveBack(qubit: QubitId): boolean
  /** Leaves the qubit alone, in +Z turned by Euler angles. */
  prepare(qubit: QubitId, rotation: Rotation, listener: DoneListener): void
  /** The Pauli operator that a BellIndex names. */
  correct(qubit: QubitId, pauli: number, listener: DoneListener): void
  cnot(control: QubitId, target: QubitId, listener: DoneListener): void
  /** A Bell measurement; both qubits are spent. null: the hardware was reset before there was an outcome. */
  measureBell(a: QubitId, b: QubitId, listener: (outcome: 0 | 1 | 2 | 3 | null) => void): void
  /** Leaves the qubit in the eigenstate that was found. */
  measureDirect(qubit: QubitId, basis: BasisCode, listener: OutcomeListener, rotation?: Rotation | null): void
}
