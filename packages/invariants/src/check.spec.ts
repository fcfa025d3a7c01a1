import type { TraceFields, TraceRecord } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { type CheckOptions, checkTrace, type Violation } from './index.js'

/** What may be left out of the fields of a record in these tests. */
const COMMON = { at: 'alice', link: 1, origin: 1, createId: 1, epoch: 1, requestKind: 0 }

type Loose = { readonly kind: TraceFields['kind']; readonly [field: string]: unknown }

/** A trace of two nodes and a station, a record each microsecond. */
function traceOf(...records: readonly Loose[]): TraceRecord[] {
  const parties = [
    { name: 'alice', node: 1, role: 'node' },
    { name: 'bob', node: 2, role: 'node' },
    { name: 'station', node: 3, role: 'station' }
  ]
  const run = { kind: 'run', at: 'world', seed: '1', scenario: '', version: '', parties }
  return [run, ...records].map((record, n) => ({ ...COMMON, ...record, n, time: 1000 * n }) as unknown as TraceRecord)
}

const create = (fields: object = {}): Loose => ({
  kind: 'create',
  number: 2,
  minimumFidelity: 0.5,
  deadline: 0,
  ...fields
})
const herald = (sequence: number, fields: object = {}): Loose => ({
  kind: 'herald',
  at: 'station',
  sequence,
  slot: sequence,
  bellIndex: 1,
  ...fields
})
const allocated = (qubit: number, at = 'alice'): Loose => ({ kind: 'qubitAllocated', at, qubit, owner: 'link 1' })
const freed = (qubit: number, at = 'alice'): Loose => ({ kind: 'qubitFreed', at, qubit, owner: 'link 1' })
const ok = (sequence: number, fields: object = {}): Loose => ({
  kind: 'ok',
  sequence,
  bellIndex: 1,
  qubit: null,
  final: false,
  ...fields
})
const expired = (sequence: number, fields: object = {}): Loose => ({ kind: 'expired', sequence, ...fields })
const err = (code: number, fields: object = {}): Loose => ({ kind: 'err', code, ...fields })
const expectedNext = (expected: number): Loose => ({
  kind: 'event',
  name: 'expected',
  fields: { link: 1, epoch: 1, expected }
})
const linkState = (state: string, fields: object = {}): Loose => ({ kind: 'linkState', state, expected: 0, ...fields })
const BOB = { at: 'bob' }

function names(violations: readonly Violation[]): string[] {
  return violations.map(({ invariant }) => invariant)
}

function broken(records: readonly Loose[], options: CheckOptions = {}): string[] {
  return names(checkTrace(traceOf(...records), options))
}

const REST: CheckOptions = { quiescent: true }

/** Two pairs of one request: the first kept at both ends, the second measured. */
const GOOD: readonly Loose[] = [
  linkState('READY'),
  linkState('READY', BOB),
  create(),
  allocated(0),
  allocated(3, 'bob'),
  herald(7),
  expectedNext(8),
  ok(7, { qubit: 0 }),
  ok(7, { ...BOB, qubit: 3 }),
  herald(8),
  expectedNext(9),
  ok(8, { final: true }),
  ok(8, { ...BOB, final: true }),
  freed(0),
  { kind: 'release', sequence: 7, qubit: 0 }
]

describe('what must hold in a trace of a link', () => {
  it('holds where everything went well', () => {
    const emissionTime = (): number => 3500
    expect(checkTrace(traceOf(...GOOD), { ...REST, emissionTime })).toEqual([])
    expect(checkTrace([])).toEqual([])
  })

  it('tells the records that show a breach', () => {
    const [violation, ...others] = checkTrace(traceOf(create(), err(4), err(4)), REST)
    expect(others).toEqual([])
    expect(violation).toMatchObject({ invariant: 'one-terminal-answer', records: [2, 3] })
    expect(violation?.message).toContain('1 1 1')
  })
})

describe('one terminal answer', () => {
  const pairs = [herald(7), herald(8)]
  it.each([
    ['no answer at rest', [create()], REST],
    ['an ERR after the final OK', [...pairs, create({ number: 1 }), ok(7, { final: true }), err(4)], {}],
    ['an OK after the final OK', [...pairs, create(), ok(7, { final: true }), ok(8)], {}],
    ['an OK after TIMEOUT', [...pairs, create(), err(6), ok(7)], {}],
    ['two requests of one name', [create(), err(4), create()], {}],
    ['an answer to nothing', [err(4, { createId: 9 })], {}]
  ] as const)('is missed by %s', (_what, records, options) => {
    expect(broken(records, options)).toContain('one-terminal-answer')
  })

  it('may still come while the run goes on, and EXPIRED may follow it', () => {
    expect(broken([create()])).toEqual([])
    expect(broken([create(), herald(7), ok(7, { final: true }), expired(7)], REST)).toEqual([])
  })

  it('is counted at the originator: the responder hears nothing of it', () => {
    expect(broken([create(), err(4), ok(7, BOB), herald(7)])).toEqual(['delivered-as-heralded'])
  })
})

