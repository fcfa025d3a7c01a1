import type { Shelf, Vault } from './shelf.js'

const ABSENT = Symbol('absent')

/** Records in memory, with the transactions of a durable shelf. */
export class MemoryShelf implements Shelf {
  readonly #records = new Map<string, object | number>()
  #sorted: string[] | undefined
  /** What the running transaction has to put back if it fails. */
  #undo: Map<string, object | number | typeof ABSENT> | undefined

  get(name: string): unknown {
    return this.#records.get(name)
  }

  put(name: string, record: object | number): void {
    this.#remember(name)
    if (!this.#records.has(name)) this.#sorted = undefined
    this.#records.set(name, record)
  }

  remove(name: string): void {
    this.#remember(name)
    if (this.#records.delete(name)) this.#sorted = undefined
  }

  range(first: string, end: string, limit = Infinity): { name: string; record: unknown }[] {
    this.#sorted ??= [...this.#records.keys()].sort()
    const found: { name: string; record: unknown }[] = []
    for (let index = lowerBound(this.#sorted, first); index < this.#sorted.length && found.length < limit; index++) {
      const name = this.#sorted[index] as string
      if (name >= end) break
      found.push({ name, record: this.#records.get(name) })
    }
    return found
  }

  transaction<T>(work: () => T): T {
    this.#undo = new Map()
    try {
      return work()
    } catch (error) {
      this.#sorted = undefined
      for (const [name, record] of this.#undo) {
        if (typeof record === 'symbol') this.#records.delete(name)
        else this.#records.set(name, record)
      }
      throw error
    } finally {
      this.#undo = undefined
    }
  }

  async close(): Promise<void> {}

  #remember(name: string): void {
    if (this.#undo !== undefined && !this.#undo.has(name)) this.#undo.set(name, this.#records.get(name) ?? ABSENT)
  }
}

/** Bits in memory. */
export class MemoryVault implements Vault {
  readonly #blocks = new Map<string, Uint8Array>()

  create(block: string, octets: Uint8Array): void {
    this.#blocks.set(block, Uint8Array.from(octets))
  }

  read(block: string, offset: number, length: number): Uint8Array {
    return Uint8Array.from(this.#blocks.get(block)?.subarray(offset, offset + length) ?? [])
  }

  erase(block: string, offset: number, length: number): void {
    this.#blocks.get(block)?.fill(0, offset, offset + length)
  }

  sync(): void {}

  remove(block: string): void {
    this.#blocks.get(block)?.fill(0)
    this.#blocks.delete(block)
  }

  has(block: string): boolean {
    return this.#blocks.has(block)
  }

  blocks(): string[] {
    return [...this.#blocks.keys()]
  }
}

function lowerBound(sorted: readonly string[], name: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as string) < name) low = middle + 1
    else high = middle
  }
  return low
}
