import { Basis, type BasisCode } from '@bellwire/device'
import { createRandom } from '@bellwire/runtime'
import { encodeQkdMessage, decodeQkdMessage, QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { type BenchOptions, TwoEnds } from '../../test/two-ends.js'
import { wernerPairs } from '../played/played-pairs.js'
import { Pieces } from './pieces.js'
import { proposalOf, type QkdWish } from './wish.js'

const wish: QkdWish = {
  protocol: 'bbm92',
  rounds: 20_000,
  probability: 0.7,
  expectedQber: 0.01,
  epsilons: [1e-6, 1e-9],
  reconciliation: 'cascade-option3',
  leakBudget: 2600
}

/** Hardware that measures each pair as it comes: in Z with the probability of the wish, else in X. */
function measuring(options: Partial<BenchOptions> = {}): TwoEnds {
  const draws = createRandom(7).stream('bases')
  return new TwoEnds({
    seed: 1,
    strategy: (random) => wernerPairs(0.98, random.stream('pairs')),
    arrival: () => (draws.bernoulli(0.7) ? Basis.Z : Basis.X),
    ...options
  })
}

describe('a session of pairs that hardware has measured as they came', () => {
  it('gives a key of the hardware’s own bases and outcomes (APP-025)', () => {
    const ends = measuring()
    ends.open(wish)
    ends.run()
    expect(ends.ignored).toEqual([])
    const [[a], [b]] = ends.released
    expect(a!.key.equals(b!.key)).toBe(true)
    expect(a!.key.length).toBeGreaterThan(1500)
    const { keyRounds, testRounds, corrections, testErrorRate } = a!.origin
    expect(Math.abs(corrections! / keyRounds - 0.01)).toBeLessThan(5 * Math.sqrt(0.01 / keyRounds))
    expect(Math.abs(testErrorRate! - 0.01)).toBeLessThan(5 * Math.sqrt(0.01 / testRounds))
    // Nothing was left to be measured, and nothing is held.
    expect(ends.pairs.measurements).toEqual([0, 0])
    for (const source of ends.pairs.ends) expect(source.held.size).toBe(0)
  })

  it('goes on after a crash, and without pairs that never came to the reference (APP-023)', () => {
    const ends = measuring({
      configuration: { blockRounds: 16 },
      fate: (round) => (round % 1000 === 7 ? 'lost at the reference' : 'sound')
    })
    ends.open({ ...wish, expectedQber: 0.012 })
    ends.clock.run({ until: 1_000_000 })
    expect(ends.released).toEqual([[], []])
    ends.crash(1)
    ends.start(1)
    ends.resume(1)
    ends.run()
    const [[a], [b]] = ends.released
    expect(a!.key.equals(b!.key)).toBe(true)
    expect(b!.origin.missing).toBeGreaterThanOrEqual(20)
  })

  it('takes a round in a basis of no setting for one without a pair', () => {
    const draws = createRandom(8).stream('bases')
    const arrival = (end: 0 | 1, round: number): BasisCode =>
      end === 1 && round % 400 === 3 ? Basis.ZPlus : draws.bernoulli(0.7) ? Basis.Z : Basis.X
    const ends = measuring({ arrival })
    ends.open({ ...wish, expectedQber: 0.012 })
    ends.run()
    const [[a], [b]] = ends.released
    expect(a!.key.equals(b!.key)).toBe(true)
  })

  it.each<QkdWish>([
    { ...wish, protocol: 'sifted', analysis: 'complementarity-chernoff', expectedChsh: 2.77, epsilons: [1e-5] },
    { rounds: 20_000, probability: 0.1, expectedQber: 0.01, expectedChsh: 2.77, minimumLength: 0 }
  ])('is refused at either end where a program must choose the settings: $protocol', (other) => {
    const ends = measuring()
    expect(() => ends.open(other)).toThrow(
      'source is one whose pairs come measured; accepted: a source of kept pairs, or'
    )
    let said: Uint8Array = new Uint8Array(0)
    ends.tamper = (_from, body) => (said = body)
    const proposal = proposalOf(other, { poolOffset: 128, initiator: 0, circuit: 3 })
    const body = new Pieces(encodeQkdMessage(proposal)).next()
    ends.inject(1, { type: 'ASK', dialogue: 5, purpose: 9, step: 0, body })
    expect(decodeQkdMessage(said.subarray(1))).toMatchObject({ type: 'FINISH', reason: QkdReason.POLICY })
  })
})
