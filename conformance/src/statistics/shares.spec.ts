import { describe, expect, it } from 'vitest'
import { Unreached } from '../verdict/judgement.js'
import { Shares } from './shares.js'

const SHARES = [
  { requirement: 'LNK-076', what: 'heads', share: 0.5, effect: 0.3 },
  { requirement: 'LNK-173', what: 'tails', share: 0.5, effect: 0.3 }
] as const

/** What was judged. */
function judged(shares: Shares) {
  const checks: [string, boolean][] = []
  shares.judge({
    check: (requirement, isKept) => {
      checks.push([requirement, isKept])
      return isKept
    },
    need: (isSo, what) => {
      if (!isSo) throw new Unreached(what)
    }
  })
  return checks
}

describe('shares that are judged together', () => {
  it('are kept when all of them are', () => {
    const shares = new Shares(SHARES)
    for (let sample = 0; sample < 400; sample++) {
      shares.add('heads', sample % 2 === 0)
      shares.add('tails', sample % 2 === 1)
    }
    expect(shares.isDecided).toBe(true)
    expect(judged(shares)).toEqual([
      ['LNK-076', true],
      ['LNK-173', true]
    ])
  })

  it('are broken when one is, whatever the others are', () => {
    const shares = new Shares(SHARES)
    for (let sample = 0; sample < 60; sample++) shares.add('tails', true)
    expect(shares.isDecided).toBe(true)
    expect(judged(shares)).toEqual([['LNK-173', false]])
  })

  it('say nothing while one is undecided', () => {
    const shares = new Shares(SHARES)
    for (let sample = 0; sample < 400; sample++) shares.add('heads', sample % 2 === 0)
    expect(shares.isDecided).toBe(false)
    expect(() => judged(shares)).toThrow('tails: 0 of 0')
  })

  it('are those that were named', () => {
    expect(() => new Shares(SHARES).add('edges', true)).toThrow('edges')
  })
})
