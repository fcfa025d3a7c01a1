import {
  closeSync,
  existsSync,
  fdatasyncSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  unlinkSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { makeDurableFolder, syncFolder } from '../durable-folder.js'
import type { Vault } from './shelf.js'

const SUFFIX = '.block'

/**
 * One file for each block, readable by its owner alone, overwritten in place. What a file system or a disk keeps of
 * overwritten sectors (copies on write, wear levelling, snapshots) is out of its reach.
 */
export class FileVault implements Vault {
  readonly #folder: string

  constructor(folder: string) {
    makeDurableFolder(folder)
    this.#folder = folder
  }

  create(block: string, octets: Uint8Array): void {
    this.#opened(block, 'w', (file) => {
      writeAt(file, octets, 0)
      fdatasyncSync(file)
    })
    // The name must be on the disk too before anything refers to it.
    syncFolder(this.#folder)
  }

  read(block: string, offset: number, length: number): Uint8Array {
    const octets = new Uint8Array(length)
    this.#opened(block, 'r', (file) => {
      let done = 0
      while (done < length) {
        const count = readSync(file, octets, done, length - done, offset + done)
        if (count === 0) throw new Error(`block ${block} ends before octet ${offset + length}`)
        done += count
      }
    })
    return octets
  }

  erase(block: string, offset: number, length: number): void {
    this.#opened(block, 'r+', (file) => writeAt(file, new Uint8Array(length), offset))
  }

  sync(block: string): void {
    this.#opened(block, 'r+', (file) => fdatasyncSync(file))
  }

  remove(block: string): void {
    const path = this.#path(block)
    const { size } = statSync(path)
    this.#opened(block, 'r+', (file) => {
      writeAt(file, new Uint8Array(size), 0)
      fdatasyncSync(file)
    })
    unlinkSync(path)
  }

  has(block: string): boolean {
    return existsSync(this.#path(block))
  }

  blocks(): string[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(SUFFIX))
      .map((name) => name.slice(0, -SUFFIX.length))
  }

  #path(block: string): string {
    return join(this.#folder, block + SUFFIX)
  }

  #opened(block: string, flags: string, use: (file: number) => void): void {
    const file = openSync(this.#path(block), flags, 0o600)
    try {
      use(file)
    } finally {
      closeSync(file)
    }
  }
}

function writeAt(file: number, octets: Uint8Array, offset: number): void {
  let done = 0
  while (done < octets.length) done += writeSync(file, octets, done, octets.length - done, offset + done)
}
