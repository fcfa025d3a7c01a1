import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import {
  CIRCUIT,
  forward,
  headEnd,
  HOPS,
  innerNode,
  LABEL,
  NAME,
  PlayedLayer,
  PURPOSE,
  SECOND,
  tailEnd,
  track
} from '../../test/played-layer.js'

const complete = (request: number, reason = 0) => ({ type: 'COMPLETE', ...NAME, request, reason })

/** A head-end with a request for pairs. */
function asking(number = 2, wish: object = {}) {
  const { played, circuit } = headEnd()
  const request = played.layer.request({ initiator: 1, circuit }, { number, ...wish }) as number
  const sent = played.sent()
  /** A pair of the first link comes, and the TRACK of the other end. */
  const pair = (sequence: number) => {
    const { createId } = played.created[0]!
    played.delivers(12, sequence, { purpose: LABEL, originator: true, createId })
    return played.hears(2, { ...track([3, sequence], [3, sequence]), initiator: 1, circuit })
  }
  return { played, circuit, request, sent, pair, named: { initiator: 1, circuit } }
}

describe('a request', () => {
  it('goes downstream as FORWARD, and has every link of the way make pairs (NET-050, NET-063)', () => {
    const { played, sent, request, named } = asking(2, { raw: true })
    expect(sent).toMatchObject([{ to: 2, type: 'FORWARD', ...named, request, number: 2, kind: 0, raw: true }])
    const asked = { kind: 'keep', raw: true, purpose: LABEL, consecutive: true, paced: true }
    expect(played.created).toMatchObject([{ link: 12, ...asked, minimumFidelity: 40000 / 65535 }])
    expect(played.called).toEqual([[1, 2]])
    const inner = innerNode()
    expect(inner.created).toEqual([])
    expect(inner.hears(1, forward(5))).toEqual([{ to: 3, ...forward(5) }])
    expect(inner.created).toMatchObject([{ link: 23, ...asked }])
    expect(inner.called).toEqual([[1, 2]])
    const tail = tailEnd()
    expect(tail.hears(2, forward(5))).toEqual([])
  })

  it('is passed on once (NET-050)', () => {
    const inner = innerNode()
    inner.hears(1, forward(5))
    expect(inner.hears(1, forward(5))).toEqual([])
    expect(inner.created).toHaveLength(1)
  })

  it('has no link make pairs when it is over, and the link’s request is taken back (NET-051, NET-055)', () => {
    const inner = innerNode()
    inner.hears(1, forward(5))
    inner.hears(1, forward(6))
    expect(inner.hears(1, complete(5))).toEqual([{ to: 3, ...complete(5) }])
    expect(inner.cancelled).toEqual([])
    expect(inner.hears(1, complete(6))).toEqual([{ to: 3, ...complete(6) }])
    expect(inner.cancelled).toEqual([inner.created[0]!.createId])
    inner.hears(3, { type: 'CREDIT', ...NAME, window: 9, epoch: 0, sequence: 0 })
    expect(inner.created).toHaveLength(1)
  })

  it('is complete with the last pair; COMPLETE says so downstream (NET-052, NET-055)', () => {
    const { played, pair, request, named } = asking()
    pair(1)
    expect(played.told.at(-1)).toMatchObject({ type: 'delivered' })
    expect(pair(2)).toMatchObject([{ to: 2, type: 'COMPLETE', ...named, request, reason: 0 }])
    expect(played.told.at(-1)).toMatchObject({ type: 'requestEnded', request, code: 0, delivered: 2 })
    expect(played.kept.requests).toBe(0)
  })

  it('fails at the end of its time, and with its circuit (NET-054, NET-056)', () => {
    const late = asking(2, { timeLimit: 3 * SECOND })
    late.pair(1)
    const { request } = late
    expect(late.played.wait(3 * SECOND).filter(({ type }) => type !== 'SETTLE')).toMatchObject([
      { type: 'COMPLETE', request, reason: ErrorCode.TIMEOUT }
    ])
    const code = ErrorCode.TIMEOUT
    expect(late.played.told.at(-1)).toMatchObject({ type: 'requestEnded', request, code, delivered: 1 })
    const torn = asking()
    torn.played.hears(2, { type: 'CIRCUIT_ERR', ...torn.named, node: 3, reason: ErrorCode.NORES })
    expect(torn.played.told.filter(({ type }) => type === 'requestEnded')).toMatchObject([{ code: ErrorCode.NORES }])
  })

  it('that is over expires the pairs of it that nobody had (NET-097)', () => {
    const { played, request, named } = asking()
    played.delivers(12, 7, { purpose: LABEL, originator: true, createId: 1 })
    played.layer.cancel(request)
    expect(played.sent()).toMatchObject([
      { type: 'PAIR_EXPIRE', ...named, epoch: 3, sequence: 7 },
      { type: 'COMPLETE', reason: ErrorCode.OTHER }
    ])
    expect(played.memory.available).toBe(8)
  })
})

