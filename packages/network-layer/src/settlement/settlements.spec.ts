import { describe, expect, it } from 'vitest'
import { forward, NAME, PlayedLayer, SECOND, tailEnd, track } from '../../test/played-layer.js'

const name = (sequence: number) => ({ epoch: 3, sequence })
const settled = (number: number, changes: object = {}) => ({
  type: 'SETTLED',
  ...NAME,
  source: 1,
  target: 3,
  hopLimit: 250,
  number,
  refused: [],
  known: true,
  open: [],
  ...changes
})
const settle = (number: number, changes: object = {}) => ({
  type: 'SETTLE',
  ...NAME,
  source: 1,
  target: 3,
  hopLimit: 250,
  number,
  pairs: [],
  last: false,
  lost: [],
  tests: [],
  ...changes
})

/** A tail-end to which pairs were handed over: those numbered n here and 100 + n at the head-end. */
function having(...sequences: number[]) {
  const played = tailEnd({ qubits: 16 })
  played.hears(2, forward(1, { number: 100 }))
  for (const sequence of sequences) deliver(played, sequence)
  return played
}

function deliver(played: PlayedLayer, sequence: number): void {
  played.delivers(23, sequence)
  played.hears(2, track([3, 100 + sequence], [3, sequence], { request: 1 }))
}

const settlesIn = (sent: readonly { readonly type: string }[]) => sent.filter(({ type }) => type === 'SETTLE')
const expiredAt = (played: PlayedLayer) => played.told.filter(({ type }) => type === 'expired').map(({ pair }) => pair)

