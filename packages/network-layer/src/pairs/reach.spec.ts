import { describe, expect, it } from 'vitest'
import { HOPS, headEnd, LABEL, PlayedLayer, pathFrom, SECOND, setUp, tailEnd, track } from '../../test/played-layer.js'

const NAME = { initiator: 7, circuit: 70 }
const DOWN = { purpose: LABEL, originator: true }

const reach = (sequence: number, position: number) => ({ type: 'REACH', ...NAME, epoch: 3, sequence, position })
const expire = (sequence: number) => ({ type: 'PAIR_EXPIRE', ...NAME, epoch: 3, sequence })
const trackOf = (sequence: number) => track([3, 5], [3, sequence], NAME)

/** Node 2, at position 2 of the route 7 – 1 – 2 – 3 – 8, whose inner nodes have these ranks. */
function nodeAmong(ranks: readonly [number, number, number], cutoff = 0): PlayedLayer {
  const played = new PlayedLayer(2)
  const hops = [
    [7, 71],
    [1, 12],
    [2, 23],
    [3, 38]
  ].map(([node, link], index) => ({
    node,
    link,
    minimumFidelity: 40000,
    cutoff,
    rate: 0,
    // The first says nothing.
    rank: ranks[index - 1] ?? 255
  }))
  played.hears(1, pathFrom(1, { ...NAME, responder: 8, hops }))
  played.hears(3, { type: 'RESV', ...NAME, label: LABEL, window: 2 })
  played.hears(1, { type: 'RESV_CONF', ...NAME })
  return played
}

/** The same with a pair on each side, 11 and 21. */
function withPairs(ranks: readonly [number, number, number]): PlayedLayer {
  const played = nodeAmong(ranks)
  played.delivers(12, 11)
  played.delivers(23, 21, DOWN)
  return played
}

/** Qubits that have begun to be swapped since this was last asked; 0 and 1 are those of pairs 11 and 21. */
const swaps = (played: PlayedLayer) =>
  played.commands().flatMap((command) => (command.type === 'swap' ? [[command.a, command.b]] : []))

describe('ranks that make no sense', () => {
  it('are refused by name', () => {
    const { played } = headEnd()
    const hops = HOPS.map((hop) => ({ ...hop, rank: hop.link === 23 ? 256 : 0 }))
    expect(() => setUp(played, hops)).toThrow('hops[1].rank is 256; accepted: an integer from 0 to 255')
    expect(() => played.layer.plan({ to: 3, minimumFidelity: 0.5, order: [1, 300] })).toThrow('order[1] is 300')
  })
})

