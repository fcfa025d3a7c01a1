import type { RandomSource } from '@bellwire/runtime'
import { QkdReason } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Strategy, wernerPairs } from '../../test/played-pairs.js'
import { TwoEnds } from '../../test/two-ends.js'
import {
  BEST_TABLES,
  type Habit,
  interceptedPairs,
  localStrategy,
  rememberingDevices,
  silentDevices
} from '../played/adversaries.js'

const rounds = 6000
const wish = {
  analysis: 'complementarity-azuma',
  rounds,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1,
  threshold: 2.2
} as const

const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

/** Plays a session, and expects that its test fails at both ends, and nobody gets a key. */
function refused(strategy: (random: RandomSource) => Strategy, seed = 1): TwoEnds {
  const ends = new TwoEnds({ seed, strategy })
  ends.open(wish)
  ends.run()
  expect(reasonsOf(ends)).toEqual([[QkdReason.TEST], [QkdReason.TEST]])
  expect(ends.released).toEqual([[], []])
  return ends
}

describe('a session whose honest pairs are good', () => {
  it('gives a key, with the parameters of these tests', () => {
    const ends = new TwoEnds({ seed: 2, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
    ends.open(wish)
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    const [[a], [b]] = ends.released
    expect(a!.key.equals(b!.key)).toBe(true)
  })
})

describe('a session with an adversary gives no key', () => {
  it.each(Array.from({ length: 16 }, (_, table) => table))('that plays the local strategy %i (APP-034)', (table) => {
    refused(() => localStrategy(() => table))
  })

  it('that draws a local strategy for each round, the best eight of them', () => {
    expect(BEST_TABLES).toHaveLength(8)
    refused((random) => {
      const draws = random.stream('adversary')
      const drawn: number[] = []
      return localStrategy((round) => (drawn[round] ??= BEST_TABLES[draws.below(BEST_TABLES.length)]!))
    })
  })

  it.each<Habit>(['balance', 'keep', 'hash', 'chase'])('that remembers everything, and answers by it: %s', (habit) => {
    refused((random) => rememberingDevices(habit, random.stream('adversary')))
  })

  it.each([
    ['Z', 0],
    ['X', Math.PI / 2],
    ['(Z+X)/√2', Math.PI / 4]
  ])('that intercepts both halves in %s and sends what it found', (_name, angle) => {
    refused((random) =>
      interceptedPairs({ fraction: 1, angle: () => angle, visibility: 1 }, random.stream('adversary'))
    )
  })

  it('whose device gives no outcome where that would not suit it (APP-024)', () => {
    // Without the fixed outcome, what is left has S = 4.
    const ends = refused((random) => silentDevices(random.stream('adversary')))
    expect(ends.pairs.measurements).toEqual([rounds, rounds])
  })
})

describe('a session with somebody in the middle', () => {
  it('gives no key where any body of a step is changed (APP-033)', () => {
    const steps = fc.record({
      from: fc.constantFrom(11, 12),
      at: fc.nat(40),
      place: fc.nat({ max: 1_000_000 }),
      mask: fc.integer({ min: 1, max: 255 })
    })
    let changes = 0
    fc.assert(
      fc.property(steps, ({ from, at, place, mask }) => {
        const ends = new TwoEnds({ seed: 3, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
        let seen = 0
        let changed: Uint8Array | undefined
        ends.tamper = (node, body) => {
          if (node !== from || seen++ !== at || body.length === 0) return body
          changed = body.slice()
          changed[place % body.length]! ^= mask
          return changed
        }
        ends.open(wish)
        ends.run()
        if (changed === undefined) return
        changes += 1
        expect(ends.released[0]).toEqual([])
        const [ending] = ends.endings[0]
        expect(ending?.reason).not.toBe(QkdReason.NONE)
        // The reference has released already only where the last answer was changed.
        if (ends.released[1].length > 0) expect(from).toBe(12)
      }),
      { seed: 5, numRuns: 60 }
    )
    expect(changes).toBeGreaterThan(40)
  })
})
