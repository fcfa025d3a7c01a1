/** What a store keeps: records by name, in the order of their names. Calls are synchronous. */
export interface Shelf {
  get(name: string): unknown
  put(name: string, record: object | number): void
  remove(name: string): void
  /** Names from `first`, included, to `end`, excluded, in their order; at most `limit`. The answer is a copy. */
  range(first: string, end: string, limit?: number): { readonly name: string; readonly record: unknown }[]
  /** All that is done inside is done durably when it returns; if it throws, nothing is. Not nested. */
  transaction<T>(work: () => T): T
  close(): Promise<void>
}

/** The bits of blocks, outside of the records, so that they can be overwritten where they lie. */
export interface Vault {
  /** Durable when it returns. The octets are copied. */
  create(block: string, octets: Uint8Array): void
  /** A copy, the caller's to overwrite. */
  read(block: string, offset: number, length: number): Uint8Array
  /** Overwrites with zeros; on the disk after the next `sync`. */
  erase(block: string, offset: number, length: number): void
  /** What was overwritten of a block is so on the disk, too. */
  sync(block: string): void
  /** Overwrites all of it and removes it. */
  remove(block: string): void
  has(block: string): boolean
  blocks(): string[]
}

/** Comes after every name that begins in the same way. */
export const LAST = '\uffff'

/** Numbers as parts of names, so that these are in the order of the numbers. */
export function padded(number: number): string {
  return String(number).padStart(12, '0')
}
