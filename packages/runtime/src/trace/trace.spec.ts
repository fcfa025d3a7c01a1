import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from './checksum.js'
import { fromNdjson, toNdjson } from './ndjson.js'
import { copyPlain, type Plain } from './plain.js'
import type { TraceFields, TraceRecord } from './record.js'
import { MemoryRecorder, StreamRecorder } from './recorder.js'
import { decodeTrace, encodeTrace, join } from './trace-file.js'
import { TraceError } from './trace-error.js'

const name = fc.stringMatching(/^[a-z][a-z ;#<>&"é☂-]{0,8}$/)
const count = fc.oneof(fc.nat(100), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))
const plain = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Plain>(null, true, false, 0.1),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    name,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true })
  )
})).value
const frame = fc.dictionary(name, plain, { noNullPrototype: true }).map((fields) => ({ ...fields, type: 'ADD' }))
const fields: fc.Arbitrary<TraceFields> = fc.oneof(
  fc.record({ kind: fc.constant('frameSent' as const), at: name, id: count, from: count, to: count, frame }),
  fc.record({ kind: fc.constant('timer' as const), at: name, table: name, key: fc.oneof(name, count), delay: name }),
  fc.record({
    kind: fc.constant('ok' as const),
    at: name,
    link: count,
    createId: count,
    origin: count,
    requestKind: count,
    epoch: count,
    sequence: count,
    bellIndex: fc.nat(3),
    qubit: fc.option(count),
    final: fc.boolean()
  }),
  fc.record({
    kind: fc.constant('event' as const),
    at: name,
    name,
    fields: fc.dictionary(name, plain, { noNullPrototype: true })
  })
)

class TickingClock {
  time = 0
  now() {
    return (this.time += 17)
  }
}

function recorded(list: readonly TraceFields[]): MemoryRecorder {
  const recorder = new MemoryRecorder({ clock: new TickingClock() })
  for (const item of list) recorder.record(item)
  return recorder
}

function stamped(list: readonly TraceFields[]): TraceRecord[] {
  return list.map((item, n) => ({ n, time: 17 * (n + 1), ...item }))
}

/** Whether two arrays hold the same bytes; comparing by `toEqual` is slow. */
function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** Enough records for several chunks, alike enough to be compact. */
const LONG: TraceFields[] = Array.from({ length: 700 }, (_, index) =>
  index % 2 === 0
    ? { kind: 'timer', at: 'alice', table: 'request', key: index, delay: 'retry' }
    : { kind: 'frameSent', at: 'bob', id: index, from: 1, to: 2, frame: { type: 'REPLY', sequence: index } as never }
)

describe('recording', () => {
  it('gives back what was recorded, numbered and timed', () => {
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 20, size: 'max' }), (list) => {
        const recorder = recorded(list)
        expect([...recorder.records()]).toEqual(stamped(list))
        expect(recorder.length).toBe(list.length)
      }),
      { numRuns: 100, seed: 1 }
    )
    expect([...recorded(LONG).records()]).toEqual(stamped(LONG))
  })

  it('gives the same bytes for the same records, recorded, streamed or encoded, at once or in parts', () => {
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 20, size: 'max' }), fc.nat(700), (list, cut) => {
        const all = [...LONG.slice(0, cut), ...list]
        const bytes = encodeTrace(stamped(all))
        const recorder = new MemoryRecorder({ clock: new TickingClock() })
        all.forEach((item, index) => {
          if (index === cut >> 1) recorder.encode()
          recorder.record(item)
        })
        expect(same(recorder.encode(), bytes)).toBe(true)
        const parts: Uint8Array[] = []
        const stream = new StreamRecorder({ clock: new TickingClock() }, (part) => parts.push(part))
        for (const item of all) stream.record(item)
        expect(same(join([...parts, stream.ending()]), bytes)).toBe(true)
        expect(same(encodeTrace(decodeTrace(bytes)), bytes)).toBe(true)
      }),
      { numRuns: 20, seed: 2 }
    )
  })

  it('goes on after the trace was looked at', () => {
    const recorder = recorded(LONG.slice(0, 300))
    recorder.encode()
    expect([...recorder.records()].length).toBe(300)
    recorder.record(LONG[300] as TraceFields)
    expect([...recorder.records()].length).toBe(301)
  })

  it('copies what it is given', () => {
    const recorder = new MemoryRecorder({ clock: { now: () => 0 } })
    const list = [1]
    recorder.record({ kind: 'event', at: 'a', name: 'b', fields: { list } })
    list.push(2)
    expect([...recorder.records()][0]).toMatchObject({ fields: { list: [1] } })
  })

  it('stamps wall time when it is given one', () => {
    const recorder = new MemoryRecorder({ clock: { now: () => 5 }, wallTime: () => 1_700_000_000_000 })
    recorder.record({ kind: 'restart', at: 'alice', incarnation: 3 })
    expect([...recorder.records()]).toEqual([
      { n: 0, time: 5, wallTime: 1_700_000_000_000, at: 'alice', kind: 'restart', incarnation: 3 }
    ])
  })

  it('is compact', () => {
    expect(recorded(LONG).encode().length / LONG.length).toBeLessThan(50)
  })

  it('refuses whatever is not plain, by field, without showing it', () => {
    class Secret {
      readonly #value = 'hidden'
      reveal() {
        return this.#value
      }
      toJSON() {
        return '[secret]'
      }
    }
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const bad: unknown[] = [
      new Secret(),
      () => 'hidden',
      Symbol('hidden'),
      1n,
      new Map(),
      new Date(0),
      new Uint8Array(1),
      Number.NaN,
      Infinity,
      circle
    ]
    const recorder = new MemoryRecorder({ clock: { now: () => 0 } })
    for (const value of bad) {
      for (const content of [{ outcome: value }, { outcome: [0, { inner: value }] }]) {
        const attempt = () => recorder.record({ kind: 'event', at: 'a', name: 'b', fields: content as never })
        expect(attempt).toThrow(TraceError)
        expect(attempt).toThrow(/event\.fields/)
        expect(attempt).not.toThrow(/hidden/)
      }
    }
    // @ts-expect-error a secret is not a frame
    const send = () => recorder.record({ kind: 'frameSent', at: 'a', id: 0, from: 1, to: 2, frame: new Secret() })
    expect(send).toThrow(TraceError)
    expect(recorder.length).toBe(0)
  })

  it('drops fields that are undefined and takes minus zero for zero', () => {
    const copy = copyPlain({ a: undefined, b: -0, c: [null, -0] }, 'x')
    expect(copy).toStrictEqual({ b: 0, c: [null, 0] })
    expect(() => copyPlain(JSON.parse('{"__proto__": 1}'), 'x')).toThrow(/__proto__/)
    expect(copyPlain(Object.assign(Object.create(null), { a: 1 }), 'x')).toStrictEqual({ a: 1 })
  })
})

