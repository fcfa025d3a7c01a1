import { join } from 'node:path'
import { FileVault } from './file-vault.js'
import type { KeyStore } from './key-store.js'
import { withShelf } from './lmdb-shelf.js'
import { MemoryShelf, MemoryVault } from './memory.js'
import { type KeyStoreOptions, ShelvedKeyStore } from './shelved-key-store.js'

/** The folder of bits in that of a store. */
export const BLOCKS = 'blocks'

/** A store that lives as long as its process. */
export function memoryKeyStore(options: KeyStoreOptions): KeyStore {
  return new ShelvedKeyStore(new MemoryShelf(), new MemoryVault(), options)
}

/**
 * A store in a folder, which is made if it is not there, for this process alone until it is closed.
 *
 * @throws KeyError STORE_IN_USE where it is open already; STORE_MISMATCH for a folder that was made with other options
 */
export function openKeyStore(folder: string, options: KeyStoreOptions): KeyStore {
  return withShelf(
    folder,
    'keys.mdb',
    (shelf) => new ShelvedKeyStore(shelf, new FileVault(join(folder, BLOCKS)), options)
  )
}
