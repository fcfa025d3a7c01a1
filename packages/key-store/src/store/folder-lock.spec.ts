import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockFolder, removeDeadClaims } from './folder-lock.js'

const place = mkdtempSync(join(tmpdir(), 'bellwire-lock-'))
const children = new Set<ChildProcess>()
let program = ''

/** Other processes need it as JavaScript. */
beforeAll(() => {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')
  const source = fileURLToPath(new URL('./folder-lock.ts', import.meta.url))
  const options = ['--ignoreConfig', '--noCheck', '--module', 'nodenext', '--target', 'es2023', '--types', 'node']
  writeFileSync(join(place, 'package.json'), '{"type":"module"}')
  const made = spawnSync(process.execPath, [compiler, ...options, '--outDir', place, source], { encoding: 'utf8' })
  expect(made.stdout + made.stderr).toBe('')
  const lock = readdirSync(place, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('folder-lock.js')
  )!
  program = join(place, 'holder.js')
  // Says what it has got, and keeps it until it is killed, or its input ends.
  writeFileSync(
    program,
    `import { lockFolder } from ${JSON.stringify(pathToFileURL(join(place, lock)).href)}
     const [, , folder] = process.argv
     process.stdin.resume()
     process.stdin.on('data', () => {
       try { lockFolder(folder); console.log('held') } catch (error) { console.log(error.code) }
     })
     process.stdin.on('end', () => process.exit(0))
     console.log('ready')`
  )
})

afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(place, { recursive: true })
})

function folder(name: string): string {
  const path = join(place, name)
  mkdirSync(path, { recursive: true })
  return path
}

class Holder {
  readonly child: ChildProcess
  #said = ''

  constructor(path: string) {
    this.child = spawn(process.execPath, [program, path], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.child.stdout!.on('data', (text) => (this.#said += String(text)))
    children.add(this.child)
  }

  async line(): Promise<string> {
    while (!this.#said.includes('\n')) await once(this.child.stdout!, 'data')
    const [line = '', ...rest] = this.#said.split('\n')
    this.#said = rest.join('\n')
    return line
  }

  /** Whether it gets the folder. */
  async take(): Promise<string> {
    this.child.stdin!.write('\n')
    return this.line()
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await once(this.child, 'exit')
  }
}

async function holders(count: number, path: string): Promise<Holder[]> {
  const all = Array.from({ length: count }, () => new Holder(path))
  for (const holder of all) expect(await holder.line()).toBe('ready')
  return all
}

const IN_USE = expect.objectContaining({ code: 'STORE_IN_USE' })

describe('the lock of a folder (KEY-080)', () => {
  it('is had once in a process, under whatever name, until it is released', () => {
    const path = folder('one')
    symlinkSync(path, join(place, 'alias'))
    const lock = lockFolder(path)
    expect(() => lockFolder(path)).toThrow(IN_USE)
    expect(() => lockFolder(join(place, 'alias'))).toThrow(IN_USE)
    lock.release()
    lock.release()
    expect(readdirSync(path)).toEqual([])
    const again = lockFolder(path)
    lock.release()
    expect(() => lockFolder(path)).toThrow(IN_USE)
    again.release()
  })

  it('is found in folders with names longer than those of sockets', () => {
    const path = folder('x'.repeat(200))
    const lock = lockFolder(path)
    expect(() => lockFolder(path)).toThrow(IN_USE)
    lock.release()
  })

  it('is had by one of several processes, and by another one as soon as that is killed', async () => {
    const path = folder('several')
    const all = await holders(3, path)
    for (let round = 0; all.length > 1; round++) {
      // All at once: none may have it besides another one. Who withdraws for another that withdraws tries again.
      const said = await Promise.all(all.map(async (holder) => holder.take()))
      expect(said.toSorted(), `round ${round}`).toEqual([...new Array(all.length - 1).fill('STORE_IN_USE'), 'held'])
      expect(() => lockFolder(path)).toThrow(IN_USE)
      const [winner] = all.splice(said.indexOf('held'), 1)
      await winner!.kill()
    }
    lockFolder(path).release()
    expect(readdirSync(path)).toEqual([])
    await all[0]!.kill()
  })

  it('leaves nothing of the dead and all of the living to those who ask first', async () => {
    await removeDeadClaims(join(place, 'nowhere'))
    // What is wrong there is for the lock to say.
    await removeDeadClaims(program)
    const path = folder('asked')
    const [first, second] = await holders(2, path)
    expect(await first!.take()).toBe('held')
    await first!.kill()
    writeFileSync(join(path, 'other'), '')
    expect(readdirSync(path)).toHaveLength(2)
    await removeDeadClaims(path)
    expect(readdirSync(path)).toEqual(['other'])
    expect(await second!.take()).toBe('held')
    await removeDeadClaims(path)
    expect(readdirSync(path)).toHaveLength(2)
    expect(() => lockFolder(path)).toThrow(IN_USE)
    await second!.kill()
  })

  it('passes over claims of the dead, born or not', async () => {
    const path = folder('dead')
    const [holder] = await holders(1, path)
    expect(await holder!.take()).toBe('held')
    await holder!.kill()
    writeFileSync(join(path, 'lock-0123456789abcdef.new'), '')
    writeFileSync(join(path, 'other'), '')
    expect(readdirSync(path)).toHaveLength(3)
    lockFolder(path).release()
    expect(readdirSync(path)).toEqual(['other'])
  })
})
