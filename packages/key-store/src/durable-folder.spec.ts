import type * as FileSystem from 'node:fs'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { makeDurableFolder } from './durable-folder.js'
import { spoolBlock } from './spool/lay-down.js'
import { openKeyStore } from './store/open.js'

const disk = vi.hoisted(() => ({ opened: new Map<number, string>(), synced: [] as string[] }))

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>()
  const noted = (file: number) => void disk.synced.push(disk.opened.get(file) ?? '')
  return {
    ...fs,
    openSync: (path: string, flags: string, mode?: number) => {
      const file = fs.openSync(path, flags, mode)
      disk.opened.set(file, path)
      return file
    },
    fsyncSync: (file: number) => (noted(file), fs.fsyncSync(file)),
    fdatasyncSync: (file: number) => (noted(file), fs.fdatasyncSync(file))
  }
})

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellwire-folder-'))
  disk.synced.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

it('has a new folder on the disk, with all that lead to it', () => {
  makeDurableFolder(join(folder, 'a/b/c'))
  expect(disk.synced).toEqual(['a/b/c', 'a/b', 'a', ''].map((path) => join(folder, path).replace(/\/$/, '')))
  expect(statSync(join(folder, 'a/b')).mode & 0o777).toBe(0o700)
  makeDurableFolder(join(folder, 'a/b/c'))
  expect(disk.synced).toHaveLength(4)
})

it('has the folders of new stores and spools there, and the names in them (KEY-022, KEY-062)', async () => {
  await openKeyStore(join(folder, 'kme/store'), { unitSize: 8, direction: 'even', capacity: 8 }).close()
  for (const path of [folder, join(folder, 'kme'), join(folder, 'kme/store')]) expect(disk.synced).toContain(path)
  const session = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'
  spoolBlock(join(folder, 'spools/x'), { session, label: '', peer: 'b', time: 0, material: new Uint8Array(8) })
  for (const path of ['spools', 'spools/x']) expect(disk.synced).toContain(join(folder, path))
  expect(existsSync(join(folder, 'spools/x', `${session}.block.json`))).toBe(true)
})
