import { QkdReason } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { wernerPairs } from '../../test/played-pairs.js'
import { type Ending, TwoEnds } from '../../test/two-ends.js'

const wish = {
  rounds: 40_000,
  probability: 0.5,
  expectedQber: 0.01,
  analysis: 'complementarity-chernoff',
  expectedChsh: 2.77
} as const

const reasons = (lists: readonly (readonly Ending[])[]) => lists.map((list) => list.map(({ reason }) => reason))
const SUCCESS = [[QkdReason.NONE], [QkdReason.NONE]]

describe('a sifted session', () => {
  it.each(['generated', 'interpreted', 'actor'] as const)('gives both ends the same key, once (%s)', (runner) => {
    const ends = new TwoEnds({ seed: 1, runner, strategy: (random) => wernerPairs(0.98, random.stream('pairs')) })
    const { id } = ends.open(wish)
    ends.run()
    expect(ends.ignored).toEqual([])
    expect(reasons(ends.endings)).toEqual(SUCCESS)
    const [[a, ...moreA], [b, ...moreB]] = ends.released
    expect(moreA).toEqual([])
    expect(moreB).toEqual([])
    expect(a!.key.equals(b!.key)).toBe(true)
    expect(a!.key.length).toBeGreaterThan(1000)
    expect(a!.origin).toMatchObject({
      session: id,
      role: 'corrector',
      analysis: 'complementarity-chernoff',
      label: 'experimental',
      length: a!.key.length,
      netLength: a!.key.length - 256,
      missing: 0
    })
    expect(b!.origin).toMatchObject({ session: id, role: 'reference', published: a!.origin.published })
    expect(Math.abs(a!.origin.chsh! - 2 * Math.SQRT2 * 0.98)).toBeLessThan(0.06)
    // Q = (1 − 0.98)/2, five standard deviations.
    const { corrections = 0, keyRounds } = a!.origin
    expect(Math.abs(corrections / keyRounds - 0.01)).toBeLessThan(5 * Math.sqrt((0.01 * 0.99) / keyRounds))
    for (const pool of ends.pools) {
      expect(pool.ledger).toMatchObject({ burntBits: 256, producedBits: a!.key.length, sessions: [] })
    }
  })
})
