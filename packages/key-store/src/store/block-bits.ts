import { join } from 'node:path'
import type { Uuid } from '../identifiers.js'
import { FileVault } from './file-vault.js'
import type { KeyStore } from './key-store.js'
import { BLOCKS } from './open.js'

/**
 * The bits of a session's block as they lie in the folder of an open store, for whoever has both ends at one place and
 * compares them. Units that are gone are zeros; undefined where nothing is left of the block.
 */
export function blockBits(folder: string, store: KeyStore, session: Uuid): Uint8Array | undefined {
  const vault = new FileVault(join(folder, BLOCKS))
  const block = store.block(session)
  if (block === undefined || !vault.has(session)) return undefined
  return vault.read(session, 0, (block.units * block.unitSize) / 8)
}
