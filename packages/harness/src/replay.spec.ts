import { readFileSync } from 'node:fs'
import {
  CASES,
  findingsOf,
  type Output,
  type Reaction,
  replay,
  runCase,
  runStationCase,
  STATION_CASES,
  type Trace
} from '@bellwire/conformance'
import { HarnessError, readTrace, writeTrace } from '@bellwire/conformance/runner'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'
import { StationSubject } from './station-subject.js'

/** Says of every pair that it is Φ+. */
class Flattering extends NodeSubject {
  override async input(...given: Parameters<NodeSubject['input']>): Promise<Reaction> {
    const { outputs, wake } = await super.input(...given)
    return { outputs: outputs.map(flattered), wake }
  }
}

function flattered(output: Output): Output {
  return output.type === 'answer' && output.answer.type === 'ok'
    ? { ...output, answer: { ...output.answer, bellIndex: 0 } }
    : output
}

/** Throws when the first success is told to it. */
class Fragile extends NodeSubject {
  #inputs = 0

  override async input(...given: Parameters<NodeSubject['input']>): Promise<Reaction> {
    if (++this.#inputs > 20) throw new TypeError('it is broken')
    return super.input(...given)
  }
}

async function traceOf(node: NodeSubject, name: string, seed = 1): Promise<Trace> {
  const traces: Trace[] = []
  const one = CASES.find((each) => each.name === name)
  if (one === undefined) throw new Error(`there is no case ${name}`)
  await runCase(node, one, seed, (trace) => void traces.push(trace)).catch(() => undefined)
  return traces[0] as Trace
}

const stored = (trace: Trace): Trace => readTrace(writeTrace(trace)).trace

describe('a trace', () => {
  it.each(['link/every-bell-index', 'link/anything-measured', 'link/anything'])(
    'of the reference is the same again, to the byte: %s',
    async (name) => {
      for (const seed of [1, 2]) {
        const trace = stored(await traceOf(new NodeSubject(), name, seed))
        expect(trace.events.length).toBeGreaterThan(50)
        expect(await replay(trace, new NodeSubject())).toEqual({
          difference: undefined,
          judged: 'tape',
          verdict: 'pass',
          findings: []
        })
      }
    }
  )

  it('of the station is the same again, to the byte', async () => {
    for (const one of STATION_CASES) {
      const traces: Trace[] = []
      await runStationCase(new StationSubject(), one, 1, (trace) => void traces.push(trace))
      const trace = stored(traces[0] as Trace)
      expect(trace.events.length).toBeGreaterThan(1)
      expect(await replay(trace, new StationSubject())).toMatchObject({
        difference: undefined,
        judged: 'tape',
        verdict: 'pass'
      })
    }
  })

  it('has the requests, what the node did on each, and whatever else the tester knew', async () => {
    const trace = await traceOf(new Flattering(), 'link/every-bell-index')
    expect(trace.events.map(({ n }) => n)).toEqual(trace.events.map((_, index) => index + 1))
    expect(trace.events[0]).toMatchObject({ kind: 'request', request: { verb: 'start' } })
    expect(trace.events.some((event) => event.kind === 'seen' && event.seen.kind === 'herald')).toBe(true)
    for (const { event } of findingsOf(trace).filter(({ message }) => message.startsWith('pair')))
      expect(trace.events[event - 1]).toMatchObject({
        kind: 'output',
        output: { type: 'answer', answer: { type: 'ok' } }
      })
  })

  it('is what it was when it has been written and read', async () => {
    const trace = await traceOf(new Flattering(), 'link/every-bell-index')
    expect(stored(trace)).toEqual(trace)
  })

  it('of a wrong node has the same accusation at the same event when it is played again', async () => {
    const trace = stored(await traceOf(new Flattering(), 'link/every-bell-index'))
    const found = await replay(trace, new Flattering())
    expect(found).toMatchObject({ difference: undefined, judged: 'tape', verdict: 'fail' })
    expect(found.findings).toEqual(findingsOf(trace))
  })

  it('is judged by the case as it goes on where the node does something else', async () => {
    const trace = stored(await traceOf(new Flattering(), 'link/every-bell-index'))
    const found = await replay(trace, new NodeSubject())
    expect(found).toMatchObject({ judged: 'node', verdict: 'pass', findings: [] })
    const { event, expected, got } = found.difference ?? {}
    expect(event).toBe(findingsOf(trace)[0]?.event)
    expect([expected, got]).toMatchObject([
      { output: { answer: { bellIndex: 0 } } },
      { output: { answer: { type: 'ok' } } }
    ])
  })

  it('of a node that breaks down says so again, and passes where it does not break down', async () => {
    const trace = stored(await traceOf(new Fragile(), 'link/every-bell-index'))
    expect(trace).toMatchObject({ verdict: 'error', reason: 'it is broken' })
    expect(await replay(trace, new Fragile())).toMatchObject({
      difference: undefined,
      verdict: 'error',
      judged: 'trace'
    })
    expect(await replay(trace, new NodeSubject())).toMatchObject({
      difference: { expected: { deed: 'failure', message: 'it is broken' } },
      judged: 'node',
      verdict: 'pass'
    })
  })

  it('of a case that this suite does not have, or plays otherwise, stands as long as the node does the same', async () => {
    const trace = await traceOf(new Flattering(), 'link/every-bell-index')
    for (const other of [
      { ...trace, case: 'link/none' },
      { ...trace, case: 'link/anything-measured' }
    ]) {
      expect(await replay(other, new Flattering())).toMatchObject({ judged: 'trace', verdict: 'fail' })
      expect(await replay(other, new NodeSubject())).toMatchObject({ judged: 'trace', verdict: 'inconclusive' })
    }
  })
})

describe('a stored trace of a wrong node', () => {
  const text = readFileSync(new URL('../../../conformance/test/traces/psi-exchanged.ndjson', import.meta.url), 'utf8')
  const { trace, suite } = readTrace(text)

  it('says by which suite it was made, and of what it accuses the node', () => {
    expect(suite.hash).toMatch(/^[0-9a-f]{12}$/)
    expect(findingsOf(trace)[0]).toMatchObject({ requirement: 'LNK-008' })
    expect(trace.verdict).toBe('fail')
  })

  it('is not what the reference does', async () => {
    const found = await replay(trace, new NodeSubject())
    expect(found.difference).toBeDefined()
    expect(found.verdict).not.toBe('fail')
  })

  it.each<[string, (lines: readonly string[]) => readonly string[], string]>([
    ['is cut off', (lines) => lines.slice(0, 20), 'the last line of the trace is not as'],
    ['lacks an event', (lines) => lines.toSpliced(5, 1), 'line 6 of the trace is event 6; expected is 5'],
    ['lacks events at its end', (lines) => lines.toSpliced(-2, 1), 'by its last line it is to have'],
    ['is of another format', (lines) => ['{}', ...lines.slice(1)], 'line 1 of the trace is not as'],
    ['has a line that is no JSON', (lines) => lines.with(3, '{'), 'line 4 of the trace is not as']
  ])('that %s is refused', (_what, change, message) => {
    expect(() => readTrace(change(text.trimEnd().split('\n')).join('\n'))).toThrow(message)
    expect(() => readTrace(change(text.trimEnd().split('\n')).join('\n'))).toThrow(HarnessError)
  })
})
