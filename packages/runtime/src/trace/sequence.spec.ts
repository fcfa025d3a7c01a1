import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPerfetto } from './perfetto.js'
import type { TraceFields } from './record.js'
import { sequenceOf, showTime } from './sequence.js'
import { toSequenceMermaid } from './sequence-mermaid.js'
import { toSequenceSvg } from './sequence-svg.js'

const LINK = { link: 1, createId: 5, origin: 1 }

/** A request that makes one pair, with a frame lost, one delivered twice and one under way at the end. */
const STORY: readonly (readonly [number, TraceFields])[] = [
  [
    0,
    {
      kind: 'run',
      at: 'world',
      seed: '1',
      scenario: 'one pair',
      version: '0',
      parties: [
        { name: 'alice', node: 1, role: 'node' },
        { name: 'station', node: 9, role: 'station' },
        { name: 'bob', node: 2, role: 'node' },
        { name: 'idle', node: 3, role: 'node' }
      ]
    }
  ],
  [1000, { kind: 'create', at: 'alice', ...LINK, requestKind: 0, number: 1, minimumFidelity: 0.8, deadline: 0 }],
  [1000, { kind: 'frameSent', at: 'alice', id: 0, from: 1, to: 2, frame: { type: 'ADD', createId: 5 } as never }],
  [1500, { kind: 'frameDropped', at: 'world', id: 0, from: 1, to: 2, type: 'ADD', reason: 'loss' }],
  [61_000, { kind: 'timer', at: 'alice', table: 'request', key: 5, delay: 'retry' }],
  [61_000, { kind: 'frameSent', at: 'alice', id: 1, from: 1, to: 2, frame: { type: 'ADD', createId: 5 } as never }],
  [86_000, { kind: 'frameReceived', at: 'bob', id: 1, from: 1, to: 2, frame: { type: 'ADD', createId: 5 } as never }],
  [86_000, { kind: 'qubitAllocated', at: 'bob', qubit: 0, owner: 'link 1' }],
  [87_000, { kind: 'frameReceived', at: 'bob', id: 1, from: 1, to: 2, frame: { type: 'ADD', createId: 5 } as never }],
  [87_000, { kind: 'frameDiscarded', at: 'bob', from: 1, type: 'ADD', link: 1, reason: 'duplicate' }],
  [90_000, { kind: 'herald', at: 'station', link: 1, epoch: 1, sequence: 7, slot: 40, bellIndex: 1 }],
  [
    90_000,
    {
      kind: 'frameSent',
      at: 'station',
      id: 2,
      from: 9,
      to: 1,
      frame: { type: 'REPLY', sequence: 7, slot: 40 } as never
    }
  ],
  [
    103_000,
    {
      kind: 'frameReceived',
      at: 'alice',
      id: 2,
      from: 9,
      to: 1,
      frame: { type: 'REPLY', sequence: 7, slot: 40 } as never
    }
  ],
  [
    103_000,
    { kind: 'ok', at: 'alice', ...LINK, requestKind: 0, epoch: 1, sequence: 7, bellIndex: 1, qubit: 0, final: true }
  ],
  [104_000, { kind: 'release', at: 'alice', link: 1, epoch: 1, sequence: 7 }],
  [104_000, { kind: 'expired', at: 'alice', ...LINK, epoch: 1, sequence: 7 }],
  [
    105_000,
    { kind: 'frameSent', at: 'alice', id: 3, from: 1, to: 2, frame: { type: 'RELEASED', low: 7, high: 8 } as never }
  ],
  [105_000, { kind: 'event', at: 'alice', name: 'tag <b> & "quote"; #1', fields: {} }],
  [106_000, { kind: 'qubitFreed', at: 'bob', qubit: 0, owner: 'link 1' }]
]
const RECORDS = STORY.map(([time, fields], n) => ({ n, time, ...fields }))

