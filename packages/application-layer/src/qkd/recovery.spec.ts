import type { Channel } from '@bellwire/transport'
import { QkdReason } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'

const wish = { rounds: 3000, probability: 0.4, expectedQber: 0.01, epsilons: [0.9], minimumLength: 1 } as const
const bad: Channel = {
  delay: 1000,
  loss: 0.2,
  duplication: 0.2,
  jitter: 800,
  reordering: { probability: 0.2, extraDelay: 4000 }
}

function begun(seed: number, channel?: Channel): TwoEnds {
  const ends = new TwoEnds({
    seed,
    strategy: (random) => wernerPairs(0.98, random.stream('pairs')),
    configuration: { blockRounds: 256, silence: 1_000_000_000, beat: 100_000, patience: 10 },
    ...(channel && { channel })
  })
  ends.open(wish)
  return ends
}

/** Nobody has a key twice, and where both have one it is the same. */
function checkReleased(ends: TwoEnds): void {
  const [a, b] = ends.released
  expect(a.length).toBeLessThanOrEqual(1)
  expect(b.length).toBeLessThanOrEqual(1)
  // The corrector has a key only if the reference has said that it has one.
  if (a.length === 1) expect(b.length).toBe(1)
  if (a.length === 1) expect(a[0]!.key.equals(b[0]!.key)).toBe(true)
  for (const { ledger } of ends.pools) {
    const reserved = ledger.sessions.length * 256
    expect(ledger.nextOffset).toBe(128 + ledger.burntBits + reserved)
  }
}

describe('a session over a bad network', () => {
  it('ends as over a good one', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const ends = begun(seed, bad)
        ends.run()
        expect(ends.endings.map((list) => list.map(({ reason }) => reason))).toEqual([
          [QkdReason.NONE],
          [QkdReason.NONE]
        ])
        checkReleased(ends)
      }),
      { seed: 1, numRuns: 8 }
    )
  })
})

describe('a session whose ends crash', () => {
  const crash = fc.record({
    end: fc.constantFrom(0 as const, 1 as const),
    after: fc.integer({ min: 1, max: 120 }),
    down: fc.integer({ min: 1, max: 40 })
  })

  it('gives one key at each end, or none (APP-036)', () => {
    const outcomes = { both: 0, none: 0, reference: 0 }
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(crash, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (seed, crashes, badly) => {
          const ends = begun(seed, badly ? bad : undefined)
          for (const { end, after, down } of crashes) {
            ends.clock.run({ until: ends.clock.now() + after * 5000 })
            ends.crash(end)
            ends.clock.run({ until: ends.clock.now() + down * 1000 })
            ends.recover(end)
          }
          ends.run(10)
          checkReleased(ends)
          const [a, b] = ends.released
          outcomes[a.length === 1 ? 'both' : b.length === 1 ? 'reference' : 'none'] += 1
          // Nothing is left open, whatever has become of it.
          for (const { ledger } of ends.pools) expect(ledger.sessions).toEqual([])
        }
      ),
      { seed: 2, numRuns: 60 }
    )
    expect(outcomes.both).toBeGreaterThan(10)
    expect(outcomes.none).toBeGreaterThan(5)
  })

  it('goes on from any step after the rounds, at either end', () => {
    for (const end of [0, 1] as const) {
      for (let steps = 1; steps < 30; steps++) {
        const ends = begun(4)
        let frames = 0
        ends.tamper = (node, body) => {
          if (node === NODES[end]) frames += 1
          return body
        }
        ends.clock.run({ while: () => !ends.phases[0].includes('listing') })
        const until = frames + steps
        ends.clock.run({ while: () => frames < until && ends.endings[end].length === 0 })
        ends.crash(end)
        ends.recover(end)
        ends.run(10)
        checkReleased(ends)
        expect(
          ends.released.map((list) => list.length),
          `end ${end}, step ${steps}`
        ).toEqual([1, 1])
      }
    }
  })

  it('goes on where the reference crashes while rounds are made: what it had not written down counts as +1 (APP-023)', () => {
    const ends = begun(5)
    ends.clock.run({ while: () => ends.pairs.ends[1].held.size === 0 || ends.clock.now() < 100_000 })
    ends.crash(1)
    ends.clock.run({ until: ends.clock.now() + 2000 })
    ends.recover(1)
    ends.run(10)
    expect(ends.endings[0][0]!.origin.missing).toBeGreaterThan(10)
    checkReleased(ends)
  })

  it('tells a sink the same key where a node dies while the sink takes it (APP-036)', () => {
    for (const end of [0, 1] as const) {
      const ends = begun(7)
      const first = ends.released[end]
      let dead = false
      ends.onRelease = (at) => {
        if (at !== end || dead) return
        dead = true
        throw new Error('the process dies')
      }
      expect(() => ends.run(10)).toThrow('the process dies')
      ends.crash(end)
      ends.recover(end)
      ends.run(10)
      expect(ends.released.map((list) => list.length)).toEqual(end === 0 ? [2, 1] : [1, 2])
      expect(first[0]!.origin.session).toBe(first[1]!.origin.session)
      expect(first[0]!.key.equals(first[1]!.key)).toBe(true)
      const [[a], [b]] = ends.released
      expect(a!.key.equals(b!.key)).toBe(true)
      for (const { ledger } of ends.pools) expect(ledger).toMatchObject({ producedBits: a!.key.length, sessions: [] })
    }
  })

  it('is over where the corrector crashes in the middle of a block of rounds', () => {
    const ends = begun(6)
    ends.clock.run({ until: 101_000 })
    ends.crash(0)
    ends.recover(0)
    ends.run(10)
    expect(ends.endings.map((list) => list.map(({ reason }) => reason))).toEqual([
      [QkdReason.ROUNDS],
      [QkdReason.ROUNDS]
    ])
    checkReleased(ends)
  })
})
