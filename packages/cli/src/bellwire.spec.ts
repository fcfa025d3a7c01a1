import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { bellwire } from './bellwire.js'

const example = fileURLToPath(new URL('../../../examples/scenarios/ideal-link.yaml', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'bellwire-'))
const file = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const code = await bellwire(args)
  vi.restoreAllMocks()
  return { code, out, err }
}

describe('wrong use', () => {
  it.each<[string[], RegExp]>([
    [[], /^bellwire: no command given; accepted: run, trace, /],
    [['rum'], /^bellwire: rum is not a command; accepted: run, trace, .*bench\n$/],
    [['constructor'], /^bellwire: constructor is not a command/],
    [['run'], /^bellwire run: SCENARIO is missing; accepted: bellwire run SCENARIO\n$/],
    [['run', 'a.yaml', 'b.yaml'], /^bellwire run: b\.yaml is one argument too many; accepted: /],
    [['run', 'a.yaml', '--jsn'], /^bellwire run: --jsn is not a flag of run; accepted: --seed, --json, /],
    [['run', 'a.yaml', '--no-json'], /^bellwire run: --no-json is not a flag of run/],
    [['run', 'a.yaml', '--json=1'], /^bellwire run: --json=1 has a value; accepted: --json alone\n$/],
    [['run', 'a.yaml', '--seed'], /^bellwire run: --seed has no value; accepted: --seed VALUE\n$/],
    [['run', 'a.yaml', '--seed', '--json'], /--seed has no value/],
    [['run', 'a.yaml', '--seed', '1', '--seed=2'], /--seed is given twice; accepted: once\n$/],
    [
      ['run', '/does/not/exist.yaml'],
      /^\/does\/not\/exist\.yaml cannot be read \(ENOENT\); accepted: a scenario file\n$/
    ],
    [['run', example, '--machines'], /--machines is given without --trace; accepted: /],
    [['run', example, '--trace', '/does/not/exist/trace'], /trace cannot be written \(ENOENT\); accepted: /],
    [
      ['run', example, '--trace', file('r'), '--report', `${folder}/./r`],
      /^bellwire run: --report is .*\/r, as --trace; accepted: a file of/
    ],
    [
      ['run', example, '--report', example],
      /--report is .*ideal-link\.yaml, as the scenario; accepted: a file of its own/
    ],
    [
      ['sweep', example, '--vary', 'duration=1 s,2 s', '--csv', example],
      /--csv is .*ideal-link\.yaml, as the scenario; /
    ],
    [['trace', example], /ideal-link\.yaml: .*not a Bellwire trace file/],
    [['experiments', '--report', 'r'], /--report is given and no experiment is named; accepted: a name, or all\n$/],
    [['experiments', 'list', '--seed', '1'], /--seed is given and no experiment is named/],
    [['experiments', 'all', '--report', '/does/not/exist/report'], /report cannot be written \(ENOENT\); accepted: /],
    [['experiments', 'nonsense'], /no experiment is called nonsense; accepted: ion-10km, .*diqkd-nadlinger\n$/],
    [
      ['bench', '--only', 'nonsense'],
      /--only is nonsense; accepted: link-skipping, .*toeplitz, live-pairs, live-pairs-world-apart, live-heralds, live-teleport\n$/
    ],
    [['trace', example, '--svg', '--chart'], /--chart and --svg are given; accepted: one of /],
    [['trace', example, '--from', '3'], /--from is 3; accepted: a time such as/],
    [
      ['trace', example, '--from', '2 s', '--to', '1 s'],
      /--from is 2 s and --to 1 s; accepted: --to not before --from\n$/
    ],
    [['trace', example, '--limit', '0'], /--limit is 0; accepted: an integer from 1\n$/]
  ])('%j is told and ends with 2', async (args, message) => {
    const { code, out, err } = await call(...args)
    expect(err).toMatch(message)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('is a scenario that cannot be played: one line with its place', async () => {
    writeFileSync(file('bad.yaml'), readFileSync(example, 'utf8').replace('fidelity: 0.98', 'fidelity: 1.2'))
    const { code, out, err } = await call('run', file('bad.yaml'), '--json')
    expect(err).toBe(
      `${file('bad.yaml')}:16:51: links[0].model.fidelity is 1.2; accepted: a number from 0.25 to 1, or a percentage such as '62.5 %'\n`
    )
    expect(out).toBe('')
    expect(code).toBe(2)
  })
})

describe('help and version', () => {
  it('are printed', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(await call('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' })
    expect((await call('--help')).out).toMatch(/run .*Play a scenario file/)
    expect((await call('run', '--help')).out).toMatch(/--seed/)
    // With every word that has to be typed.
    expect((await call('run', '--help')).out).toMatch(/USAGE.* bellwire run \[OPTIONS\] <SCENARIO>/)
    expect((await call('diqkd', '--help')).out).toMatch(/USAGE.* bellwire diqkd rate\|postprocess/)
    expect((await call('diqkd')).err).toMatch(/USAGE.* bellwire diqkd rate\|postprocess/)
    expect((await call('diqkd', 'rate', '--help')).out).toMatch(/USAGE.* bellwire diqkd rate \[OPTIONS\]/)
  })
})

describe('bellwire experiments', () => {
  it.each([[], ['list']])('%s tells which there are, and plays none', async (...args) => {
    const { code, out, err } = await call('experiments', ...args)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^ion-10km +\S.*\n(.*\n)*diqkd-nadlinger +\S/m)
    const listed = JSON.parse((await call('experiments', ...args, '--json')).out) as { name: string; title: string }[]
    expect(listed[0]).toEqual({ name: 'ion-10km', title: expect.stringMatching(/\S/) })
  })
})