describe('link requests of a circuit', () => {
  it('ask for no more than both nodes have room for, and for more when the neighbour says so (NET-057)', () => {
    const inner = innerNode()
    inner.hears(1, forward(5, { number: 100 }))
    expect(inner.called).toEqual([[1, 2]])
    for (const sequence of [1, 2]) inner.delivers(23, sequence, { purpose: LABEL, originator: true, createId: 1 })
    // Both go into swaps; this node has room, the neighbour has not said that it has.
    for (const sequence of [1, 2]) inner.delivers(12, sequence)
    inner.works()
    expect(inner.called).toHaveLength(1)
    inner.hears(3, { type: 'CREDIT', ...NAME, window: 2, epoch: 3, sequence: 2 })
    expect(inner.called).toEqual([
      [1, 2],
      [1, 2]
    ])
    expect(inner.created).toHaveLength(1)
  })

  it('count a pair as asked for that the link makes again (NET-057)', () => {
    const inner = innerNode()
    inner.hears(1, forward(5, { number: 100 }))
    const down = { purpose: LABEL, originator: true, createId: 1 }
    inner.delivers(23, 1, down)
    inner.expires(23, 1, { originator: true, createId: 1 })
    // The link owes two.
    expect(inner.called).toEqual([[1, 2]])
    inner.delivers(23, 2, down)
    inner.delivers(23, 3, down)
    expect(inner.called).toEqual([[1, 2]])
    expect(inner.kept.halves).toBe(2)
  })

  it('call for another pair in place of a swapped one that the link will not make again (NET-057)', () => {
    const inner = innerNode({ configuration: { holdOff: 1000 } })
    inner.hears(1, forward(5, { number: 100 }))
    for (const sequence of [1, 2]) inner.delivers(23, sequence, { purpose: LABEL, originator: true, createId: 1 })
    for (const sequence of [1, 2]) inner.delivers(12, sequence)
    inner.works()
    inner.layer.links.requestFailed(23, { createId: 1, code: ErrorCode.OTHER, delivered: 2 })
    inner.wait(1000)
    expect(inner.called).toEqual([[1, 2]])
    // The neighbour never had it: no CREDIT will come for it.
    inner.expires(23, 1, { originator: true, createId: 1 })
    expect(inner.called.slice(1)).toEqual([[2, 1]])
    inner.expires(23, 2, { originator: true, createId: 1 })
    expect(inner.called.slice(2)).toEqual([[2, 1]])
  })

  it('rest after a refusal, and are made again after a while (NET-058)', () => {
    const inner = innerNode({ configuration: { holdOff: 1000 } })
    inner.answer = ErrorCode.NORES
    inner.hears(1, forward(5))
    inner.answer = ErrorCode.UNSPECIFIED
    inner.hears(3, { type: 'CREDIT', ...NAME, window: 2, epoch: 0, sequence: 0 })
    inner.wait(999)
    expect(inner.created).toEqual([])
    inner.wait(1)
    expect(inner.created).toHaveLength(1)
  })

  it('that the link gives up are made anew after a while (NET-058)', () => {
    const inner = innerNode({ configuration: { holdOff: 1000 } })
    inner.hears(1, forward(5, { number: 100 }))
    inner.layer.links.requestFailed(23, { createId: 1, code: ErrorCode.OTHER, delivered: 0 })
    inner.hears(3, { type: 'CREDIT', ...NAME, window: 2, epoch: 0, sequence: 0 })
    expect(inner.created).toHaveLength(1)
    inner.wait(1000)
    expect(inner.created).toHaveLength(2)
    expect(inner.called).toEqual([
      [1, 2],
      [2, 2]
    ])
  })

  it('have the downstream node tell its room, after the latest pair that it has (NET-059, NET-112)', () => {
    const tail = tailEnd()
    tail.hears(2, forward(5, { number: 9, kind: 1 }))
    tail.delivers(23, 1)
    tail.delivers(23, 2)
    expect(tail.credits).toEqual([])
    tail.works()
    const credit = { to: 2, type: 'CREDIT', ...NAME, epoch: 3, sequence: 2 }
    expect(tail.credits).toEqual([
      { ...credit, window: 1 },
      { ...credit, window: 2 }
    ])
  })
})

