import { join } from 'node:path'
import { open, type RootDatabase } from 'lmdb'
import { makeDurableFolder, syncFolder } from '../durable-folder.js'
import { lockFolder } from './folder-lock.js'
import type { Shelf } from './shelf.js'

/**
 * Opens records in a folder, which is made if it is not there, for one process alone until they are closed.
 *
 * @param use what is made of them; where it throws they are closed
 * @throws KeyError STORE_IN_USE
 */
export function withShelf<T>(folder: string, file: string, use: (shelf: Shelf) => T): T {
  makeDurableFolder(folder)
  const lock = lockFolder(folder)
  let shelf: LmdbShelf | undefined
  try {
    shelf = new LmdbShelf(join(folder, file), () => lock.release())
    const made = use(shelf)
    syncFolder(folder)
    return made
  } catch (error) {
    void shelf?.close()
    // Nothing of what is being closed is unwritten.
    lock.release()
    throw error
  }
}

/** Records in an lmdb file: a transaction that has returned is on the disk. */
class LmdbShelf implements Shelf {
  readonly #records: RootDatabase<object | number, string>
  readonly #closed: () => void

  /** @param path a file in a folder that exists */
  constructor(path: string, closed: () => void) {
    this.#closed = closed
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
    this.#closed()
  }
}
