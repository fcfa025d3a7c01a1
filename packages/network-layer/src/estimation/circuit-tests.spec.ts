import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { forward, headEnd, LABEL, NAME, SECOND, tailEnd, track } from '../../test/played-layer.js'

/** Half of all pairs are tests, in batches of two. */
const TESTING = { testShare: 0.5, testBatch: 2, settleInterval: SECOND }

/** A head-end whose program wants pairs without end. */
function head(configuration: object = TESTING) {
  const { played, circuit } = headEnd({ configuration })
  const named = { initiator: 1, circuit }
  const program = played.layer.request(named, { number: 1000, kind: 'measure' }) as number
  played.sent()
  let next = 0
  /** A pair comes, is measured, and is tracked for a request. Returns its number and what is sent after the TRACK. */
  const pair = (request: number, outcome: 0 | 1 = 0, bellIndex = 0) => {
    next += 1
    const [sent] = played.delivers(12, next, { purpose: LABEL, originator: true, createId: 1 })
    expect(sent).toMatchObject({ type: 'TRACK', request })
    played.works(outcome)
    return played.hears(2, { ...track([3, 100 + next], [3, next]), ...named, request, bellIndex })
  }
  const reveals = (number: number, tests: readonly { sequence: number; basis: number; outcome: number }[]) =>
    played.hears(2, {
      type: 'SETTLE',
      ...named,
      source: 3,
      target: 1,
      hopLimit: 9,
      number,
      pairs: tests.map(({ sequence }) => ({ epoch: 3, sequence })),
      last: false,
      lost: [],
      tests: tests.map((test) => ({ epoch: 3, ...test }))
    })
  return { played, named, program, pair, reveals, last: () => next }
}

const Z = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }
const X = { ...Z, rotationY: 192 }
const Y = { ...Z, rotationX1: 64 }

describe('a head-end', () => {
  it('asks for a batch of tests when its share is due, in one basis after the other (NET-140, NET-141)', () => {
    const { pair, program, named } = head()
    const asked = { to: 2, type: 'FORWARD', ...named, kind: 1, number: 2, raw: true, test: true, early: false }
    for (const basis of [Z, X, Y, Z]) {
      expect(pair(program)).toEqual([])
      const [sent, ...more] = pair(program)
      expect(more).toEqual([])
      expect(sent).toMatchObject({ ...asked, originator: basis, responder: basis })
      // Tests come before the pairs of programs (NET-081), and no second batch beside one.
      const { request } = sent as unknown as { request: number }
      expect(pair(request)).toEqual([])
      expect(pair(request)).toMatchObject([{ type: 'COMPLETE', request, reason: 0 }])
    }
  })

  it('makes the share of all pairs tests that is configured (NET-140)', () => {
    const { played, named, pair, program } = head({ testShare: 0.2, testBatch: 5 })
    let tests = 0
    let others = 0
    let request = program
    for (let k = 0; k < 500; k++) {
      if (request === program) others += 1
      else tests += 1
      for (const { type, request: about } of pair(request)) {
        if (type === 'FORWARD') request = about as number
        else if (type === 'COMPLETE') request = program
      }
    }
    expect(tests / (tests + others)).toBeCloseTo(0.2, 1)
    expect(Math.abs(tests - 0.2 * (tests + others))).toBeLessThanOrEqual(5)
    played.layer.close(named)
  })

  it('makes none where that is not configured, and none for a program that needs no more pairs', () => {
    const off = head({})
    const forwarded = () => off.pair(off.program).filter(({ type }) => type === 'FORWARD')
    for (let k = 0; k < 100; k++) expect(forwarded()).toEqual([])
    const { played, circuit } = headEnd({ configuration: TESTING })
    const named = { initiator: 1, circuit }
    const request = played.layer.request(named, { number: 2 }) as number
    for (const sequence of [1, 2]) {
      played.delivers(12, sequence, { purpose: LABEL, originator: true, createId: 1 })
      const sent = played.hears(2, { ...track([3, 100 + sequence], [3, sequence]), ...named })
      expect(sent.filter(({ type }) => type === 'FORWARD')).toEqual([])
    }
    expect(played.told.at(-1)).toMatchObject({ type: 'requestEnded', request })
  })

  it('hands no pair of a test over, and tells no program of the request (NET-142)', () => {
    const { played, pair, program } = head()
    pair(program)
    const [{ request }] = pair(program) as unknown as [{ request: number }]
    const before = played.told.length
    pair(request)
    pair(request)
    expect(played.told.slice(before)).toEqual([])
    expect(played.pairs.map(({ request: of }) => of)).toEqual([program, program])
    // They are settled like any other (NET-100), and void ones are told to nobody.
    const [settle] = played.wait(SECOND).filter(({ type }) => type === 'SETTLE')
    expect((settle as unknown as { pairs: unknown[] }).pairs).toHaveLength(4)
    played.hears(2, {
      ...settle,
      type: 'SETTLED',
      source: 3,
      target: 1,
      refused: [{ epoch: 3, sequence: 103 }],
      known: true,
      open: []
    })
    expect(played.told.slice(before)).toEqual([])
  })

  it('closes a circuit that its tests show to be worse than promised (NET-144)', () => {
    const { played, pair, program, reveals, last, named } = head({ testShare: 0.5, testBatch: 32 })
    let number = 0
    // Promised is 0.5; every outcome is wrong: F = −1/2.
    for (const basis of [0, 1, 2]) {
      let forwarded: { type: string; request?: unknown } | undefined
      while (forwarded === undefined) forwarded = pair(program).find(({ type }) => type === 'FORWARD')
      const tests = []
      for (let k = 0; k < 32; k++) {
        pair(forwarded.request as number, 0, 1)
        // Ψ+: equal in X and Y, opposite in Z.
        tests.push({ sequence: last(), basis, outcome: basis === 0 ? 0 : 1 })
      }
      const sent = reveals(++number, tests)
      // Once more, as where the answer is lost: they count once.
      if (basis < 2) expect(reveals(number, tests)).toMatchObject([{ type: 'SETTLED', refused: [] }])
      const over = sent.some(({ type, reason }) => type === 'TEAR' && reason === ErrorCode.UNSUPP)
      expect([basis, over]).toEqual([basis, basis === 2])
    }
    const ended = played.told.find(({ type }) => type === 'ended')
    expect(ended).toMatchObject({ ...named, reason: ErrorCode.UNSUPP, node: 1 })
  })

  it('keeps one that gives what was promised', () => {
    const { played, pair, program, reveals, last } = head({ testShare: 0.5, testBatch: 32 })
    for (const basis of [0, 1, 2]) {
      let forwarded: { type: string; request?: unknown } | undefined
      while (forwarded === undefined) forwarded = pair(program).find(({ type }) => type === 'FORWARD')
      const tests = []
      for (let k = 0; k < 32; k++) {
        pair(forwarded.request as number, 1, 3)
        // Ψ−: opposite in all bases.
        tests.push({ sequence: last(), basis, outcome: 0 })
      }
      reveals(basis + 1, tests)
    }
    expect(played.told.some(({ type }) => type === 'ended')).toBe(false)
  })

  it('does not count what it cannot compare: another basis, a pair of a program', () => {
    const { played, pair, program, reveals, last } = head({ testShare: 0.5, testBatch: 90 })
    let forwarded: { type: string; request?: unknown } | undefined
    while (forwarded === undefined) {
      forwarded = pair(program).find(({ type }) => type === 'FORWARD')
      for (const basis of [0, 1, 2]) reveals(last() * 3 + basis, [{ sequence: last(), basis, outcome: 1 }])
    }
    for (let k = 0; k < 89; k++) {
      pair(forwarded.request as number)
      reveals(1000 + k, [{ sequence: last(), basis: 1 + (k % 2), outcome: 1 }])
    }
    expect(played.told.some(({ type }) => type === 'ended')).toBe(false)
  })
})

