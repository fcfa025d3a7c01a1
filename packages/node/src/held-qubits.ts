import type { BasisCode, DeviceCommand, Rotation, Secret } from '@bellwire/device'
import type { QubitMemory } from '@bellwire/link-layer'
import { NodeError } from './errors.js'

/** Takes the outcome of a measurement; null when the hardware was reset before there was one. */
export type OutcomeListener = (outcome: Secret<0 | 1> | null) => void

/**
 * The node's qubits, and what a program may do with those of its kept pairs. A measured pair's qubit is still held:
 * give it back with the link's `release`.
 */
export class HeldQubits {
  readonly #memory: QubitMemory
  readonly #execute: (command: DeviceCommand) => void
  readonly #waiting = new Map<number, OutcomeListener>()
  /** Names of the program's own commands: negative, where the links' are not. */
  #tag = 0

  constructor(memory: QubitMemory, execute: (command: DeviceCommand) => void) {
    this.#memory = memory
    this.#execute = execute
  }

  get total(): number {
    return this.#memory.size
  }

  get free(): number {
    return this.#memory.available
  }

  /**
   * Measures the qubit of a kept pair.
   *
   * @param rotation Euler angles, given with basis Rotated
   * @throws NodeError NOT_HELD for a qubit that is free, RESET when the hardware was reset before there was an outcome
   */
  measure(qubit: number, basis: BasisCode, rotation: Rotation | null = null): Promise<Secret<0 | 1>> {
    return new Promise((resolve, reject) => {
      this.measureDirect(
        qubit,
        basis,
        (outcome) => {
          if (outcome === null) reject(new NodeError('RESET', `qubit ${qubit} was reset before it was measured`))
          else resolve(outcome)
        },
        rotation
      )
    })
  }

  /** Measures the qubit of a kept pair; calls the listener, possibly before this returns. @throws NodeError NOT_HELD */
  measureDirect(qubit: number, basis: BasisCode, listener: OutcomeListener, rotation: Rotation | null = null): void {
    if (this.#memory.owner(qubit) === undefined) {
      throw new NodeError('NOT_HELD', `qubit is ${qubit}; accepted: the qubit of a kept pair that was not given back`)
    }
    this.#tag -= 1
    this.#waiting.set(this.#tag, listener)
    this.#execute({ type: 'measure', qubit, basis, rotation, tag: this.#tag })
  }

  /** The hardware's answer. Returns whether it was waited for. */
  measured(tag: number, outcome: Secret<0 | 1>): boolean {
    const listener = this.#waiting.get(tag)
    if (listener === undefined) return false
    this.#waiting.delete(tag)
    listener(outcome)
    return true
  }

  /** The hardware was reset: no answer comes any more. */
  reset(): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const listener of waiting) listener(null)
  }
}
