import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KeyError } from './errors.js'
import { spoolBlock, takeSpooled } from './spool.js'
import type { KeyBlock } from './store/key-store.js'

const block: KeyBlock = {
  session: '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a',
  label: 'test',
  peer: 'b',
  time: 12,
  material: Uint8Array.of(1, 2, 3, 250)
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bellwire-spool-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function taken(refuse?: KeyError): { blocks: KeyBlock[]; report: unknown } {
  const blocks: KeyBlock[] = []
  const report = takeSpooled(folder, (one) => {
    if (refuse !== undefined) throw refuse
    blocks.push({ ...one, material: Uint8Array.from(one.material) })
  })
  return { blocks, report }
}

it('passes blocks on, once, readable by their owner alone', () => {
  spoolBlock(folder, block)
  const [file] = readdirSync(folder)
  expect(statSync(join(folder, file!)).mode & 0o077).toBe(0)
  expect(taken()).toEqual({ blocks: [block], report: [{ file }] })
  expect(readdirSync(folder)).toEqual([])
  expect(taken().blocks).toEqual([])
})

it('removes what was taken before, keeps what has no room yet, and sets aside what is refused', () => {
  const error = (code: 'BLOCK_KNOWN' | 'STORE_FULL' | 'BLOCK_INVALID') => new KeyError(code, 'field', 'x', 'y')
  spoolBlock(folder, block)
  expect(taken(error('STORE_FULL')).report).toEqual([])
  expect(readdirSync(folder)).toHaveLength(1)
  expect(taken(error('BLOCK_INVALID')).report).toMatchObject([{ refused: 'field is x; accepted: y (BLOCK_INVALID)' }])
  expect(readdirSync(folder)).toEqual([`${block.session}.block.json.refused`])
  spoolBlock(folder, block)
  expect(taken(error('BLOCK_KNOWN')).report).toHaveLength(1)
  expect(readdirSync(folder)).toHaveLength(1)
})

it.each([
  'no JSON: c2VjcmV0',
  '{"session":"c2VjcmV0"}',
  JSON.stringify({ session: 'c2VjcmV0', label: '', peer: 'b', time: 1, material: '' }),
  JSON.stringify({ session: block.session, label: '', peer: 'b', time: 1, material: 'c2VjcmV0!' })
])('refuses what is no block, and tells nothing of what stands there', (text) => {
  writeFileSync(join(folder, 'x.block.json'), text)
  const { blocks, report } = taken()
  expect(blocks).toEqual([])
  expect(report).toMatchObject([{ file: 'x.block.json', refused: expect.stringContaining('BLOCK_INVALID') }])
  expect(JSON.stringify(report)).not.toContain('c2VjcmV0')
  expect(readFileSync(join(folder, 'x.block.json.refused'), 'utf8')).toBe(text)
})