describe('a tail-end', () => {
  const asked = { kind: 1, number: 2, raw: true, test: true, originator: X, responder: X }

  it('measures tests as they say, hands none over, and reveals their outcomes alone (NET-142, NET-143)', () => {
    const played = tailEnd({ qubits: 16 })
    played.hears(2, forward(1, { kind: 1, number: 100 }))
    played.delivers(23, 7)
    played.works(1)
    played.commands()
    played.hears(2, forward(2, asked))
    // The older request is not over; tests come first (NET-081).
    for (const sequence of [8, 9]) {
      expect(played.delivers(23, sequence)).toMatchObject([{ type: 'TRACK', request: 2 }])
      expect(played.commands()).toMatchObject([{ type: 'measure', basis: 1 }])
    }
    for (const sequence of [7, 8, 9])
      played.hears(2, track([3, 100 + sequence], [3, sequence], { request: sequence === 7 ? 1 : 2 }))
    expect(played.pairs).toMatchObject([{ tailSequence: 7 }])
    const [settle] = played.wait(SECOND).filter(({ type }) => type === 'SETTLE')
    // Those that are not measured yet are not handed over.
    expect(settle).toMatchObject({ pairs: [{ epoch: 3, sequence: 107 }], tests: [] })
    played.hears(2, { ...settle, type: 'SETTLED', source: 1, target: 3, refused: [], known: true, open: [] })
  })

  it('reveals them again with a SETTLE that is repeated (NET-143, NET-101)', () => {
    const played = tailEnd({ qubits: 16 })
    played.hears(2, forward(2, asked))
    for (const [sequence, outcome] of [
      [8, 1],
      [9, 0]
    ] as const) {
      played.delivers(23, sequence)
      played.works(outcome)
      played.hears(2, track([3, 100 + sequence], [3, sequence], { request: 2 }))
    }
    expect(played.pairs).toEqual([])
    const tests = [
      { epoch: 3, sequence: 108, basis: 1, outcome: 1 },
      { epoch: 3, sequence: 109, basis: 1, outcome: 0 }
    ]
    for (let k = 0; k < 2; k++) {
      const [settle] = played.wait(SECOND).filter(({ type }) => type === 'SETTLE')
      expect(settle).toMatchObject({ ...NAME, source: 3, target: 1, tests })
    }
  })

  it('whose process dies tells no program of tests that are lost', () => {
    const played = tailEnd({ qubits: 16 })
    played.hears(2, forward(2, asked))
    played.delivers(23, 8)
    played.works(1)
    played.hears(2, track([3, 108], [3, 8], { request: 2 }))
    played.layer.abandon()
    expect(played.told.filter(({ type }) => type === 'expired')).toEqual([])
  })
})
