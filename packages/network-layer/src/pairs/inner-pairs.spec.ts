import { describe, expect, it } from 'vitest'
import { HOPS, innerNode, LABEL, NAME, SECOND, track } from '../../test/played-layer.js'

const expire = (sequence: number, epoch = 3) => ({ type: 'PAIR_EXPIRE', ...NAME, epoch, sequence })
const DOWN = { purpose: LABEL, originator: true }

/** Node 2 with a swap under way of pair 11 of the link to 1 and pair 21 of the link to 3. */
function swapping() {
  const played = innerNode()
  played.delivers(12, 11, { bellIndex: 1 })
  played.delivers(23, 21, { bellIndex: 2, ...DOWN })
  return played
}

function swapped(outcome: 0 | 1 | 2 | 3 = 3) {
  const played = swapping()
  played.works(outcome)
  return played
}

const fromHead = track([3, 11], [3, 11], { request: 4, bellIndex: 1, fidelity: 60000 })
const fromTail = track([3, 21], [3, 21], { bellIndex: 2 })

describe('pairs at an inner node', () => {
  it('are swapped, the oldest of one side with the oldest of the other, as soon as both sides have one (NET-060)', () => {
    const played = innerNode()
    const swaps = () => played.commands().filter(({ type }) => type === 'swap')
    played.delivers(12, 11)
    played.delivers(12, 12)
    expect(swaps()).toEqual([])
    played.delivers(23, 21, DOWN)
    expect(swaps()).toMatchObject([{ a: 0, b: 2 }])
    played.delivers(23, 22, DOWN)
    expect(swaps()).toMatchObject([{ a: 1, b: 3 }])
  })

  it('pass a TRACK on after the swap, named by the other link’s pair, with the Bell index of the whole (NET-065, NET-066, NET-067)', () => {
    for (const outcome of [0, 1, 2, 3] as const) {
      const played = swapping()
      expect(played.hears(1, fromHead)).toEqual([])
      expect(played.works(outcome)).toEqual([
        { to: 3, ...track([3, 11], [3, 21], { request: 4, bellIndex: 1 ^ outcome ^ 2, fidelity: 60000 }) }
      ])
      expect(played.hears(3, fromTail)).toMatchObject([
        { to: 1, type: 'TRACK', originSequence: 21, sequence: 11, request: 0, bellIndex: 2 ^ outcome ^ 1 }
      ])
      expect(played.kept).toMatchObject({ halves: 0, foretold: 0 })
    }
  })

  it('estimate the fidelity of the longer pair as a product of Werner parameters (NET-069)', () => {
    const played = innerNode()
    played.delivers(12, 11, { goodness: 0.9 })
    played.delivers(23, 21, { goodness: 0.85, ...DOWN })
    played.works()
    const [passed] = played.hears(1, track([3, 11], [3, 11], { fidelity: Math.floor(0.9 * 65535) }))
    const werner = (fidelity: number) => (4 * fidelity - 1) / 3
    const exact = (1 + 3 * werner(0.9) * werner(0.85)) / 4
    expect((passed!.fidelity as number) / 65535).toBeLessThanOrEqual(exact)
    expect((passed!.fidelity as number) / 65535).toBeGreaterThan(exact - 1e-4)
  })

  it('pass no TRACK twice (NET-068)', () => {
    for (const early of [true, false]) {
      const played = swapping()
      if (!early) played.works()
      played.hears(1, fromHead)
      expect(played.hears(1, fromHead)).toEqual([])
      expect(played.ignored.at(-1)).toBe('repeated-TRACK')
    }
  })

  it('keep the record of a swap until a TRACK has passed both ways (NET-071)', () => {
    const played = swapped()
    played.wait(80 * SECOND)
    expect(played.kept.halves).toBe(1)
    expect(played.hears(3, fromTail)).toHaveLength(1)
    expect(played.kept.halves).toBe(1)
    expect(played.hears(1, fromHead)).toHaveLength(1)
    expect(played.kept.halves).toBe(0)
  })

  it('take a TRACK that comes before the pair (NET-075)', () => {
    const played = innerNode()
    expect(played.hears(1, fromHead)).toEqual([])
    played.delivers(23, 21, DOWN)
    played.delivers(12, 11)
    expect(played.works()).toMatchObject([{ to: 3, type: 'TRACK', originSequence: 11, sequence: 21 }])
    expect(played.kept.foretold).toBe(0)
  })

  it('say that a pair is void which was named and never came (NET-076)', () => {
    const played = innerNode()
    played.hears(1, fromHead)
    expect(played.wait(10 * SECOND)).toEqual([{ to: 1, ...expire(11) }])
  })

  it('are void when they come after the neighbour’s word that they are (NET-077)', () => {
    const played = innerNode()
    played.hears(1, fromHead)
    played.hears(1, expire(11))
    played.delivers(23, 21, DOWN)
    expect(played.delivers(12, 11)).toEqual([])
    expect(played.commands()).toEqual([{ type: 'release', qubit: 1 }])
    expect(played.kept).toMatchObject({ halves: 1, foretold: 0 })
  })

  it('that have waited for the cut-off time are void, at both nodes of their link (NET-061, NET-062)', () => {
    const hops = HOPS.map((hop) => ({ ...hop, cutoff: hop.link === 12 ? 1000 : 0 }))
    const played = innerNode({}, { hops })
    played.delivers(12, 11)
    expect(played.wait(999)).toEqual([])
    expect(played.wait(1)).toEqual([{ to: 1, ...expire(11) }])
    expect(played.commands()).toEqual([{ type: 'release', qubit: 0 }])
    const other = innerNode({}, { hops })
    other.delivers(23, 21, DOWN)
    expect(other.wait(SECOND)).toEqual([])
    expect(other.kept.halves).toBe(1)
  })

  it('that are void before the swap are told to the neighbour of their link alone, unless it said so (NET-062)', () => {
    const link = innerNode()
    link.delivers(12, 11)
    expect(link.expires(12, 11)).toEqual([{ to: 1, ...expire(11) }])
    const neighbour = innerNode()
    neighbour.delivers(12, 11)
    expect(neighbour.hears(1, expire(11))).toEqual([])
    for (const played of [link, neighbour]) {
      expect(played.kept.halves).toBe(0)
      expect(played.memory.available).toBe(8)
    }
  })

  it('that are void after the swap began are told on every side that does not know (NET-070)', () => {
    for (const make of [swapping, swapped]) {
      expect(make().hears(1, expire(11))).toEqual([{ to: 3, ...expire(21) }])
      expect(make().hears(3, expire(21))).toEqual([{ to: 1, ...expire(11) }])
      expect(make().expires(23, 21)).toEqual([
        { to: 1, ...expire(11) },
        { to: 3, ...expire(21) }
      ])
    }
    // Also where a TRACK has passed already: whom it goes to may have the pair by now.
    const passed = swapped()
    passed.hears(1, fromHead)
    expect(passed.hears(1, expire(11))).toEqual([{ to: 3, ...expire(21) }])
    expect(passed.kept.halves).toBe(0)
  })

  it('keep their qubits while the hardware works on them, void or not (NET-072)', () => {
    const played = swapping()
    played.hears(1, expire(11))
    expect(played.memory.available).toBe(6)
    expect(played.works()).toEqual([])
    expect(played.memory.available).toBe(8)
    expect(played.kept.halves).toBe(0)
  })

  it('are void with their circuit, and nothing of them is left once the hardware is done (NET-049)', () => {
    const played = swapping()
    played.delivers(12, 12)
    played.hears(1, track([3, 13], [3, 13]))
    played.hears(1, { type: 'TEAR', ...NAME, reason: 0 })
    played.works()
    expect(played.memory.available).toBe(8)
    expect(played.kept).toMatchObject({ circuits: 0, halves: 0, foretold: 0 })
    expect(played.sent()).toEqual([])
  })

  it('of no circuit that stands go back to the link (NET-064)', () => {
    const played = innerNode()
    played.delivers(12, 11, { purpose: 0x8007 })
    expect(played.released).toEqual([11])
    expect(played.memory.available).toBe(8)
  })
})
