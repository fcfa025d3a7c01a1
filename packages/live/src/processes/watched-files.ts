import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Milliseconds without a further change after which the files of a folder are taken to be whole. */
const SETTLED = 200

/**
 * Calls when files of a folder have been replaced, a while after the last of them was: files that belong together are
 * replaced one after the other.
 *
 * @returns what ends it
 */
export function watchFiles(paths: readonly string[], changed: () => void): () => void {
  const folders = new Map<string, Set<string>>()
  for (const path of paths) {
    const names = folders.get(dirname(path)) ?? new Set()
    folders.set(dirname(path), names.add(basename(path)))
  }
  let timer: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(changed, SETTLED)
  }
  const watchers = [...folders].map(([folder, names]): FSWatcher => {
    // A folder, since a file that is replaced is another one.
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null && names.has(name)) soon()
    })
    // Without it, there is the signal.
    watcher.on('error', () => watcher.close())
    return watcher
  })
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
