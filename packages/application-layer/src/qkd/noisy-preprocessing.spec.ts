import { BitString } from '@bellwire/post-processing'
import { createRandom, MemoryJournal, type PlainFields } from '@bellwire/runtime'
import { planAccumulation } from '@bellwire/security-analysis'
import { decodeQkdMessage, encodeQkdMessage, QkdReason } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { type BenchOptions, NODES, TwoEnds } from '../../test/two-ends.js'
import { ApplicationError } from '../errors.js'
import { fromHexadecimal, toHexadecimal } from './hexadecimal.js'
import { addNoise } from './noisy-preprocessing.js'
import { Pieces } from './pieces.js'
import { rulesOf } from './plan.js'
import { SessionLog } from './session-log.js'
import { proposalOf, type QkdWish } from './wish.js'

const ROUNDS = 30_000
const FLIPS = 0.02
const noisy: QkdWish = {
  protocol: 'shared-tests',
  rounds: ROUNDS,
  probability: 0.1,
  expectedChsh: 2.81,
  expectedQber: 0.004,
  // Far from any that would do: with those of a real session there is no key of so few rounds.
  epsilons: [0.99, 0.99, 0.99, 0.3, 0.3],
  leakBudget: 9000,
  threshold: 0.837,
  flips: FLIPS
}

/** What the analysis takes of it. */
const analysed = {
  rounds: ROUNDS,
  expectedChsh: 2.81,
  expectedQber: 0.004,
  extractor: 'toeplitz',
  syndromeBits: 9000,
  winningThreshold: 0.837,
  epsilons: {
    entropyAccumulation: 0.99,
    privacyAmplification: 0.99,
    smoothing: 0.99,
    smoothingOutcomes: 0.3,
    smoothingTests: 0.3
  }
} as const

const twoEnds = (further: Partial<BenchOptions> = {}) =>
  new TwoEnds({ seed: 1, strategy: (random) => wernerPairs(0.995, random.stream('pairs')), ...further })
const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

/** What the reference wrote down of its flips. */
function flipsOf(ends: TwoEnds): readonly BitString[] {
  const entries = [...ends.journals[1].records()] as readonly PlainFields[]
  return entries
    .filter(({ kind, length }) => kind === 'drawn' && (length as number) > 1000)
    .map(({ bits, length }) => BitString.fromBytes(fromHexadecimal(bits as string), length as number))
}

const onesOf = (bits: BitString): number => bits.distance(new BitString(bits.length))

/** Whether bytes have eight in a row of those of a string, with four ones or more in them. */
function tells(text: Buffer, secret: BitString): boolean {
  for (let from = 0; from + 64 <= secret.length; from += 8) {
    const window = secret.slice(from, from + 64)
    if (onesOf(window) >= 4 && text.includes(Buffer.from(window.bytes))) return true
  }
  return false
}

