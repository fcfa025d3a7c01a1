import { resolve } from 'node:path'
import { WrongUse } from './errors.js'

/** A file that a command reads or writes: undefined where it was not given. */
export interface NamedFile {
  /** As on the command line, such as '--csv'. */
  readonly flag: string
  readonly path: string | undefined
}

/**
 * No file is written over another one that the same command reads or writes.
 *
 * @throws WrongUse naming both flags
 */
export function refuseSameFiles(command: string, read: readonly NamedFile[], written: readonly NamedFile[]): void {
  const files = [...read, ...written]
  written.forEach(({ flag, path }, index) => {
    if (path === undefined) return
    const same = files
      .slice(0, read.length + index)
      .find((other) => other.path !== undefined && resolve(other.path) === resolve(path))
    if (same === undefined) return
    throw new WrongUse(`bellwire ${command}: ${flag} is ${path}, as ${same.flag}; accepted: a file of its own`)
  })
}