describe('trace files', () => {
  const bytes = encodeTrace(stamped(LONG))
  const read = (file: Uint8Array, options = {}) => [...decodeTrace(file, options)]
  const code = (file: Uint8Array): string => {
    try {
      read(file)
    } catch (error) {
      if (error instanceof TraceError) return error.code
      throw error
    }
    return 'read'
  }

  it('notices every changed byte', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const damaged = bytes.slice()
        damaged[index] = (damaged[index] as number) ^ change
        expect(code(damaged)).toMatch(index < 7 ? /NOT_A_TRACE/ : index === 7 ? /VERSION/ : /DAMAGED|TRUNCATED/)
      }),
      { numRuns: 300, seed: 3 }
    )
  })

  it('notices every missing end, and reads what comes before it when asked', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        const part = bytes.subarray(0, length)
        expect(code(part)).toBe(length < 8 ? 'TRACE_NOT_A_TRACE' : 'TRACE_TRUNCATED')
        if (length < 8) return
        const records = read(part, { truncated: true })
        expect(records).toEqual(stamped(LONG).slice(0, records.length))
        expect([0, 256, 512, 700]).toContain(records.length)
      }),
      { numRuns: 100, seed: 4 }
    )
    expect(read(bytes.subarray(0, bytes.length - 1), { truncated: true }).length).toBe(700)
  })

  it('notices bytes after the end, a wrong count, and records out of order', () => {
    expect(code(join([bytes, Uint8Array.of(0)]))).toBe('TRACE_DAMAGED')
    expect(code(encodeTrace(stamped(LONG).slice(1)))).toBe('TRACE_RECORD')
    expect(code(encodeTrace([]))).toBe('read')
    expect(code(new TextEncoder().encode('{"n":0}\n'))).toBe('TRACE_NOT_A_TRACE')
  })

  it('checks with the CRC-32 of the standard', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
    expect(crc32(new Uint8Array(0))).toBe(0)
  })
})

describe('NDJSON', () => {
  it('reads back what it wrote, one line per record', () => {
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 20, size: 'max' }), (list) => {
        const records = stamped(list)
        const text = toNdjson(records)
        expect(text.split('\n').length).toBe(list.length + 1)
        expect([...fromNdjson(text)]).toEqual(records)
        expect([...fromNdjson(text.replaceAll('\n', '\r\n\r\n'))]).toEqual(records)
      }),
      { numRuns: 100, seed: 5 }
    )
  })

  it.each([
    ['{"n":0', /line 2/, 'TRACE_DAMAGED'],
    ['[]', /not a record/, 'TRACE_RECORD'],
    ['{"n":0,"time":0,"at":"a","kind":"nothing"}', /kind is nothing; accepted: run, /, 'TRACE_RECORD'],
    ['{"n":"0","time":0,"at":"a","kind":"fault","fault":"x"}', /n is string; accepted: number/, 'TRACE_RECORD'],
    ['{"n":0,"time":0,"at":"a","kind":"fault"}', /fault is undefined; accepted: string/, 'TRACE_RECORD'],
    ['{"n":0,"time":0,"at":"a","kind":"toString"}', /kind is toString/, 'TRACE_RECORD'],
    ['{"n":-1,"time":0,"at":"a","kind":"fault","fault":"x"}', /n is -1/, 'TRACE_RECORD']
  ])('says what is wrong with %s', (line, message, expected) => {
    const attempt = () => [...fromNdjson(`\n${line}`)]
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(expect.objectContaining({ code: expected }))
  })
})