describe('a session with noisy preprocessing', () => {
  it('gives equal keys, of the length planned with the flips, which are told to nobody (KEY-265, KEY-267, KEY-270)', () => {
    const ends = twoEnds()
    const bodies: Buffer[] = []
    ends.tamper = (_from, body) => {
      bodies.push(Buffer.from(body))
      return body
    }
    ends.open(noisy)
    // At the end they are forgotten.
    ends.clock.run({ while: () => !ends.phases[0].includes('amplifying') })
    const drawn = flipsOf(ends)
    ends.run()
    expect(flipsOf(ends)).toEqual([])
    expect(reasonsOf(ends)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
    const [[a], [b]] = ends.released
    expect(a!.key.equals(b!.key)).toBe(true)
    const { origin } = a!
    expect(origin.proposal.flips).toBe(Math.round(FLIPS * 2 ** 32))
    const planned = planAccumulation({
      ...analysed,
      flips: origin.proposal.flips / 2 ** 32,
      testProbability: origin.proposal.probability / 2 ** 32
    })
    expect(a!.key.length).toBe(planned.length)
    expect(a!.key.length).toBeGreaterThan(planAccumulation({ ...analysed, testProbability: 0.1 }).length)
    expect(origin.published.syndrome).toBeLessThanOrEqual(9000)
    const [flips, ...more] = drawn
    expect(more).toEqual([])
    // One bit for each round that was no test, flipped with the probability proposed.
    expect(flips!.length).toBe(ROUNDS - origin.testRounds)
    const expected = FLIPS * flips!.length
    expect(Math.abs(onesOf(flips!) - expected)).toBeLessThan(5 * Math.sqrt(expected))
    // The corrector has corrected the flips, and errors of 0.25 % and lost tests with them.
    const errors = expected + 0.0025 * (1 - 2 * FLIPS) * flips!.length + 0.148 * origin.testRounds
    expect(Math.abs(origin.corrections! - errors)).toBeLessThan(5 * Math.sqrt(errors))
    const said = Buffer.concat(bodies)
    const told = Buffer.from(JSON.stringify([ends.endings, ends.phases, ends.ignored]))
    expect(tells(Buffer.concat([said, flips!.bytes]), flips!)).toBe(true)
    expect(tells(said, flips!)).toBe(false)
    for (const text of [said, told]) expect(text.includes(toHexadecimal(flips!.bytes).slice(0, 200))).toBe(false)
  })

  it('goes on with the same flips after a crash, and draws none again (KEY-268)', () => {
    const ends = twoEnds()
    ends.open({ ...noisy, rounds: 3000, leakBudget: 1400, threshold: 0.8, minimumLength: 0 })
    // The syndrome is on its way, and with it what the flips have made of the key.
    ends.clock.run({ while: () => !ends.phases[0].includes('verifying') })
    const before = flipsOf(ends)
    ends.crash(1)
    ends.recover(1)
    ends.clock.run({ while: () => !ends.phases[0].includes('amplifying') })
    const after = flipsOf(ends)
    ends.run(10)
    // Of so few rounds there is no key, but that is found after the verification: the raw keys were equal.
    expect(reasonsOf(ends)).toEqual([[QkdReason.LENGTH], [QkdReason.LENGTH]])
    expect(ends.phases[0]).toContain('amplifying')
    expect(before).toHaveLength(1)
    expect(after).toHaveLength(1)
    expect(after[0]!.equals(before[0]!)).toBe(true)
  })

  it('is refused where it is not analysed, by either end (KEY-271)', () => {
    const sifted: QkdWish = {
      analysis: 'complementarity-azuma',
      rounds: 3000,
      probability: 0.4,
      expectedQber: 0.01,
      epsilons: [0.9],
      minimumLength: 1
    }
    const bbm92: QkdWish = { ...sifted, analysis: 'entropic-uncertainty', epsilons: [1e-6, 1e-9], minimumLength: 0 }
    for (const wish of [sifted, { ...sifted, analysis: 'complementarity-chernoff' } as const, bbm92]) {
      const ends = twoEnds()
      expect(() => ends.open({ ...wish, flips: 0.25 })).toThrow(ApplicationError)
      expect(() => ends.open({ ...wish, flips: 0.25 })).toThrow(
        'flips is 0.25; accepted: 0, as noisy preprocessing is analysed for shared tests alone'
      )
      // One that makes such a proposal all the same.
      ends.tamper = (from, body) => {
        if (from !== NODES[0] || body.length === 0) return body
        const message = decodeQkdMessage(body.subarray(1))
        return message.type === 'PROPOSAL' ? new Pieces(encodeQkdMessage({ ...message, flips: 1 })).next() : body
      }
      ends.open(wish)
      ends.clock.run({ until: 1_000_000_000 })
      expect(reasonsOf(ends)).toEqual([[QkdReason.POLICY], []])
    }
    expect(() => twoEnds().open({ ...noisy, flips: 0.6 })).toThrow('flips is 0.6; accepted: from 0 to 0.5')
    expect(() => twoEnds().open({ ...noisy, flips: Number.NaN })).toThrow('flips is NaN')
  })
})

describe('the error rates of a session with noise', () => {
  const origin = { poolOffset: 128, initiator: 0, circuit: 3 }

  it('are those of the flipped key, in key rounds alone (KEY-269)', () => {
    for (const flips of [0, 0.01, 0.3, 0.5]) {
      const rules = rulesOf(proposalOf({ ...noisy, flips, minimumLength: 0 }, origin))
      const keyRate = flips + (1 - 2 * flips) * 0.004
      expect(rules.expectedErrorRate).toBeCloseTo(0.9 * keyRate + (0.1 * (4 - 2.81)) / 8, 8)
      const [settings, reference] = [new Array<number>(ROUNDS).fill(2), new Array<number>(ROUNDS).fill(0)]
      for (let index = 0; index < 3000; index++) [settings[index], reference[index]] = [index & 1, (index >> 1) & 1]
      const of = (list: readonly number[]) => ({ setting: (index: number) => list[index]! })
      expect(rules.sift(of(settings), of(reference), undefined)).toBe(QkdReason.NONE)
      const expected = rules.errorRates() as Float32Array
      expect(expected[0]).toBeCloseTo(Math.log((8 - 1.19) / 1.19), 4)
      expect(expected[ROUNDS - 1]).toBeCloseTo(Math.log((1 - keyRate) / keyRate), 4)
    }
  })

  it('are in the budget that a proposal has where none is given', () => {
    const planned = { rounds: ROUNDS, expectedChsh: 2.81, expectedQber: 0.004 }
    const budget = (flips: number): number =>
      proposalOf({ protocol: 'shared-tests', ...planned, probability: 0.1, flips }, origin).leakBudget
    expect(budget(0.02)).toBe(planAccumulation({ ...planned, testProbability: 0.1, flips: 0.02 }).syndromeBits)
    expect(budget(0.02)).toBeGreaterThan(budget(0) + 2000)
  })
})

describe('flips', () => {
  it('are of bits that are of no published round, each by a bit of its own (KEY-265, KEY-266)', () => {
    const rounds = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 200 })
    fc.assert(
      fc.property(rounds, fc.integer({ min: 1, max: 2 ** 31 }), (list, flips) => {
        const published = Int32Array.from(list.flatMap(([test], index) => (test ? [index] : [])))
        const rawKey = BitString.fromText(list.map(([, bit]) => (bit ? '1' : '0')).join(''))
        const noise = list.flatMap(([test, , flip]) => (test ? [] : [flip ? '1' : '0'])).join('')
        const drawn = BitString.fromText(noise)
        const key = Int32Array.from(list.keys())
        addNoise(rawKey, { key, published, flips }, (length, ones) => {
          expect([length, ones]).toEqual([noise.length, flips])
          return drawn
        })
        list.forEach(([test, bit, flip], index) => expect(rawKey.get(index) === 1).toBe(bit !== (flip && !test)))
        // What was drawn is forgotten.
        expect(onesOf(drawn)).toBe(0)
      })
    )
  })

  it('are none, and none is drawn, where none were proposed', () => {
    const rawKey = BitString.fromText('0110')
    const key = Int32Array.of(0, 1, 2, 3)
    addNoise(rawKey, { key, published: Int32Array.of(1), flips: 0 }, () => {
      throw new Error('drawn')
    })
    expect(rawKey.equals(BitString.fromText('0110'))).toBe(true)
  })

  it('are drawn as often as they were proposed, and are the same in a process that goes on (KEY-268)', () => {
    const journal = new MemoryJournal()
    const log = new SessionLog(journal, createRandom(268).stream('draws'))
    const length = 200_000
    const shares = [0, 0.001, 0.02, 0.3, 0.5]
    const drawn = shares.map((share) => log.draw(length, share * 2 ** 32))
    drawn.forEach((bits, k) => {
      const expected = length * shares[k]!
      expect(Math.abs(onesOf(bits) - expected)).toBeLessThanOrEqual(5 * Math.sqrt(expected))
    })
    const next = new SessionLog(journal, createRandom(269).stream('draws'))
    for (const bits of drawn) expect(next.draw(length, 1).equals(bits)).toBe(true)
  })
})
