import { copyPlain, type Plain } from './trace/plain.js'

/**
 * What a process must still know after a crash, as records in the order in which they were appended. An append that
 * has returned survives the crash; one that was under way is there whole or not at all.
 */
export interface Journal {
  /** Adds a record, which is copied. Throws if it is not plain data or cannot be stored. */
  append(record: Plain): void
  /** The records so far, oldest first. */
  records(): Iterable<Plain>
  /** Forgets all records: what they said is stored elsewhere, or over. */
  truncate(): void
}

/** A journal that lives as long as its object: for simulated crashes, and for processes that need not survive. */
export class MemoryJournal implements Journal {
  #records: Plain[] = []

  append(record: Plain): void {
    this.#records.push(copyPlain(record, 'journal record'))
  }

  *records(): Generator<Plain, void, undefined> {
    for (const record of this.#records) yield copyPlain(record, 'journal record')
  }

  truncate(): void {
    this.#records = []
  }
}
