/**
 * Who holds which qubit of a node. All links of a node share it; a link that found no free qubit is called when one
 * comes back.
 */
export class QubitMemory {
  readonly #owners: (string | undefined)[]
  readonly #free: number[] = []
  readonly #waiting: (() => void)[] = []
  readonly #changed: ((qubit: number, owner: string, allocated: boolean) => void) | undefined

  /** @param changed is told of every allocation and return */
  constructor(qubits: number, changed?: (qubit: number, owner: string, allocated: boolean) => void) {
    this.#owners = new Array<string | undefined>(qubits).fill(undefined)
    for (let qubit = qubits - 1; qubit >= 0; qubit--) this.#free.push(qubit)
    this.#changed = changed
  }

  get size(): number {
    return this.#owners.length
  }

  get available(): number {
    return this.#free.length
  }

  owner(qubit: number): string | undefined {
    return this.#owners[qubit]
  }

  /** A free qubit, or -1. */
  allocate(owner: string): number {
    const qubit = this.#free.pop()
    if (qubit === undefined) return -1
    this.#owners[qubit] = owner
    this.#changed?.(qubit, owner, true)
    return qubit
  }

  free(qubit: number): void {
    const owner = this.#owners[qubit]
    if (owner === undefined) return
    this.#owners[qubit] = undefined
    this.#free.push(qubit)
    this.#changed?.(qubit, owner, false)
    for (let waiting = this.#waiting.length; waiting > 0; waiting--) this.#waiting.shift()?.()
  }

  /** Calls once, when a qubit comes back. */
  whenFree(call: () => void): void {
    if (!this.#waiting.includes(call)) this.#waiting.push(call)
  }

  /** Every qubit is free again: the hardware was reset. */
  clear(): void {
    for (let qubit = 0; qubit < this.#owners.length; qubit++) if (this.#owners[qubit] !== undefined) this.free(qubit)
  }
}
