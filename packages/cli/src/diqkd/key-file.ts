import { lstatSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { BitString } from '@bellwire/post-processing'
import { WrongUse } from '../errors.js'
import { codeOf } from '../files.js'

export const KEY_FORMATS = ['auto', 'bits', 'text'] as const
export type KeyFormat = (typeof KEY_FORMATS)[number]

/** A key of fewer bits is none. */
const FEWEST_BITS = 64

/** Bytes of a file that is looked at to tell its format. */
const LOOKED_AT = 65_536

/**
 * A sifted key from a file: `bits` is eight to a byte, the first the most significant; `text` is '0' and '1', between which
 * blanks and ends of lines mean nothing. `auto` takes a file for text if most of it is that.
 *
 * No error shows a bit of it.
 *
 * @param name of the flag, for errors
 * @param length bits; without it only text is accepted, and all of it is key
 * @throws WrongUse for a file that cannot be read, and one that is no key of that length
 */
export function readKey(
  command: string,
  name: string,
  path: string,
  format: KeyFormat,
  length: number | undefined
): BitString {
  const bytes = bytesOf(command, name, path)
  const refused = (what: string, accepted: string): WrongUse =>
    new WrongUse(`bellwire ${command}: --${name} ${path} ${what}; accepted: ${accepted}`)
  const isText = format === 'text' || (format === 'auto' && looksLikeText(bytes))
  const key = isText ? fromText(bytes, refused) : fromBits(bytes, length, refused)
  if (length !== undefined && key.length !== length)
    throw refused(`has ${key.length} bits`, `${length}, as --length says`)
  if (key.length < FEWEST_BITS) throw refused(`has ${key.length} bits`, `at least ${FEWEST_BITS}`)
  return key
}

interface KeyFile {
  readonly flag: string
  readonly path: string
  readonly key: BitString
}

/**
 * Writes keys, packed, each to a file that only its owner may read: all of them or none, where files of these names stay as
 * they were.
 *
 * @throws WrongUse for a file that cannot be written
 */
export function writeKeys(command: string, keys: readonly KeyFile[]): void {
  const beside = (path: string, what: string): string => `${path}.${process.pid}.${what}`
  const writing = ({ flag, path }: KeyFile, write: () => void): void => {
    try {
      write()
    } catch (error) {
      throw unwritable(command, flag, path, error)
    }
  }
  for (const one of keys) {
    writing(one, () => {
      const there = statSync(one.path, { throwIfNoEntry: false })
      // A folder, or what a rename would take the place of in /dev. A link to nothing is written over, as a file is.
      if (there?.isFile() === false)
        throw Object.assign(new Error(), { code: there.isDirectory() ? 'EISDIR' : 'EEXIST' })
    })
  }
  const replaced: KeyFile[] = []
  try {
    for (const one of keys) {
      const { path, key } = one
      writing(one, () => writeFileSync(beside(path, 'part'), key.bytes, { mode: 0o600, flag: 'wx' }))
    }
    for (const one of keys) {
      const { path } = one
      writing(one, () => {
        if (isThere(path)) renameSync(path, beside(path, 'before'))
        replaced.push(one)
        renameSync(beside(path, 'part'), path)
      })
    }
  } catch (error) {
    for (const { path } of replaced) {
      rmSync(path, { force: true })
      if (isThere(beside(path, 'before'))) renameSync(beside(path, 'before'), path)
    }
    throw error
  } finally {
    for (const { path } of keys) {
      rmSync(beside(path, 'part'), { force: true })
      rmSync(beside(path, 'before'), { force: true })
    }
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function unwritable(command: string, flag: string, path: string, error: unknown): WrongUse {
  return new WrongUse(
    `bellwire ${command}: --${flag} ${path} cannot be written (${codeOf(error)}); accepted: a file in a folder that exists`
  )
}

function bytesOf(command: string, name: string, path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new WrongUse(
      `bellwire ${command}: --${name} ${path} cannot be read (${codeOf(error)}); accepted: a file with a sifted key`
    )
  }
}

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
const isDigit = (byte: number): boolean => byte === 0x30 || byte === 0x31

/** In a random file one byte in 43 is a digit or blank. */
function looksLikeText(bytes: Uint8Array): boolean {
  const looked = bytes.subarray(0, LOOKED_AT)
  return looked.length > 0 && 2 * looked.filter((byte) => isDigit(byte) || isBlank(byte)).length > looked.length
}

function fromText(bytes: Uint8Array, refused: (what: string, accepted: string) => WrongUse): BitString {
  const wrong = bytes.findIndex((byte) => !isDigit(byte) && !isBlank(byte))
  if (wrong >= 0) throw refused(`has another character at byte ${wrong}`, "'0' and '1' alone, with blanks between them")
  const digits = bytes.filter(isDigit)
  const key = new BitString(digits.length)
  digits.forEach((digit, index) => {
    if (digit === 0x31) key.set(index, 1)
  })
  digits.fill(0)
  return key
}

function fromBits(
  bytes: Uint8Array,
  length: number | undefined,
  refused: (what: string, accepted: string) => WrongUse
): BitString {
  // Whatever fills the last byte up would be taken for key.
  if (length === undefined) throw refused('is packed bits', '--length with it, how many of them are key')
  const needed = Math.ceil(length / 8)
  if (bytes.length !== needed) {
    throw refused(`has ${bytes.length} bytes`, `${needed}, of the ${length} bits that --length says`)
  }
  const key = BitString.fromBytes(bytes, length)
  if (key.bytes.at(-1) !== bytes.at(-1)) {
    throw refused(`has bits after the ${length} that --length says`, 'zeros to the end of the last byte')
  }
  return key
}
