import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { KeyError } from '../errors.js'
import type { KeyBlock } from '../store/key-store.js'
import { PART, parseBlock, SUFFIX } from './form.js'

const REFUSED = '.refused'

const HOUR = 3_600_000

/** Milliseconds for which what cannot be taken is kept, for people to look at: it may hold key bits. */
const KEPT = { [REFUSED]: 24 * HOUR, [PART]: HOUR } as const

/** Looks until a block for which there was no room is tried again. */
const LOOKS_OF_WAITING = 10

export interface SpoolOptions {
  readonly folder: string
  /** Takes a block. @throws KeyError for one that cannot be added, STORE_FULL for one that cannot be added yet */
  readonly add: (block: KeyBlock) => void
  /** Octets of a file: what is larger is no block. */
  readonly largest: number
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
}

/** What became of a file. `removed`: of what was refused, or never finished, some time ago. */
export interface Spooled {
  readonly file: string
  readonly outcome: 'taken' | 'waiting' | 'refused' | 'removed'
  readonly reason?: string
}

/**
 * The folder in which blocks are laid down for a KME. A file that was taken is overwritten and removed; one that is refused
 * is kept for a day under another name; one for which there is no room stays. Whatever lies there harms no other file.
 */
export class Spool {
  readonly #options: SpoolOptions
  /** Files for which there is no room, and the look at which each is tried again. */
  readonly #waiting = new Map<string, number>()
  /** Files that can be neither taken nor set aside. */
  readonly #stuck = new Set<string>()
  #looks = 0

  constructor(options: SpoolOptions) {
    this.#options = options
  }

  /** Takes all blocks that lie there. @returns what is new */
  look(): Spooled[] {
    this.#looks += 1
    const names = readdirSync(this.#options.folder).sort()
    for (const file of [...this.#waiting.keys(), ...this.#stuck]) if (!names.includes(file)) this.#forget(file)
    return names.flatMap((file) => {
      if (file.endsWith(SUFFIX)) return this.#take(file)
      const [suffix, kept] = Object.entries(KEPT).find(([end]) => file.endsWith(SUFFIX + end)) ?? []
      return suffix === undefined || kept === undefined ? [] : this.#expire(file, kept)
    })
  }

  #take(file: string): Spooled[] {
    if (this.#stuck.has(file) || (this.#waiting.get(file) ?? 0) > this.#looks) return []
    let block: KeyBlock | undefined
    try {
      block = this.#read(file)
    } catch (error) {
      return this.#refuse(file, error as Error)
    }
    if (block === undefined) return []
    try {
      this.#options.add(block)
    } catch (error) {
      // Of anything else the store is to blame, and not the file.
      if (!(error instanceof KeyError)) throw error
      if (error.code === 'STORE_FULL') return this.#wait(file, error.message)
      if (error.code !== 'BLOCK_KNOWN') return this.#refuse(file, error)
    } finally {
      block.material.fill(0)
    }
    this.#forget(file)
    return this.#erase(file) ? [{ file, outcome: 'taken' }] : []
  }

  /** Undefined where it is gone. */
  #read(file: string): KeyBlock | undefined {
    const { folder, largest } = this.#options
    const opened = openFile(join(folder, file), constants.O_RDONLY)
    if (opened === undefined) return undefined
    try {
      const { size } = opened
      if (size > largest) throw new KeyError('BLOCK_INVALID', 'file', `${size} octets`, `at most ${largest} octets`)
      const octets = Buffer.alloc(size)
      for (let done = 0, count = 1; done < size && count > 0; done += count) {
        count = readSync(opened.file, octets, done, size - done, null)
      }
      try {
        return parseBlock(octets)
      } finally {
        octets.fill(0)
      }
    } finally {
      closeSync(opened.file)
    }
  }

  #wait(file: string, reason: string): Spooled[] {
    const isNew = !this.#waiting.has(file)
    this.#waiting.set(file, this.#looks + LOOKS_OF_WAITING)
    return isNew ? [{ file, outcome: 'waiting', reason }] : []
  }

  #refuse(file: string, { message: reason }: Error): Spooled[] {
    const path = join(this.#options.folder, file)
    this.#forget(file)
    try {
      renameSync(path, path + REFUSED)
    } catch {
      this.#stuck.add(file)
    }
    return [{ file, outcome: 'refused', reason }]
  }

  #expire(file: string, kept: number): Spooled[] {
    const { folder, now } = this.#options
    if (this.#stuck.has(file)) return []
    // Of the last change, its renaming included.
    const { ctimeMs } = lstatSync(join(folder, file), { throwIfNoEntry: false }) ?? {}
    if (ctimeMs === undefined || now() - ctimeMs < kept) return []
    return this.#erase(file) ? [{ file, outcome: 'removed', reason: 'it was overwritten' }] : []
  }

  /** Overwrites a file and removes it; other things are left alone. */
  #erase(file: string): boolean {
    const path = join(this.#options.folder, file)
    try {
      const opened = openFile(path, constants.O_WRONLY)
      if (opened === undefined) return false
      try {
        // What is larger never was a block.
        const zeros = Buffer.alloc(Math.min(opened.size, this.#options.largest))
        for (let done = 0; done < zeros.length; ) done += writeSync(opened.file, zeros, done, zeros.length - done, done)
        fdatasyncSync(opened.file)
      } finally {
        closeSync(opened.file)
      }
      unlinkSync(path)
      return true
    } catch {
      this.#stuck.add(file)
      return false
    }
  }

  #forget(file: string): void {
    this.#waiting.delete(file)
    this.#stuck.delete(file)
  }
}

/** Follows no links and waits for nobody. Undefined where there is nothing of that name. */
function openFile(path: string, access: number): { readonly file: number; readonly size: number } | undefined {
  let file: number
  try {
    file = openSync(path, access | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw noBlock(code)
  }
  const status = fstatSync(file)
  if (status.isFile()) return { file, size: status.size }
  closeSync(file)
  throw noBlock('no regular file')
}

function noBlock(what: string): KeyError {
  return new KeyError('BLOCK_INVALID', 'file', what, 'a file that this process can read and overwrite')
}
