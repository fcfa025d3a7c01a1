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

/** A key that two ends share. */
export interface StoredKey {
  readonly keyId: string
  /** Name of the other end. */
  readonly peer: string
  readonly key: Uint8Array
}

/**
 * Keys that wait to be collected. Every key is handed out once to each of its two consumers and is gone afterwards,
 * also across a crash: `take` has forgotten the key durably before it gives it.
 */
export interface KeyStore {
  /** Stores a key durably. Throws if its keyId is known already: keys do not change. */
  put(key: StoredKey): void
  /** Removes the key and gives it; undefined if there is none of that keyId, or it was taken. */
  take(keyId: string): StoredKey | undefined
  /** Removes and gives the oldest key shared with a peer. */
  takeOldest(peer: string): StoredKey | undefined
  /** Number of keys that are shared with a peer and not taken. */
  available(peer: string): number
}
