import { open, type RootDatabase } from 'lmdb'
import type { Shelf } from './shelf.js'

/** Records in an lmdb file: a transaction that has returned is on the disk. */
export class LmdbShelf implements Shelf {
  readonly #records: RootDatabase<object | number, string>

  /** @param path a file in a folder that exists */
  constructor(path: string) {
    this.#records = open<object | number, string>({ path, noSubdir: true, compression: false })
  }

  get(name: string): unknown {
    return this.#records.get(name)
  }

  put(name: string, record: object | number): void {
    this.#records.putSync(name, record)
  }

  remove(name: string): void {
    this.#records.removeSync(name)
  }

  range(first: string, end: string, limit?: number): { name: string; record: unknown }[] {
    const chosen = limit === undefined ? { start: first, end } : { start: first, end, limit }
    return [...this.#records.getRange(chosen)].map(({ key, value }) => ({ name: key, record: value }))
  }

  transaction<T>(work: () => T): T {
    return this.#records.transactionSync(work)
  }

  async close(): Promise<void> {
    await this.#records.close()
  }
}
