import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demandWeighted } from './policies/demand-weighted.js'
import { random } from './policies/random.js'
import { randomAsking } from './policies/random-asking.js'
import { reserved } from './policies/reserved.js'
import { roundRobin } from './policies/round-robin.js'
import type { Candidate, SwitchPolicy, Turn } from './policy.js'

/** Every pair of some nodes. */
function star(nodes: number, demand: (link: number) => number = () => 1): Candidate[] {
  const links: Candidate[] = []
  for (let a = 1; a <= nodes; a++)
    for (let b = a + 1; b <= nodes; b++) {
      const link = links.length + 1
      links.push({ link, nodes: [a, b], demand: demand(link), lastServed: -1 })
    }
  return links
}

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const turns: fc.Arbitrary<Turn> = fc
  .record({
    nodes: fc.integer({ min: 2, max: 8 }),
    interferometers: fc.integer({ min: 1, max: 4 }),
    turn: fc.nat(100),
    demands: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 28, maxLength: 28 }),
    served: fc.array(fc.integer({ min: -1, max: 99 }), { minLength: 28, maxLength: 28 }),
    draws: fc.array(unit, { minLength: 4, maxLength: 4 })
  })
  .map(({ nodes, interferometers, turn, demands, served, draws }) => ({
    turn,
    interferometers,
    links: star(nodes, (link) => demands[link - 1]!).map((one, index) => ({ ...one, lastServed: served[index]! })),
    draws: draws.slice(0, interferometers)
  }))

const bins = [
  { start: 0, end: 2, link: 1 },
  { start: 1, end: 3, link: 6 }
]
const POLICIES: Readonly<Record<string, SwitchPolicy>> = {
  random,
  randomAsking,
  roundRobin,
  demandWeighted,
  reserved: reserved(5, bins, randomAsking)
}
const ASKING = ['randomAsking', 'roundRobin', 'demandWeighted']

describe.each(Object.keys(POLICIES))('the policy %s', (name) => {
  const policy = POLICIES[name]!

  it('serves no more links than there are interferometers, and no node twice (PHY-112)', () => {
    fc.assert(
      fc.property(turns, (turn) => {
        const chosen = policy(turn)
        expect(chosen.length).toBeLessThanOrEqual(turn.interferometers)
        const nodes = chosen.flatMap((link) => link.nodes)
        expect(new Set(nodes).size).toBe(nodes.length)
        for (const link of chosen) expect(turn.links).toContain(link)
      }),
      { seed: 42 }
    )
  })

  it('leaves no interferometer idle that could serve a link', () => {
    fc.assert(
      fc.property(turns, (turn) => {
        const chosen = policy(turn)
        if (chosen.length === turn.interferometers) return
        const wanted = turn.links.filter(({ demand }) => name === 'random' || demand > 0)
        for (const { nodes } of wanted)
          expect(chosen.some((other) => other.nodes.some((node) => nodes.includes(node)))).toBe(true)
      }),
      { seed: 42 }
    )
  })
})

describe('policies that go by who asks', () => {
  it.each(ASKING)('%s serves nobody else', (name) => {
    fc.assert(
      fc.property(turns, (turn) => {
        for (const { demand } of POLICIES[name]!(turn)) expect(demand).toBeGreaterThan(0)
      }),
      { seed: 42 }
    )
  })
})

/** How often each link is served in so many turns, each after the others. */
function shares(policy: SwitchPolicy, links: readonly Candidate[], number: number, interferometers = 1): number[] {
  const stream = createRandom(7).stream('draws')
  const counts = links.map(() => 0)
  let present = links
  for (let turn = 0; turn < number; turn++) {
    const draws = Array.from({ length: interferometers }, () => stream.uniform())
    const chosen = policy({ turn, links: present, interferometers, draws }).map(({ link }) => link)
    for (const link of chosen) counts[link - 1]! += 1
    present = present.map((one) => (chosen.includes(one.link) ? { ...one, lastServed: turn } : one))
  }
  return counts
}

function within(counts: readonly number[], expected: readonly number[], turns: number): void {
  counts.forEach((count, index) => {
    const p = expected[index]!
    expect(Math.abs(count - p * turns)).toBeLessThanOrEqual(5 * Math.sqrt(turns * p * (1 - p)))
  })
}

const TURNS = 30_000

describe('shares of turns', () => {
  it('are equal at random, whether or not anybody asks', () => {
    within(
      shares(
        random,
        star(4, () => 0),
        TURNS
      ),
      new Array<number>(6).fill(1 / 6),
      TURNS
    )
  })

  it('are equal at random among those that ask', () => {
    const links = star(3, (link) => (link === 2 ? 0 : 1))
    within(shares(randomAsking, links, TURNS), [0.5, 0, 0.5], TURNS)
  })

  it('go by demand where the policy does', () => {
    within(
      shares(
        demandWeighted,
        star(3, (link) => link),
        TURNS
      ),
      [1 / 6, 2 / 6, 3 / 6],
      TURNS
    )
  })

  it('are exactly equal in turn: nobody is served twice before all others were once', () => {
    expect(shares(roundRobin, star(4), 60)).toEqual(new Array<number>(6).fill(10))
  })

  it('with as many interferometers as fit are those of perfect matchings drawn uniformly', () => {
    // Four nodes, two at a time: three matchings of two links each.
    within(shares(random, star(4), TURNS, 2), new Array<number>(6).fill(1 / 3), TURNS)
  })

  it('are at least what was reserved, and the rest goes to the other policy', () => {
    const policy = reserved(10, [{ start: 0, end: 4, link: 2 }], roundRobin)
    expect(shares(policy, star(3), 100)).toEqual([20, 60, 20])
  })
})

describe('reservations', () => {
  it('are refused where they make no sense, by field, value and what is accepted', () => {
    expect(() => reserved(0, [], random)).toThrow('cycle 0: an integer from 1 is needed')
    expect(() => reserved(4, [{ start: 4, end: 5, link: 1 }], random)).toThrow(
      'bins[0].start 4: an integer from 0 to 3 is needed'
    )
    expect(() => reserved(4, [{ start: 2, end: 2, link: 1 }], random)).toThrow(
      'bins[0].end 2: an integer from 3 to 4 is needed'
    )
  })

  it('of links with a node in common go to the first bin; another interferometer serves who is free', () => {
    const policy = reserved(
      1,
      [
        { start: 0, end: 1, link: 1 },
        { start: 0, end: 1, link: 2 }
      ],
      random
    )
    const links = star(4)
    const chosen = policy({ turn: 0, links, interferometers: 2, draws: [0.5, 0.5] })
    expect(chosen.map(({ nodes }) => nodes)).toEqual([
      [1, 2],
      [3, 4]
    ])
  })
})
