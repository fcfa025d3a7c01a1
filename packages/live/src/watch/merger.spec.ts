import type { FeedMessage } from '@bellwire/dashboard'
import type { TraceRecord } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Telemetry, WorldView } from '../telemetry/telemetry.js'
import { Merger } from './merger.js'

const MILLISECOND = 1_000_000

function merged() {
  const told: FeedMessage[] = []
  const merger = new Merger((message) => told.push(message))
  const records = () => told.flatMap((message) => (message.type === 'records' ? message.records : []))
  const latest = <T extends FeedMessage['type']>(type: T) =>
    told.findLast((message): message is Extract<FeedMessage, { type: T }> => message.type === type)
  return { merger, told, records, latest }
}

/** What a process says, by a clock that is `ahead` of true time, at a wall time of as many milliseconds. */
function said(at: string, ahead: number, wall: number, records: readonly TraceRecord[] = [], more = {}): Telemetry {
  return { at, now: wall * MILLISECOND + ahead, wall, first: false, records, dropped: 0, samples: [], ...more }
}

function world(wall: number, view: Partial<WorldView> = {}, more = {}): Telemetry {
  return said('world', 0, wall, [], {
    world: { scale: 1, paused: false, pairs: [], cut: [], lying: [], ...view },
    ...more
  })
}

const fault = (at: string, time: number, text: string): TraceRecord => ({ n: 0, at, time, kind: 'fault', fault: text })

const frame = (
  kind: 'frameSent' | 'frameReceived',
  at: string,
  time: number,
  type = 'ADD',
  createId = 0
): TraceRecord => ({
  n: 0,
  at,
  time,
  kind,
  id: 17,
  from: 1,
  to: 2,
  frame: Object.assign({ type }, { createId })
})

