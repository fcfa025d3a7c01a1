import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  linux: ['xdg-open'],
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '']
}

/** Whether there is somebody to see what is opened. */
function hasDisplay(): boolean {
  const { DISPLAY = '', WAYLAND_DISPLAY = '', CI = '' } = process.env
  return CI === '' && (process.platform !== 'linux' || DISPLAY !== '' || WAYLAND_DISPLAY !== '')
}

/**
 * Opens an address in the browser of whoever sits here, where there is a display. The address is a secret, and the
 * arguments of a program are for everybody on its machine to see: so the browser finds it in a file that is not.
 *
 * @returns what removes that file
 */
export function openPage(address: string): () => void {
  const opener = OPENERS[process.platform]
  if (opener === undefined || !hasDisplay()) return () => undefined
  const folder = mkdtempSync(join(tmpdir(), 'bellwire-page-'))
  const file = join(folder, 'bellwire.html')
  writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${address}">\n`, { mode: 0o600 })
  const [command, ...args] = opener
  const child = spawn(command, [...args, pathToFileURL(file).href], { stdio: 'ignore', detached: true })
  // Whoever cannot be shown it has the address.
  child.once('error', () => undefined)
  child.unref()
  return () => rmSync(folder, { recursive: true, force: true })
}
