import { random, randomAsking, reserved, roundRobin } from '@bellwire/physical-layer'
import { switchedLink } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { MILLISECOND, Star, type StarOptions } from '../../test/star.js'

/** Slots of 20 µs that succeed with 0.1. */
const HERALDS_PER_SECOND = 5000
const TURN = 10 * MILLISECOND
/** Of a turn's 500 slots: what its edges, the guard and the qubit's way to the next link may cost. */
const LOST_SLOTS = 4

const pairs = (star: Star): number[] => star.links.map((_, index) => star.both(index + 1).length)
const slotsOf = (star: Star, link: number): number[] => star.both(link).map(({ a }) => a.slot)
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Every pair lies in a turn of its link, and is what both ends say it is. */
function checkPairs(star: Star): void {
  expect(star.wrong).toEqual([])
  star.links.forEach((_, index) => {
    const served = new Set(star.turns[index])
    const stray = slotsOf(star, index + 1).filter((slot) => !served.has(Math.floor((slot * 20_000) / star.turn)))
    expect(stray, `link ${index + 1}`).toEqual([])
  })
}

describe('a station whose switch follows a random source', () => {
  const TURNS = 450
  const star = new Star({ switch: { policy: random }, seed: 3 })
  star.askAlways()
  star.wait(TURNS * TURN)
  const closed = switchedLink({ links: 3, slotSeconds: TURN / 1e9, heraldsPerSecond: HERALDS_PER_SECOND })
  const served = star.turns.map((turns) => turns.length)

  it('serves every link in its share of the turns, one at a time (PHY-112, PHY-113)', () => {
    expect(Math.abs(sum(served) - TURNS)).toBeLessThanOrEqual(2)
    expect(new Set(star.turns.flat()).size).toBe(sum(served))
    for (const count of served)
      expect(Math.abs(count - TURNS / 3)).toBeLessThan(5 * Math.sqrt(TURNS * (1 / 3) * (2 / 3)))
  })

  it('gives every link a third of the rate of a fixed pair, from the first slot of a turn to its last (PHY-114)', () => {
    pairs(star).forEach((number, index) => {
      const expected = (served[index] as number) * closed.heraldsPerServedSlot
      const least = expected * (1 - LOST_SLOTS / 500)
      const sigma = Math.sqrt(expected * 0.9)
      expect(number).toBeGreaterThan(least - 5 * sigma)
      expect(number).toBeLessThan(expected + 5 * sigma)
      // Over all turns, as the closed form has it: the counts of turns vary far more than a steady stream's.
      const spread = Math.sqrt(closed.heraldsPerSecond * ((TURNS * TURN) / 1e9) * closed.dispersion)
      expect(Math.abs(number - (closed.heraldsPerSecond * TURNS * TURN) / 1e9)).toBeLessThan(5 * spread)
    })
  })

  it('uses every part of a turn alike', () => {
    const parts = new Array<number>(10).fill(0)
    for (const link of [1, 2, 3])
      for (const slot of slotsOf(star, link))
        parts[Math.floor((slot % 500) / 50)] = (parts[Math.floor((slot % 500) / 50)] ?? 0) + 1
    const mean = sum(parts) / 10
    expect(mean).toBeGreaterThan(2000)
    // The first and the last part lack the slots that the change costs.
    parts.forEach((count) =>
      expect(Math.abs(count - mean)).toBeLessThan(5 * Math.sqrt(mean) + (LOST_SLOTS / 50) * mean)
    )
  })

  it('makes no pair outside its turns, and none that is wrong (PHY-117, PHY-127)', () => checkPairs(star))

  it('is no station of which nodes with one qubit could not have many (PHY-130)', () => {
    expect(star.network.node('n1').qubits.total).toBe(1)
    for (const number of pairs(star)) expect(number).toBeGreaterThan(0)
  })
})

