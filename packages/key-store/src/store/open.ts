import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { FileVault } from './file-vault.js'
import type { KeyStore } from './key-store.js'
import { withShelf } from './lmdb-shelf.js'
import { MemoryShelf, MemoryVault } from './memory.js'
import { type KeyStoreOptions, ShelvedKeyStore } from './shelved-key-store.js'

/** Octets of a name that every file system takes, with room to spare. */
const LONGEST_NAME = 200

/** The folder of the store for a peer, in that of a KME: named after it, whatever its KME ID is, and a folder of its own. */
export function storeFolder(folder: string, kmeId: string): string {
  const name = encodeURIComponent(kmeId)
  const isPlain = name.length <= LONGEST_NAME && !/^\.*$/.test(name)
  return join(folder, isPlain ? name : `sha256-${createHash('sha256').update(kmeId).digest('hex')}`)
}

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