describe('sequenceOf', () => {
  it('matches sendings with arrivals, losses and copies', () => {
    const { parties, messages, notes, cut } = sequenceOf(RECORDS, { highlight: [12] })
    expect(parties).toEqual(['alice', 'station', 'bob'])
    expect(cut).toBe(false)
    const shared = { from: 'alice', to: 'bob', label: 'ADD createId=5', highlighted: false }
    expect(messages).toEqual([
      { ...shared, n: 2, sent: 1000, received: undefined, lost: 'loss' },
      { ...shared, n: 5, sent: 61_000, received: 86_000, lost: undefined },
      { ...shared, n: 8, sent: 61_000, received: 87_000, lost: undefined },
      {
        n: 11,
        from: 'station',
        to: 'alice',
        label: 'REPLY sequence=7 slot=40',
        highlighted: true,
        sent: 90_000,
        received: 103_000,
        lost: undefined
      },
      {
        n: 16,
        from: 'alice',
        to: 'bob',
        label: 'RELEASED low=7 high=8',
        highlighted: false,
        sent: 105_000,
        received: undefined,
        lost: undefined
      }
    ])
    expect(notes.map((note) => note.label)).toEqual([
      'CREATE 5: 1 pair',
      'ADD discarded: duplicate',
      'herald 7 in slot 40',
      'OK 5: pair 7, final',
      'release pair 7',
      'EXPIRED pair 7',
      'tag <b> & "quote"; #1'
    ])
  })

  it('keeps to the time and the number asked for', () => {
    const part = sequenceOf(RECORDS, { from: 70_000, to: 103_000 })
    expect(part.messages.map((message) => [message.sent, message.received])).toEqual([
      [86_000, 86_000],
      [87_000, 87_000],
      [90_000, 103_000]
    ])
    expect(part.notes.length).toBe(3)
    const few = sequenceOf(RECORDS, { maximum: 2, label: (frame) => frame.type.toLowerCase() })
    expect([few.messages.length, few.notes.length, few.cut, few.messages[0]?.label]).toEqual([2, 2, true, 'add'])
  })

  it('shows arrivals of frames whose sending the trace cannot tell', () => {
    const received = { kind: 'frameReceived', at: 'bob', id: -1, from: 7, to: 2, frame: { type: 'HELLO' } } as const
    const { parties, messages } = sequenceOf([{ n: 0, time: 5, ...received }])
    expect(parties).toEqual(['node 7', 'bob'])
    expect(messages).toMatchObject([{ from: 'node 7', to: 'bob', sent: 5, received: 5 }])
  })
})

describe('showTime', () => {
  it('says the instant exactly', () => {
    expect([0, 999, 1000, 1_234_567, 5_000_000_001, -1500, 7_776_000_000_000_001].map(showTime)).toEqual([
      '0 ns',
      '999 ns',
      '1 µs',
      '1.234567 ms',
      '5.000000001 s',
      '-1.5 µs',
      '7776000.000000001 s'
    ])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (time) => {
        const [digits = '', unit = ''] = showTime(time).split(' ')
        const decimals = { s: 9, ms: 6, µs: 3, ns: 0 }[unit] ?? Number.NaN
        const [whole = '', fraction = ''] = digits.split('.')
        expect(BigInt(whole + fraction.padEnd(decimals, '0'))).toBe(BigInt(time))
      }),
      { seed: 1 }
    )
  })
})

describe('toSequenceMermaid', () => {
  it('draws the story', () => {
    expect(toSequenceMermaid(RECORDS, { highlight: [11] })).toMatchInlineSnapshot(`
      "sequenceDiagram
        participant p0 as alice
        participant p1 as station
        participant p2 as bob
        Note over p0: CREATE 5: 1 pair (1 µs)
        p0-xp2: ADD createId=5 (1 µs → loss)
        p0->>p2: ADD createId=5 (61 µs → 86 µs)
        p0->>p2: ADD createId=5 (61 µs → 87 µs)
        Note over p2: ADD discarded: duplicate (87 µs)
        Note over p1: herald 7 in slot 40 (90 µs)
        rect rgb(255, 220, 220)
        p1->>p0: REPLY sequence=7 slot=40 (90 µs → 103 µs)
        end
        Note over p0: OK 5: pair 7, final (103 µs)
        Note over p0: release pair 7 (104 µs)
        Note over p0: EXPIRED pair 7 (104 µs)
        p0--)p2: RELEASED low=7 high=8 (105 µs → under way)
        Note over p0: tag #60;b#62; & "quote"#59; #35;1 (105 µs)
      "
    `)
  })

  it('says when something was left out', () => {
    expect(toSequenceMermaid(RECORDS, { maximum: 3 })).toMatch(/Note over p0,p2: and more\n$/)
  })
})

/** The elements of an SVG text; throws if its tags do not match. */
function elements(svg: string): { tag: string; attributes: Record<string, string> }[] {
  const open: string[] = []
  const found: { tag: string; attributes: Record<string, string> }[] = []
  const rest = svg.replace(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>/gi, (_, close, tag, attributes, empty) => {
    if (close === '/') expect(open.pop()).toBe(tag)
    else {
      if (empty === '') open.push(tag)
      const pairs = [...attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map((match) => [match[1], match[2]])
      found.push({ tag, attributes: Object.fromEntries(pairs) })
    }
    return ''
  })
  expect(open).toEqual([])
  expect(rest).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;)/)
  return found
}

