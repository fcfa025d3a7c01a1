import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SweepSummary } from '@bellwire/simulation'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { bellwire } from '../bellwire.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bellwire-sweep-'))
const file = (name: string): string => join(folder, name)
const example = readFileSync(join(root, 'examples/scenarios/ideal-link.yaml'), 'utf8')
const short = file('short.yaml')
const other = file('other.ndjson')
writeFileSync(other, 'something else\n')
writeFileSync(
  short,
  example
    .replace('duration: 2 s', 'duration: 300 ms')
    .replace('number: 100', 'number: 5')
    .replace('attempts: 20', 'attempts: 200')
)

// Threads load compiled code.
beforeAll(() => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-b', 'packages/cli'], { cwd: root })
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

interface Ending {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The command in a process of its own. */
async function call(args: readonly string[], interruptWhen?: () => boolean): Promise<Ending> {
  const child = spawn(process.execPath, [join(root, 'packages/cli/dist/main.js'), 'sweep', ...args])
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => (out += String(text)))
  child.stderr.on('data', (text) => (err += String(text)))
  const watch = setInterval(() => {
    if (interruptWhen?.() !== true) return
    clearInterval(watch)
    child.kill('SIGINT')
  }, 5)
  const code = await new Promise<number | null>((resolve) => {
    child.on('close', resolve)
  })
  clearInterval(watch)
  return { code, out, err }
}

const grid = ['--vary', 'links[alice-bob].length=1 km,4 km', '--vary=links[0].model.fidelity=0.96..0.98:2']

describe('bellwire sweep', () => {
  it('prints and writes the same with any number of workers', async () => {
    const endings: Ending[] = []
    for (const workers of ['1', '2', '3']) {
      const more = ['--runs', '3', '--workers', workers, '--json', '--csv', file(`${workers}.csv`)]
      endings.push(await call([short, ...grid, ...more]))
    }
    const [first, ...others] = endings
    expect(first).toMatchObject({ code: 0, err: '' })
    for (const other of others) expect(other).toEqual(first)
    const [csv, ...otherCsv] = ['1', '2', '3'].map((workers) => readFileSync(file(`${workers}.csv`), 'utf8'))
    for (const other of otherCsv) expect(other).toBe(csv)

    const summary = JSON.parse(first!.out) as SweepSummary
    expect(Object.keys(summary)).toEqual(['vary', 'points'])
    expect(summary.vary).toEqual([
      { path: 'links[alice-bob].length', values: ['1 km', '4 km'] },
      { path: 'links[0].model.fidelity', values: [0.96, 0.98] }
    ])
    expect(summary.points.map(({ at }) => Object.values(at))).toEqual([
      ['1 km', 0.96],
      ['1 km', 0.98],
      ['4 km', 0.96],
      ['4 km', 0.98]
    ])
    for (const point of summary.points) {
      expect(Object.keys(point)).toEqual(['at', 'runs', 'figures'])
      expect(point.runs).toBe(3)
      expect(point.figures['alice-bob.meanFidelity']!.mean).toBeCloseTo(
        point.at['links[0].model.fidelity'] as number,
        9
      )
      const { mean, low, high } = point.figures['alice-bob.delivered']!
      expect(low! < mean! && mean! < high!).toBe(true)
    }
    // Four times the length, a quarter of the attempts.
    const [near, , far] = summary.points.map(({ figures }) => figures['alice-bob.perSimulatedSecond']!.mean!)
    expect(near! / far!).toBeGreaterThan(3)
    expect(near! / far!).toBeLessThan(5)
  })

  it('goes on after an interrupt from what it has kept', async () => {
    const args = [short, ...grid, '--workers', '2', '--json']
    const output = ['--output', file('kept.ndjson')]
    const lines = (): number =>
      existsSync(file('kept.ndjson')) ? readFileSync(file('kept.ndjson'), 'utf8').split('\n').length - 2 : 0
    const interrupted = await call([...args, ...output, '--runs', '1000000'], () => lines() > 3)
    expect(interrupted.code).toBe(130)
    const kept = lines()
    expect(interrupted.err).toBe(
      `bellwire sweep: interrupted after ${kept} of 4000000 runs; they are kept in ${file('kept.ndjson')}, ` +
        'and the same command goes on from there\n'
    )
    const partial = JSON.parse(interrupted.out) as SweepSummary
    expect(partial.points.reduce((sum, { runs }) => sum + runs, 0)).toBe(kept)

    const enough = ['--runs', String(Math.ceil(kept / 4) + 1)]
    const resumed = await call([...args, ...output, ...enough])
    expect(resumed).toMatchObject({ code: 0, err: '' })
    expect(lines()).toBe(4 * Math.ceil(kept / 4) + 4)
    expect(resumed).toEqual(await call([...args, ...enough]))

    // Nothing is missing any more, so that not one thread is needed.
    let out = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    expect(await bellwire(['sweep', ...args, ...output, ...enough])).toBe(0)
    expect(out).toBe(resumed.out)
  })
})

describe('wrong use of bellwire sweep', () => {
  const vary = ['--vary', 'links[0].length=1 km,2 km']
  it.each<[string[], RegExp]>([
    [[], /^bellwire sweep: SCENARIO is missing; accepted: bellwire sweep SCENARIO\n$/],
    [[short], /^bellwire sweep: --vary is missing; accepted: --vary PATH=A\.\.B:STEPS or /],
    [[short, '--vary'], /^bellwire sweep: --vary has no value; accepted: --vary VALUE\n$/],
    [[short, '--vary', 'x'], /^bellwire sweep --vary: 'x' is no PATH=VALUES; accepted: such as/],
    [
      [short, '--vary', 'links[0].length=1 km,2 kg'],
      /^bellwire sweep --vary: links\[0\]\.length is "2 kg"; accepted: a le/
    ],
    [
      [short, '--vary', 'links[9].length=1 km'],
      /^bellwire sweep --vary: links\[9\] is missing; accepted: 0 or alice-bob\n$/
    ],
    [
      [short, ...vary, ...vary],
      /^bellwire sweep --vary: links\[0\]\.length is varied twice; accepted: every field once\n$/
    ],
    [[short, ...vary, '--runs', '0'], /^bellwire sweep: --runs is 0; accepted: an integer from 1 to 1000000\n$/],
    [[short, ...vary, '--workers', 'x'], /^bellwire sweep: --workers is x; accepted: an integer from 1 to 1024\n$/],
    [[short, ...vary, '--seed', ''], /^bellwire sweep: --seed is empty; accepted: /],
    [[short, ...vary, '--seed', '1', '--seed', '2'], /--seed is given twice; accepted: once\n$/],
    [
      ['/does/not/exist.yaml', ...vary],
      /^\/does\/not\/exist\.yaml cannot be read \(ENOENT\); accepted: a scenario file\n$/
    ],
    [[short, ...vary, '--csv', 'a', '--output', './a'], /--csv is a, as --output; accepted: a file of its own\n$/],
    [[short, ...vary, '--csv', '/does/not/exist'], /exist cannot be written \(ENOENT\); accepted: a file in a folder/],
    [
      [short, ...vary, '--output', '/does/not/exist'],
      /exist cannot be written \(ENOENT\); accepted: a file in a folder/
    ],
    [[short, ...vary, '--output', short], /--output is .*short\.yaml, as the scenario; accepted: a file of its own\n$/],
    [
      [short, ...vary, '--output', other],
      /--output .*other\.ndjson is something else in line 1; accepted: the file of this/
    ]
  ])('%j is told and ends with 2', async (args, message) => {
    let [out, err] = ['', '']
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
    expect([await bellwire(['sweep', ...args]), out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})
