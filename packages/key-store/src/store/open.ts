import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { FileVault } from './file-vault.js'
import type { KeyStore } from './key-store.js'
import { LmdbShelf } from './lmdb-shelf.js'
import { MemoryShelf, MemoryVault } from './memory.js'
import { type KeyStoreOptions, ShelvedKeyStore } from './shelved-key-store.js'

/** The folder of bits in that of a store. */
export const BLOCKS = 'blocks'

/** A store that lives as long as its process. */
export function memoryKeyStore(options: KeyStoreOptions): KeyStore {
  return new ShelvedKeyStore(new MemoryShelf(), new MemoryVault(), options)
}

/**
 * A store in a folder, which is made if it is not there. One process at a time.
 *
 * @throws KeyError STORE_MISMATCH for a folder that was made with other options
 */
export function openKeyStore(folder: string, options: KeyStoreOptions): KeyStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return new ShelvedKeyStore(new LmdbShelf(join(folder, 'keys.mdb')), new FileVault(join(folder, BLOCKS)), options)
}
