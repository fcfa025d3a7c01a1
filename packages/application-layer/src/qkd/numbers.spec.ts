// Numbers of a proposal by which both ends go on, or end (sections 9.10 to 9.13).
import { BitString } from '@bellwire/post-processing'
import { sampleSizes } from '@bellwire/security-analysis'
import { decodeQkdMessage, encodeQkdMessage, QkdAnalysis, type QkdProposal, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { TwoEnds } from '../../test/two-ends.js'
import { Pieces } from './pieces.js'
import { rulesOf } from './plan.js'
import type { Settings } from './protocol/rules.js'
import { proposalOf, type QkdWish } from './wish.js'

const ORIGIN = { poolOffset: 128, initiator: 0, circuit: 3 }
const ONE = { mantissa: 1, exponent: 0 }

const bbm92: QkdWish = {
  protocol: 'bbm92',
  rounds: 3000,
  probability: 0.6,
  expectedQber: 0.005,
  epsilons: [0.5, 1e-9],
  leakBudget: 241,
  minimumLength: 0
}
const sharedTests: QkdWish = {
  protocol: 'shared-tests',
  rounds: 61_440,
  probability: 0.25,
  expectedChsh: 2.7,
  expectedQber: 0.01,
  epsilons: [1e-2, 1e-2, 1e-2, 3e-3, 3e-3],
  leakBudget: 10_001,
  threshold: 0.8,
  minimumLength: 0
}
const sifted: QkdWish = {
  analysis: 'complementarity-azuma',
  rounds: 61_440,
  probability: 0.75,
  expectedQber: 0.01,
  epsilons: [0.9],
  leakBudget: 401,
  minimumLength: 0
}

const proposed = (wish: QkdWish, fields: Partial<QkdProposal> = {}): QkdProposal => ({
  ...proposalOf(wish, ORIGIN),
  ...fields
})
const epsilonsOf = (wish: QkdWish) => proposed(wish).epsilons

/** Settings of so many rounds: a number for each count, in order, and the last for all that are left. */
function settings(counts: readonly (readonly [setting: number, count: number])[], otherwise: number): Settings {
  const all = counts.flatMap(([setting, count]) => Array.from({ length: count }, () => setting))
  return { setting: (index) => all[index] ?? otherwise }
}

describe('a proposal that makes no sense', () => {
  it.each<[string, QkdProposal]>([
    ['the analysis of another protocol', proposed(bbm92, { analysis: QkdAnalysis.ENTROPY_ACCUMULATION })],
    ['no expected errors', proposed(bbm92, { expectedQber: 0 })],
    ['too few error probabilities', proposed(sharedTests, { epsilons: epsilonsOf(sharedTests).slice(1) })],
    ['too many error probabilities', proposed(bbm92, { epsilons: [...epsilonsOf(bbm92), ...epsilonsOf(bbm92)] })],
    ['an error probability of one', proposed(sifted, { epsilons: [ONE] })],
    ['a threshold of one', proposed(sharedTests, { threshold: 1_000_000 })],
    ['nothing left of the smoothing', proposed({ ...sharedTests, epsilons: [1e-2, 1e-2, 9e-3, 3e-3, 3e-3] })],
    ['no round in which both measure Z', proposed(bbm92, { rounds: 4 })],
    ['no round in which both measure X', proposed({ ...bbm92, probability: 0.95 })]
  ])('is answered by POLICY: %s (KEY-280)', (_, proposal) => {
    const ends = new TwoEnds({ seed: 1, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
    let said: Uint8Array = new Uint8Array(0)
    ends.tamper = (_from, body) => (said = body)
    const body = new Pieces(encodeQkdMessage(proposal)).next()
    ends.inject(1, { type: 'ASK', dialogue: 5, purpose: 9, step: 0, body })
    expect(decodeQkdMessage(said.subarray(1))).toMatchObject({ type: 'FINISH', reason: QkdReason.POLICY })
  })
})

describe('the error rate of the raw key', () => {
  it('is computed as the blocks of Cascade need it, to the last bit (KEY-296)', () => {
    for (const qber of [1, 9_999, 20_000, 31_250, 333_333]) {
      const Q = qber / 1e6
      const rate = (wish: QkdWish, fields: Partial<QkdProposal> = {}) =>
        rulesOf(proposed(wish, { expectedQber: qber, ...fields })).expectedErrorRate
      expect([rate(bbm92), rate(sifted)]).toEqual([Q, Q])
      for (const [probability, chsh, flips] of [
        [429_496_730, 2_700_000, 0],
        [218_103_808, 2_640_001, 42_949_673]
      ] as const) {
        const [gamma, S, q] = [probability / 2 ** 32, chsh / 1e6, flips / 2 ** 32]
        const expected = (1 - gamma) * (q + (1 - 2 * q) * Q) + gamma * ((4 - S) / 8)
        expect(rate(sharedTests, { probability, expectedChsh: chsh, flips })).toBe(expected)
      }
    }
  })
})

describe('the budget of reconciliation', () => {
  it.each([
    [bbm92, 120, 241],
    [sharedTests, 5000, 10_001],
    [sifted, 401, 401]
  ])(
    'costs two bits for a parity where the positions of errors are nobody’s, otherwise one (KEY-282)',
    (wish, parities, bits) => {
      const budgetBy = (reconciliation: 'cascade-option3' | 'cascade-option7' | 'ldpc') =>
        rulesOf(proposed({ ...wish, reconciliation })).publishedBudget
      expect([budgetBy('cascade-option3'), budgetBy('cascade-option7')]).toEqual([parities, parities])
      expect(budgetBy('ldpc')).toBe(bits)
    }
  )

  it.each([3, 2000, 5000])(
    'of %i bits is too small, or too large, for a code of a key of 2,000 bits (KEY-283)',
    (leakBudget) => {
      const ends = new TwoEnds({ seed: 2, strategy: (random) => wernerPairs(0.99, random.stream('pairs')) })
      ends.open({ ...sharedTests, rounds: 2000, reconciliation: 'ldpc', leakBudget, threshold: 0.5 })
      ends.run()
      expect(ends.endings.map((list) => list.map(({ reason }) => reason))).toEqual([
        [QkdReason.BUDGET],
        [QkdReason.BUDGET]
      ])
    }
  )
})

describe('counts of rounds', () => {
  // Of 61,440 rounds 3,840 are expected for each pair of test settings, with a standard deviation of 60.
  it.each([
    [3780, QkdReason.NONE],
    [3779, QkdReason.COUNTS],
    [3900, QkdReason.NONE],
    [3901, QkdReason.COUNTS]
  ])('with shared tests: %i of one pair of settings (KEY-287)', (count, reason) => {
    const rules = rulesOf(proposed({ ...sharedTests, deviations: 1 }))
    const tests = [count, 3840, 3840, 3840]
    const cells = (bit: (cell: number) => number) => tests.map((each, cell) => [bit(cell), each] as const)
    const [corrector, reference] = [
      settings(
        cells((cell) => cell & 1),
        2
      ),
      settings(
        cells((cell) => cell >> 1),
        0
      )
    ]
    expect(rules.sift(corrector, reference, undefined)).toBe(reason)
  })

  // 23,040 key rounds, with a standard deviation of 120.
  it.each([
    [22_920, 3840, QkdReason.NONE],
    [22_919, 3840, QkdReason.COUNTS],
    [23_160, 3780, QkdReason.NONE],
    [23_161, 3840, QkdReason.COUNTS],
    [23_040, 3901, QkdReason.COUNTS]
  ])('with sifted rounds: %i of the key, %i of one pair of settings (KEY-287)', (keys, count, reason) => {
    const rules = rulesOf(proposed({ ...sifted, deviations: 1 }))
    const tests = [3840, 3840, 3840, count]
    const corrector = settings(
      tests.map((each, cell) => [cell & 1, each] as const),
      2
    )
    const reference = settings([...tests.map((each, cell) => [cell >> 1, each] as const), [0, keys]], 1)
    expect(rules.sift(corrector, reference, undefined)).toBe(reason)
  })

  it('in BBM92 need not be as expected, but enough (KEY-288, KEY-289)', () => {
    const { keyRounds: n, testRounds: k } = sampleSizes(bbm92.rounds, bbm92.probability)
    const seed = new BitString(128)
    const sift = (z: number, x: number) => {
      const rules = rulesOf(proposed({ ...bbm92, deviations: 1 }))
      const corrector = settings(
        [
          [0, z],
          [1, x]
        ],
        0
      )
      const reference = settings(
        [
          [0, z],
          [1, x]
        ],
        1
      )
      const reason = rules.sift(corrector, reference, seed)
      return [reason, rules.key.length, rules.published.length]
    }
    expect(sift(n, k)).toEqual([QkdReason.NONE, n, k])
    expect(sift(n, bbm92.rounds - n)).toEqual([QkdReason.NONE, n, k])
    expect(sift(bbm92.rounds - k, k)).toEqual([QkdReason.NONE, n, k])
    expect(sift(n - 1, k)[0]).toBe(QkdReason.COUNTS)
    expect(sift(n, k - 1)[0]).toBe(QkdReason.COUNTS)
  })
})

describe('the length', () => {
  it('of BBM92 is the same whatever was observed (KEY-291)', () => {
    const { keyRounds: n, testRounds: k } = sampleSizes(bbm92.rounds, bbm92.probability)
    const lengths = [0, 6].map((errors) => {
      const rules = rulesOf(proposed(bbm92))
      rules.sift(settings([[0, n]], 1), settings([[0, n]], 1), new BitString(128))
      const bits = new BitString(k)
      for (let place = 0; place < errors; place++) bits.set(place, 1)
      rules.score(bits, new BitString(k))
      return rules.keyLength(100 - errors, 65).unrounded.toFixed(3)
    })
    // Of the table in section 9.11, with one bit more of a budget.
    expect(lengths).toEqual(['225.622', '225.622'])
  })

  it('with shared tests is the same whatever was observed (KEY-293)', () => {
    const wish = { ...sharedTests, rounds: 1_500_000, probability: 13 / 256, expectedChsh: 2.64, expectedQber: 0.018 }
    const proposal = proposed({
      ...wish,
      epsilons: [1e-10, 1e-10, 1e-10, 3e-11, 3e-11],
      leakBudget: 296_517,
      threshold: 0
    })
    for (const parities of [0, 100_000]) {
      const rules = rulesOf(proposal)
      // Of the table in section 9.12.
      expect(rules.keyLength(parities, 65).unrounded).toBeCloseTo(96_048.07, 2)
    }
  })

  it('of sifted rounds follows from what was observed (KEY-295)', () => {
    const rules = rulesOf(proposed({ ...sifted, rounds: 16_000, probability: 0.5, deviations: 100 }))
    rules.sift(settings([[0, 8000]], 2), settings([[0, 8000]], 0), undefined)
    const bits = new BitString(8000)
    for (let place = 6700; place < 8000; place++) bits.set(place, 1)
    rules.score(bits, new BitString(8000))
    // Ŝ = (6700 − 1300)/2000, with Azuma's ΔS = 32·√(2 ln(1/0.9)/16000) for p = 1/8.
    const S = 2.7 - 32 * Math.sqrt((2 * Math.log(1 / 0.9)) / 16_000)
    const e = (1 - Math.sqrt((S * S) / 4 - 1)) / 2
    const h = -e * Math.log2(e) - (1 - e) * Math.log2(1 - e)
    expect(rules.keyLength(300, 65).unrounded).toBeCloseTo(8000 * (1 - h) - 365, 6)
  })
})

describe('the test', () => {
  it('of BBM92 is passed with as many errors as are tolerated, and no more (KEY-290)', () => {
    const { keyRounds: n, testRounds: k } = sampleSizes(bbm92.rounds, bbm92.probability)
    const rules = rulesOf(proposed(bbm92))
    rules.sift(settings([[0, n]], 1), settings([[0, n]], 1), new BitString(128))
    const wrong = (errors: number) => {
      const bits = new BitString(k)
      for (let place = 0; place < errors; place++) bits.set(place, 1)
      return rules.score(bits, new BitString(k))
    }
    expect([wrong(6), wrong(7)]).toEqual([QkdReason.NONE, QkdReason.TEST])
  })

  it('of shared tests is passed with as many lost as a product comes to in exact numbers (KEY-281, KEY-292)', () => {
    const wish = { ...sharedTests, rounds: 320_000, probability: 1 / 256, threshold: 0.8184, deviations: 100 }
    const rules = rulesOf(proposed(wish))
    rules.sift(settings([[0, 1250]], 2), settings([], 0), undefined)
    const lost = (tests: number) => {
      const bits = new BitString(1250)
      for (let place = 0; place < tests; place++) bits.set(place, 1)
      return rules.score(bits, new BitString(1250))
    }
    expect([lost(227), lost(228)]).toEqual([QkdReason.NONE, QkdReason.TEST])
  })

  it('of sifted rounds is passed with the threshold itself, in exact numbers (KEY-281, KEY-294)', () => {
    // Of 16,000 rounds 2,000 are expected for each pair of settings: Ŝ is a multiple of 1/1000.
    const score = (threshold: number, equal: number) => {
      const rules = rulesOf(proposed({ ...sifted, rounds: 16_000, probability: 0.5, threshold, deviations: 100 }))
      rules.sift(settings([[0, 8000]], 2), settings([], 0), undefined)
      const bits = new BitString(8000)
      for (let place = equal; place < 8000; place++) bits.set(place, 1)
      return rules.score(bits, new BitString(8000))
    }
    for (const sum of [4004, 4012, 4020, 4600, 4800, 5200]) {
      const equal = (8000 + sum) / 2
      expect([score(sum / 2000, equal), score(sum / 2000, equal - 1)], `${sum}`).toEqual([
        QkdReason.NONE,
        QkdReason.TEST
      ])
    }
  })
})
