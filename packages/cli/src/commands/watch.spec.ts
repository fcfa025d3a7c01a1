import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Deployed, type Name, NAMES, ROLES } from '../../../live/test/deployed.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const main = join(root, 'packages/cli/dist/main.js')
/** Screenshots of the run, for people. */
const shots = join(root, 'out/page')
const PATIENCE = { timeout: 100_000, interval: 100 }

const CHROMIUM = '/usr/bin/chromium'
const missing = existsSync(CHROMIUM) ? undefined : `${CHROMIUM} is not installed`

/**
 * A kept half takes its time into storage: in slow motion a pair lasts far longer than the page needs to be told of it. Alice
 * has qubits left for the states that she teleports.
 */
const MEMORY = "storage: { memory: { law: perfect } }, durations: { store: '100 ms' }"
const SCENARIO = `name: two nodes
duration: 1 s
nodes: [{ name: alice, qubits: 12, ${MEMORY} }, { name: bob, qubits: 4, ${MEMORY} }]
stations: [{ name: middle }]
links:
  - { a: alice, b: bob, station: middle, length: 1 km, model: { kind: ideal, attempts: 2, fidelity: 0.97 } }
`

const running = new Map<string, ChildProcess>()
let deployed: Deployed

beforeAll(async () => {
  deployed = await Deployed.make({ scenario: SCENARIO })
  for (const name of NAMES) deployed.certify(name)
})
afterEach(async () => {
  await Promise.all([...running.values()].map(killed))
  running.clear()
})
afterAll(() => deployed.remove())

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

/** Starts a command of this program. Returns what it says first. */
async function start(name: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, BELLWIRE_TOKEN: deployed.token } })
  running.set(name, child)
  let [out, error] = ['', '']
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (error += String(text)))
  await expect.poll(() => `${out}${error.includes('accepted') ? error : ''}`, PATIENCE).toMatch(/\n/)
  return out
}

const startParty = (name: Name) =>
  start(name, ROLES[name], '--config', deployed.file, ...(name === 'world' ? [] : ['--name', name]))

const ready = async (name: Name) => ((await deployed.client(name).ask('GET', '/v1/status')) as { ready: boolean }).ready

/** Both ends ask for more pairs than anybody waits for, which are kept: those that are measured at once are gone at once. */
async function askForPairs(): Promise<void> {
  for (const name of ['alice', 'bob'] as const)
    await expect.poll(() => ready(name).catch(() => false), PATIENCE).toBe(true)
  const [alice, bob] = [deployed.client('alice'), deployed.client('bob')]
  const states = Array.from({ length: 5000 }, () => [0, 0, 0])
  await bob.ask('POST', '/v1/requests', { kind: 'receive-teleported', link: 'alice', purpose: 1, number: 5000 })
  await alice.ask('POST', '/v1/requests', { kind: 'teleport', link: 'bob', purpose: 1, states })
}

const canSkip = process.env['CI'] !== 'true'

describe.skipIf(missing !== undefined && canSkip)(`a live network in a page${missing ? ` (${missing})` : ''}`, () => {
  it('shows pairs, machines and messages of real processes, one that is killed, and its recovery', async () => {
    if (!existsSync(join(root, 'packages/dashboard/dist/page/index.html')))
      execFileSync('npm', ['run', '--silent', 'build:page'], { cwd: root, stdio: 'ignore' })
    mkdirSync(shots, { recursive: true })
    const args = ['--headless', '--no-sandbox', '--disable-gpu']
    const browser = await chromium.launch({ executablePath: CHROMIUM, args })
    try {
      const [line] = await Promise.all([
        start('watch', 'watch', '--config', deployed.file, '--json', '--no-open'),
        ...NAMES.map((name) => startParty(name))
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
      await askForPairs()
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
      await askForPairs()
      await expect.poll(pairs, PATIENCE).toBeGreaterThan(before + 3)
      await page.getByRole('tab', { name: 'Events' }).click()
      await page.getByText('process died').first().waitFor()
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  }, 200_000)
})
