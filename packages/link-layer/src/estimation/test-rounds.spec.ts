import { bellSign } from '@bellwire/quantum'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectsEqual, isTestRound, testBasis, TestRounds } from './test-rounds.js'

const ROUNDS = 200_000

describe('the choice of test rounds', () => {
  it('takes the share asked for, and each basis a third of it, to 5 sigma (LNK-070, LNK-071)', () => {
    for (const [seed, share] of [
      [1, 0.01],
      [0xdead_beef, 0.1],
      [77, 0.5]
    ] as const) {
      const fraction = Math.floor(share * 65535)
      const bases = [0, 0, 0]
      for (let sequence = 0; sequence < ROUNDS; sequence++) {
        if (isTestRound(seed, fraction, sequence))
          bases[testBasis(seed, sequence)] = (bases[testBasis(seed, sequence)] as number) + 1
      }
      const all = bases.reduce((sum, count) => sum + count, 0)
      expect(Math.abs(all - ROUNDS * share)).toBeLessThan(5 * Math.sqrt(ROUNDS * share * (1 - share)))
      for (const count of bases) expect(Math.abs(count - all / 3)).toBeLessThan(5 * Math.sqrt((all * 2) / 9))
    }
  })

  it('is another for another seed', () => {
    let both = 0
    for (let sequence = 0; sequence < ROUNDS; sequence++) {
      if (isTestRound(5, 6553, sequence) && isTestRound(6, 6553, sequence)) both += 1
    }
    const expected = ROUNDS * 0.01
    expect(Math.abs(both - expected)).toBeLessThan(5 * Math.sqrt(expected))
  })

  it('takes none for a share of 0', () => {
    for (let sequence = 0; sequence < 10_000; sequence++) expect(isTestRound(3, 0, sequence)).toBe(false)
  })
})

describe('expected outcomes', () => {
  it.each([0, 1, 2, 3])('of Bell state %i are those of its correlators', (bellIndex) => {
    // Bases Z, X, Y are axes 3, 1, 2.
    for (const [basis, axis] of [
      [0, 3],
      [1, 1],
      [2, 2]
    ] as const) {
      expect(expectsEqual(bellIndex, basis)).toBe(bellSign(bellIndex, axis) === 1)
    }
  })
})

const result = (outcome: number, fields: object = {}) => ({
  basis: 0,
  outcome,
  bellIndex: 0,
  calibrated: 0.9,
  ...fields
})

describe('test rounds', () => {
  it('count where both ends have measured, in either order of arrival', () => {
    const rounds = fc.array(
      fc.record({ basis: fc.nat(2), own: fc.nat(1), peer: fc.nat(1), bellIndex: fc.nat(3), ownFirst: fc.boolean() }),
      {
        maxLength: 30,
        size: 'max'
      }
    )
    fc.assert(
      fc.property(rounds, (all) => {
        const tests = new TestRounds()
        const expected = { rounds: [0, 0, 0], errors: [0, 0, 0] }
        for (const [sequence, { basis, own, peer, bellIndex, ownFirst }] of all.entries()) {
          if (!ownFirst) tests.peer({ sequence, basis, outcome: peer })
          tests.own(sequence, { basis, outcome: own, bellIndex, calibrated: 0.9 })
          if (ownFirst) tests.peer({ sequence, basis, outcome: peer })
          expected.rounds[basis] = (expected.rounds[basis] as number) + 1
          if ((own === peer) !== expectsEqual(bellIndex, basis))
            expected.errors[basis] = (expected.errors[basis] as number) + 1
        }
        expect(tests.counts).toMatchObject(expected)
        if (all.length > 0) expect(tests.counts.calibrated).toBeCloseTo(0.9, 12)
      }),
      { seed: 4 }
    )
  })

  it('count once, however often they are told', () => {
    const tests = new TestRounds()
    tests.own(5, result(1))
    tests.peer({ sequence: 5, basis: 0, outcome: 1 })
    tests.peer({ sequence: 5, basis: 0, outcome: 0 })
    expect(tests.counts.rounds).toEqual([1, 0, 0])
    expect(tests.counts.errors).toEqual([0, 0, 0])
  })

  it('of which the ends name different bases do not count', () => {
    const tests = new TestRounds()
    tests.own(5, result(1))
    tests.peer({ sequence: 5, basis: 1, outcome: 0 })
    expect(tests.counts.rounds).toEqual([0, 0, 0])
  })

  it('give the mean of what the table says of them', () => {
    const tests = new TestRounds()
    for (const [sequence, calibrated] of [0.9, 0.8, 0.7].entries()) {
      tests.own(sequence, result(0, { calibrated }))
      tests.peer({ sequence, basis: 0, outcome: 0 })
    }
    expect(tests.counts.calibrated).toBeCloseTo(0.8, 12)
  })

  it('are told to the peer once, in order', () => {
    const tests = new TestRounds()
    tests.own(5, result(1))
    tests.own(6, result(0, { basis: 2 }))
    expect(tests.unsent).toBe(2)
    expect(tests.takeUnsent()).toEqual([
      { sequence: 5, basis: 0, outcome: 1 },
      { sequence: 6, basis: 2, outcome: 0 }
    ])
    expect([tests.unsent, tests.takeUnsent()]).toEqual([0, []])
  })

  it('of an epoch that is over are neither told nor matched any more, and their counts stay (LNK-177)', () => {
    const tests = new TestRounds()
    tests.own(1, result(0))
    tests.peer({ sequence: 1, basis: 0, outcome: 1 })
    tests.own(2, result(0))
    tests.forgetUnmatched()
    tests.peer({ sequence: 2, basis: 0, outcome: 1 })
    expect(tests.counts).toMatchObject({ rounds: [1, 0, 0], errors: [1, 0, 0] })
    expect(tests.unsent).toBe(0)
  })

  it('without an answer are forgotten in time, the oldest first', () => {
    const tests = new TestRounds()
    for (let sequence = 0; sequence <= 1024; sequence++) tests.own(sequence, result(0))
    tests.peer({ sequence: 0, basis: 0, outcome: 0 })
    tests.peer({ sequence: 1, basis: 0, outcome: 0 })
    expect(tests.counts.rounds).toEqual([1, 0, 0])
  })
})
