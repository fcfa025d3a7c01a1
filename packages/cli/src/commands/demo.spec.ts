import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, it } from 'vitest'
import type { DemoReport } from '../demo/report.js'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))
/** Demonstrations lay their files out here, so that it is known which processes are theirs. */
const folder = mkdtempSync(join(tmpdir(), 'bellwire-demonstrations-'))
/** Of a machine that does much else. */
const LIMIT = 400_000

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function demo(...args: string[]) {
  const child = spawn(process.execPath, [main, 'demo', ...args], { env: { ...process.env, TMPDIR: folder } })
  children.push(child)
  let out = ''
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (out += String(text)))
  return { child, ended: once(child, 'close') as Promise<[number | null]>, out: () => out }
}

/** Numbers of the processes that were started with files of this folder. */
function processes(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name) || name === String(process.pid)) return false
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(`${folder}/`)
    } catch {
      return false
    }
  })
}

const gone = () => expect.poll(processes, { timeout: 60_000, interval: 200 }).toEqual([])

it(
  'does what it promises, with a process killed in the middle that comes back, and leaves nothing behind',
  async () => {
    const { ended, out } = demo('--headless', '--json', '--kill', 'n2', '--limit', `${LIMIT} ms`)
    const [code] = await ended
    const report = JSON.parse(out()) as DemoReport
    expect(report).toMatchObject({ processes: 13, failures: [] })
    const { pairs, teleports, bbm92, diqkd, kill } = report
    expect(pairs?.number).toBe(40)
    // Of Werner states of three links, 0.985 each, errors are 3 %: more than 15 of 40 come seldom.
    for (const rate of [pairs!.errorRate.x, pairs!.errorRate.z]) expect(rate ?? 0).toBeLessThan(0.4)
    expect(teleports?.number).toBe(24)
    expect(teleports?.fidelity).toBeGreaterThan(0.7)
    expect(bbm92).toMatchObject({ rounds: 6000, equal: true, standing: 'proof, trusted devices' })
    expect(bbm92!.bits).toBeGreaterThanOrEqual(256)
    expect(bbm92!.qber).toBeLessThan(0.02)
    expect(diqkd?.chsh).toBeGreaterThan(2.3)
    expect(diqkd?.analyses.map(({ name }) => name)).toEqual([
      'complementarity-azuma',
      'complementarity-chernoff',
      'entropy-accumulation',
      'asymptotic'
    ])
    expect(diqkd?.worldView?.meanFidelity).toBeCloseTo(0.985, 6)
    expect(kill?.node).toBe('n2')
    expect(kill?.servingSeconds).toBeGreaterThan(0)
    expect(code).toBe(0)
    await gone()
    expect(readdirSync(folder)).toEqual([])
  },
  LIMIT + 60_000
)

it('says where its page is, and ends every process when it is interrupted', async () => {
  const { child, ended, out } = demo('--json', '--no-open', '--limit', `${LIMIT} ms`)
  await expect.poll(out).toMatch(/^page: (http:\S+\/|none yet: npm run build:page .*)\n/)
  await expect.poll(() => processes().length, { timeout: 120_000, interval: 200 }).toBe(13)
  child.kill('SIGINT')
  await ended
  await gone()
  expect(readdirSync(folder)).toEqual([])
}, 200_000)

it('leaves no process when it is killed itself', async () => {
  const { child, ended } = demo('--json', '--no-open')
  await expect.poll(() => processes().length, { timeout: 120_000, interval: 200 }).toBe(13)
  child.kill('SIGKILL')
  await ended
  await gone()
}, 200_000)

it('refuses to kill what is not there, before anything is started', async () => {
  const { ended, out } = demo('--kill', 'n9')
  const [code] = await ended
  expect(code).toBe(2)
  expect(out()).toMatch(/--kill is n9; accepted: n1, n2, .*world/)
})