describe('the two sampling modes', () => {
  it('give switched links the same pairs in the same slots, as far as statistics can tell', () => {
    const parts = (['skip', 'exact'] as const).map((mode) => {
      const star = new Star({ mode, seed: mode, switch: { duration: MILLISECOND } })
      star.askAlways()
      star.wait(60 * TURN)
      checkPairs(star)
      const counts = new Array<number>(5).fill(0)
      for (const link of [1, 2, 3]) {
        // The first 50 slots are for switching.
        expect(slotsOf(star, link).filter((slot) => slot % 500 < 50)).toEqual([])
        for (const slot of slotsOf(star, link)) {
          counts[Math.floor((slot % 500) / 100)] = (counts[Math.floor((slot % 500) / 100)] ?? 0) + 1
        }
      }
      return counts
    })
    const [skip, exact] = parts as [number[], number[]]
    skip.forEach((count, index) => {
      const other = exact[index] as number
      expect(Math.abs(count - other)).toBeLessThan(5 * Math.sqrt(count + other))
    })
  })
})

describe('twelve nodes of one qubit each around one station', () => {
  it('serve all their 66 links in turn, with one interferometer', () => {
    const star = new Star({ nodes: 12 })
    star.askAlways()
    star.wait(70 * TURN)
    for (const turns of star.turns) expect(turns.length).toBeGreaterThanOrEqual(1)
    for (const turns of star.turns) expect(turns.length).toBeLessThanOrEqual(2)
    for (const number of pairs(star)) expect(number).toBeGreaterThan(20)
    checkPairs(star)
  })

  it('serve six at a time with six, and no node twice (PHY-112)', () => {
    const star = new Star({ nodes: 12, switch: { interferometers: 6, policy: random } })
    star.askAlways()
    star.wait(24 * TURN)
    const byTurn = new Map<number, string[]>()
    star.turns.forEach((turns, index) => {
      for (const turn of turns)
        byTurn.set(turn, [...(byTurn.get(turn) ?? []), ...(star.links[index] as readonly string[])])
    })
    expect(byTurn.size).toBeGreaterThan(20)
    for (const nodes of byTurn.values()) expect([nodes.length, new Set(nodes).size]).toEqual([12, 12])
    checkPairs(star)
  })
})

describe('requests to a switched station', () => {
  it('are heard of once both ends know of them, and withdrawn when they are met (PHY-120, PHY-122)', () => {
    const star = new Star()
    star.wait(3 * TURN)
    expect([star.wanted, star.turns.flat()]).toEqual([[], []])
    star.ask(2, 30)
    star.wait(3 * TURN)
    expect(pairs(star)).toEqual([0, 30, 0])
    expect(star.wanted[0]).toEqual([2, 30])
    expect(star.wanted.at(-1)).toEqual([2, 0])
    const turns = star.turns.flat().length
    star.wait(20 * TURN)
    expect(star.turns.flat().length).toBe(turns)
  })

  it('of a link that is not fit are withdrawn while it is not (PHY-122)', () => {
    const star = new Star({
      link: {
        drift: {
          stepInterval: MILLISECOND,
          law: { kind: 'constant' },
          thresholds: { measure: 'contrast', drifting: 0.1, outOfSpecification: 0.3 },
          dark: [{ from: 100 * MILLISECOND, until: 200 * MILLISECOND }]
        }
      }
    })
    star.ask(1)
    star.wait(90 * MILLISECOND)
    expect(star.wanted.at(-1)?.[1]).toBeGreaterThan(0)
    star.wait(100 * MILLISECOND)
    expect(star.wanted.at(-1)).toEqual([1, 0])
    star.wait(100 * MILLISECOND)
    expect(star.wanted.at(-1)?.[1]).toBeGreaterThan(0)
    checkPairs(star)
  })

  it('leave what others have reserved alone', () => {
    const policy = reserved(4, [{ start: 0, end: 3, link: 2 }], randomAsking)
    const star = new Star({ switch: { policy } })
    star.askAlways()
    star.wait(40 * TURN)
    const shares = star.turns.map((turns) => turns.length / star.turns.flat().length)
    expect(shares[1]).toBeGreaterThan(0.74)
    checkPairs(star)
  })

  it('of pairs that are kept are served as qubits become free', () => {
    const star = new Star()
    const one = star.network.node('n1').link('n2')
    const other = star.network.node('n2').link('n1')
    for (const link of [one, other]) {
      link.subscribe({
        delivered: (pair) => star.network.clock.at(star.now + 15 * MILLISECOND, { run: () => void link.release(pair) })
      })
    }
    star.askAlways()
    one.createDirect({ kind: 'keep', number: 20, minimumFidelity: 0.5, priority: 0 })
    star.wait(60 * TURN)
    for (const number of pairs(star)) expect(number).toBeGreaterThan(50)
    checkPairs(star)
  })
})