describe('toSequenceSvg', () => {
  it('draws arrows from sending to arrival, downwards and between the right lifelines', () => {
    const svg = toSequenceSvg(RECORDS)
    const all = elements(svg)
    const arrows = all.filter(({ tag, attributes }) => tag === 'line' && attributes['marker-end'] !== undefined)
    expect(arrows.length).toBe(3)
    for (const { attributes } of arrows) expect(Number(attributes['y2'])).toBeGreaterThan(Number(attributes['y1']))
    const lanes = [...new Set(arrows.map(({ attributes }) => `${attributes['x1']} ${attributes['x2']}`))]
    expect(lanes).toEqual(['250 770', '510 250'])
    // One cross for the lost frame, one dashed line for the one under way.
    expect(all.filter(({ tag, attributes }) => tag === 'path' && attributes['stroke-width'] === '2').length).toBe(1)
    expect(all.filter(({ attributes }) => attributes['stroke-dasharray'] !== undefined).length).toBe(1)
    expect(svg).toContain('tag &lt;b&gt; &amp; &quot;quote&quot;; #1')
  })

  it('stays well-formed and keeps labels apart, whatever happens', () => {
    const item = fc.record({
      time: fc.nat(300),
      from: fc.nat(2),
      to: fc.nat(2),
      delay: fc.option(fc.nat(200)),
      note: fc.boolean(),
      name: fc.string()
    })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30, size: 'max' }), (items) => {
        const events: [number, TraceFields][] = []
        items.forEach(({ time, from, to, delay, note, name }, id) => {
          const frame = { type: name }
          if (note) events.push([time, { kind: 'event', at: `n${from}`, name, fields: {} }])
          else events.push([time, { kind: 'frameSent', at: `n${from}`, id, from, to, frame }])
          if (!note && delay !== null) {
            events.push([time + delay, { kind: 'frameReceived', at: `n${to}`, id, from, to, frame }])
          }
        })
        events.sort((a, b) => a[0] - b[0])
        const records = events.map(([time, fields], n) => ({ n, time, ...fields }))
        const svg = toSequenceSvg(records)
        const texts = elements(svg).filter(({ tag, attributes }) => tag === 'rect' && attributes['height'] === '16')
        const heights = texts.map(({ attributes }) => Number(attributes['y'])).sort((a, b) => a - b)
        heights.forEach((y, index) => {
          if (index > 0) expect(y - (heights[index - 1] as number)).toBeGreaterThanOrEqual(18.9)
        })
        expect(toSequenceMermaid(records).split('\n')[0]).toBe('sequenceDiagram')
        JSON.parse(toPerfetto(records))
      }),
      { numRuns: 60, seed: 2 }
    )
  })

  it('draws an empty trace', () => {
    elements(toSequenceSvg([]))
    expect(toSequenceMermaid([])).toBe('sequenceDiagram\n')
  })
})

describe('toPerfetto', () => {
  const { traceEvents } = JSON.parse(toPerfetto(RECORDS)) as { traceEvents: Record<string, unknown>[] }
  const of = (phase: string) => traceEvents.filter((event) => event['ph'] === phase)

  it('gives every record a slice on the track of its node', () => {
    const names = new Map(
      of('M')
        .filter((event) => event['name'] === 'thread_name')
        .map((event) => [event['tid'], (event['args'] as { name: string }).name])
    )
    expect(of('X').map((event) => [names.get(event['tid']), event['ts']])).toEqual(
      RECORDS.map((record) => [record.at, record.time / 1000])
    )
    expect([...names.values()].slice(0, 4)).toEqual(['alice', 'station', 'bob', 'idle'])
  })

  it('draws an arrow per arrival, each with an identity of its own', () => {
    expect(of('s').map((event) => [event['id'], event['ts']])).toEqual([
      ['1.0', 61],
      ['1.1', 61],
      ['2.0', 90]
    ])
    expect(of('f').map((event) => [event['id'], event['ts']])).toEqual([
      ['1.0', 86],
      ['1.1', 87],
      ['2.0', 103]
    ])
  })

  it('counts qubits and pairs, a pair once however often it ends', () => {
    expect(of('C').map((event) => [event['name'], event['args']])).toEqual([
      ['qubits bob', { qubits: 1 }],
      ['delivered alice', { delivered: 1 }],
      ['pairs alice', { pairs: 1 }],
      ['pairs alice', { pairs: 0 }],
      ['qubits bob', { qubits: 0 }]
    ])
  })
})
