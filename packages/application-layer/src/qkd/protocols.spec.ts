import { sampleSizes } from '@bellwire/security-analysis'
import { decodeQkdMessage, encodeQkdMessage, LIMITS, QkdAnalysis, QkdProtocol, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { type BenchOptions, TwoEnds } from '../../test/two-ends.js'
import { ApplicationError } from '../errors.js'
import { Pieces } from './pieces.js'
import { rulesOf } from './plan.js'
import { proposalOf, type QkdWish } from './wish.js'

const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

/** Plays a session and gives both ends' keys, which must be the same. */
function played(wish: QkdWish, visibility: number, ends = twoEnds(visibility)): TwoEnds {
  ends.open(wish)
  ends.run()
  expect(ends.ignored).toEqual([])
  expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
  const [[a], [b]] = ends.released
  expect(a!.key.equals(b!.key)).toBe(true)
  expect(a!.origin.published).toEqual(b!.origin.published)
  return ends
}

const twoEnds = (visibility: number, seed = 1, further: Partial<BenchOptions> = {}) =>
  new TwoEnds({ seed, strategy: (random) => wernerPairs(visibility, random.stream('pairs')), ...further })

const sharedTests: QkdWish = {
  protocol: 'shared-tests',
  rounds: 30_000,
  probability: 0.1,
  expectedChsh: 2.81,
  expectedQber: 0.004,
  // Far from any that would do: with those of a real session there is no key of so few rounds.
  epsilons: [0.99, 0.99, 0.99, 0.3, 0.3],
  leakBudget: 5433,
  threshold: 0.837
}

describe('a session with shared tests', () => {
  it('gives the length that was planned, by a syndrome (APP-039)', () => {
    const ends = played(sharedTests, 0.995)
    const [[a]] = ends.released
    expect(a!.origin).toMatchObject({
      analysis: 'entropy-accumulation',
      label: 'proof',
      keyRounds: 30_000,
      roundTrips: 1
    })
    expect(a!.key.length).toBe(Math.floor(a!.origin.unrounded!))
    expect(a!.origin.published.parity).toBe(0)
    expect(a!.origin.published.syndrome).toBeLessThanOrEqual(5433)
    expect(a!.origin.published.syndrome).toBeGreaterThan(5400)
  })

  it('gives no key by Cascade within the same budget, of which each parity costs two bits (APP-031)', () => {
    const ends = twoEnds(0.995)
    ends.open({ ...sharedTests, reconciliation: 'cascade-option7', leakBudget: 3000, minimumLength: 0 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.BUDGET], [QkdReason.BUDGET]])
  })

  it('gives no key where the score is too low (APP-030)', () => {
    const ends = twoEnds(0.9)
    ends.open({ ...sharedTests, rounds: 5000, minimumLength: 0 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.TEST], [QkdReason.TEST]])
    expect(ends.released).toEqual([[], []])
  })

  it('goes on where the reference crashes while rounds are made, and where either does after', () => {
    for (const [end, phase] of [
      [1, 'rounds'],
      [0, 'listing'],
      [1, 'testing'],
      [0, 'verifying']
    ] as const) {
      const ends = twoEnds(0.999, 5, { interval: 3000, configuration: { blockRounds: 64 } })
      ends.open({ ...sharedTests, rounds: 3000, leakBudget: 1000, threshold: 0.8, minimumLength: 0 })
      ends.clock.run({ while: () => !ends.phases[0].includes(phase) })
      if (phase === 'rounds') ends.clock.run({ until: ends.clock.now() + 2_000_000 })
      ends.crash(end)
      ends.recover(end)
      ends.run(10)
      // Of so few rounds there is no key: the length says so at the end, and nothing before.
      expect(reasonsOf(ends), phase).toEqual([[QkdReason.LENGTH], [QkdReason.LENGTH]])
      if (phase === 'rounds') expect(ends.endings[0][0]!.origin.missing).toBeGreaterThan(0)
    }
  })
})

