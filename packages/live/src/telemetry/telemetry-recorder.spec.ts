import type { TraceFields } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { TelemetryRecorder } from './telemetry-recorder.js'

const at = 'alice'

const moved = (key: number, from: string, to: string): TraceFields => ({
  kind: 'transition',
  at,
  layer: 'link',
  link: 1,
  table: 'pair',
  key,
  from,
  to,
  event: 'x'
})

const link = (state: string): TraceFields => ({ kind: 'linkState', at, link: 1, state, epoch: 1, expected: 0 })

const frame = (id: number): TraceFields => ({
  kind: 'frameSent',
  at,
  id,
  from: 1,
  to: 2,
  frame: { type: 'KEEPALIVE' }
})

function made() {
  let now = 0
  const recorder = new TelemetryRecorder({ now: () => (now += 1) })
  return recorder
}

describe('the recorder of those who watch', () => {
  it('keeps nothing while nobody watches but how links stand, and whom to ask for machines (MGT-024)', () => {
    const recorder = made()
    recorder.record({ kind: 'restart', at, incarnation: 7 })
    const states: { table: string; key: number; state: string }[] = []
    const machines = { states: () => states }
    recorder.runs({ at, layer: 'link', link: 1 }, machines)
    expect(recorder.idle).toBe(true)
    for (let key = 0; key < 5000; key++) recorder.record(frame(key))
    states.push({ table: 'pair', key: 42, state: 'waiting' })
    recorder.record(link('DOWN'))
    recorder.record(link('READY'))
    expect(recorder.take()).toEqual({ records: [], dropped: 0 })
    expect(recorder.standing()).toMatchObject([
      { kind: 'restart', incarnation: 7 },
      { kind: 'linkState', state: 'READY' },
      { kind: 'transition', at, layer: 'link', link: 1, table: 'pair', key: 42, from: '', to: 'waiting' }
    ])
    recorder.record({ kind: 'restart', at, incarnation: 8 })
    expect(recorder.standing()).toMatchObject([{ kind: 'restart', incarnation: 8 }])
  })

  it('leaves out what shows how things go before what is counted, says how much, and how it stands all the same (MGT-022)', () => {
    const recorder = made()
    recorder.watched = true
    for (let key = 0; key < 5000; key++) recorder.record(frame(key))
    recorder.record(moved(1, 'waiting', 'measuring'))
    recorder.record(moved(1, 'measuring', 'held'))
    recorder.record(link('READY'))
    const { records, dropped } = recorder.take()
    const frames = records.filter(({ kind }) => kind === 'frameSent').length
    expect(dropped).toBe(5000 - frames + 2)
    expect(frames).toBeLessThan(1000)
    expect(records.filter(({ kind }) => kind !== 'frameSent')).toMatchObject([
      { kind: 'linkState', state: 'READY' },
      { kind: 'transition', key: 1, to: 'held' }
    ])
    expect(recorder.take()).toEqual({ records: [], dropped: 0 })
  })

  it('tells nothing of before to those who begin to watch, and nothing of what only a trace needs', () => {
    const recorder = made()
    recorder.watched = true
    recorder.record(frame(1))
    recorder.watched = false
    recorder.watched = true
    recorder.record({ kind: 'timer', at, table: 'pair', key: 1, delay: 'd' })
    recorder.record({ kind: 'deviceCommand', at, type: 'halt', link: 1 })
    expect(recorder.take()).toEqual({ records: [], dropped: 0 })
  })
})