describe('an end of a circuit', () => {
  it('asks the other end about every pair that it has handed over, named as there (NET-100)', () => {
    const played = having(1, 2)
    expect(settlesIn(played.wait(SECOND))).toEqual([
      { to: 2, ...settle(1), source: 3, target: 1, hopLimit: 254, pairs: [name(101), name(102)] }
    ])
  })

  it('asks again, the same, until it is answered, and a further question only then (NET-101, NET-102)', () => {
    const played = having(1)
    const [first] = settlesIn(played.wait(SECOND))
    deliver(played, 2)
    for (let turn = 0; turn < 3; turn++) expect(settlesIn(played.wait(SECOND))).toEqual([first])
    expect(played.hears(2, settled(1))).toEqual([])
    expect(settlesIn(played.wait(SECOND))).toMatchObject([{ number: 2, pairs: [name(102)] }])
  })

  it('takes an answer to what it asks now alone (NET-111)', () => {
    const played = having(1)
    played.hears(2, settled(0, { known: false }))
    played.wait(SECOND)
    for (const wrong of [settled(2, { known: false }), settled(1, { known: false, source: 2 })]) {
      played.hears(2, wrong)
      expect(played.ignored.at(-1)).toBe('unasked-SETTLED')
    }
    expect(expiredAt(played)).toEqual([])
    played.hears(2, settled(1))
    played.hears(2, settled(1, { known: false }))
    expect(expiredAt(played)).toEqual([])
  })

  it('treats as void what the other end refuses, and asks again about what is open there (NET-105)', () => {
    const played = having(1, 2, 3)
    played.wait(SECOND)
    const [first] = played.pairs
    played.hears(2, settled(1, { refused: [name(101)], open: [name(102)] }))
    expect(expiredAt(played)).toEqual([first!.pair])
    expect(settlesIn(played.wait(SECOND))).toMatchObject([{ number: 2, pairs: [name(102)] }])
  })

  it('treats all that it asked about as void where the other end does not know the circuit (NET-106)', () => {
    const played = having(1, 2)
    played.wait(SECOND)
    played.hears(2, settled(1, { known: false, refused: [] }))
    expect(expiredAt(played)).toEqual(played.pairs.map(({ pair }) => pair))
    expect(played.memory.available).toBe(16)
  })

  it('answers every SETTLE: what it has, what it will not have, what is open (NET-103)', () => {
    const played = having(1)
    played.delivers(23, 2)
    const question = settle(6, { pairs: [name(1), name(2), name(9)] })
    const answer = { to: 2, ...settled(6), source: 3, target: 1, hopLimit: 254, refused: [name(9)], open: [name(2)] }
    expect(played.hears(2, question)).toEqual([answer])
    expect(played.hears(2, question)).toEqual([answer])
  })

  it('answers about a circuit that it does not know that it does not (NET-104)', () => {
    const played = having(1)
    for (const other of [{ circuit: 5 }, { source: 2 }]) {
      expect(played.hears(2, settle(6, { pairs: [name(1)], ...other }))).toMatchObject([
        { type: 'SETTLED', known: false, refused: [], number: 6 }
      ])
    }
  })

  it('treats as void what the other end has lost (NET-107)', () => {
    const played = having(1, 2)
    played.hears(2, settle(6, { lost: [name(1)] }))
    expect(expiredAt(played)).toEqual([played.pairs[0]!.pair])
  })

  it('keeps a pair in mind until both ends know that both have it, and the qubit is given back (NET-108)', () => {
    const played = having(1)
    played.layer.release(played.pairs[0]!.pair)
    played.wait(SECOND)
    played.hears(2, settled(1))
    expect(played.kept.ends).toBe(1)
    played.hears(2, settle(6, { pairs: [name(1)] }))
    // The answer may be lost; a further question shows that it was not.
    expect(played.kept.ends).toBe(1)
    played.hears(2, settle(7))
    expect(played.kept.ends).toBe(0)
  })

  it('asks with `last` when its circuit is over, and is done when both ends have nothing more to ask (NET-109)', () => {
    const played = having(1)
    played.layer.release(played.pairs[0]!.pair)
    const sent = played.hears(2, { type: 'TEAR', ...NAME, reason: 0 })
    expect(sent).toMatchObject([{ type: 'SETTLE', number: 1, pairs: [name(101)], last: false }])
    played.hears(2, settle(6, { pairs: [name(1)] }))
    expect(played.hears(2, settled(1))).toMatchObject([{ type: 'SETTLE', number: 2, pairs: [], lost: [], last: true }])
    played.hears(2, settle(7, { pairs: [], last: true }))
    expect(played.hears(2, settled(2))).toEqual([])
    expect(played.kept).toMatchObject({ unsettled: 0, ends: 0, distilling: 0, circuits: 0 })
    expect(played.wait(100 * SECOND)).toEqual([])
  })

  it('answers a repeated SETTLE as before, though all is over and the pairs are forgotten (NET-113)', () => {
    const played = having(1, 2)
    for (const { pair } of played.pairs) played.layer.release(pair)
    played.hears(2, { type: 'TEAR', ...NAME, reason: 0 })
    played.hears(2, settled(1))
    played.hears(2, settled(2))
    const last = settle(6, { pairs: [name(1), name(9)], last: true })
    const [answer] = played.hears(2, last)
    expect(answer).toMatchObject({ known: true, refused: [name(9)] })
    expect(played.kept).toMatchObject({ ends: 0, distilling: 0, unsettled: 0 })
    expect(played.hears(2, last)).toEqual([answer])
  })

  it('tells a later process of its node what is lost with it, and that tells the other end (NET-110)', () => {
    const played = having(1, 2, 3)
    played.layer.release(played.pairs[0]!.pair)
    played.layer.release(played.pairs[1]!.pair)
    played.wait(SECOND)
    // The first is used and settled; the second used and refused there; the third has its qubit.
    played.hears(2, settled(1, { refused: [name(102)] }))
    const journal = played.layer.journal()
    const { epoch: ownEpoch, sequence: ownSequence } = name(3)
    const lost = [{ ...name(103), ownEpoch, ownSequence }]
    expect(journal).toEqual([{ ...NAME, peer: 1, lost, valid: [name(1)] }])
    const told = expiredAt(played).length
    played.layer.abandon()
    expect(expiredAt(played).slice(told)).toEqual([played.pairs[2]!.pair])

    const later = new PlayedLayer(3, { journal })
    const [first] = later.wait(SECOND)
    expect(first).toMatchObject({ type: 'SETTLE', pairs: [], lost: [name(103)], last: false })
    expect(later.hears(2, settle(8, { pairs: [name(1), name(3)] }))).toMatchObject([
      { type: 'SETTLED', known: true, refused: [name(3)] }
    ])
    // That to the earlier process is no answer.
    later.hears(2, settled(1))
    expect(later.kept.unsettled).toBe(1)
    const [last] = later.hears(2, settled(first!.number as number))
    expect(last).toMatchObject({ type: 'SETTLE', pairs: [], lost: [], last: true })
    expect(later.hears(2, settled(last!.number as number))).toEqual([])
    expect(later.kept.unsettled).toBe(0)
  })

  it('takes no question that tells of lost pairs for the receipt of its last answer (NET-107, NET-108)', () => {
    const played = having(1, 2)
    for (const { pair } of played.pairs) played.layer.release(pair)
    played.wait(SECOND)
    played.hears(2, settled(1))
    played.hears(2, settle(6, { pairs: [name(1), name(2)] }))
    // Of a process that began after that answer was sent, and that has more to tell than one frame holds.
    played.hears(2, settle(99, { lost: [name(2)] }))
    expect(played.kept.ends).toBe(1)
    played.hears(2, settle(100, { lost: [name(1)] }))
    expect(expiredAt(played)).toEqual([played.pairs[1]!.pair, played.pairs[0]!.pair])
  })

  it('has a later process ask the last question, though nothing is left to be asked (NET-114)', () => {
    const played = having(1)
    played.layer.release(played.pairs[0]!.pair)
    played.wait(SECOND)
    played.hears(2, settled(1))
    for (const number of [6, 7]) played.hears(2, settle(number, number === 6 ? { pairs: [name(1)] } : {}))
    expect(played.kept.ends).toBe(0)
    const journal = played.layer.journal()
    expect(journal).toEqual([{ ...NAME, peer: 1, lost: [], valid: [] }])

    // It may die as well before it is answered.
    expect(new PlayedLayer(3, { journal }).layer.journal()).toEqual(journal)
    const later = new PlayedLayer(3, { journal })
    const [last] = later.wait(SECOND)
    expect(last).toMatchObject({ type: 'SETTLE', pairs: [], lost: [], last: true })
    later.hears(2, settled(last!.number as number))
    expect(later.kept.unsettled).toBe(0)
    expect(later.layer.journal()).toEqual([])
    expect(tailEnd().layer.journal()).toEqual([])
  })
})

describe('a node on the way', () => {
  it('passes a routed frame on with a lower hop limit, and drops it where that is used up or no way is known (NET-028, NET-029)', () => {
    const inner = new PlayedLayer(2)
    expect(inner.hears(1, settle(6, { hopLimit: 9 }))).toEqual([{ to: 3, ...settle(6), hopLimit: 8 }])
    expect(inner.hears(1, settle(6, { hopLimit: 0 }))).toEqual([])
    expect(inner.hears(1, settle(6, { target: 77 }))).toEqual([])
    expect(inner.ignored).toEqual(['hop-limit', 'no-way'])
  })
})
