import type { Hop } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NetworkInputError } from '../errors.js'
import { checkSwapOrder, ranksOf, type SwapOrder } from './swap-order.js'
import { SwapRank } from './swap-rank.js'

const LINKS = fc.integer({ min: 1, max: 255 })

/** The nodes in the order in which they swap: each waits for those that its rank makes it wait for. */
function played(ranks: readonly number[]): number[][] {
  const rankOf = (position: number) => (position === 0 || position > ranks.length ? Infinity : ranks[position - 1]!)
  let left = [...ranks.keys(), ranks.length, ranks.length + 1]
  const steps: number[][] = []
  while (left.length > 2) {
    const now = left.filter(
      (position, index) =>
        index > 0 &&
        index < left.length - 1 &&
        rankOf(left[index - 1]!) >= rankOf(position) &&
        rankOf(left[index + 1]!) >= rankOf(position)
    )
    expect(now).not.toEqual([])
    steps.push(now)
    left = left.filter((position) => !now.includes(position))
  }
  return steps
}

describe('an order of swaps', () => {
  it('is a list of ranks that fits the way', () => {
    expect(ranksOf('asap', 4)).toEqual([0, 0, 0])
    expect(ranksOf('nested', 8)).toEqual([0, 1, 0, 2, 0, 1, 0])
    expect(ranksOf('nested', 6)).toEqual([0, 1, 0, 2, 0])
    expect(ranksOf('balanced', 6)).toEqual([1, 0, 2, 1, 0])
    expect(ranksOf('balanced', 5)).toEqual([0, 2, 1, 0])
    expect(ranksOf([4, 0, 7], 4)).toEqual([4, 0, 7])
    expect(ranksOf([4, 0, 7], 5)).toBeUndefined()
    for (const order of ['asap', 'nested', 'balanced'] as const) {
      expect(ranksOf(order, 1)).toEqual([])
      expect(ranksOf(order, 2)).toEqual([0])
    }
  })

  it('nested: in step k every second of the nodes that are left swaps', () => {
    for (const exponent of [1, 2, 3, 5]) {
      const links = 2 ** exponent
      const steps = played(ranksOf('nested', links)!)
      expect(steps).toHaveLength(exponent)
      steps.forEach((nodes, step) => {
        const stride = 2 ** step
        expect(nodes).toEqual(Array.from({ length: links / stride / 2 }, (_, index) => (2 * index + 1) * stride))
      })
    }
  })

  it('balanced: takes as few steps as there can be, joins halves that differ by one link at most, is nested for a power of 2', () => {
    fc.assert(
      fc.property(LINKS, (links) => {
        const ranks = ranksOf('balanced', links)!
        const depth = Math.ceil(Math.log2(links))
        expect(played(ranks)).toHaveLength(depth)
        expect(Math.max(-1, ...ranks)).toBe(depth - 1)
        // Each node joins all between the nearest ones of higher rank on both sides.
        ranks.forEach((rank, index) => {
          const before = ranks.findLastIndex((other, at) => at < index && other > rank)
          const after = ranks.findIndex((other, at) => at > index && other > rank)
          const [left, right] = [index - before, (after < 0 ? ranks.length : after) - index]
          expect(Math.abs(left - right)).toBeLessThanOrEqual(1)
        })
        if (Number.isInteger(Math.log2(links))) expect(ranks).toEqual(ranksOf('nested', links))
      }),
      { seed: 62, numRuns: 100 }
    )
  })

  it('lets every node swap in the end, whatever the ranks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 30 }), (ranks) => {
        expect(played(ranks).flat()).toHaveLength(ranks.length)
      }),
      { seed: 63, numRuns: 200 }
    )
  })

  it.each([
    ['fast', 'order'],
    [null, 'order'],
    [3, 'order'],
    [[0, 1.5], 'order[1]'],
    [[256], 'order[0]'],
    [[0, 0, -1], 'order[2]'],
    [['1'], 'order[0]'],
    [new Array(255).fill(0), 'order.length']
  ])('%j is refused by name', (order, field) => {
    const check = () => checkSwapOrder(order as SwapOrder)
    expect(check).toThrow(NetworkInputError)
    expect(check).toThrow(`${field} is`)
  })

  it('is accepted: a word, and any list of ranks', () => {
    for (const order of ['asap', 'nested', 'balanced', [], [0, 255], new Array(254).fill(9)] as const)
      expect(() => checkSwapOrder(order)).not.toThrow()
  })
})

describe('the rank of one node', () => {
  const at = (ranks: readonly number[], position: number) =>
    SwapRank.of(
      [99, ...ranks].map((rank) => ({ rank }) as Hop),
      position
    )

  it('is nothing where all are the same', () => {
    expect([at([], 1), at([4], 1), at([4, 4, 4], 2)]).toEqual([undefined, undefined, undefined])
  })

  it('tells the sides with a higher one, and joins what reaches no lower one', () => {
    const rank = at([1, 0, 2, 1], 1)!
    expect([rank.tellsUpstream, rank.tellsDownstream]).toEqual([false, true])
    expect([0, 2, 3, 4, 5].map((position) => rank.allows(position))).toEqual([true, false, true, true, true])
    const other = at([1, 0, 2, 1], 4)!
    expect([other.tellsUpstream, other.tellsDownstream]).toEqual([true, false])
    expect(other.isFarther('downstream', 5, 5)).toBe(false)
    expect(other.isFarther('downstream', 6, 5)).toBe(false)
    expect(rank.isFarther('downstream', 5, 4)).toBe(true)
    expect(other.isFarther('upstream', 0, 3)).toBe(true)
    expect(other.isFarther('upstream', 3, 3)).toBe(false)
  })
})