describe('a tail-end', () => {
  it('keeps a request that is not over, however many others come and go (NET-081)', () => {
    const tail = tailEnd()
    tail.hears(2, forward(1, { number: 1000 }))
    for (let request = 2; request < 200; request++) {
      tail.hears(2, forward(request))
      tail.hears(2, complete(request))
    }
    expect(tail.delivers(23, 1)).toMatchObject([{ type: 'TRACK', sequence: 1 }])
  })
})

describe('an inner node', () => {
  it('refuses requests to it by programs: a circuit is its initiator’s', () => {
    const inner = innerNode()
    expect(inner.layer.request(NAME, { number: 1 })).toEqual({ error: ErrorCode.REJECTED })
    expect(inner.layer.request({ ...NAME, circuit: CIRCUIT + 1 }, { number: 1 })).toEqual({ error: ErrorCode.OTHER })
  })
})

describe('a circuit with a rate', () => {
  /** Two pairs per second, four at once. */
  function rated() {
    const played = new PlayedLayer(1, { configuration: { burst: 2 * SECOND }, qubits: 16 })
    const name = played.layer.setUp({ responder: 3, purpose: PURPOSE, minimumFidelity: 0.5, hops: HOPS, rate: 2 })
    if ('error' in name) throw new Error('refused')
    played.hears(2, { type: 'RESV', ...name, label: LABEL, window: 2 })
    const ask = (number: number, wish: object = {}) => played.layer.request(name, { number, ...wish })
    const begun = (sent: readonly { readonly type: string }[]) => sent.filter(({ type }) => type === 'FORWARD')
    return { played, name, ask, begun }
  }

  it('has what is asked too early wait, in order, and no link make pairs for it meanwhile (NET-160, NET-161)', () => {
    const { played, ask, begun } = rated()
    expect(played.told[0]).toMatchObject({ type: 'opened', burst: 4 })
    const first = ask(3)
    const second = ask(2)
    const third = ask(4)
    expect(begun(played.sent())).toMatchObject([{ request: first, number: 3 }])
    played.layer.cancel(first as number)
    expect(played.cancelled).toEqual([1])
    // One token is left: another comes in half a second, four in two more.
    expect(begun(played.wait(SECOND / 2 - 1))).toEqual([])
    expect(played.created).toHaveLength(1)
    expect(begun(played.wait(1))).toMatchObject([{ request: second }])
    expect(played.created).toHaveLength(2)
    expect(begun(played.wait(2 * SECOND - 1))).toEqual([])
    expect(begun(played.wait(1))).toMatchObject([{ request: third }])
  })

  it('refuses what it can never give at once, and what would begin too late (NET-162)', () => {
    const { played, ask } = rated()
    expect(ask(5)).toEqual({ error: ErrorCode.UNSUPP })
    ask(4)
    expect(ask(2, { timeLimit: SECOND })).toEqual({ error: ErrorCode.NOTIME })
    expect(ask(2, { timeLimit: SECOND + 1 })).toEqual(expect.any(Number))
    // The time limit runs while it waits.
    expect(played.wait(SECOND + 1).some(({ type }) => type === 'COMPLETE')).toBe(true)
    expect(played.told.at(-1)).toMatchObject({ type: 'requestEnded', code: ErrorCode.TIMEOUT, delivered: 0 })
  })

  it('has what ends before it has begun not count, and nobody downstream hear of it (NET-160, NET-055)', () => {
    const { played, name, ask, begun } = rated()
    ask(4)
    const waiting = ask(4)
    played.sent()
    played.layer.cancel(waiting as number)
    expect(played.sent()).toEqual([])
    expect(played.told.at(-1)).toMatchObject({ type: 'requestEnded', request: waiting, code: ErrorCode.OTHER })
    const next = ask(2)
    expect(begun(played.wait(SECOND))).toMatchObject([{ request: next }])
    const last = ask(4)
    played.layer.close(name)
    expect(played.told.filter(({ type }) => type === 'requestEnded').at(-1)).toMatchObject({ request: last })
    expect(played.kept.requests).toBe(0)
  })
})
