import { Basis } from '@bellwire/device'
import { decodeQkdMessage, encodeQkdMessage, type QkdMessage, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { silentDevices } from '../played/adversaries.js'
import { type Strategy, wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'
import { Pieces } from './pieces.js'

/** What an end that is careless in one respect would let pass, one respect at a time. */
const wish = {
  analysis: 'complementarity-azuma',
  rounds: 3000,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const
const rounds = wish.rounds
const honest = (random: TwoEnds['random']): Strategy => wernerPairs(0.98, random.stream('pairs'))

/** Plays a session in which the messages of one end are changed on their way, where they are of a type. */
function changed(end: 0 | 1, type: QkdMessage['type'], change: (message: never) => QkdMessage): TwoEnds {
  const ends = new TwoEnds({ seed: 3, strategy: honest })
  let changes = 0
  ends.tamper = (from, body) => {
    if (from !== NODES[end] || body[0] !== 0) return body
    const message = decodeQkdMessage(body.subarray(1))
    if (message.type !== type) return body
    changes += 1
    return new Pieces(encodeQkdMessage(change(message as never))).next()
  }
  ends.open(wish)
  ends.run(1)
  expect(changes).toBeGreaterThan(0)
  return ends
}

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte))
type Message<T extends QkdMessage['type']> = Extract<QkdMessage, { type: T }>
const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

describe('a tag', () => {
  it('is checked by the reference: another seed of amplification is no key (APP-033)', () => {
    // Nothing but the tags tells: both ends would release a key, and another one each.
    const ends = changed(0, 'AMPLIFICATION', (message: Message<'AMPLIFICATION'>) => ({
      ...message,
      seed: flipped(message.seed)
    }))
    expect(reasonsOf(ends)).toEqual([[QkdReason.AUTHENTICATION], [QkdReason.AUTHENTICATION]])
    expect(ends.released).toEqual([[], []])
  })

  it('is checked by the reference: a bit of it is enough (APP-033)', () => {
    const ends = changed(0, 'FINISH', (message: Message<'FINISH'>) => ({ ...message, tag: flipped(message.tag) }))
    expect(reasonsOf(ends)[1]).toEqual([QkdReason.AUTHENTICATION])
    expect(ends.released).toEqual([[], []])
  })

  it('is checked by the corrector: a bit of it is enough (APP-033)', () => {
    const ends = changed(1, 'FINISH', (message: Message<'FINISH'>) => ({ ...message, tag: flipped(message.tag) }))
    expect(reasonsOf(ends)).toEqual([[QkdReason.AUTHENTICATION], [QkdReason.NONE]])
    expect(ends.released.map((list) => list.length)).toEqual([0, 1])
  })

  it('is checked by the corrector where the reference ends the session: its reason is not taken from anybody (APP-033)', () => {
    const ends = changed(1, 'VERIFIED', () => ({ type: 'FINISH', reason: QkdReason.POLICY, tag: new Uint8Array(16) }))
    expect(reasonsOf(ends)[0]).toEqual([QkdReason.AUTHENTICATION])
  })

  it('is not left out: none is as wrong as another (APP-033)', () => {
    for (const end of [0, 1] as const) {
      const ends = changed(end, 'FINISH', (message: Message<'FINISH'>) => ({ ...message, tag: new Uint8Array(0) }))
      expect(ends.endings[1 - end]![0]!.reason).toBe(QkdReason.AUTHENTICATION)
      expect(ends.released[1 - end]).toEqual([])
    }
  })
})

describe('a round without an outcome', () => {
  /** Honest pairs, but the device of an end gives nothing in every fifth round. */
  const silentAt =
    (end: 0 | 1) =>
    (random: TwoEnds['random']): Strategy => {
      const pairs = honest(random)
      return {
        outcome: (at, basis, round, other) => {
          const outcome = pairs.outcome(at, basis, round, other)
          return at === end && round % 5 === 0 ? null : outcome
        }
      }
    }

  it.each([0, 1] as const)('is listed, measured once, and published as +1: end %i (APP-023, APP-024)', (end) => {
    const ends = new TwoEnds({ seed: 5, strategy: silentAt(end) })
    const said: QkdMessage[] = []
    ends.tamper = (_from, body) => {
      if (body[0] === 0) said.push(decodeQkdMessage(body.subarray(1)))
      return body
    }
    ends.open(wish)
    ends.run(1)
    // As many pairs as were proposed, and no other one in place of any.
    expect(ends.pairs.measurements).toEqual([rounds, rounds])
    const list = said.find(({ type }) => type === 'ROUNDS') as Message<'ROUNDS'>
    expect(list.runs.reduce((sum, { count }) => sum + count, 0)).toBe(rounds)
    const [ofCorrector, ofReference] = said.filter(({ type }) => type === 'INPUTS') as Message<'INPUTS'>[]
    expect([ofCorrector!.settings.length, ofReference!.settings.length]).toEqual([rounds / 4, rounds / 8])
    const [mine] = (said.filter(({ type }) => type === 'OUTCOMES') as Message<'OUTCOMES'>[]).slice(end)
    // Tests in the order of the list: the corrector's setting, two bits each, is not 2.
    const bit = (bytes: Uint8Array, at: number) => (bytes[at >> 3]! >> (7 - (at & 7))) & 1
    const tests = Array.from({ length: rounds }, (_, round) => round).filter(
      (round) => bit(ofCorrector!.settings, 2 * round) === 0
    )
    expect(mine!.outcomes.length).toBe(Math.ceil(tests.length / 8))
    const silent = tests.flatMap((round, place) => (round % 5 === 0 ? [bit(mine!.outcomes, place)] : []))
    expect(silent.length).toBeGreaterThan(300)
    expect(silent.every((outcome) => outcome === 0)).toBe(true)
    const spoken = tests.flatMap((round, place) => (round % 5 === 0 ? [] : [bit(mine!.outcomes, place)]))
    expect(spoken.filter((outcome) => outcome === 1).length).toBeGreaterThan(500)
  })

  it('helps no device: silent where they would lose, at the corrector as at the reference (APP-024)', () => {
    for (const mirrored of [false, true]) {
      const ends = new TwoEnds({ seed: 6, strategy: (random) => silent(random, mirrored) })
      ends.open({ ...wish, threshold: 2.2 })
      ends.run(1)
      expect(reasonsOf(ends)).toEqual([[QkdReason.TEST], [QkdReason.TEST]])
      expect(ends.pairs.measurements).toEqual([rounds, rounds])
      // What is left without the silent rounds would have S = 4.
      expect(ends.endings[1][0]!.origin.chsh).toBeLessThan(2.2)
    }
  })
})

/** The corrector's device is silent instead of the reference's where `mirrored`. */
function silent(random: TwoEnds['random'], mirrored: boolean): Strategy {
  const draws = random.stream('adversary')
  if (!mirrored) return silentDevices(draws)
  const plans = new Map<number, { readonly guess: Basis; readonly bit: 0 | 1 }>()
  return {
    outcome(end, basis, round) {
      const plan = plans.get(round) ?? {
        guess: draws.below(2) === 0 ? Basis.ZPlus : Basis.ZMinus,
        bit: draws.below(2) as 0 | 1
      }
      plans.set(round, plan)
      const { guess, bit } = plan
      // The reference knows which of the two settings the corrector's device will answer to, and wins with it.
      if (end === 1) return guess === Basis.ZMinus && basis === Basis.X ? ((1 - bit) as 0 | 1) : bit
      return basis === Basis.Z || basis === guess ? bit : null
    }
  }
}
type Basis = (typeof Basis)[keyof typeof Basis]