describe('a BBM92 session', () => {
  const wish: QkdWish = {
    protocol: 'bbm92',
    rounds: 20_000,
    probability: 0.7,
    expectedQber: 0.01,
    epsilons: [1e-6, 1e-9],
    reconciliation: 'cascade-option3',
    leakBudget: 2600
  }

  it('gives a key of the length that was planned, of a sample of the rounds (APP-042, APP-180)', () => {
    const ends = played(wish, 0.98)
    const { keyRounds, testRounds } = sampleSizes(wish.rounds, wish.probability)
    expect(ends.released[0][0]!.origin).toMatchObject({ keyRounds, testRounds })
    const { origin, key } = ends.released[0][0]!
    expect(origin).toMatchObject({ analysis: 'entropic-uncertainty', label: 'proof, trusted devices', chsh: undefined })
    expect(key.length).toBe(Math.floor(origin.unrounded!))
    expect(Math.abs(origin.testErrorRate! - 0.01)).toBeLessThan(5 * Math.sqrt(0.01 / origin.testRounds))
  })

  it('is not begun with a smaller probability of different keys than its verification delivers (KEY-277)', () => {
    const ends = twoEnds(0.98)
    const { keyRounds } = sampleSizes(wish.rounds, wish.probability)
    const delivered = Math.ceil(keyRounds / 64) / 2 ** 64
    const declared = (correctness: number) => ends.open({ ...wish, epsilons: [1e-6, correctness] })
    expect(() => declared(1e-40)).toThrow(/correctness is 1e-40; accepted: from 8/)
    expect(() => declared(0.99 * delivered)).toThrow(ApplicationError)
    expect(ends.pools[0].ledger.sessions).toEqual([])
    declared(1.01 * delivered)
    // Of as many rounds as there can be, what is declared where nothing is said is delivered.
    const { epsilons: _, ...most } = { ...wish, rounds: LIMITS.qkdRounds, probability: 0.99, leakBudget: 1000 }
    rulesOf(proposalOf(most, { poolOffset: 128, initiator: 0, circuit: 3 }))
  })

  it('gives a key by a syndrome too', () => {
    expect(played({ ...wish, reconciliation: 'ldpc' }, 0.98).released[0][0]!.origin.published.parity).toBe(0)
  })

  it('gives no key where somebody measures every pair in Z (APP-030)', () => {
    const ends = new TwoEnds({
      seed: 3,
      strategy: (random) => {
        const draws = random.stream('adversary')
        const bits: number[] = []
        return {
          outcome: (_end, basis, round) => {
            const bit = (bits[round] ??= draws.below(2))
            return (basis === 0 ? bit : draws.below(2)) as 0 | 1
          }
        }
      }
    })
    ends.open(wish)
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.TEST], [QkdReason.TEST]])
  })
})

/** A seed with which some count is further off than one standard deviation, as with most. */
const UNLUCKY = 2

describe('a session whose numbers are not as expected', () => {
  const wish: QkdWish = {
    analysis: 'complementarity-azuma',
    rounds: 4000,
    probability: 0.4,
    expectedQber: 0.01,
    epsilons: [0.9],
    minimumLength: 1
  }

  it('gives no key where rounds of some kind are too few (APP-029)', () => {
    const ends = twoEnds(0.98, UNLUCKY)
    ends.open({ ...wish, deviations: 1 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.COUNTS], [QkdReason.COUNTS]])
  })

  it.each<[string, QkdWish]>([
    ['sifted', { ...wish, deviations: 1 }],
    ['shared tests', { ...sharedTests, rounds: 2000, deviations: 1, minimumLength: 0 }]
  ])('states no CHSH value that it has not found: %s', (_, unlucky) => {
    const ends = twoEnds(0.98, UNLUCKY)
    ends.open(unlucky)
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.COUNTS], [QkdReason.COUNTS]])
    expect(ends.endings.map(([one]) => one?.origin.chsh)).toEqual([undefined, undefined])
  })

  it('gives no key where more would have to be published than was proposed (APP-031)', () => {
    const ends = twoEnds(0.9)
    ends.open({ ...wish, leakBudget: 60 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.BUDGET], [QkdReason.BUDGET]])
  })

  it('gives no key that is shorter than was proposed', () => {
    const ends = twoEnds(0.98)
    ends.open({ ...wish, minimumLength: 5000 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.LENGTH], [QkdReason.LENGTH]])
  })
})

