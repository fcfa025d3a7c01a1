import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = fileURLToPath(new URL('server.mjs', import.meta.url))
let server: ChildProcess
let url = ''

beforeAll(async () => {
  const rooms = ['packages/simulation', 'packages/transport-websocket']
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', ...rooms], { cwd: root })
  server = spawn(process.execPath, [program, '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  url = String((await once(createInterface({ input: server.stdout! }), 'line'))[0])
})

afterAll(async () => {
  server.kill()
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
})

const ask = (query: string) => fetch(`${url}/pairs?number=${query}`, { method: 'POST' })

it('serves what it has served before, and pairs of its node, which the others reach by the same server', async () => {
  expect(await (await fetch(`${url}/hello`)).text()).toBe('hello\n')
  const pairs = await (await ask('3')).json()
  const measured = { pair: expect.any(Number), outcome: expect.toBeOneOf([0, 1]) }
  expect(pairs).toEqual([measured, measured, measured])
  expect((await fetch(`${url}/peers`)).status).toBe(404)
})

it('refuses what it does not accept, and asks no more for whoever hangs up', async () => {
  expect((await ask('0')).status).toBe(400)
  expect((await ask('x')).status).toBe(400)
  const gone = new AbortController()
  const asked = fetch(`${url}/pairs?number=100`, { method: 'POST', signal: gone.signal })
  setTimeout(() => gone.abort(), 50)
  await expect(asked).rejects.toThrow(/abort/)
  // A hundred pairs would keep this one waiting.
  expect(await (await ask('1')).json()).toHaveLength(1)
})