describe('a node that has a rank among the inner nodes of its circuit', () => {
  it('joins halves once both reach nodes of no lower rank, or ends (NET-060)', () => {
    for (const ranks of [
      [1, 1, 1],
      [2, 1, 1],
      [9, 0, 3]
    ] as const)
      expect(swaps(withPairs(ranks))).toEqual([[0, 1]])

    const played = withPairs([0, 1, 0])
    expect(swaps(played)).toEqual([])
    played.hears(1, reach(11, 0))
    expect(swaps(played)).toEqual([])
    played.hears(3, reach(21, 4))
    expect(swaps(played)).toEqual([[0, 1]])

    const one = withPairs([0, 1, 2])
    expect(swaps(one)).toEqual([])
    one.hears(1, reach(11, 0))
    expect(swaps(one)).toEqual([[0, 1]])
  })

  it('joins the oldest of those that may be joined (NET-060)', () => {
    const played = nodeAmong([0, 1, 1])
    played.delivers(12, 11)
    played.delivers(12, 12)
    played.delivers(23, 21, DOWN)
    played.delivers(23, 22, DOWN)
    expect(swaps(played)).toEqual([])
    played.hears(1, reach(12, 0))
    expect(swaps(played)).toEqual([[1, 2]])
    played.hears(1, reach(11, 0))
    expect(swaps(played)).toEqual([[0, 3]])
  })

  it('tells each side with a node of higher rank, when it has swapped and before any TRACK (NET-120)', () => {
    const played = withPairs([2, 0, 1])
    expect(played.hears(3, trackOf(21))).toEqual([])
    expect(played.works()).toMatchObject([
      { to: 1, ...reach(11, 3) },
      { to: 3, ...reach(21, 1) },
      { to: 1, type: 'TRACK' }
    ])
    expect(withPairs([2, 0, 0]).works()).toMatchObject([{ to: 1, ...reach(11, 3) }])
    expect(withPairs([0, 0, 1]).works()).toMatchObject([{ to: 3, ...reach(21, 1) }])
    expect(withPairs([1, 1, 1]).works()).toEqual([])
  })

  it('tells what it has heard, before the swap or while the hardware worked on it (NET-120, NET-121)', () => {
    const played = withPairs([1, 0, 1])
    played.hears(1, reach(11, 0))
    expect(played.hears(3, reach(21, 4))).toEqual([])
    expect(played.works()).toEqual([
      { to: 1, ...reach(11, 4) },
      { to: 3, ...reach(21, 0) }
    ])
  })

  it('passes on what it hears of a pair that it has swapped (NET-121)', () => {
    const played = withPairs([1, 0, 1])
    played.works()
    expect(played.hears(1, reach(11, 0))).toEqual([{ to: 3, ...reach(21, 0) }])
    expect(played.hears(3, reach(21, 4))).toEqual([{ to: 1, ...reach(11, 4) }])
    const top = withPairs([0, 0, 1])
    top.works()
    expect(top.hears(3, reach(21, 4))).toEqual([])
    expect(top.ignored).toEqual([])
  })

  it('passes nothing on after the TRACK in that direction, nor of what is void (NET-122)', () => {
    const played = withPairs([1, 0, 1])
    played.works()
    played.hears(1, trackOf(11))
    expect(played.hears(1, reach(11, 0))).toEqual([])
    expect(played.hears(3, reach(21, 4))).toEqual([{ to: 1, ...reach(11, 4) }])

    const spoiled = withPairs([1, 0, 1])
    spoiled.hears(1, expire(11))
    expect(spoiled.hears(3, reach(21, 4))).toEqual([])
    expect(spoiled.works()).toEqual([])
    expect(spoiled.kept).toMatchObject({ halves: 0, foretold: 0 })
  })

  it('changes nothing for what is no farther, or farther than the route (NET-123)', () => {
    const played = withPairs([0, 1, 0])
    const of = (from: number, sequence: number, positions: readonly number[]) =>
      positions.map((position) => played.hears(from, reach(sequence, position)))
    expect(of(1, 11, [1, 2, 3, 4, 255])).toEqual([[], [], [], [], []])
    expect(of(3, 21, [0, 1, 2, 3, 5, 255])).toEqual([[], [], [], [], [], []])
    expect(played.ignored).toEqual(new Array(11).fill('REACH'))
    played.hears(1, reach(11, 0))
    played.hears(1, reach(11, 0))
    played.hears(1, reach(11, 1))
    expect(played.ignored).toHaveLength(13)
    expect(swaps(played)).toEqual([])
    played.hears(3, reach(21, 4))
    expect(swaps(played)).toEqual([[0, 1]])
  })

  it('ignores it where all have the same, and at an end (NET-123)', () => {
    const played = withPairs([3, 3, 3])
    played.works()
    for (const sequence of [11, 12]) expect(played.hears(1, reach(sequence, 0))).toEqual([])
    expect(played.kept.foretold).toBe(0)
    const { played: head, circuit } = headEnd()
    for (const [end, from, number] of [
      [head, 2, circuit],
      [tailEnd(), 2, 70]
    ] as const) {
      expect(end.hears(from, { ...reach(11, 2), initiator: 1, circuit: number })).toEqual([])
      expect(end.ignored.at(-1)).toBe('REACH')
      expect(end.kept.foretold).toBe(0)
    }
  })

  it('keeps what comes before the pair, and takes it with a TRACK (NET-075)', () => {
    const played = nodeAmong([0, 1, 1])
    expect(played.hears(1, reach(11, 0))).toEqual([])
    played.hears(1, trackOf(11))
    played.delivers(23, 21, DOWN)
    played.delivers(12, 11)
    expect(swaps(played)).toEqual([[1, 0]])
    expect(played.kept.foretold).toBe(0)

    const early = nodeAmong([0, 1, 1])
    for (const position of [1, 0, 1, 255]) early.hears(1, reach(11, position))
    expect(early.ignored).toEqual(['REACH', 'REACH', 'REACH'])
  })

  it('says that a pair is void which was named and never came, unless that was said (NET-076, NET-077)', () => {
    const played = nodeAmong([0, 1, 1])
    played.hears(1, reach(11, 0))
    played.hears(1, reach(12, 0))
    played.hears(1, expire(12))
    played.hears(1, expire(13))
    played.hears(1, reach(13, 0))
    expect(played.wait(10 * SECOND)).toEqual([{ to: 1, ...expire(11) }])
    expect(played.kept.foretold).toBe(0)
  })

  it('has its halves wait their cut-off time, whatever for; what is told of them then comes too late (NET-061)', () => {
    const played = nodeAmong([0, 1, 0], 1000)
    played.delivers(12, 11)
    played.delivers(23, 21, DOWN)
    played.hears(1, reach(11, 0))
    expect(played.wait(1000)).toEqual([
      { to: 1, ...expire(11) },
      { to: 3, ...expire(21) }
    ])
    expect(played.hears(3, reach(21, 4))).toEqual([])
    expect(played.wait(10 * SECOND)).toEqual([{ to: 3, ...expire(21) }])
    expect(played.kept).toMatchObject({ halves: 0, foretold: 0 })
    expect(played.memory.available).toBe(8)
  })
})
