import { readFileSync } from 'node:fs'
import type { Recorder, TraceFields, TraceRecord } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { readScenario } from '../scenario/read/read-scenario.js'
import { runScenario } from '../scenario/run/run-scenario.js'

class Listing implements Recorder {
  readonly records: TraceFields[] = []
  constructor(readonly transitions: boolean) {}
  record(fields: TraceFields): void {
    this.records.push(structuredClone(fields))
  }
}

const file = new URL('../../../../examples/scenarios/repeater-chain.yaml', import.meta.url)
const scenario = readScenario(readFileSync(file, 'utf8'))
const MILLISECOND = 1_000_000

async function play(transitions: boolean, runner: 'actor' | 'generated' = 'generated'): Promise<TraceFields[]> {
  const listing = new Listing(transitions)
  const restart = { kind: 'restart', node: 'west', at: 500 * MILLISECOND } as const
  const meter = { now: () => 0, peakMemoryBytes: () => 0 }
  const played = { ...scenario, duration: 1000 * MILLISECOND, faults: [restart] }
  await runScenario(played, { meter, runner, recorder: () => listing })
  return listing.records
}

describe('transitions of machines in a trace', async () => {
  const records = await play(true)
  type Transition = Extract<TraceRecord, { kind: 'transition' }>
  const transitions = records.filter((record): record is Transition => record.kind === 'transition')

  it('join: each begins where the machine was, and a process that dies leaves none running', () => {
    const states = new Map<string, string>()
    const layers = new Set<string>()
    for (const record of records) {
      if (record.kind === 'restart')
        for (const key of states.keys()) if (key.startsWith(`${record.at} `)) states.delete(key)
      if (record.kind !== 'transition') continue
      const { at, layer, link, table, key, from, to } = record
      const name = [at, layer, link ?? '', table, key].join(' ')
      expect([name, states.get(name) ?? '']).toEqual([name, from])
      states.set(name, to)
      layers.add(layer)
    }
    expect([...layers].sort()).toEqual(['link', 'network', 'physical', 'station'])
  })

  it('are the same by every way to run machines, and change nothing else', async () => {
    expect(transitions.length).toBeGreaterThan(100)
    expect(await play(true, 'actor')).toEqual(records)
    expect(await play(false)).toEqual(records.filter(({ kind }) => kind !== 'transition'))
  })
})