describe('a program that names no analysis', () => {
  const origin = { poolOffset: 128, initiator: 0, circuit: 3 }
  const { protocol: _, ...unnamed } = sharedTests

  it('gets the one that is a proof, or none (APP-181)', () => {
    const named = (wish: QkdWish) => {
      const { protocol, analysis } = proposalOf(wish, origin)
      return [protocol, analysis]
    }
    expect(named(unnamed)).toEqual([QkdProtocol.SHARED_TESTS, QkdAnalysis.ENTROPY_ACCUMULATION])
    expect(named(sharedTests)).toEqual([QkdProtocol.SHARED_TESTS, QkdAnalysis.ENTROPY_ACCUMULATION])
    expect(named({ ...unnamed, protocol: 'bbm92' })).toEqual([QkdProtocol.BBM92, QkdAnalysis.ENTROPIC_UNCERTAINTY])
    expect(() => named({ ...unnamed, protocol: 'sifted' })).toThrow(ApplicationError)
    expect(() => named({ ...unnamed, protocol: 'sifted' })).toThrow(/analysis is missing; .*not a proof.*experimental/)
    for (const [analysis, protocol, number] of [
      ['complementarity-azuma', QkdProtocol.SIFTED, QkdAnalysis.COMPLEMENTARITY_AZUMA],
      ['complementarity-chernoff', QkdProtocol.SIFTED, QkdAnalysis.COMPLEMENTARITY_CHERNOFF],
      ['entropy-accumulation', QkdProtocol.SHARED_TESTS, QkdAnalysis.ENTROPY_ACCUMULATION],
      ['entropic-uncertainty', QkdProtocol.BBM92, QkdAnalysis.ENTROPIC_UNCERTAINTY]
    ] as const) {
      expect(named({ ...unnamed, analysis })).toEqual([protocol, number])
    }
  })
})

describe('a session that is planned to give no key, or too short a one', () => {
  const bbm92: QkdWish = { protocol: 'bbm92', rounds: 400, probability: 0.7, expectedQber: 0.05 }
  const short: QkdWish = { ...sharedTests, rounds: 4000, leakBudget: 2000 }

  it.each([
    ['shared tests', short],
    ['BBM92', bbm92],
    ['shared tests, too short', { ...sharedTests, minimumLength: 16_000 }]
  ])('is not opened, and not answered: %s (APP-182)', (_, wish) => {
    const ends = twoEnds(0.995)
    expect(() => ends.open(wish)).toThrow(ApplicationError)
    expect(() => ends.open(wish)).toThrow(/minimumLength is \d+; accepted: (0|up to)/)
    const proposal = proposalOf(wish, { poolOffset: 128, initiator: 0, circuit: 3 })
    let said: Uint8Array = new Uint8Array(0)
    ends.tamper = (_from, body) => (said = body)
    const body = new Pieces(encodeQkdMessage(proposal)).next()
    ends.inject(1, { type: 'ASK', dialogue: 5, purpose: 9, step: 0, body })
    expect(decodeQkdMessage(said.subarray(1))).toMatchObject({ type: 'FINISH', reason: QkdReason.POLICY })
    for (const { ledger } of ends.pools) expect(ledger).toMatchObject({ nextOffset: 128, sessions: [] })
    expect(ends.pairs.measurements).toEqual([0, 0])
  })

  it('is played where its program takes no key for an answer', () => {
    const ends = twoEnds(0.995)
    ends.open({ ...short, minimumLength: 0 })
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.LENGTH], [QkdReason.LENGTH]])
    expect(ends.released).toEqual([[], []])
  })
})
