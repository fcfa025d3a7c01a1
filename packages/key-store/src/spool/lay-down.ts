import { randomBytes } from 'node:crypto'
import { closeSync, fdatasyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { makeDurableFolder, syncFolder } from '../durable-folder.js'
import { parseUuid } from '../identifiers.js'
import type { KeyBlock } from '../store/key-store.js'
import { PART, SUFFIX, writeBlock } from './form.js'

/**
 * Lays a block down for a KME's process to take: a file that is there whole or not at all, readable by its owner alone,
 * durable when this returns. Laid down twice, it is taken once.
 *
 * @param folder the spool of the KME's configuration
 * @throws KeyError IDENTIFIER_INVALID
 */
export function spoolBlock(folder: string, given: KeyBlock): void {
  const block = { ...given, session: parseUuid(given.session, 'session') }
  makeDurableFolder(folder)
  const text = writeBlock(block)
  const path = join(folder, block.session + SUFFIX)
  // A file of its own: one that is there already may be open elsewhere, or be a link.
  const part = join(folder, `${block.session}-${randomBytes(8).toString('hex')}${SUFFIX}${PART}`)
  const file = openSync(part, 'wx', 0o600)
  try {
    for (let done = 0; done < text.length; ) done += writeSync(file, text, done)
    fdatasyncSync(file)
  } finally {
    closeSync(file)
    text.fill(0)
  }
  renameSync(part, path)
  // Whoever laid it down may forget it now: its name is to survive, too.
  syncFolder(folder)
}
