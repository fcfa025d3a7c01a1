import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { runSuite } from '../run/run-suite.js'
import { Scene } from '../stage/scene.js'
import { openSubject } from './iut-file.js'

const FOLDER = fileURLToPath(new URL('../../python-node/', import.meta.url))

/** Seeds of each case: every role, and nearly every first sequence number. Cases of many pairs are long over a socket. */
const SEEDS = 4
const SEEDS_OF_MANY = 1

const lacks = spawnSync('/usr/bin/python3', ['-B', '-c', 'import websockets']).status !== 0

/** Debian's packages for it; where they are not installed these tests cannot be made. */
describe.skipIf(lacks)('a node in Python (needs the Debian packages python3 and python3-websockets)', () => {
  it.each([
    ['physical/', SEEDS],
    ['link/', SEEDS],
    ['statistics/', SEEDS_OF_MANY]
  ])('passes every case %s…', async (only, seeds) => {
    const options = { only, seeds }
    const { cases, verdict, identity } = await runSuite(await openSubject(`${FOLDER}iut.json`), options)
    expect(identity).toEqual({
      implementation: 'bellwire-python',
      version: expect.any(String),
      capabilities: ['LNK.KEEP', 'LNK.MEASURE']
    })
    expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
    expect(verdict).toBe('pass')
    expect(cases.some(({ runs }) => runs >= seeds)).toBe(true)
  })

  it('ends with its control connection, however that ends (HAR-007)', async () => {
    const child = spawn('/usr/bin/python3', ['-B', 'main.py', '--test-control'], {
      cwd: FOLDER,
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const ended = once(child, 'exit')
    for await (const line of createInterface({ input: child.stdout })) {
      const { control, token } = JSON.parse(line) as { control: string; token: string }
      const socket = new WebSocket(control, { headers: { authorization: `Bearer ${token}` } })
      await once(socket, 'open')
      socket.terminate()
      break
    }
    expect(await ended).toEqual([0, null])
  })

  it('refuses at once what it does not claim (HAR-050)', async () => {
    const subject = await openSubject(`${FOLDER}iut.json`)
    const scene = new Scene(subject)
    expect(await scene.up()).toBe(true)
    expect(await scene.create({ kind: 'prepare' })).toMatchObject({ code: 1 })
    expect(await scene.create({ kind: 'keep' })).toMatchObject({ code: 0 })
    await subject.close()
  })

  it('reads and writes frames and messages to hardware as the vectors say (WIR-012, WIR-013, WIR-014)', () => {
    const checked = spawnSync('/usr/bin/python3', ['-B', `${FOLDER}check_vectors.py`], { encoding: 'utf8' })
    expect(checked.stderr).toBe('')
    expect(checked.stdout).toMatch(/^[1-9]\d* vectors\n$/)
  })
})
