import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KeyError, type KeyErrorCode } from '../errors.js'
import type { KeyBlock } from '../store/key-store.js'
import { spoolBlock } from './lay-down.js'
import { Spool } from './spool.js'

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

const LARGEST = 8_000_000
const path = (name: string) => join(folder, name)
const file = `${block.session}.block.json`
const error = (code: KeyErrorCode) => new KeyError(code, 'field', 'x', 'y')

/** A spool whose blocks are refused by `refuse`, where that is given. */
function spool() {
  const state = { blocks: [] as KeyBlock[], refuse: undefined as Error | undefined, now: Date.now() }
  const add = (one: KeyBlock) => {
    if (state.refuse !== undefined) throw state.refuse
    state.blocks.push({ ...one, material: Uint8Array.from(one.material) })
  }
  const made = new Spool({ folder, add, largest: LARGEST, now: () => state.now })
  return Object.assign(state, { look: () => made.look() })
}

it('passes blocks on, once, readable by their owner alone', () => {
  spoolBlock(folder, block)
  expect(readdirSync(folder)).toEqual([file])
  expect(statSync(path(file)).mode & 0o077).toBe(0)
  const subject = spool()
  expect(subject.look()).toEqual([{ file, outcome: 'taken' }])
  expect(subject.blocks).toEqual([block])
  expect(readdirSync(folder)).toEqual([])
  expect(subject.look()).toEqual([])
})

it('lays a block down beside what was half laid down before', () => {
  writeFileSync(path('kept'), 'mine', { mode: 0o644 })
  symlinkSync(path('kept'), path(`${file}.part`))
  spoolBlock(folder, block)
  expect(readFileSync(path('kept'), 'utf8')).toBe('mine')
  expect(statSync(path(file)).mode & 0o077).toBe(0)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([`${file}.part`])
})

it('lays nothing down elsewhere', () => {
  for (const session of ['../evil', '/evil', '']) {
    expect(() => spoolBlock(folder, { ...block, session })).toThrow(error('IDENTIFIER_INVALID').code)
  }
  expect(readdirSync(folder)).toEqual([])
  spoolBlock(folder, { ...block, session: block.session.toUpperCase() })
  expect(readdirSync(folder)).toEqual([file])
})

it('removes what was taken before, and sets aside what is refused', () => {
  const subject = spool()
  spoolBlock(folder, block)
  subject.refuse = error('BLOCK_INVALID')
  expect(subject.look()).toEqual([{ file, outcome: 'refused', reason: 'field is x; accepted: y (BLOCK_INVALID)' }])
  expect(readdirSync(folder)).toEqual([`${file}.refused`])
  spoolBlock(folder, block)
  subject.refuse = error('BLOCK_KNOWN')
  expect(subject.look()).toHaveLength(1)
  expect(readdirSync(folder)).toHaveLength(1)
})

it('keeps what has no room yet, tells so once, and tries it again now and then', () => {
  const subject = spool()
  spoolBlock(folder, block)
  subject.refuse = error('STORE_FULL')
  expect(subject.look()).toMatchObject([{ file, outcome: 'waiting', reason: expect.stringContaining('STORE_FULL') }])
  for (let look = 0; look < 25; look++) expect(subject.look()).toEqual([])
  expect(readdirSync(folder)).toEqual([file])
  subject.refuse = undefined
  const said = Array.from({ length: 10 }, () => subject.look())
  expect(said.flat()).toEqual([{ file, outcome: 'taken' }])
})

it('passes a failure of the store on', () => {
  const subject = spool()
  spoolBlock(folder, block)
  subject.refuse = new Error('the disk is gone')
  expect(() => subject.look()).toThrow('the disk is gone')
  expect(readdirSync(folder)).toEqual([file])
})

it('takes long blocks, and none that are too long', () => {
  const material = new Uint8Array(5_000_000).fill(7)
  const subject = spool()
  spoolBlock(folder, { ...block, material })
  expect(subject.look()).toEqual([{ file, outcome: 'taken' }])
  expect(Buffer.compare(subject.blocks[0]!.material, material)).toBe(0)
  writeFileSync(path('x.block.json'), '')
  truncateSync(path('x.block.json'), 3_000_000_000)
  expect(subject.look()).toMatchObject([{ outcome: 'refused', reason: expect.stringContaining('at most 8000000') }])
})

it('goes on whatever lies there, and touches nothing elsewhere', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'bellwire-else-'))
  writeFileSync(join(elsewhere, 'file'), 'mine')
  mkdirSync(path('a.block.json'))
  symlinkSync(join(elsewhere, 'nothing'), path('b.block.json'))
  symlinkSync(join(elsewhere, 'file'), path('c.block.json'))
  symlinkSync(join(elsewhere, 'file'), path('d.block.json.refused'))
  mkdirSync(path('e.block.json'))
  mkdirSync(path('e.block.json.refused/full'), { recursive: true })
  spoolBlock(folder, { ...block, session: 'ffffffff-ceea-467f-ab5c-2f2d4bd27e0a' })
  const subject = spool()
  expect(subject.look().map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused', 'taken'])
  expect(subject.look()).toEqual([])
  subject.now += 100 * 3_600_000
  expect(subject.look()).toEqual([])
  expect(readFileSync(join(elsewhere, 'file'), 'utf8')).toBe('mine')
  rmSync(elsewhere, { recursive: true })
})

it('overwrites and removes what was never finished, and what was refused a day ago', () => {
  const subject = spool()
  // The same octets under another name show what became of them.
  for (const [name, text] of [
    ['x.block.json.part', 'half'],
    ['y.block.json.refused', 'c2VjcmV0'],
    ['z.part', 'not of a block']
  ] as const) {
    writeFileSync(path(name), text)
    linkSync(path(name), path(`${name}.kept`))
  }
  const kept = (name: string) => readFileSync(path(`${name}.kept`), 'utf8')
  subject.now += 59 * 60_000
  expect(subject.look()).toEqual([])
  subject.now += 120_000
  expect(subject.look()).toMatchObject([{ file: 'x.block.json.part', outcome: 'removed' }])
  expect(kept('x.block.json.part')).toBe('\0'.repeat(4))
  subject.now += 23 * 3_600_000
  expect(subject.look()).toMatchObject([{ file: 'y.block.json.refused', outcome: 'removed' }])
  expect(kept('y.block.json.refused')).toBe('\0'.repeat(8))
  subject.now += 1000 * 3_600_000
  expect(subject.look()).toEqual([])
  expect(readFileSync(path('z.part'), 'utf8')).toBe('not of a block')
})

it.each([
  'no JSON: c2VjcmV0',
  '{"session":"c2VjcmV0"}',
  JSON.stringify({ session: 'c2VjcmV0', label: '', peer: 'b', time: 1, material: '' }),
  JSON.stringify({ session: block.session, label: '', peer: 'b', time: 1, material: 'c2VjcmV0!' })
])('refuses what is no block, and tells nothing of what stands there', (text) => {
  writeFileSync(join(folder, 'x.block.json'), text)
  const subject = spool()
  const report = subject.look()
  expect(subject.blocks).toEqual([])
  expect(report).toMatchObject([{ file: 'x.block.json', reason: expect.stringContaining('BLOCK_INVALID') }])
  expect(JSON.stringify(report)).not.toContain('c2VjcmV0')
  expect(readFileSync(join(folder, 'x.block.json.refused'), 'utf8')).toBe(text)
})
