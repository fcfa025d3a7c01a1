/** Waits for a qubit. */
export interface QubitWaiter {
  /** One has come back. */
  qubitFree(): void
}

/**
 * Who holds which qubit of a node. All links of a node share it; a link that found no free qubit is called when one
 * comes back.
 */
export class QubitMemory {
  /** Of each qubit its owner; or, while it is free, which qubit is to be taken after it: -1 where there is none. */
  readonly #qubits: (string | number)[]
  /** The free qubit to be taken next, -1 where there is none. */
  #next: number
  #available: number
  readonly #waiting: QubitWaiter[] = []
  readonly #changed: ((qubit: number, owner: string, allocated: boolean) => void) | undefined

  /** @param changed is told of every allocation and return */
  constructor(qubits: number, changed?: (qubit: number, owner: string, allocated: boolean) => void) {
    this.#qubits = Array.from({ length: qubits }, (_, qubit) => (qubit + 1 < qubits ? qubit + 1 : -1))
    this.#next = qubits > 0 ? 0 : -1
    this.#available = qubits
    this.#changed = changed
  }

  get size(): number {
    return this.#qubits.length
  }

  get available(): number {
    return this.#available
  }

  owner(qubit: number): string | undefined {
    const owner = this.#qubits[qubit]
    return typeof owner === 'string' ? owner : undefined
  }

  /** A free qubit, or -1. */
  allocate(owner: string): number {
    const qubit = this.#next
    if (qubit < 0) return -1
    this.#next = this.#qubits[qubit] as number
    this.#available -= 1
    this.#qubits[qubit] = owner
    this.#changed?.(qubit, owner, true)
    return qubit
  }

  /** A qubit that is held passes to another owner. */
  hand(qubit: number, owner: string): void {
    const before = this.#qubits[qubit]
    if (typeof before !== 'string') return
    this.#qubits[qubit] = owner
    this.#changed?.(qubit, before, false)
    this.#changed?.(qubit, owner, true)
  }

  free(qubit: number): void {
    const owner = this.#qubits[qubit]
    if (typeof owner !== 'string') return
    this.#qubits[qubit] = this.#next
    this.#next = qubit
    this.#available += 1
    this.#changed?.(qubit, owner, false)
    for (let waiting = this.#waiting.length; waiting > 0; waiting--) this.#waiting.shift()?.qubitFree()
  }

  /** Calls once, when a qubit comes back. */
  whenFree(waiter: QubitWaiter): void {
    if (!this.#waiting.includes(waiter)) this.#waiting.push(waiter)
  }

  /** Every qubit is free again: the hardware was reset. */
  clear(): void {
    for (let qubit = 0; qubit < this.#qubits.length; qubit++) this.free(qubit)
  }
}
