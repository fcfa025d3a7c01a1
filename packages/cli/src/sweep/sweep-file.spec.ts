import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '@bellwire/runtime'
import { type RunFigures, Sweep, SweepResults, type SweepSummary } from '@bellwire/simulation'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { WrongUse } from '../errors.js'
import { type PointRun, playSweep } from './play-sweep.js'
import { taskOf } from './players.js'
import type { Lane } from './run-all.js'
import { SweepFile } from './sweep-file.js'

const text = readFileSync(new URL('../../../../examples/scenarios/ideal-link.yaml', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'bellwire-sweep-'))
const path = join(folder, 'runs.ndjson')
afterAll(() => rmSync(folder, { recursive: true }))

const sweepOf = (vary = 'links[0].length=1 km,2 km,3 km', seed: number | string = 1): Sweep =>
  new Sweep({ text, vary: [vary, 'nodes[0].qubits=1,2'], seed })
const sweep = sweepOf()
const RUNS = 3
const ALL = sweep.size * RUNS

/** Figures that only the seed decides, some of them not there, after a few turns of the event loop. */
function lane(turns: number): Lane<PointRun, RunFigures> {
  return {
    async run(job) {
      const { seed, scenario } = taskOf(sweep, job)
      for (let turn = turns; turn > 0; turn--) await Promise.resolve()
      const random = createRandom(seed).stream('figures')
      return {
        length: scenario.links[0]!.length ?? null,
        normal: random.normal(),
        sometimes: random.bernoulli(0.5) ? random.uniform() : null
      }
    }
  }
}

/** Plays what the file does not have; stops after so many runs as one that is interrupted. */
async function play(
  turns: readonly number[],
  stopAfter = Infinity
): Promise<{ played: number; summary: SweepSummary }> {
  const results = new SweepResults(sweep)
  const file = SweepFile.open(path, sweep, '1.0.0', results)
  const stop = new AbortController()
  let played = 0
  await playSweep(sweep, {
    runs: RUNS,
    lanes: turns.map(lane),
    results,
    signal: stop.signal,
    finished: (point, run, figures) => {
      file.append(sweep, point, run, figures)
      played += 1
      if (played >= stopAfter) stop.abort()
    },
    failed: (_point, _run, error) => {
      throw error
    }
  })
  file.close()
  return { played, summary: results.summary(RUNS) }
}

const lanes = fc.array(fc.nat(5), { minLength: 1, maxLength: 3 })

describe('a sweep that keeps its runs', () => {
  it('gives the same by one, two and three workers', async () => {
    const results = []
    for (const turns of [[1], [2, 1], [5, 0, 3]]) {
      rmSync(path, { force: true })
      const { played, summary } = await play(turns)
      expect(played).toBe(ALL)
      results.push(JSON.stringify(summary))
    }
    expect(new Set(results).size).toBe(1)
  })

  it('gives the same when it is interrupted and resumed, wherever its file was torn', async () => {
    rmSync(path, { force: true })
    const { summary } = await play([1])
    const cut = fc.record({
      stopAfter: fc.integer({ min: 1, max: ALL }),
      torn: fc.nat(3000),
      first: lanes,
      second: lanes
    })
    await fc.assert(
      fc.asyncProperty(cut, async ({ stopAfter, torn, first, second }) => {
        rmSync(path, { force: true })
        const before = await play(first, stopAfter)
        expect(before.played).toBeGreaterThanOrEqual(Math.min(stopAfter, ALL))
        const bytes = readFileSync(path)
        const kept = bytes.subarray(0, Math.max(0, bytes.length - torn))
        writeFileSync(path, kept)
        const lines = kept.toString('utf8').split('\n').length - 2
        const resumed = await play(second)
        expect(resumed.played).toBe(ALL - Math.max(0, lines))
        expect(resumed.summary).toEqual(summary)
        const again = await play(second)
        expect(again).toEqual({ played: 0, summary })
      }),
      { seed: 1, numRuns: 40 }
    )
  })

  it('writes one line that says what it is, and one for each run', async () => {
    rmSync(path, { force: true })
    await play([1])
    const [header, ...lines] = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(header).toEqual({
      sweep: 'one ideal link',
      version: '1.0.0',
      scenario: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      vary: 'links[0].length=1 km,2 km,3 km; nodes[0].qubits=1,2',
      seed: '1'
    })
    expect(lines).toHaveLength(ALL)
    expect(lines[0]).toMatchObject({
      point: 0,
      at: { 'links[0].length': '1 km', 'nodes[0].qubits': 1 },
      run: 0,
      seed: '1/sweep/links[0].length=1 km, nodes[0].qubits=1/0'
    })
  })
})

describe('a file that is not of the sweep', () => {
  const open =
    (other: Sweep, version = '1.0.0') =>
    () =>
      SweepFile.open(path, other, version, new SweepResults(other))
  const own = async (): Promise<string> => {
    rmSync(path, { force: true })
    await play([1])
    return readFileSync(path, 'utf8')
  }

  it('is refused by name, and stays as it is', async () => {
    const before = await own()
    const refused: [() => SweepFile, RegExp][] = [
      [open(sweepOf(undefined, 2)), /of 'one ideal link': its seed is another, "1" and not "2"; accepted: /],
      [open(sweepOf('links[0].length=1 km')), /its grid is another, "links\[0\].* and not "links/],
      [open(sweep, '1.0.1'), /its version of Bellwire is another, "1\.0\.0" and not "1\.0\.1"/],
      [
        open(
          new Sweep({ text: text.replace('98', '97'), vary: ['links[0].length=1 km,2 km,3 km', 'nodes[0].qubits=1,2'] })
        ),
        /its scenario is another; accepted: the file of this sweep, or one that does not exist$/
      ]
    ]
    for (const [opening, message] of refused) {
      expect(opening).toThrow(WrongUse)
      expect(opening).toThrow(message)
    }
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  it.each([
    ['a text', 'hello'],
    ['a text of lines', 'hello\nyou\n'],
    ['other JSON', '{"a":1}\n'],
    ['no object', 'null\n']
  ])('is refused where it holds %s', (_, content) => {
    writeFileSync(path, content)
    expect(open(sweep)).toThrow(/runs\.ndjson is something else in line 1; accepted: /)
    expect(readFileSync(path, 'utf8')).toBe(content)
  })

  it.each(['no JSON', '{}', '{"point":6,"run":0,"figures":{}}', '{"point":0,"run":0,"figures":{"x":"1"}}'])(
    'is refused where one of its lines is %s',
    async (line) => {
      const [header] = (await own()).split('\n')
      const content = `${header}\n{"point":0,"run":0,"figures":{"x":1}}\n${line}\n`
      writeFileSync(path, content)
      expect(open(sweep)).toThrow(/is something else in line 3; accepted: /)
      expect(readFileSync(path, 'utf8')).toBe(content)
    }
  )
})
