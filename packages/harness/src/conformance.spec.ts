import { CASES, runSuite } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

describe('the reference', () => {
  it('keeps every clause that the suite judges', async () => {
    const { cases, verdict } = await runSuite(new NodeSubject(), { seeds: 8 })
    expect(cases).toHaveLength(CASES.length)
    expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
    // It does what it should, too.
    expect(cases.flatMap(({ unadvised }) => Object.entries(unadvised ?? {}))).toEqual([])
    expect(verdict).toBe('pass')
  })

  it.each([
    ['what it claims, and refuses what it does not (HAR-051)', 'link/what-is-claimed'],
    ['no pair that nobody wants (LNK-160)', 'link/pair-after-the-last-answer']
  ])('takes %s', async (_, only) => {
    const { cases } = await runSuite(new NodeSubject(), { seeds: 2, only })
    expect(cases.map(({ name, verdict }) => [name, verdict])).toEqual([[only, 'pass']])
  })

  it('does the same again with the same seed, to the bit', async () => {
    const play = async () => JSON.stringify(await runSuite(new NodeSubject(), { seeds: 2 }))
    expect(await play()).toBe(await play())
  })
})
