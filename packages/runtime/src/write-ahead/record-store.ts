import { copyPlain, type Plain } from '../trace/plain.js'

/** Records by name; undefined removes one. */
export type RecordChanges = ReadonlyMap<string, Plain | undefined>

/**
 * What a process must still know after it was killed: records by name, changed in transactions. A later process finds
 * them as the last transaction left them that was committed; one that was under way is there whole or not at all.
 */
export interface RecordStore {
  /** Every record, by name. */
  read(): Iterable<readonly [string, Plain]>
  /**
   * Begins a transaction. Transactions are committed in the order of their calls.
   *
   * @param done called once, now or later: the transaction is committed, or, with an error, nothing of it is stored
   */
  commit(changes: RecordChanges, done: (error?: Error) => void): void
}

/** Records that live as long as their object: for simulated processes that are killed. */
export class MemoryRecords implements RecordStore {
  readonly #records = new Map<string, Plain>()

  commit(changes: RecordChanges, done: (error?: Error) => void): void {
    for (const [name, record] of changes) {
      if (record === undefined) this.#records.delete(name)
      else this.#records.set(name, copyPlain(record, `record ${name}`))
    }
    done()
  }

  *read(): Generator<readonly [string, Plain], void, undefined> {
    for (const [name, record] of this.#records) yield [name, copyPlain(record, `record ${name}`)]
  }
}
