import { BitString, cascadePlan, encodeQueries } from '@bellwire/post-processing'
import { decodeQkdMessage, encodeQkdMessage, LIMITS, type QkdMessage, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { angleOf, type Strategy, wernerPairs } from '../../test/played-pairs.js'
import { NODES, TwoEnds } from '../../test/two-ends.js'
import { MOST_RUNS } from './configuration.js'
import { Pieces } from './pieces.js'
import { proposalOf, type QkdWish } from './wish.js'

const wish: QkdWish = {
  protocol: 'bbm92',
  rounds: 20_000,
  probability: 0.7,
  expectedQber: 0.01,
  epsilons: [1e-6, 1e-9],
  reconciliation: 'cascade-option7',
  leakBudget: 2600
}
/** Each parity costs two bits of the leak that was proposed. */
const BUDGET = 1300

const reasonsOf = (ends: TwoEnds) => ends.endings.map((list) => list.map(({ reason }) => reason))

/** Good in X, where the test is; outcomes in Z differ as often as one likes. */
function noisyInZ(errorRate: number): (random: TwoEnds['random']) => Strategy {
  return (random) => {
    const draws = random.stream('pairs')
    const good = wernerPairs(0.98, draws)
    return {
      outcome(end, basis, round, other) {
        const both = angleOf(basis) === 0 && other !== undefined && angleOf(other.basis) === 0
        if (!both || other.outcome === null) return good.outcome(end, basis, round, other)
        return (draws.bernoulli(errorRate) ? 1 - other.outcome : other.outcome) as 0 | 1
      }
    }
  }
}

/** Counts the messages of a type that an end sends, and changes them if it likes. */
function counting(
  ends: TwoEnds,
  type: QkdMessage['type'],
  change: (message: QkdMessage) => QkdMessage = (message) => message
): { count: number } {
  const counted = { count: 0 }
  ends.tamper = (from, body) => {
    if (from !== NODES[0] || body[0] !== 0) return body
    const message = decodeQkdMessage(body.subarray(1))
    if (message.type !== type) return body
    counted.count += 1
    return new Pieces(encodeQkdMessage(change(message))).next()
  }
  return counted
}

/** Puts questions to the second end that the first has not asked; gives the answers. */
function asked(ends: TwoEnds, questions: readonly (QkdMessage | Uint8Array)[]): QkdMessage[] {
  const answers: QkdMessage[] = []
  ends.tamper = (from, body) => {
    if (from === NODES[1] && body[0] === 0) answers.push(decodeQkdMessage(body.subarray(1)))
    return body
  }
  questions.forEach((question, step) => {
    const body = question instanceof Uint8Array ? question : new Pieces(encodeQkdMessage(question)).next()
    ends.inject(1, { type: 'ASK', dialogue: 5, purpose: 9, step, body })
    ends.clock.run({ until: ends.clock.now() + 1_000_000 })
  })
  return answers
}

describe('turns of reconciliation', () => {
  it.each([0.05, 0.3, 0.5])(
    'end with BUDGET where the key has far more errors than were declared: %f (APP-146)',
    (errorRate) => {
      const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(errorRate) })
      const turns = counting(ends, 'QUERIES')
      ends.open(wish)
      ends.run()
      expect(reasonsOf(ends)).toEqual([[QkdReason.BUDGET], [QkdReason.BUDGET]])
      expect(ends.released).toEqual([[], []])
      const { keyRounds, published } = ends.endings[0][0]!.origin
      expect(published.parity).toBeLessThanOrEqual(BUDGET)
      // Every turn but the first asks one parity at least, and the first one of each block.
      const blocks = Math.ceil(keyRounds / cascadePlan('option7', keyRounds, wish.expectedQber).blockSizes[0]!)
      expect(turns.count).toBeGreaterThan(1)
      expect(turns.count).toBeLessThanOrEqual(1 + BUDGET - blocks)
    }
  )

  it('that ask nothing are none: the session ends with MESSAGE (APP-146)', () => {
    const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01) })
    const none = encodeQueries({ pass: 1, starts: new Int32Array(0), ends: new Int32Array(0) })
    const turns = counting(ends, 'QUERIES', (message) =>
      message.type === 'QUERIES' ? { ...message, seed: new BitString(128).bytes, queries: none } : message
    )
    ends.open(wish)
    ends.run()
    expect(turns.count).toBe(1)
    expect(ends.endings[1].map(({ reason }) => reason)).toEqual([QkdReason.MESSAGE])
    expect(ends.released).toEqual([[], []])
  })
})

describe('a list of rounds none of whose pairs came', () => {
  it('is answered by one record of settings, not one for each round', () => {
    const rounds = 100_000
    const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01) })
    const name = { initiator: 0, circuit: 3, headEpoch: 1, headSequence: 0, tailEpoch: 1, tailSequence: 0 }
    const proposal = proposalOf({ ...wish, rounds }, { poolOffset: 128, initiator: 0, circuit: 3 })
    const answers = asked(ends, [proposal, { type: 'ROUNDS', runs: [{ ...name, count: rounds }] }])
    expect(answers).toEqual([
      { type: 'AGREEMENT', poolOffset: 128 },
      { type: 'PROCEED', missing: rounds }
    ])
    const drawn = ([...ends.journals[1].records()] as { kind: string; length: number }[]).filter(
      ({ kind }) => kind === 'drawn'
    )
    expect(drawn.map(({ length }) => length)).toEqual([rounds])
  })
})