describe('pairs', () => {
  it('are not more than asked, expired ones excepted', () => {
    const start = [create({ number: 1 }), herald(7), herald(8), ok(7, BOB)]
    expect(broken([...start, ok(8, BOB)])).toEqual(['no-more-than-asked'])
    expect(broken([...start, expired(7, BOB), ok(8, BOB)])).toEqual([])
  })

  it('are not delivered after the deadline by the originator’s clock', () => {
    const records = [create({ deadline: 3000 }), herald(7), ok(7)]
    expect(broken(records)).toEqual([])
    const slow: CheckOptions = { localTime: (_at, time) => time + 1 }
    expect(broken(records, slow)).toEqual(['nothing-after-deadline'])
    expect(broken([create({ deadline: 2999 }), herald(7), ok(7)])).toEqual(['nothing-after-deadline'])
  })

  it('are delivered once, and expire once and only if delivered', () => {
    expect(broken([create(), herald(7), ok(7), ok(7)])).toEqual(['delivered-once'])
    expect(broken([create(), herald(7), ok(7), expired(7), expired(7)])).toEqual(['delivered-once'])
    expect(broken([create(), expired(7)])).toEqual(['delivered-once'])
    expect(broken([create(), herald(7), ok(7), expired(7), ok(7)])).toEqual(['delivered-once'])
  })

  it('are announced by the station before: in that epoch, once, in that Bell state', () => {
    expect(broken([create(), ok(7)])).toEqual(['delivered-as-heralded'])
    expect(broken([create(), ok(7), herald(7)])).toEqual(['delivered-as-heralded'])
    expect(broken([create(), herald(7, { epoch: 2 }), ok(7)])).toEqual(['delivered-as-heralded'])
    expect(broken([create(), herald(7, { bellIndex: 3 }), ok(7)])).toEqual(['delivered-as-heralded'])
    expect(broken([herald(7), herald(7)])).toEqual(['delivered-as-heralded'])
  })

  it('agree at rest: with both ends in one state and for one request, or with neither', () => {
    const start = [create({ number: 1 }), herald(7), ok(7, { final: true })]
    expect(broken(start, REST)).toEqual(['agreement-at-rest'])
    expect(broken(start)).toEqual([])
    expect(broken([...start, expired(7)], REST)).toEqual([])
    expect(broken([...start, ok(7, BOB), expired(7)], REST)).toEqual(['agreement-at-rest'])
    expect(broken([...start, ok(7, BOB), expired(7), expired(7, BOB)], REST)).toEqual([])
    expect(broken([...start, ok(7, { ...BOB, bellIndex: 2 })], REST)).toEqual([
      'delivered-as-heralded',
      'agreement-at-rest'
    ])
    expect(
      broken([...start, create({ createId: 2 }), err(4, { createId: 2 }), ok(7, { ...BOB, createId: 2 })], REST)
    ).toEqual(['agreement-at-rest'])
  })

  it('may be lost in a crash where the other end has used its half up, and only in a crash', () => {
    const start = [
      create({ number: 1 }),
      allocated(3, 'bob'),
      herald(7),
      ok(7, { final: true }),
      ok(7, { ...BOB, qubit: 3 })
    ]
    const crash: Loose = { kind: 'event', at: 'bob', name: 'crashed', fields: {} }
    const lost = [expired(7, BOB), freed(3, 'bob')]
    expect(broken([...start, crash, ...lost], REST)).toEqual([])
    expect(broken([...start, ...lost], REST)).toEqual(['agreement-at-rest'])
    const restart: Loose = { kind: 'restart', at: 'bob', incarnation: 2 }
    // A process that was killed cannot say it: the next one does.
    expect(broken([...start, crash, restart, ...lost], REST)).toEqual([])
    expect(broken([crash, restart, ...start, ...lost], REST)).toEqual(['agreement-at-rest'])
    const measured = [create({ number: 1 }), herald(7), ok(7, { final: true }), ok(7, BOB)]
    expect(broken([...measured, crash, restart, expired(7, BOB)], REST)).toEqual(['agreement-at-rest'])
    const kept = [
      create({ number: 1 }),
      allocated(0),
      allocated(3, 'bob'),
      herald(7),
      ok(7, { final: true, qubit: 0 }),
      ok(7, { ...BOB, qubit: 3 })
    ]
    expect(broken([...kept, crash, ...lost], REST)).toEqual(['agreement-at-rest'])
  })

  it('are made while the link is fit, at the end that it is about', () => {
    const records = (state: string): Loose[] => [linkState('READY'), linkState(state), herald(7), create(), ok(7)]
    const emitted = (time: number, emissionTolerance = 0): CheckOptions => ({
      emissionTime: (at) => (at === 'alice' ? time : undefined),
      emissionTolerance
    })
    expect(broken(records('OUT_OF_SPEC'), emitted(2500))).toEqual(['made-while-fit'])
    expect(broken(records('CALIBRATING'), emitted(2500))).toEqual(['made-while-fit'])
    expect(broken(records('DRIFTING'), emitted(2500))).toEqual([])
    expect(broken(records('OUT_OF_SPEC'), emitted(1500))).toEqual([])
    expect(broken(records('OUT_OF_SPEC'), emitted(2500, 500))).toEqual([])
  })
})

