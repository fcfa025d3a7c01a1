import { runSuite, SUITES } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

describe('the repeater under the conformance suite', () => {
  it.each(['interpreted', 'generated'] as const)('keeps every clause that it judges, %s', async (runner) => {
    const { cases, verdict } = await runSuite(new NodeSubject({ runner }), { role: 'repeater', seeds: 4 })
    expect(cases).toHaveLength(SUITES.repeater.length)
    expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
    expect(verdict).toBe('pass')
  })
})
