import { describe, expect, it } from 'vitest'
import { forward, headEnd, LABEL, NAME, tailEnd, track } from '../../test/played-layer.js'

const expire = (sequence: number) => ({ type: 'PAIR_EXPIRE', ...NAME, epoch: 3, sequence })
const KINDS = { keep: 0, measure: 1, prepare: 2 } as const

/** A tail-end with requests, by number. */
function tail(...requests: object[]) {
  const played = tailEnd()
  requests.forEach((request, index) => played.hears(2, forward(index + 1, request)))
  return played
}

function head(wish: object = {}) {
  const { played, circuit } = headEnd()
  const request = played.layer.request({ initiator: 1, circuit }, { number: 4, ...wish }) as number
  played.sent()
  const mine = { initiator: 1, circuit }
  return {
    played,
    circuit,
    request,
    delivers: (sequence: number, fields: object = {}) =>
      played.delivers(12, sequence, { purpose: LABEL, originator: true, createId: 1, ...fields }),
    tracks: (sequence: number, changes: object = {}) =>
      played.hears(2, { ...track([3, 100 + sequence], [3, sequence]), ...mine, ...changes }),
    hears: (frame: object) => played.hears(2, { type: '', ...frame, ...mine })
  }
}

describe('a pair at an end', () => {
  it('is tracked from there at once, named as it is there (NET-080)', () => {
    const { delivers, request } = head()
    expect(delivers(7, { bellIndex: 2, goodness: 0.9 })).toMatchObject([
      { to: 2, type: 'TRACK', request, originEpoch: 3, originSequence: 7, epoch: 3, sequence: 7, bellIndex: 2 }
    ])
    expect(tail({}).delivers(23, 8)).toMatchObject([{ to: 2, ...track([3, 8], [3, 8]), fidelity: 65535 }])
  })

  it('goes to the oldest request that needs one (NET-081)', () => {
    const { played, circuit, delivers, request } = head({ number: 1 })
    const second = played.layer.request({ initiator: 1, circuit }, { number: 1 })
    played.sent()
    expect(delivers(1)).toMatchObject([{ request }])
    expect(delivers(2)).toMatchObject([{ request: second }])
    expect(delivers(3)).toMatchObject([{ type: 'PAIR_EXPIRE', sequence: 3 }])
  })

  it('that nobody needs is void, which the neighbour is told (NET-082)', () => {
    const played = tail()
    expect(played.delivers(23, 8)).toEqual([{ to: 2, ...expire(8) }])
    expect(played.memory.available).toBe(8)
    expect(played.kept.ends).toBe(0)
  })

  it('is handed over with the TRACK of the other end, not before (NET-085)', () => {
    const { played, delivers, tracks } = head()
    delivers(7)
    expect(played.pairs).toEqual([])
    tracks(7, { fidelity: 60000 })
    expect(played.pairs).toMatchObject([
      { head: true, kind: 'keep', headEpoch: 3, headSequence: 7, tailEpoch: 3, tailSequence: 107, tracked: true }
    ])
    const other = tail({})
    other.hears(2, track([3, 7], [3, 8], { request: 1 }))
    expect(other.pairs).toEqual([])
    other.delivers(23, 8)
    expect(other.pairs).toMatchObject([{ head: false, headSequence: 7, tailSequence: 8, request: 1 }])
  })

  it('is corrected at the head-end alone, unless the request is raw (NET-088, NET-090)', () => {
    const { played, delivers, tracks } = head()
    delivers(7)
    played.commands()
    tracks(7, { bellIndex: 3 })
    expect(played.pairs).toEqual([])
    played.works()
    expect(played.pairs).toMatchObject([{ bellIndex: 3, corrected: true }])
    const raw = head({ raw: true })
    raw.delivers(7)
    raw.tracks(7, { bellIndex: 3 })
    expect(raw.played.commands()).toEqual([])
    expect(raw.played.pairs).toMatchObject([{ bellIndex: 3, corrected: false }])
    const other = tail({})
    other.delivers(23, 8)
    other.hears(2, track([3, 7], [3, 8], { request: 1, bellIndex: 3 }))
    expect(other.commands()).toEqual([])
    expect(other.pairs).toMatchObject([{ bellIndex: 3, corrected: true }])
  })

  it('that is measured is measured at once as its end is to, and its outcome flipped at the head-end where due (NET-086, NET-089)', () => {
    for (const [basis, flips] of [
      ['Z', [0, 1, 0, 1]],
      ['X', [0, 0, 1, 1]],
      ['Y', [0, 1, 1, 0]]
    ] as const) {
      flips.forEach((flipped, bellIndex) => {
        const { played, delivers, tracks, request } = head({ kind: 'measure', originator: { basis } })
        delivers(7)
        played.works(1)
        tracks(7, { bellIndex, request })
        expect(played.pairs[0]!.outcome!.reveal(), `${basis} ${bellIndex}`).toBe(flipped === 1 ? 0 : 1)
      })
    }
    const other = tail({ kind: KINDS.measure })
    other.delivers(23, 8)
    expect(other.commands()).toMatchObject([{ type: 'measure', basis: 0 }])
  })

  it('of a request to prepare is measured at the head-end and kept at the tail-end (NET-087)', () => {
    const { played, delivers, tracks } = head({ kind: 'prepare' })
    delivers(7)
    played.works()
    tracks(7)
    expect(played.pairs).toMatchObject([{ kind: 'prepare', qubit: -1 }])
    const other = tail({ kind: KINDS.prepare })
    other.delivers(23, 8)
    other.hears(2, track([3, 7], [3, 8], { request: 1 }))
    expect(other.pairs).toMatchObject([{ kind: 'prepare', qubit: 0 }])
  })

  it('of the tail-end names a request in its TRACK where that must be decided there: measured, or early (NET-083)', () => {
    expect(tail({}).delivers(23, 8)).toMatchObject([{ request: 0 }])
    expect(tail({ kind: KINDS.prepare }).delivers(23, 8)).toMatchObject([{ request: 0 }])
    expect(tail({ kind: KINDS.measure }).delivers(23, 8)).toMatchObject([{ request: 1 }])
    expect(tail({ early: true }).delivers(23, 8)).toMatchObject([{ request: 1 }])
  })

  it('goes at the tail-end to the request that the head-end says, where it was kept there (NET-084)', () => {
    const played = tail({}, { kind: KINDS.prepare })
    played.delivers(23, 8)
    played.hears(2, track([3, 7], [3, 8], { request: 2 }))
    expect(played.pairs).toMatchObject([{ request: 2, kind: 'prepare' }])
  })

  it('that the ends have given to different requests is void at both (NET-084)', () => {
    const measured = { kind: KINDS.measure }
    const early = { early: true }
    // The last of them: a request that is not known here.
    for (const [first, second, request] of [
      [measured, {}, 2],
      [{}, measured, 2],
      [early, {}, 2],
      [{}, early, 2],
      [{}, {}, 9]
    ] as const) {
      const played = tail(first, second)
      played.delivers(23, 8)
      expect(played.hears(2, track([3, 7], [3, 8], { request }))).toContainEqual({ to: 2, ...expire(8) })
      expect(played.pairs.filter(({ tracked }) => tracked)).toEqual([])
      played.works()
      expect(played.kept.ends).toBe(0)
    }
    const { played, delivers, tracks, request } = head({ kind: 'measure' })
    delivers(7)
    expect(tracks(7, { request: request + 5 })).toMatchObject([{ type: 'PAIR_EXPIRE', sequence: 7 }])
    played.works()
    expect(played.kept.ends).toBe(0)
  })

  it('that is wanted early is handed over at once, and again when it is known what it is (NET-091)', () => {
    const { played, delivers, tracks, request } = head({ early: true })
    delivers(7)
    expect(played.pairs).toMatchObject([{ tracked: false, qubit: 0 }])
    tracks(7, { request, bellIndex: 2 })
    expect(played.pairs[1]).toMatchObject({
      tracked: true,
      bellIndex: 2,
      corrected: false,
      pair: played.pairs[0]!.pair
    })
    expect(played.commands()).toEqual([])
  })

  it('is void by PAIR_EXPIRE before it was handed over, and not after that (NET-092, NET-093)', () => {
    const { played, delivers, tracks, hears } = head()
    delivers(7)
    expect(hears({ ...expire(7) })).toEqual([])
    expect(played.kept.ends).toBe(0)
    delivers(8)
    tracks(8)
    hears({ ...expire(8) })
    expect(played.kept.ends).toBe(1)
    expect(played.told.map(({ type }) => type)).not.toContain('expired')
  })

  it('that was offered early and is void is told as expired (NET-095)', () => {
    const { played, delivers, hears } = head({ early: true })
    delivers(7)
    hears({ ...expire(7) })
    expect(played.told.at(-1)).toMatchObject({ type: 'expired', pair: played.pairs[0]!.pair })
    expect(played.memory.available).toBe(8)
  })

  it('is void by the link’s word until it is tracked, and the other end hears so (NET-094)', () => {
    const played = tail({}, {})
    played.delivers(23, 8)
    expect(played.expires(23, 8)).toEqual([{ to: 2, ...expire(8) }])
    played.delivers(23, 9)
    played.hears(2, track([3, 7], [3, 9], { request: 1 }))
    expect(played.expires(23, 9)).toEqual([])
    expect(played.kept.ends).toBe(1)
  })

  it('is taken over with its qubit: no end of it takes that away, and there is room for another', () => {
    const played = tail({}, {})
    played.delivers(23, 8)
    expect(played.layer.take(played.pairs[0]?.pair ?? 1)).toBe(false)
    played.hears(2, track([3, 7], [3, 8], { request: 1 }))
    const { pair } = played.pairs[0]!
    expect(played.layer.take(pair)).toBe(true)
    expect([played.layer.take(pair), played.layer.release(pair)]).toEqual([false, false])
    expect(played.commands().filter(({ type }) => type === 'release')).toEqual([])
    expect(played.memory.available).toBe(7)
    played.hears(2, { type: 'TEAR', ...NAME, reason: 0 })
    expect(played.memory.available).toBe(7)
    expect(played.commands().filter(({ type }) => type === 'release')).toEqual([])
  })

  it('is void with its circuit where it was not handed over (NET-049)', () => {
    const played = tail({}, {})
    played.delivers(23, 8)
    played.delivers(23, 9)
    played.hears(2, track([3, 7], [3, 9], { request: 1 }))
    played.hears(2, { type: 'TEAR', ...NAME, reason: 0 })
    expect(played.kept.ends).toBe(1)
    expect(played.memory.available).toBe(7)
    expect(played.layer.release(played.pairs[0]!.pair)).toBe(true)
    expect(played.memory.available).toBe(8)
    expect(played.layer.release(played.pairs[0]!.pair)).toBe(false)
  })
})