describe('an end that is asked for nothing', () => {
  const proposal = proposalOf(wish, { poolOffset: 128, initiator: 0, circuit: 3 })

  it('gives up after so many PROGRESS without a pair (APP-179)', () => {
    const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01), configuration: { idleBeats: 7 } })
    const beats = Array.from({ length: 20 }, (_, k): QkdMessage => ({ type: 'PROGRESS', beat: k }))
    const answers = asked(ends, [proposal, ...beats])
    expect(answers.map(({ type }) => type)).toEqual(['AGREEMENT', ...Array<string>(7).fill('PROCEED'), 'FINISH'])
    expect(reasonsOf(ends)[1]).toEqual([QkdReason.ROUNDS])
  })

  it('goes on where it has answered so many in an earlier process, and says the same again (APP-036, APP-179)', () => {
    const ends = new TwoEnds({
      seed: 4,
      strategy: noisyInZ(0.01),
      interval: 10_000,
      configuration: { idleBeats: 7, beat: 100_000, blockRounds: 64 }
    })
    const beats = counting(ends, 'PROGRESS')
    ends.open({ ...wish, rounds: 3000, minimumLength: 0 })
    ends.clock.run({ while: () => beats.count < 20 })
    ends.crash(1)
    ends.recover(1)
    ends.run()
    // Rounds that are lost make too few for its test, or a key that is too short, but both ends come to the end.
    expect(reasonsOf(ends)[1]).toHaveLength(1)
    expect(reasonsOf(ends)[1]).not.toContain(QkdReason.ROUNDS)
    expect(reasonsOf(ends)[0]).toEqual(reasonsOf(ends)[1])
  })

  it('takes no pieces of next to nothing (APP-177)', () => {
    for (const octets of [0, 1, 4095]) {
      const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01) })
      const piece = new Uint8Array(1 + octets)
      piece[0] = 1
      const answers = asked(ends, [proposal, piece])
      expect(answers.map((answer) => answer.type === 'FINISH' && answer.reason)).toEqual([false, QkdReason.MESSAGE])
    }
    const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01) })
    const piece = new Uint8Array(1 + 4096)
    piece[0] = 1
    expect(asked(ends, [proposal, piece])).toHaveLength(1)
    expect(reasonsOf(ends)[1]).toEqual([])
  })

  it('loses no more of its pool by a proposal, or by an agreement, than its bound (APP-178)', () => {
    const bits = (end: 0 | 1, ends: TwoEnds) => ends.pools[end].availableBits
    for (const [gap, lost] of [
      [2048, 2048 + 256],
      [2048 + 256, 0],
      [8192 - 128 - 256, 0]
    ] as const) {
      const forged = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01) })
      const before = bits(1, forged)
      asked(forged, [{ ...proposal, poolOffset: 128 + gap }])
      expect(before - bits(1, forged)).toBe(lost)
      const agreed = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01) })
      agreed.tamper = (from, body) =>
        from === NODES[1] && decodeQkdMessage(body.subarray(1)).type === 'AGREEMENT'
          ? new Pieces(encodeQkdMessage({ type: 'AGREEMENT', poolOffset: 128 + gap })).next()
          : body
      agreed.open(wish)
      agreed.clock.run({ until: 50_000 })
      expect(before - bits(0, agreed)).toBe(lost)
    }
  })
})

describe('a list of rounds', () => {
  const name = { initiator: -1 >>> 0, circuit: -1 >>> 0, headEpoch: -1 >>> 0, tailEpoch: -1 >>> 0 }
  const run = { ...name, headSequence: -1 >>> 0, tailSequence: -1 >>> 0, count: LIMITS.qkdRounds }

  it('of the longest that is made is a message, whatever is in it (APP-183)', () => {
    const bytesOf = (runs: number) =>
      encodeQkdMessage({ type: 'ROUNDS', runs: Array.from({ length: runs }, () => run) }).length
    // A stretch takes always as much, and what is around them next to nothing.
    const each = bytesOf(2001) - bytesOf(2000)
    expect(each * (MOST_RUNS - 2000) + bytesOf(2000) + 8).toBeLessThanOrEqual(LIMITS.qkdBytes)
    expect(MOST_RUNS).toBeLessThanOrEqual(LIMITS.qkdRuns)
  })

  it('that would become too long ends the session while rounds are made (APP-183)', () => {
    const ends = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01), gap: 2, configuration: { mostRuns: 500 } })
    ends.open(wish)
    ends.run()
    expect(reasonsOf(ends)).toEqual([[QkdReason.ROUNDS], [QkdReason.ROUNDS]])
    expect(ends.pairs.measurements[0]).toBe(500)
    for (const end of [0, 1] as const) expect(ends.pairs.ends[end].held.size).toBe(0)
    const one = new TwoEnds({ seed: 4, strategy: noisyInZ(0.01), configuration: { mostRuns: 2 } })
    one.open(wish)
    one.run()
    expect(reasonsOf(one)).toEqual([[QkdReason.NONE], [QkdReason.NONE]])
  })
})