describe('faults around a switched station', () => {
  const STATION = 4
  const nodes = [1, 2, 3]

  function play(change: (star: Star) => void, options: StarOptions = {}): Star {
    const star = new Star({ wire: true, switch: { policy: roundRobin }, ...options })
    star.askAlways()
    star.wait(5 * TURN)
    change(star)
    return star
  }

  /** After the fault every link gets pairs again within a few turns. */
  function goesOn(star: Star, turns = 12): void {
    const before = pairs(star)
    star.wait(turns * TURN)
    pairs(star).forEach((number, index) => expect(number, `link ${index + 1}`).toBeGreaterThan(before[index] as number))
    checkPairs(star)
  }

  it.each([
    ['lost', { loss: 0.3 }],
    ['repeated', { duplication: 0.5 }],
    ['reordered', { reordering: { probability: 0.4, extraDelay: 15 * MILLISECOND } }],
    ['late', { jitter: 3 * MILLISECOND }]
  ] as const)('frames that are %s cost time alone', (_what, changes) => {
    const star = play(({ network }) => {
      for (const node of nodes) {
        network.network.configure(node, STATION, changes)
        network.network.configure(STATION, node, changes)
      }
    })
    star.wait(40 * TURN)
    checkPairs(star)
    for (const node of nodes) {
      const healed = { loss: 0, duplication: 0, jitter: 0, reordering: { probability: 0, extraDelay: 0 } }
      star.network.network.configure(node, STATION, healed)
      star.network.network.configure(STATION, node, healed)
    }
    goesOn(star, 30)
  })

  it('a grant that is lost comes with the next request, in the same turn (PHY-115)', () => {
    // One turn is long enough for several requests.
    const star = new Star({
      switch: { slot: 4_000 * MILLISECOND },
      link: { timers: { greetingMaximum: 500 * MILLISECOND } }
    })
    star.askAlways()
    star.wait(3_900 * MILLISECOND)
    for (const node of nodes) star.network.network.configure(STATION, node, { loss: 1 })
    star.wait(150 * MILLISECOND)
    for (const node of nodes) star.network.network.configure(STATION, node, { loss: 0 })
    star.wait(700 * MILLISECOND)
    expect(sum(pairs(star))).toBeGreaterThan(0)
    checkPairs(star)
  })

  it('a station that starts anew serves in its next turns', () => {
    goesOn(
      play(({ network }) => network.startStation('star')),
      30
    )
  })

  it('a node that starts anew is served again; the others go on meanwhile', () => {
    const star = play(({ network }) => network.node('n2').crash())
    const before = star.both(2).length
    star.wait(6 * TURN)
    expect(star.both(2).length).toBeGreaterThan(before)
    star.network.node('n2').recover()
    goesOn(star, 60)
  })

  it('a clock that is off makes no wrong pair, nor one that drifts', () => {
    const star = play(() => undefined, {
      node: { clock: { offset: 3 * MILLISECOND, drift: 20_000 } },
      link: { timers: { synchronisation: 5 * MILLISECOND } }
    })
    goesOn(star)
  })
})
