import type { DoneListener, LocalQubits } from '@bellwire/application-layer'
import type { BasisCode, DeviceCommand, DeviceResult, QubitId, Rotation, Secret } from '@bellwire/device'
import type { QubitMemory } from '@bellwire/link-layer'
import { NodeError } from './errors.js'

/** Takes the outcome of a measurement; null when the hardware was reset before there was one. */
export type OutcomeListener = (outcome: Secret<0 | 1> | null) => void

/** What the hardware says of a command of a program; null: it was reset before. */
type AnswerListener = (result: DeviceResult | null) => void

/** The owner of qubits that are a program's own. */
const PROGRAM = 'program'

/**
 * The node's qubits, and what a program may do with those of its kept pairs and with those of its own. A measured pair's
 * qubit is still held: give it back with the link's `release`, and a qubit of one's own with `giveBack`.
 */
export class HeldQubits implements LocalQubits {
  readonly #memory: QubitMemory
  readonly #execute: (command: DeviceCommand) => void
  readonly #waiting = new Map<number, AnswerListener>()
  #life = 0
  /** Names of the program's own commands: negative, where the links' are not. */
  #tag = 0

  constructor(memory: QubitMemory, execute: (command: DeviceCommand) => void) {
    this.#memory = memory
    this.#execute = execute
  }

  /** How often the hardware was reset. */
  get life(): number {
    return this.#life
  }

  get total(): number {
    return this.#memory.size
  }

  get free(): number {
    return this.#memory.available
  }

  /** Who holds a qubit: a link, the network layer or a program; undefined where it is free. */
  owner(qubit: QubitId): string | undefined {
    return this.#memory.owner(qubit)
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
    this.#requireHeld(qubit)
    const tag = this.#expect((result) => listener(result?.type === 'measured' ? result.outcome : null))
    this.#execute({ type: 'measure', qubit, basis, rotation, tag })
  }

  // ---- qubits of a program's own, and what it does with any that it holds ----

  /** A qubit of the program's own, or -1 where none is free. */
  allocate(): QubitId {
    return this.#memory.allocate(PROGRAM)
  }

  /** Makes a qubit that is held the program's own. */
  adopt(qubit: QubitId): void {
    this.#memory.hand(qubit, PROGRAM)
  }

  /** Gives a qubit of the program's own back; false where it has none such. */
  giveBack(qubit: QubitId): boolean {
    if (this.#memory.owner(qubit) !== PROGRAM) return false
    this.#execute({ type: 'release', qubit })
    this.#memory.free(qubit)
    return true
  }

  /** Prepares a qubit that the program holds. @throws NodeError NOT_HELD, RESET when the hardware was reset before it was done */
  prepared(qubit: QubitId, rotation: Rotation): Promise<void> {
    return new Promise((resolve, reject) => {
      this.prepare(qubit, rotation, (done) => {
        if (done) resolve()
        else reject(new NodeError('RESET', `qubit ${qubit} was reset before it was prepared`))
      })
    })
  }

  /** @throws NodeError NOT_HELD */
  prepare(qubit: QubitId, rotation: Rotation, listener: DoneListener): void {
    this.#requireHeld(qubit)
    this.#execute({ type: 'prepare', qubit, rotation, tag: this.#expectDone(listener) })
  }

  /** @throws NodeError NOT_HELD */
  correct(qubit: QubitId, pauli: number, listener: DoneListener): void {
    this.#requireHeld(qubit)
    this.#execute({ type: 'correct', qubit, pauli, tag: this.#expectDone(listener) })
  }

  /** @throws NodeError NOT_HELD */
  cnot(control: QubitId, target: QubitId, listener: DoneListener): void {
    this.#requireHeld(control)
    this.#requireHeld(target)
    this.#execute({ type: 'gate', gate: 'cnot', control, target, tag: this.#expectDone(listener) })
  }

  /** @throws NodeError NOT_HELD */
  measureBell(a: QubitId, b: QubitId, listener: (outcome: 0 | 1 | 2 | 3 | null) => void): void {
    this.#requireHeld(a)
    this.#requireHeld(b)
    const tag = this.#expect((result) => listener(result?.type === 'swapped' ? result.outcome : null))
    this.#execute({ type: 'swap', a, b, tag })
  }

  // ---- called by the node ----

  /** The hardware's answer. Returns whether it was waited for. */
  answered(tag: number, result: DeviceResult): boolean {
    const listener = this.#waiting.get(tag)
    if (listener === undefined) return false
    this.#waiting.delete(tag)
    listener(result)
    return true
  }

  /** The hardware was reset: no answer comes any more. */
  reset(): void {
    this.#life += 1
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const listener of waiting) listener(null)
  }

  // ---- parts ----

  #expect(listener: AnswerListener): number {
    this.#tag -= 1
    this.#waiting.set(this.#tag, listener)
    return this.#tag
  }

  #expectDone(listener: DoneListener): number {
    return this.#expect((result) => listener(result !== null))
  }

  #requireHeld(qubit: QubitId): void {
    if (this.#memory.owner(qubit) !== undefined) return
    throw new NodeError('NOT_HELD', `qubit is ${qubit}; accepted: the qubit of a kept pair that was not given back`)
  }
}
