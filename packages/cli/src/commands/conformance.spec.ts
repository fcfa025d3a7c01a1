import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { bellwire } from '../bellwire.js'

const folder = mkdtempSync(join(tmpdir(), 'bellwire-conformance-'))
/** A node in a process of its own that never does anything. */
const silent = join(folder, 'silent.json')
const node = fileURLToPath(new URL('../../../../conformance/test/faulty-node.mjs', import.meta.url))
writeFileSync(silent, JSON.stringify({ command: [process.execPath, node, 'none'] }))

afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
  const code = await bellwire(['conformance', ...args])
  vi.restoreAllMocks()
  return { code, out, err }
}

describe('bellwire conformance', () => {
  it('keeps the traces of runs that do not pass, and plays them again', async () => {
    const traces = join(folder, 'traces')
    const judged = await call(
      '--iut',
      silent,
      '--case',
      'physical/greets',
      '--seeds',
      '1',
      '--traces',
      traces,
      '--json'
    )
    expect(judged.code).toBe(1)
    const [one] = (JSON.parse(judged.out) as { cases: { notPassed: { trace: string }[] }[] }).cases
    const trace = one?.notPassed[0]?.trace ?? ''
    expect(trace).toBe(join(traces, 'physical_greets.seed-1.ndjson'))
    expect(readdirSync(traces)).toContain('physical_greets.seed-1.ndjson')

    const again = await call('replay', trace, '--iut', silent)
    expect(again.out).toContain('The node does the same again, to the byte.')
    expect(again.out).toContain('now fail')
    expect(again.code).toBe(1)

    const right = await call('replay', trace, '--json')
    expect(JSON.parse(right.out)).toMatchObject({ same: false, judged: 'node', verdict: 'pass', findings: [] })
    expect(JSON.parse(right.out)).toMatchObject({
      difference: { event: 1, expected: 'nothing more', got: 'resets its hardware' }
    })
    expect(right.code).toBe(0)
  })

  it('keeps none of a node that passes', async () => {
    const traces = join(folder, 'none')
    const { code } = await call('--case', 'physical/greets', '--seeds', '2', '--traces', traces)
    expect([code, readdirSync(traces)]).toEqual([0, []])
  })

  it.each<[string[], number, RegExp]>([
    [['replay'], 3, /replay is no action with a trace; accepted: replay TRACE/],
    [['play', 'x'], 3, /play is no action with a trace; accepted: replay TRACE/],
    [['replay', 'x', '--seeds', '2'], 3, /--seeds has no meaning with replay; accepted: --iut, --json/],
    [['replay', join(folder, 'no-file')], 3, /no-file cannot be read \(ENOENT\)/],
    [['replay', silent], 3, /line 1 of the trace is not as conformance\/docs\/traces\.md says/],
    [['--traces', join(silent, 'x')], 3, /--traces is .*; accepted: a folder/],
    [['--role', 'x'], 3, /--role is x; accepted: node, station/],
    [['--seeds', '0'], 3, /--seeds is 0; accepted: an integer from 1 to/],
    [['--case', 'x'], 3, /--case is x; accepted: the beginning of a case's name/],
    [['--again', '1/2'], 3, /--again is 1\/2 with --case undefined; accepted: what was printed/],
    [['--x'], 3, /--x is not a flag of conformance/]
  ])('says what is wrong with %j', async (args, code, message) => {
    const said = await call(...args)
    expect(said.code).toBe(code)
    expect(said.err).toMatch(message)
  })
})