describe('what the processes of a network tell', () => {
  it('is told in the order of true time, whatever their clocks read and whoever tells first', () => {
    const happenings = fc.array(fc.record({ party: fc.nat(2), time: fc.nat(900) }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(
        fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -1e9, max: 1e9 }))),
        happenings,
        fc.boolean(),
        (clocks, all, worldFirst) => {
          const { merger, records } = merged()
          if (worldFirst) merger.heard(world(1000))
          clocks.forEach((ahead, party) => {
            const own = all.filter((one) => one.party === party)
            const of = own.map(({ time }) => fault(`p${party}`, time * MILLISECOND + ahead, `${time}`))
            merger.heard(said(`p${party}`, ahead, 1000, of))
          })
          if (!worldFirst) merger.heard(world(1000))
          merger.turn(2000)
          const times = all.map(({ time }) => time * MILLISECOND).sort((one, other) => one - other)
          expect(records().map(({ time }) => time)).toEqual(times)
          expect(records().map(({ n }) => n)).toEqual(times.map((_, index) => index))
        }
      )
    )
  })

  it('waits for what others tell of the time before', () => {
    const { merger, records } = merged()
    merger.heard(world(1000))
    merger.heard(said('a', 0, 1000, [fault('a', 990 * MILLISECOND, 'late')]))
    merger.turn(1000)
    expect(records()).toEqual([])
    merger.heard(said('b', 0, 1050, [fault('b', 980 * MILLISECOND, 'early')]))
    merger.turn(1300)
    expect(records()).toMatchObject([{ fault: 'early' }, { fault: 'late' }])
  })

  it('has frames under the same number where they leave and where they arrive', () => {
    const { merger, records } = merged()
    merger.heard(world(1000))
    const sent = [1, 2].map((time) => frame('frameSent', 'a', time))
    merger.heard(said('a', 0, 1000, [...sent, frame('frameSent', 'a', 3, 'OTHER')]))
    const arrived = [11, 12].map((time) => frame('frameReceived', 'b', time))
    merger.heard(said('b', 0, 1000, [...arrived, frame('frameReceived', 'b', 13, 'UNSEEN')]))
    merger.turn(2000)
    const ids = records().map((record) => 'id' in record && record.id)
    expect(ids.slice(3)).toEqual([ids[0], ids[1], -1])
    expect(new Set(ids.slice(0, 3)).size).toBe(3)
  })

  it('has the right numbers under what arrives where other frames were lost, or records left out', () => {
    // Of each frame: whether its sending is told, and whether its arrival is.
    const told = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(told, (frames) => {
        const { merger, records } = merged()
        merger.heard(world(1000))
        const of = (kind: 'frameSent' | 'frameReceived', at: string, which: 0 | 1, from: number) =>
          frames.flatMap((one, k) => (one[which] ? [frame(kind, at, from + k, 'ADD', k)] : []))
        merger.heard(said('a', 0, 1000, of('frameSent', 'a', 0, 1)))
        merger.heard(said('b', 0, 1000, of('frameReceived', 'b', 1, 10)))
        merger.turn(2000)
        const ids = { frameSent: new Map<number, number>(), frameReceived: new Map<number, number>() }
        for (const record of records())
          if (record.kind === 'frameSent' || record.kind === 'frameReceived')
            ids[record.kind].set((record.frame as unknown as { createId: number }).createId, record.id)
        for (const [k, id] of ids.frameReceived) expect(id).toBe(ids.frameSent.get(k) ?? -1)
      })
    )
  })

  it('says what time it is as the world does: slowly, and not at all while it is paused', () => {
    const { merger, latest } = merged()
    merger.turn(500)
    expect(latest('pace')).toBeUndefined()
    merger.heard(world(1000, { scale: 0.1 }))
    merger.turn(2250)
    expect(latest('pace')).toMatchObject({ time: 1100 * MILLISECOND, speed: 0.1, reached: 0.1, paused: false })
    merger.heard({ ...world(3000, { scale: 0.1, paused: true }), now: 1200 * MILLISECOND })
    merger.turn(9000)
    expect(latest('pace')).toMatchObject({ time: 1200 * MILLISECOND, speed: 0.1, reached: 0, paused: true })
  })

  it('says who has died, and who is there again', () => {
    const { merger, latest, records } = merged()
    merger.heard(world(1000, { cut: [3], lying: ['west'] }))
    merger.heard(said('a', 0, 1000, [], { first: true }))
    merger.gone('a', 1100)
    merger.gone('a', 1200)
    expect(latest('faults')).toEqual({ type: 'faults', cut: [3], lying: ['west'], down: ['a'] })
    const restart: TraceRecord = { n: 0, at: 'a', time: 5, kind: 'restart', incarnation: 9 }
    merger.heard({ ...said('a', 0, 1500, [restart], { first: true }), now: 10 })
    expect(latest('faults')).toMatchObject({ down: [] })
    merger.turn(2000)
    expect(records()).toMatchObject([
      { kind: 'event', name: 'crashed', at: 'a', time: 1100 * MILLISECOND },
      { kind: 'restart', time: 1500 * MILLISECOND - 5 }
    ])
  })

  it('knows another world by its time', () => {
    const { merger } = merged()
    expect(merger.isOfAnother(world(1000, {}, { first: true }))).toBe(false)
    merger.heard(world(1000))
    expect(merger.isOfAnother(world(3000, {}, { first: true }))).toBe(false)
    expect(merger.isOfAnother(said('a', 5, 3000, [], { first: true }))).toBe(false)
    expect(merger.isOfAnother(world(3000, {}, { first: true, now: 2000 * MILLISECOND }))).toBe(true)
  })

  it('says how many records were left out, and keeps no more than it can', () => {
    const { merger, latest, records } = merged()
    merger.heard(world(1000))
    const many = Array.from({ length: 25_000 }, (_, index) => fault('a', index, ''))
    merger.heard(said('a', 0, 1000, many, { dropped: 7 }))
    merger.turn(2000)
    const { dropped } = latest('pace')!
    expect(dropped! + records().length).toBe(25_007)
    expect(records().length).toBeLessThanOrEqual(20_000)
  })

  it('says how many were left out of what came before it was known what time it is', () => {
    const { merger, latest, records } = merged()
    for (let k = 0; k < 300; k++) {
      const at = k % 2 === 0 ? 'a' : 'b'
      merger.heard(
        said(at, 0, k, [fault(at, k * MILLISECOND, 'one'), fault(at, k * MILLISECOND, 'two')], { dropped: 1 })
      )
    }
    merger.gone('b', 400)
    merger.heard(world(1000))
    merger.turn(2000)
    // With that of its death.
    expect(latest('pace')!.dropped! + records().length).toBe(901)
  })
})
