import { CASES, runSuite } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

describe('the reference', () => {
  it('keeps every clause that the suite judges', async () => {
    const { cases, verdict } = await runSuite(new NodeSubject(), { seeds: 8, runs: 15 })
    expect(cases).toHaveLength(CASES.length)
    expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
    // It does what it should, too.
    expect(cases.flatMap(({ unadvised }) => Object.entries(unadvised ?? {}))).toEqual([])
    expect(verdict).toBe('pass')
  })

  it.each([
    ['what it claims, and refuses what it does not (HAR-051)', 'link/what-is-claimed'],
    ['no pair that nobody wants (LNK-160)', 'link/pair-after-the-last-answer'],
    ['for the seed of test rounds of an epoch any number (LNK-170)', 'statistics/numbers-of-processes'],
    ['the share of test rounds that it is told (LNK-171)', 'statistics/announced-share'],
    ['every test round into account, whatever it shows (LNK-172)', 'statistics/goodness-of-tested-pairs'],
    ['bases that no other end can come to (LNK-173)', 'statistics/bases-of-two-ends'],
    ['pairs as they come, whatever is measured of them (LNK-174)', 'statistics/x-or-z']
  ])('takes %s', async (_, only) => {
    const { cases } = await runSuite(new NodeSubject(), { seeds: 2, only })
    expect(cases.map(({ name, verdict }) => [name, verdict])).toEqual([[only, 'pass']])
  })

  it('does the same again with the same seed, to the bit', async () => {
    const play = async () => JSON.stringify(await runSuite(new NodeSubject(), { seeds: 1, runs: 15 }))
    expect(await play()).toBe(await play())
  })
})
