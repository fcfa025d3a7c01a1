import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { WrongUse } from './errors.js'

/** @throws WrongUse for a file that cannot be read */
export function readInput(path: string, accepted: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new WrongUse(`${path} cannot be read (${codeOf(error)}); accepted: ${accepted}`)
  }
}

/**
 * Reads files that another one names, in whose folder they are looked for.
 *
 * @returns what throws an Error with a code such as ENOENT as its message
 */
export function readerBeside(path: string): (name: string) => Uint8Array {
  return (name) => {
    try {
      return readFileSync(resolve(dirname(path), name))
    } catch (error) {
      throw new Error(codeOf(error), { cause: error })
    }
  }
}

/** @throws WrongUse for a file that cannot be written */
export function writeOutput(command: string, path: string, text: string | Uint8Array): void {
  writing(command, path, () => writeFileSync(path, text))
}

/** @throws WrongUse for a file that cannot be written */
export function openOutput(command: string, path: string, flags: string): number {
  return writing(command, path, () => openSync(path, flags))
}

export function writeAll(file: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written)
}

/** Such as ENOENT. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}

function writing<T>(command: string, path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw new WrongUse(
      `bellwire ${command}: ${path} cannot be written (${codeOf(error)}); accepted: a file in a folder that exists`
    )
  }
}
