import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Makes a folder, with those that lead to it, where it is not there: readable by its owner alone, durable on return. */
export function makeDurableFolder(folder: string): void {
  const path = resolve(folder)
  const first = mkdirSync(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  const last = dirname(first)
  for (let made = path; made.length > last.length; made = dirname(made)) syncFolder(made)
  syncFolder(last)
}

/** The names in a folder are on the disk when this returns. */
export function syncFolder(folder: string): void {
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
