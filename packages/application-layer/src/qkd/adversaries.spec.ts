import { Basis, type BasisCode } from '@bellwire/device'
import type { RandomSource } from '@bellwire/runtime'
import { QkdReason } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { angleOf, type Strategy, wernerPairs } from '../../test/played-pairs.js'
import { TwoEnds } from '../../test/two-ends.js'

const rounds = 6000
const wish = {
  rounds,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1,
  threshold: 2.2
} as const

/** Plays a session, and expects that nobody gets a key. */
function refused(strategy: (random: RandomSource) => Strategy, seed = 1): TwoEnds {
  const ends = new TwoEnds({ seed, strategy })
  ends.open(wish)
  ends.run()
  expect(ends.released).toEqual([[], []])
  return ends
}

const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

/** Outcomes fixed beforehand for each of two settings: a bit of `table` for each end and setting. */
function local(table: (round: number) => number): Strategy {
  const places: Readonly<Record<number, number>> = {
    [Basis.Z]: 0,
    [Basis.X]: 1,
    [Basis.ZPlus]: 2,
    [Basis.ZMinus]: 3
  }
  return {
    outcome: (end, basis, round) => {
      const row = table(round)
      // The key setting of the corrector is told what Z at the other end is: no error, which is what an adversary wants.
      const place = end === 0 && basis === Basis.Z ? 0 : (places[basis] as number)
      return ((row >> place) & 1) as 0 | 1
    }
  }
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
    expect(reasonsOf(refused(() => local(() => table)))).toEqual([[QkdReason.TEST], [QkdReason.TEST]])
  })

  it('that draws a local strategy for each round, the best eight of them', () => {
    // a_x = λ₀ ⊕ λ₁x, b_y = λ₀ ⊕ μy: those of the sixteen that win three settings of four.
    const best = Array.from({ length: 16 }, (_, table) => table).filter((table) => {
      const bit = (place: number) => (table >> place) & 1
      const won = [0, 1, 2, 3].filter((cell) => (bit(cell >> 1) ^ bit(2 + (cell & 1))) === (cell === 3 ? 1 : 0))
      return won.length === 3
    })
    expect(best).toHaveLength(8)
    refused((random) => {
      const draws = random.stream('adversary')
      const drawn: number[] = []
      return local((round) => (drawn[round] ??= best[draws.below(best.length)]!))
    })
  })

  it('that remembers everything, and answers by it', () => {
    refused((random) => {
      const draws = random.stream('adversary')
      const seen: number[] = [0, 0, 0, 0]
      const tables: number[] = []
      // Loses on purpose where fewest tests have been, which it knows of all rounds before.
      const losing = [0b1000, 0b0100, 0b1100, 0b0000]
      return {
        outcome(end, basis, round, other) {
          if (other === undefined) tables[round] = losing[seen.indexOf(Math.min(...seen))]! ^ (draws.below(2) * 15)
          else {
            const [x, y] = [end === 1 ? basis : other.basis, end === 0 ? basis : other.basis]
            if (y !== Basis.Z) seen[2 * (x === Basis.X ? 1 : 0) + (y === Basis.ZMinus ? 1 : 0)]! += 1
          }
          return local(() => tables[round]!).outcome(end, basis, round, other)
        }
      }
    })
  })

  it.each([
    ['Z', 0],
    ['X', Math.PI / 2],
    ['(Z+X)/√2', Math.PI / 4]
  ])('that intercepts both halves in %s and sends what it found', (_name, angle) => {
    refused((random) => {
      const draws = random.stream('adversary')
      const found: number[] = []
      return {
        outcome(_end, basis, round) {
          const bit = (found[round] ??= draws.below(2))
          const equal = (1 + Math.cos(angleOf(basis) - angle)) / 2
          return (draws.bernoulli(equal) ? bit : 1 - bit) as 0 | 1
        }
      }
    })
  })

  it('whose device gives no outcome where that would not suit it (APP-024)', () => {
    // Without the fixed outcome, what is left has S = 4: the reference's device answers to one setting alone, guessed before.
    const drops = (random: RandomSource): Strategy => {
      const draws = random.stream('adversary')
      const guesses: number[] = []
      const bits: number[] = []
      return {
        outcome(end, basis: BasisCode, round) {
          const guess = (guesses[round] ??= draws.below(2))
          const bit = (bits[round] ??= draws.below(2))
          if (end === 0) return ((basis === Basis.ZMinus && guess === 1 ? 1 : 0) ^ bit) as 0 | 1
          return (basis === Basis.X ? 1 : 0) === guess ? (bit as 0 | 1) : null
        }
      }
    }
    const ends = refused(drops)
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
