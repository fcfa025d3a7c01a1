import { runSuite, SUITES } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

describe('an end of circuits under the conformance suite', () => {
  it.each([
    // Two seeds: as the master of the link, and as the other end.
    ['interpreted', 1],
    ['generated', 2]
  ] as const)(
    'keeps every clause that it judges, %s (HAR-060, HAR-061, HAR-062, HAR-063, HAR-064, HAR-065)',
    async (runner, seeds) => {
      const { cases, requirements, verdict } = await runSuite(new NodeSubject({ runner }), {
        role: 'end',
        seeds,
        runs: 10
      })
      expect(cases).toHaveLength(SUITES.end.length)
      expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
      const ofTheHarness = Object.entries(requirements).filter(([id]) => id.startsWith('HAR-'))
      expect(Object.fromEntries(ofTheHarness)).toEqual({
        'HAR-060': 'pass',
        'HAR-061': 'pass',
        'HAR-062': 'pass',
        'HAR-063': 'pass',
        'HAR-064': 'pass',
        'HAR-065': 'pass'
      })
      expect(verdict).toBe('pass')
    }
  )

  it('does the same again with the same seed, to the bit', async () => {
    const traces: string[] = []
    const one = SUITES.end.find(({ name }) => name === 'end/tail/early-pairs')
    for (let times = 0; times < 2; times++)
      await one?.run(new NodeSubject(), 3, ({ events }) => void traces.push(JSON.stringify(events)))
    expect(traces).toHaveLength(2)
    expect(traces[1]).toBe(traces[0])
  })
})
