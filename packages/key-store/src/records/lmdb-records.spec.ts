import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plain } from '@bellwire/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeptRecords, openRecords } from './lmdb-records.js'

const place = mkdtempSync(join(tmpdir(), 'bellwire-records-'))
const children = new Set<ChildProcess>()
let counter = ''

/** Another process needs it as JavaScript. */
beforeAll(() => {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const source = fileURLToPath(new URL('./lmdb-records.ts', import.meta.url))
  const options = ['--ignoreConfig', '--noCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  writeFileSync(join(place, 'package.json'), '{"type":"module"}')
  symlinkSync(fileURLToPath(new URL('../../../../node_modules', import.meta.url)), join(place, 'node_modules'))
  const made = spawnSync(process.execPath, [compiler, ...options, '--outDir', join(place, 'made'), source], {
    encoding: 'utf8'
  })
  expect(made.stdout + made.stderr).toBe('')
  const found = readdirSync(join(place, 'made'), { recursive: true, encoding: 'utf8' })
  const program = found.find((name) => name.endsWith('lmdb-records.js'))!
  counter = join(place, 'counter.js')
  // Counts, and says every number that is written down.
  writeFileSync(
    counter,
    `import { openRecords } from ${JSON.stringify(pathToFileURL(join(place, 'made', program)).href)}
     const [, , folder, durability] = process.argv
     const records = openRecords(folder, durability)
     let count = Object.fromEntries(records.read()).count ?? 0
     const next = () => {
       count += 1
       const now = count
       const half = Buffer.alloc(3000, now % 256).toString('hex')
       records.commit(new Map([['count', now], ['half', half], ['twin', now]]), (error) => {
         if (error) throw error
         process.stdout.write(now + '\\n')
         next()
       })
     }
     next()`
  )
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(place, { recursive: true })
})

const folderOf = (name: string) => join(place, name)

const written = (records: KeptRecords, changes: Record<string, Plain | undefined>): Promise<void> =>
  new Promise((resolve, reject) =>
    records.commit(new Map(Object.entries(changes)), (error) => (error === undefined ? resolve() : reject(error)))
  )

describe.each(['power', 'process'] as const)('records in a folder, safe from the end of the %s', (durability) => {
  it('are found again as they were left', async () => {
    const folder = folderOf(`again-${durability}`)
    const first = openRecords(folder, durability)
    expect([...first.read()]).toEqual([])
    await written(first, { b: { list: [1, { x: 'é' }] }, a: 1, c: true })
    await written(first, { c: undefined, a: 2 })
    await first.close()
    const second = openRecords(folder, durability)
    expect([...second.read()]).toEqual([
      ['a', 2],
      ['b', { list: [1, { x: 'é' }] }]
    ])
    await second.close()
  })

  it('hold what a process had heard of when it was killed, transactions whole (RES-001)', async () => {
    const folder = folderOf(`killed-${durability}`)
    for (let round = 0; round < 4; round++) {
      const child = spawn(process.execPath, [counter, folder, durability], { stdio: ['ignore', 'pipe', 'inherit'] })
      children.add(child)
      let said = ''
      child.stdout.on('data', (text) => (said += String(text)))
      while (said.split('\n').length < 20 + 13 * round) await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'close')
      const heard = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
      const records = openRecords(folder, durability)
      const stored = Object.fromEntries(records.read())
      expect(stored['count']).toBeGreaterThanOrEqual(heard)
      expect(stored['twin']).toBe(stored['count'])
      expect(stored['half']).toBe(Buffer.alloc(3000, Number(stored['count']) % 256).toString('hex'))
      await records.close()
    }
  })
})

describe('a folder of records', () => {
  async function filled(name: string): Promise<string> {
    const folder = folderOf(name)
    const records = openRecords(folder)
    for (let k = 0; k < 40; k++) await written(records, { [`record${k}`]: 'x'.repeat(2000) })
    await records.close()
    return folder
  }

  it('is refused while another has it', () => {
    const records = openRecords(folderOf('held'))
    expect(() => openRecords(folderOf('held'))).toThrow(/STORE_IN_USE/)
    return records.close()
  })

  it('is refused where it cannot be made, and says so (RES-004)', () => {
    writeFileSync(join(place, 'file'), '')
    expect(() => openRecords(join(place, 'file', 'records'))).toThrow(/folder is .*STORE_UNWRITABLE/)
  })

  it('is for its owner alone, and refused where it is for others too (RES-011, RES-012)', async () => {
    const folder = await filled('modes')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'records.mdb')).mode & 0o777).toBe(0o600)
    chmodSync(folder, 0o750)
    expect(() => openRecords(folder)).toThrow(/of mode 750; accepted: a folder that its owner alone can enter/)
    chmodSync(folder, 0o700)
    chmodSync(join(folder, 'records.mdb'), 0o644)
    expect(() => openRecords(folder)).toThrow(/records.mdb of mode 644; accepted/)
  })

  it('is refused when its file is gone, or was cut off (RES-004)', async () => {
    const gone = await filled('gone')
    unlinkSync(join(gone, 'records.mdb'))
    expect(() => openRecords(gone)).toThrow(/records.mdb, which is missing.*STORE_DAMAGED/)
    const empty = await filled('empty')
    truncateSync(join(empty, 'records.mdb'), 0)
    expect(() => openRecords(empty)).toThrow(/STORE_DAMAGED/)
    const cut = await filled('cut')
    truncateSync(join(cut, 'records.mdb'), 40_960)
    expect(() => openRecords(cut)).toThrow(/whole length.*STORE_DAMAGED/)
    // What was refused is not held.
    expect(() => openRecords(cut)).toThrow(/STORE_DAMAGED/)
  })

  it('is refused where it is of another version, or says nothing of it, and names both (RES-004)', async () => {
    const folder = await filled('version')
    const mark = join(folder, 'format')
    writeFileSync(mark, 'bellwire records 2\n')
    const refusal = `${mark} is bellwire records 2; accepted: bellwire records 1 (STORE_MISMATCH)`
    expect(() => openRecords(folder)).toThrow(refusal)
    writeFileSync(mark, '')
    expect(() => openRecords(folder)).toThrow(/file format says bellwire records 1 \(STORE_DAMAGED\)/)
    // Nothing of it was changed.
    writeFileSync(mark, 'bellwire records 1\n')
    const records = openRecords(folder)
    expect([...records.read()]).toHaveLength(40)
    await records.close()
  })

  it('is refused when a record is another than was written (RES-004)', async () => {
    const folder = await filled('torn')
    const file = join(folder, 'records.mdb')
    const octets = readFileSync(file)
    let at = octets.indexOf('xxxxxxxxxxxxxxxx')
    for (; at >= 0; at = octets.indexOf('xxxxxxxxxxxxxxxx', at + 1900)) octets[at + 7] = 121
    writeFileSync(file, octets)
    expect(() => openRecords(folder)).toThrow(/whole records.*STORE_DAMAGED/)
  })

  it.skipIf(!existsSync('/proc/self/fd'))('is not held open where it is refused', async () => {
    const folder = await filled('left')
    truncateSync(join(folder, 'records.mdb'), 40_960)
    expect(() => openRecords(folder)).toThrow(/whole length.*STORE_DAMAGED/)
    const held = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`)
      } catch {
        // That of the list itself.
        return []
      }
    })
    expect(held.filter((path) => path.startsWith(folder))).toEqual([])
  })
})
