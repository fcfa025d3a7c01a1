import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BitString } from '@bellwire/post-processing'
import { afterAll, expect, it, vi } from 'vitest'
import { WrongUse } from '../errors.js'
import { writeKeys } from './key-file.js'

const folder = fs.mkdtempSync(join(tmpdir(), 'bellwire-key-file-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>()
  return {
    ...actual,
    renameSync: (from: string, to: string): void => {
      if (to.endsWith('refused')) throw Object.assign(new Error(), { code: 'EIO' })
      actual.renameSync(from, to)
    }
  }
})

it('leaves everything as it was where the last of two keys cannot be written', () => {
  const [old, none, refused] = ['old', 'none', 'refused'].map((name) => join(folder, name)) as [string, string, string]
  fs.writeFileSync(old, 'something older')
  const key = BitString.fromBytes(new Uint8Array(8))
  for (const path of [old, none]) {
    const keys = [path, refused].map((one) => ({ flag: 'key', path: one, key }))
    expect(() => writeKeys('x', keys)).toThrow(WrongUse)
    expect(fs.readdirSync(folder)).toEqual(['old'])
    expect(fs.readFileSync(old, 'utf8')).toBe('something older')
  }
})