describe('sequence numbers', () => {
  it('go on over the wrap, and not back', () => {
    expect(broken([2 ** 32 - 2, 2 ** 32 - 1, 0, 5].map(expectedNext))).toEqual([])
    expect(broken([5, 5, 4].map(expectedNext))).toEqual(['sequence-never-goes-back'])
    expect(broken([0, 2 ** 32 - 1].map(expectedNext))).toEqual(['sequence-never-goes-back'])
  })
})

describe('qubits', () => {
  it('have one owner at a time', () => {
    expect(broken([allocated(0), allocated(0)])).toEqual(['one-owner'])
    expect(broken([allocated(0), allocated(0, 'bob')])).toEqual([])
    expect(broken([freed(0)])).toEqual(['one-owner'])
    expect(broken([create(), herald(7), ok(7, { qubit: 0 })])).toEqual(['one-owner'])
    expect(broken([create(), allocated(0), herald(7), ok(7, { qubit: 0 }), herald(8), ok(8, { qubit: 0 })])).toEqual([
      'one-owner'
    ])
  })

  it('are left alone while an application holds them', () => {
    const start = [create(), allocated(0), herald(7), ok(7, { qubit: 0 })]
    const generate: Loose = { kind: 'deviceCommand', type: 'generate', qubit: 0 }
    expect(broken([...start, generate])).toEqual(['one-owner'])
    expect(broken([...start, { kind: 'deviceCommand', type: 'release', qubit: 0 }])).toEqual([])
    expect(broken([...start, freed(0), allocated(0), generate])).toEqual([])
    expect(broken([generate])).toEqual(['one-owner'])
  })

  it('of a program are its own: allocated for it, or taken over from a pair', () => {
    const own: Loose = { ...allocated(0), owner: 'program' }
    const command = (type: string, tag: number): Loose => ({ kind: 'deviceCommand', type, qubit: 0, tag })
    for (const type of ['prepare', 'gate', 'correct', 'measure']) {
      expect(broken([own, command(type, -1)])).toEqual([])
      expect(broken([own, command(type, 1)])).toEqual(['one-owner'])
      expect(broken([own, freed(0), allocated(0), command(type, -1)])).toEqual(['one-owner'])
    }
    const taken = [create(), allocated(0), herald(7), ok(7, { qubit: 0 }), freed(0), own]
    expect(broken([...taken, command('correct', -1)])).toEqual([])
    expect(broken(taken, REST)).not.toContain('no-qubit-leaked')
  })

  it('do not leak: at rest applications or orders have what is allocated', () => {
    expect(broken([allocated(0)], REST)).toEqual(['no-qubit-leaked'])
    expect(broken([allocated(0)], { ...REST, underWay: new Set(['alice link 1']) })).toEqual([])
    expect(broken([allocated(0), freed(0)], REST)).toEqual([])
  })
})

describe('frames', () => {
  const frame = { type: 'GEN' }
  const sent: Loose = { kind: 'frameSent', id: 4, from: 1, to: 3, frame }
  const received = (fields: object = {}): Loose => ({
    kind: 'frameReceived',
    at: 'station',
    id: 4,
    from: 1,
    to: 3,
    frame,
    ...fields
  })
  it('that arrive were sent, once or more often', () => {
    expect(broken([sent, received(), received()])).toEqual([])
    expect(broken([received(), sent])).toEqual(['received-was-sent'])
    expect(broken([sent, received({ from: 2 })])).toEqual(['received-was-sent'])
    expect(broken([sent, received({ frame: { type: 'REPLY' } })])).toEqual(['received-was-sent'])
    expect(broken([received({ id: -1 })])).toEqual([])
  })
})
