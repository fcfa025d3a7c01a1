import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { saeName, unitIdentifier } from '../identifiers.js'
import { keyStoreContract } from './contract/contract.js'
import type { KeyBlock, KeyStore } from './key-store.js'
import { memoryKeyStore, openKeyStore } from './open.js'

const OPTIONS = { unitSize: 64, direction: 'even', capacity: 40 } as const
const SESSION = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'

const folders: string[] = []
const stores: KeyStore[] = []

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bellwire-keys-'))
  folders.push(made)
  return made
}

function opened(path: string): KeyStore {
  const store = openKeyStore(path, OPTIONS)
  stores.push(store)
  return store
}

/** As when the process that has it open were killed: its claim is void. */
function reopened(path: string): KeyStore {
  for (const name of readdirSync(path)) if (name.startsWith('lock-')) rmSync(join(path, name))
  return opened(path)
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close()
  for (const path of folders.splice(0)) rmSync(path, { recursive: true })
})

/** Files under a folder that hold these octets. */
function filesWith(path: string, octets: Uint8Array): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(Buffer.from(octets)))
}

const block = (material: Uint8Array): KeyBlock => ({
  session: SESSION,
  label: 'test',
  peer: 'kme-b',
  time: 1,
  material
})
const material = Uint8Array.from({ length: 64 }, (_, index) => (index * 83 + 17) & 0xff)
const unit = (index: number) => material.subarray(8 * index, 8 * index + 8)

/** The rules cite their requirements; they are code that other stores can be tested with. */
const rules =
  'KEY-002 KEY-004 KEY-005 KEY-006 KEY-007 KEY-010 KEY-013 KEY-020 KEY-022 KEY-024 ' +
  'KEY-028 KEY-029 KEY-030 KEY-031 KEY-033 KEY-035 KEY-036 KEY-037 KEY-065 KEY-066 KEY-083'

describe(`a store in memory (${rules})`, () => {
  it.each(keyStoreContract.filter(({ durable }) => !durable))('$name', ({ check }) => {
    check({ open: () => memoryKeyStore(OPTIONS) })
  })
})

describe(`a store in a folder (${rules})`, () => {
  it.each(keyStoreContract)('$name', ({ check }) => {
    const path = folder()
    check({ open: () => opened(path), reopen: () => reopened(path) })
  })

  it('keeps bits in its folder for as long as they may still be used, and no longer (KEY-008)', () => {
    const path = folder()
    const store = opened(path)
    store.addBlock(block(material))
    store.confirmBlock(SESSION)
    const alice = saeName('alice')
    const terms = { origin: 9, number: 1, size: 64, unitsPerKey: 1, master: alice, slaves: [saeName('bob')] }
    for (let index = 0; index < 8; index++) expect(filesWith(path, unit(index)), `unit ${index}`).toHaveLength(1)
    const request = { origin: 1, keys: 1, size: 64, master: alice, slaves: [saeName('bob')] }
    store.deliver(store.reserve({ ...request, number: 1 })!)
    store.burn(store.reserve({ ...request, number: 2 })!)
    store.hold({ ...terms, units: [unitIdentifier(SESSION, 1)] })
    store.release(terms)
    store.collect(alice, saeName('bob'), [unitIdentifier(SESSION, 1)])
    store.discard({ origin: 9, number: 2 }, [unitIdentifier(SESSION, 3)])
    const found = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => filesWith(path, unit(index)).length)
    expect(found).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
    store.disputeBlock(SESSION)
    expect([4, 5, 6, 7].flatMap((index) => filesWith(path, unit(index)))).toEqual([])
    expect(readdirSync(join(path, 'blocks'))).toEqual([])
  })

  it('overwrites what a crash has left, when it is opened (KEY-008)', () => {
    const path = folder()
    const store = opened(path)
    store.addBlock(block(material))
    store.confirmBlock(SESSION)
    const file = join(path, 'blocks', `${SESSION}.block`)
    const before = readFileSync(file)
    store.deliver(store.reserve({ origin: 1, number: 1, keys: 1, size: 64, master: saeName('a'), slaves: [] })!)
    // As if the process had ended between the transaction and the overwriting, or before a block was recorded.
    writeFileSync(file, before)
    writeFileSync(join(path, 'blocks', '45c48cce-2e2d-4fbd-9a1f-c93e3e1b3d5f.block'), material)
    expect(filesWith(path, unit(0))).toHaveLength(2)
    reopened(path)
    expect(filesWith(path, unit(0))).toEqual([])
    expect(filesWith(path, unit(1))).toHaveLength(1)
    expect(readdirSync(join(path, 'blocks'))).toEqual([`${SESSION}.block`])
  })

  it('is open once (KEY-080)', async () => {
    const path = folder()
    const store = opened(path)
    expect(() => openKeyStore(path, OPTIONS)).toThrow(expect.objectContaining({ code: 'STORE_IN_USE' }))
    await store.close()
    opened(path)
  })

  it('refuses a folder that was made for other units or another direction', async () => {
    const path = folder()
    await opened(path).close()
    expect(() => openKeyStore(path, { ...OPTIONS, unitSize: 128 })).toThrow(
      expect.objectContaining({ code: 'STORE_MISMATCH' })
    )
    expect(() => openKeyStore(path, { ...OPTIONS, direction: 'odd' })).toThrow(/64 bits, even/)
    mkdirSync(join(path, 'x'))
    expect(() => openKeyStore(join(path, 'x'), { ...OPTIONS, unitSize: 12 })).toThrow(/multiple of 8/)
  })
})
