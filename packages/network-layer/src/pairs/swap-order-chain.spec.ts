import { ErrorCode } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Chain } from '../../test/chain.js'
import { ranksOf } from '../index.js'

const SECOND = 1_000_000_000

/** Ranks of the inner nodes of short chains. */
const ranks = (highest: number) => fc.array(fc.nat({ max: highest }), { minLength: 1, maxLength: 8, size: 'max' })

describe('a chain whose nodes swap by rank', () => {
  it('gives every pair that is asked for, whatever the ranks and with the least memory; nobody swaps early (NET-060)', () => {
    const lists = fc.oneof(ranks(1), ranks(3), ranks(255))
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 3 }), fc.nat({ max: 1e6 }), (list, window, seed) => {
        const chain = new Chain({ seed, ranks: list, window })
        chain.open()
        expect(chain.ask(12, SECOND)).toBe(true)
        expect(chain.ended).toEqual([ErrorCode.UNSPECIFIED])
        expect(chain.given.map((pairs) => pairs.length)).toEqual([12, 12])
        expect(chain.early).toEqual([])
        chain.close()
        expect(chain.left).toEqual([])
      }),
      { seed: 60, numRuns: 150 }
    )
  })

  it('gives them also where pairs are cut off and expire, and keeps nothing (NET-061, NET-070)', () => {
    fc.assert(
      fc.property(
        ranks(4),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom(0, 20_000, 60_000),
        fc.constantFrom(0, 0.2),
        fc.nat({ max: 1e6 }),
        (list, window, cutoff, expiry, seed) => {
          const chain = new Chain({ seed, ranks: list.slice(0, 5), window, cutoff, expiry })
          chain.open()
          expect(chain.ask(5, 20 * SECOND)).toBe(true)
          expect(chain.early).toEqual([])
          chain.close()
          expect(chain.left).toEqual([])
        }
      ),
      { seed: 61, numRuns: 80 }
    )
  })

  it('says nothing of how far pairs reach where all ranks are the same', () => {
    for (const rank of [0, 7]) {
      const chain = new Chain({ seed: 5, ranks: [rank, rank, rank] })
      chain.open()
      chain.ask(20, SECOND)
      expect(chain.frames.get('REACH')).toBeUndefined()
      expect(chain.swaps.length).toBeGreaterThanOrEqual(60)
    }
  })

  it.each([
    ['nested', 8, 10],
    ['balanced', 6, 6]
  ] as const)('in order %s of %d links costs %d frames for a pair (NET-120, NET-121)', (order, links, told) => {
    const chain = new Chain({ seed: 6, ranks: ranksOf(order, links) ?? [] })
    chain.open()
    chain.ask(200, SECOND)
    const reaches = chain.frames.get('REACH') ?? 0
    expect(Math.round(reaches / 200)).toBe(told)
  })
})
