import { hash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Plain, RecordChanges, RecordStore } from '@bellwire/runtime'
import { open, type RootDatabase } from 'lmdb'
import { makeDurableFolder, syncFolder } from '../durable-folder.js'
import { KeyError } from '../errors.js'
import { checkSecrecy, hasModes, octal } from '../secrecy.js'
import { type FolderLock, lockFolder } from '../store/folder-lock.js'

/** What a transaction outlives: the end of the process, however it ends, or that of the machine's power as well. */
export type Durability = 'power' | 'process'

/** Records in a folder, for this process alone until they are closed. */
export interface KeptRecords extends RecordStore {
  close(): Promise<void>
}

const FILE = 'records.mdb'
/** Says that there are records, and in which form: a folder with this and without them has lost them. */
const MARK = 'format'
const FORMAT = 'bellwire records 1'
const ANY_FORMAT = /^bellwire records \d+$/

/** Octets of a record's hash: what is torn is found, not what is forged. */
const HASH = 8

/**
 * Opens records in a folder, which is made if it is not there. Records that are not whole are refused: what they said is
 * not guessed.
 *
 * @param durability 'power', the default: what has left a process on the strength of a transaction stays true whatever
 * happens to the machine. 'process': it stays true however the process ends, and is never waited for on a disk; where the
 * machine itself stops, the last transactions can be gone, or the folder damaged and refused
 * @throws KeyError STORE_UNWRITABLE, STORE_IN_USE, STORE_DAMAGED; STORE_MISMATCH for records of another version;
 * CONFIGURATION_INVALID where others can read them
 */
export function openRecords(folder: string, durability: Durability = 'power'): KeptRecords {
  let lock: FolderLock
  try {
    makeDurableFolder(folder)
    lock = lockFolder(folder)
  } catch (error) {
    if (error instanceof KeyError) throw error
    throw new KeyError('STORE_UNWRITABLE', 'folder', folder, 'a folder that this process can make and write')
  }
  try {
    checkModes(folder)
    return new LmdbRecords(folder, durability, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

class LmdbRecords implements KeptRecords {
  readonly #folder: string
  readonly #power: boolean
  readonly #lock: FolderLock
  readonly #records: RootDatabase<Buffer, string>

  constructor(folder: string, durability: Durability, lock: FolderLock) {
    this.#folder = folder
    this.#power = durability === 'power'
    this.#lock = lock
    const path = join(folder, FILE)
    const isNew = checkMark(folder, path)
    // Else it would have the mode that lmdb gives it.
    if (isNew) closeSync(openSync(path, 'a', 0o600))
    try {
      this.#records = open<Buffer, string>({
        path,
        noSubdir: true,
        encoding: 'binary',
        compression: false,
        separateFlushed: true,
        // What was written is the system's, which outlives the process; the next transaction need not wait for the disk.
        noSync: !this.#power
      })
    } catch {
      throw this.#damaged('a file that lmdb can read')
    }
    try {
      if (!isNew) this.#checkLength(path)
      // Each is read once, so that what is torn is found before anything is done.
      for (const _ of this.read());
      if (isNew) writeMark(folder)
      syncFolder(folder)
    } catch (error) {
      // Nothing was written: it is closed at once, before the folder is another's.
      void this.#records.close()
      throw error
    }
  }

  *read(): Generator<readonly [string, Plain], void, undefined> {
    for (const { key, value } of this.#records.getRange()) {
      const sum = value.subarray(0, HASH)
      const text = value.subarray(HASH)
      if (!hashOf(text).equals(sum)) throw this.#damaged(`whole records: that of ${key} is not`)
      yield [key, JSON.parse(text.toString('utf8')) as Plain]
    }
  }

  commit(changes: RecordChanges, done: (error?: Error) => void): void {
    if (this.#power) void this.#commitToDisk(changes, done)
    else this.#commitToSystem(changes, done)
  }

  async #commitToDisk(changes: RecordChanges, done: (error?: Error) => void): Promise<void> {
    let failure: Error | undefined
    try {
      const written = this.#records.batch(() => this.#write(changes)) as Promise<boolean> & {
        readonly flushed?: Promise<unknown>
      }
      await written.then(() => written.flushed)
    } catch (error) {
      failure = asError(error)
    }
    done(failure)
  }

  /** Copies some pages and waits for nothing: to hand it to another thread takes more of the processor than to do it. */
  #commitToSystem(changes: RecordChanges, done: (error?: Error) => void): void {
    let failure: Error | undefined
    try {
      this.#records.transactionSync(() => this.#write(changes))
    } catch (error) {
      failure = asError(error)
    }
    done(failure)
  }

  /** Inside of a transaction: what it throws undoes all of it. */
  #write(changes: RecordChanges): void {
    for (const [name, record] of changes) {
      if (record === undefined) void this.#records.remove(name)
      else void this.#records.put(name, encoded(record))
    }
  }

  async close(): Promise<void> {
    await this.#records.close()
    this.#lock.release()
  }

  /** A file that was cut short would end the process where it is read beyond its end. */
  #checkLength(path: string): void {
    const { lastPageNumber, pageSize } = this.#records.getStats() as { lastPageNumber: number; pageSize: number }
    if (statSync(path).size < (lastPageNumber + 1) * pageSize) throw this.#damaged('a file of its whole length')
  }

  #damaged(accepted: string): KeyError {
    return new KeyError('STORE_DAMAGED', 'folder', this.#folder, accepted)
  }
}

/** Records can hold outcomes that are to become a key. @throws KeyError CONFIGURATION_INVALID */
function checkModes(folder: string): void {
  const { mode } = statSync(folder)
  if (hasModes && (mode & 0o077) !== 0) {
    const accepted = 'a folder that its owner alone can enter, such as one of mode 700'
    throw new KeyError('CONFIGURATION_INVALID', 'folder', `${folder} of mode ${octal(mode)}`, accepted)
  }
  checkSecrecy('folder', join(folder, FILE))
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

function encoded(record: Plain): Buffer {
  const text = Buffer.from(JSON.stringify(record), 'utf8')
  return Buffer.concat([hashOf(text), text])
}

function hashOf(text: Uint8Array): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, HASH)
}

/** Whether there are no records yet. @throws KeyError STORE_MISMATCH, STORE_DAMAGED where there were, and are none any more */
function checkMark(folder: string, path: string): boolean {
  const mark = join(folder, MARK)
  if (!existsSync(mark)) return true
  const found = readFileSync(mark, 'utf8').trimEnd()
  if (found !== FORMAT) {
    if (ANY_FORMAT.test(found)) throw new KeyError('STORE_MISMATCH', mark, found, FORMAT)
    throw new KeyError('STORE_DAMAGED', 'folder', folder, `one whose file ${MARK} says ${FORMAT}`)
  }
  if (!existsSync(path) || statSync(path).size === 0)
    throw new KeyError('STORE_DAMAGED', 'folder', folder, `the file ${FILE}, which is missing`)
  return false
}

/** Whole or not at all, wherever the process is killed. */
function writeMark(folder: string): void {
  const written = join(folder, `${MARK}.new`)
  const file = openSync(written, 'w', 0o600)
  try {
    writeSync(file, `${FORMAT}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(written, join(folder, MARK))
}
