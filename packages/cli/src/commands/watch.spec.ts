import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const main = join(root, 'packages/cli/dist/main.js')
/** Screenshots of the run, for people. */
const shots = join(root, 'out/page')
const folder = mkdtempSync(join(tmpdir(), 'bellwire-watched-'))
const config = join(folder, 'deployment.json')
const PATIENCE = { timeout: 100_000, interval: 100 }

const CHROMIUM = '/usr/bin/chromium'
const missing = existsSync(CHROMIUM) ? undefined : `${CHROMIUM} is not installed`

/** A kept half takes its time into storage: in slow motion a pair lasts far longer than the page needs to be told of it. */
const MEMORY = "storage: { memory: { law: perfect } }, durations: { store: '100 ms' }"
const SCENARIO = `name: two nodes
duration: 1 s
nodes: [{ name: alice, qubits: 12, ${MEMORY} }, { name: bob, qubits: 4, ${MEMORY} }]
stations: [{ name: middle }]
links:
  - { a: alice, b: bob, station: middle, length: 1 km, model: { kind: ideal, attempts: 2, fidelity: 0.97 } }
`
const PROCESSES = { world: 'world', middle: 'station', alice: 'node', bob: 'node' } as const
type Name = keyof typeof PROCESSES

const running = new Map<string, ChildProcess>()
let token = ''

afterEach(async () => {
  await Promise.all([...running.values()].map(killed))
  running.clear()
})
afterAll(() => rmSync(folder, { recursive: true }))

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Starts a command of this program. Returns what it says first. */
async function start(name: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, BELLWIRE_TOKEN: token } })
  running.set(name, child)
  let [out, error] = ['', '']
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (error += String(text)))
  await expect.poll(() => `${out}${error.includes('accepted') ? error : ''}`, PATIENCE).toMatch(/\n/)
  return out
}

const startParty = (name: Name) =>
  start(name, PROCESSES[name], '--config', config, ...(name === 'world' ? [] : ['--name', name]))

async function layOut() {
  const servers = Array.from({ length: 8 }, () => createServer())
  const ports: number[] = []
  for (const server of servers) {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    ports.push((server.address() as { port: number }).port)
  }
  for (const server of servers) await new Promise((resolve) => void server.close(resolve))
  const next = () => `127.0.0.1:${ports.pop()}`
  const place = () => ({ listen: next(), manage: next() })
  writeFileSync(join(folder, 'network.yaml'), SCENARIO)
  const deployment = {
    scenario: 'network.yaml',
    // A machine that does much else at the time takes its time.
    frameDelay: '50 ms',
    clockError: '20 ms',
    certificates: 'certificates',
    tokens: 'tokens.json',
    world: place(),
    stations: { middle: place() },
    nodes: { alice: place(), bob: place() }
  }
  writeFileSync(config, JSON.stringify(deployment))
  await call('certs', '--config', config)
  const scopes = ['read', 'requests', 'faults', 'watch'].flatMap((scope) => ['--scope', scope])
  const made = await call('certs', '--config', config, '--token', 'tester', ...scopes)
  token = /bw_\S+/.exec(made)![0]
  return deployment.nodes
}

/** What a command says that ends by itself. */
async function call(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args])
  return stdout
}

type Place = { readonly manage: string }

/** Asks the management of a process. The status alone: who it is is not the matter here. */
function ask({ manage }: Place, method: 'GET' | 'POST', path: string, body: object = {}): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const options = { method, headers, rejectUnauthorized: false, agent: false }
    const asked = request(`https://${manage}${path}`, options, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', () => resolve(undefined))
    asked.end(method === 'POST' ? JSON.stringify(body) : undefined)
  })
}

/** Both ends ask for more pairs than anybody waits for, which are kept: those that are measured at once are gone at once. */
async function askForPairs(alice: Place, bob: Place): Promise<void> {
  for (const place of [alice, bob]) await expect.poll(() => ask(place, 'GET', '/healthz'), PATIENCE).toBe(200)
  const receive = { kind: 'receive-teleported', link: 'alice', purpose: 1, number: 5000 }
  const teleport = { kind: 'teleport', link: 'bob', purpose: 1, states: Array.from({ length: 5000 }, () => [0, 0, 0]) }
  expect(await ask(bob, 'POST', '/v1/requests', receive)).toBeLessThan(300)
  expect(await ask(alice, 'POST', '/v1/requests', teleport)).toBeLessThan(300)
}

const canSkip = process.env['CI'] !== 'true'

describe.skipIf(missing !== undefined && canSkip)(`a live network in a page${missing ? ` (${missing})` : ''}`, () => {
  it('shows pairs, machines and messages of real processes, one that is killed, and its recovery', async () => {
    if (!existsSync(join(root, 'packages/dashboard/dist/page/index.html')))
      execFileSync('npm', ['run', '--silent', 'build:page'], { cwd: root, stdio: 'ignore' })
    mkdirSync(shots, { recursive: true })
    const [{ alice, bob }, browser] = await Promise.all([
      layOut(),
      chromium.launch({ executablePath: CHROMIUM, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
    ])
    try {
      const [line] = await Promise.all([
        start('watch', 'watch', '--config', config, '--json', '--no-open'),
        ...(Object.keys(PROCESSES) as Name[]).map((name) => startParty(name))
      ])
      const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
      page.setDefaultTimeout(PATIENCE.timeout)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto((JSON.parse(line) as { address: string }).address)
      await page.getByText('live', { exact: true }).waitFor()
      await askForPairs(alice, bob)
      const pairs = async () => {
        const text = await page.locator('[data-service="alice-bob"] td').first().textContent()
        return Number((text ?? '').replaceAll(',', ''))
      }
      await page.locator('[data-service="alice-bob"]').waitFor()
      await expect.poll(pairs, PATIENCE).toBeGreaterThan(3)
      // Slow motion, at the world's own pace: pairs can be seen.
      await page.getByRole('slider', { name: 'Speed' }).fill('-1')
      await page.locator('.pair').first().waitFor()
      await page.getByRole('slider', { name: 'Speed' }).fill('0')
      await page.locator('[data-node="alice"]').click()
      await page.locator('.machine [data-state].is-current').first().waitFor()
      await page.getByRole('tab', { name: 'Messages' }).click()
      await page.locator('.message:not(.is-underway)').nth(3).waitFor()
      await page.screenshot({ path: join(shots, 'live.png') })

      await killed(running.get('bob')!)
      await page.locator('[data-node="bob"].is-down').waitFor()
      await page.screenshot({ path: join(shots, 'live-killed.png') })
      await startParty('bob')
      await page.locator('[data-node="bob"]:not(.is-down)').waitFor()
      await page.getByRole('tab', { name: 'Look inside' }).click()
      await page.getByRole('button', { name: /Everybody/ }).click()
      const before = await pairs()
      await askForPairs(alice, bob)
      await expect.poll(pairs, PATIENCE).toBeGreaterThan(before + 3)
      await page.getByRole('tab', { name: 'Events' }).click()
      await page.getByText('process died').first().waitFor()
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  }, 200_000)
})