describe('bellwire run', () => {
  it('prints one JSON document and nothing else', async () => {
    const { code, out, err } = await call('run', example, '--json', '--seed', '12')
    expect(err).toBe('')
    expect(code).toBe(0)
    const report = JSON.parse(out) as Record<string, unknown>
    expect(Object.keys(report)).toEqual([
      'scenario',
      'seed',
      'simulatedSeconds',
      'wallSeconds',
      'events',
      'peakMemoryBytes',
      'pairs',
      'requests',
      'applications'
    ])
    expect(report).toMatchObject({ seed: 12, simulatedSeconds: 2 })
    expect((report['pairs'] as object[]).map((pair) => Object.keys(pair))).toEqual([
      ['from', 'to', 'delivered', 'expired', 'meanFidelity', 'perSimulatedSecond']
    ])
  })

  it('writes a trace that bellwire trace shows, and a report', async () => {
    const short = readFileSync(example, 'utf8').replace('duration: 2 s', 'duration: 300 ms')
    writeFileSync(file('short.yaml'), short)
    const run = await call('run', file('short.yaml'), '--trace', file('trace'), '--report', file('report.html'))
    expect(run.err).toBe('')
    expect(run.out).toMatch(/alice-bob/)
    expect(readFileSync(file('report.html'), 'utf8')).toMatch(/^<!doctype html>/i)
    const chart = await call('trace', file('trace'), '--limit', '5')
    expect(chart.out).toMatch(/^sequenceDiagram\n {2}participant p0 as alice/)
    const records = (await call('trace', file('trace'), '--ndjson', '--from', '100 ms', '--limit', '7')).out
      .trim()
      .split('\n')
    expect(records.length).toBe(7)
    expect(records.every((line) => (JSON.parse(line) as { time: number }).time >= 100e6)).toBe(true)
    expect((await call('trace', file('trace'), '--svg')).out).toMatch(/^<svg /)
    const perfetto = JSON.parse((await call('trace', file('trace'), '--perfetto')).out) as { traceEvents: unknown[] }
    expect(perfetto.traceEvents.length).toBeGreaterThan(10)
  })

  it('writes the steps of machines where they are asked for, and a trace is no other without', async () => {
    writeFileSync(file('tiny.yaml'), readFileSync(example, 'utf8').replace('duration: 2 s', 'duration: 20 ms'))
    const kindsOf = async (...flags: string[]) => {
      const run = await call('run', file('tiny.yaml'), '--trace', file('steps'), ...flags)
      expect(run.err).toBe('')
      const { out } = await call('trace', file('steps'), '--ndjson')
      return out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { kind: string; layer?: string; table?: string; to?: string })
    }
    const without = await kindsOf()
    const steps = await kindsOf('--machines')
    expect(without.some(({ kind }) => kind === 'transition')).toBe(false)
    expect(steps.filter(({ kind }) => kind !== 'transition').length).toBe(without.length)
    expect(steps).toContainEqual(expect.objectContaining({ layer: 'physical', table: 'life', to: 'ready' }))
  })

  it('says no where nobody is given anything', async () => {
    writeFileSync(
      file('hopeless.yaml'),
      readFileSync(example, 'utf8')
        .replace('minimumFidelity: 95 %', 'minimumFidelity: 0.99')
        .replace('minimumFidelity: 0.9\n', 'minimumFidelity: 0.999\n')
    )
    const { code, out } = await call('run', file('hopeless.yaml'), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ requests: [{ errors: { UNSUPP: 1 } }, { errors: { UNSUPP: 1 } }] })
  })
})
