import { runSuite, STATION_CASES } from '@bellwire/conformance'
import { describe, expect, it } from 'vitest'
import { StationSubject } from './station-subject.js'

describe('the station under the conformance suite', () => {
  it.each(['actor', 'interpreted', 'generated'] as const)('keeps every clause that it judges, %s', async (runner) => {
    const { cases, verdict } = await runSuite(new StationSubject({ runner }), { role: 'station', seeds: 8 })
    expect(cases).toHaveLength(STATION_CASES.length)
    expect(cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
    expect(verdict).toBe('pass')
  })

  it('does the same again with the same seed, to the bit', async () => {
    const play = async () => JSON.stringify(await runSuite(new StationSubject(), { role: 'station', seeds: 2 }))
    expect(await play()).toBe(await play())
  })
})
