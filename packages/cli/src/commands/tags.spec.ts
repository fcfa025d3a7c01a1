import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figuresOf, runScenario, Sweep, SweepResults } from '@bellwire/simulation'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { bellwire } from '../bellwire.js'
import { readerBeside } from '../files.js'
import { scenarioOfFile } from '../scenario-file.js'
import { SweepFile } from '../sweep/sweep-file.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-tags-'))
const file = (name: string): string => join(folder, name)

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const meter = { now: () => 0, peakMemoryBytes: () => 0 }

const SCENARIO = `
name: photon pairs
seed: 5
duration: 250 ms
nodes:
  - { name: alice, qubits: 1, clock: { offset: 30 us, drift: 200 ppb } }
  - { name: bob, qubits: 1, clock: { offset: -10 us, drift: -300 ppb } }
stations:
  - name: source
links:
  - a: alice
    b: bob
    station: source
    length: 2 km
    model:
      kind: pair-source
      brightness: 200 kHz
      visibility: [98 %, 96 %]
      coincidenceWindow: 400 ps
      clockSearch: { offset: 100 us }
      detectors: { efficiency: 60 %, darkCounts: 500 cps, jitter: 60 ps, deadTime: 40 ns }
requests:
  - from: alice
    to: bob
    kind: measure
    number: continuous
    minimumFidelity: 85 %
    bases: { from: { random: XZ }, to: { random: XZ } }
`

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const code = await bellwire(args)
  vi.restoreAllMocks()
  return { code, out, err }
}

function scenario(name: string, text: string): string {
  writeFileSync(file(name), text)
  return file(name)
}

const withTags = (a: string, b: string) =>
  SCENARIO.replace('      coincidenceWindow', `      tags: { a: ${a}, b: ${b} }\n      coincidenceWindow`)

/** What a run's report says of everything that its course decides. */
async function played(path: string) {
  const { code, out, err } = await call('run', path, '--json')
  expect([code, err]).toEqual([0, ''])
  const { requests, pairs, events, notices } = JSON.parse(out)
  return { requests, pairs, events, notices }
}

it('writes the tags of a link, which give the same run in the model’s place', async () => {
  const model = scenario('model.yaml', SCENARIO)
  for (const form of [[], ['--binary']]) {
    const { code, out } = await call(
      'tags',
      model,
      '--a',
      file('a.tags'),
      '--b',
      file('b.tags'),
      '--time',
      '300 ms',
      ...form
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^\S*a\.tags: \d{5} tags\n\S*b\.tags: \d{5} tags\n$/)
    const [replayed, made] = [await played(scenario('replay.yaml', withTags('a.tags', 'b.tags'))), await played(model)]
    expect(made.requests[0].delivered).toBeGreaterThan(2000)
    expect({ ...replayed, events: 0 }).toEqual({ ...made, events: 0 })
  }
  expect(readFileSync(file('a.tags')).subarray(0, 8).toString()).toBe('BWTAGS1\n')
})

it('ends a replay as dark where the recording does, and says so', async () => {
  await call('tags', scenario('model.yaml', SCENARIO), '--a', file('a'), '--b', file('b'), '--time', '150 ms')
  const { requests, notices } = await played(scenario('replay.yaml', withTags('a', 'b')))
  expect(notices).toEqual(['alice-bob: the recording of tags is over'])
  expect(requests[0].delivered).toBeGreaterThan(500)
  const text = await call('run', file('replay.yaml'))
  expect(text.out).toContain('\nalice-bob: the recording of tags is over\n')
})

it.each([
  [
    '5 Z0\n4 Z0\n',
    /links\[0\]\.model\.tags\.a is line 2 of bad: 4; accepted: a time not before that of the tag above, 5/
  ],
  [undefined, /links\[0\]\.model\.tags\.a is "bad" \(ENOENT\); accepted: the name of a file of time tags/]
])('names what is wrong with a file of tags: %j', async (text, message) => {
  rmSync(file('bad'), { force: true })
  if (text !== undefined) writeFileSync(file('bad'), text)
  writeFileSync(file('good'), '5 Z0\n')
  const { code, err } = await call('run', scenario('replay.yaml', withTags('bad', 'good')))
  expect(code).toBe(2)
  expect(err).toMatch(message)
})

it.each<[string, string[], RegExp]>([
  [SCENARIO, ['--link', 'alice-carol'], /the link is alice-carol; accepted: alice-bob\n/],
  [SCENARIO, ['--time', '2 m'], /--time is 2 m; accepted: a time such as '2 s'/],
  [SCENARIO.replace('drift: 200 ppb', 'wander: { rate: 1 ppb, interval: 1 ms }'), [], /the clock of alice wanders/],
  [
    SCENARIO.replace(/model:[^]*requests:/, 'model: { kind: ideal, attempts: 3, fidelity: 1 }\nrequests:'),
    [],
    /accepted: a link with a pair source, of which there is none/
  ]
])('refuses what it has no tags of', async (text, args, message) => {
  const { code, err } = await call('tags', scenario('wrong.yaml', text), '--a', file('c'), '--b', file('d'), ...args)
  expect(code).toBe(2)
  expect(err).toMatch(message)
})

it('gives the same run in a sweep, and does not travel over NATS', async () => {
  const model = scenario('swept-model.yaml', SCENARIO)
  await call('tags', model, '--a', file('c.tags'), '--b', file('d.tags'))
  const tagged = scenario('swept.yaml', withTags('c.tags', 'd.tags'))
  const text = readFileSync(tagged, 'utf8')
  const sweep = new Sweep({ text, vary: ['nodes[0].qubits=1'], read: readerBeside(tagged) })
  const { report: swept } = await runScenario(sweep.scenario(0), { seed: 1, meter })
  const { report: alone } = await runScenario(scenarioOfFile(tagged), { seed: 1, meter })
  expect(figuresOf(swept)).toEqual(figuresOf(alone))
  expect(figuresOf(swept)['alice-bob.delivered']).toBeGreaterThan(0)
  // A sweep with other tags is another sweep.
  const kept = file('kept.ndjson')
  SweepFile.open(kept, sweep, '1', new SweepResults(sweep)).close()
  SweepFile.open(kept, sweep, '1', new SweepResults(sweep)).close()
  writeFileSync(file('d.tags'), readFileSync(file('c.tags')))
  const other = new Sweep({ text, vary: ['nodes[0].qubits=1'], read: readerBeside(tagged) })
  expect(() => SweepFile.open(kept, other, '1', new SweepResults(other))).toThrow(/its scenario is another; accepted: /)
  const remote = await call('sweep', tagged, '--vary', 'nodes[0].qubits=1', '--nats', 'nats://nowhere.example')
  expect(remote.code).toBe(2)
  expect(remote.err).toContain('links[0].model.tags.a is "c.tags" (files do not travel with --nats); accepted: ')
})
