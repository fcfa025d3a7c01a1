import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { layOut } from './layout.js'

const place = mkdtempSync(join(tmpdir(), 'bellwire-layout-'))

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true })
})

it('leaves nothing of a demonstration that cannot be laid out', async () => {
  vi.stubEnv('TMPDIR', place)
  await expect(layOut(Number.NaN)).rejects.toThrow(/frameDelay is "NaN ms"/)
  expect(readdirSync(place)).toEqual([])
})
