import { type AnySetting, reportOf, type Role, runSuite, type Subject } from '@bellwire/conformance'
import { SPECIFICATION, suiteIdentity } from '@bellwire/conformance/runner'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'
import { StationSubject } from './station-subject.js'

describe('walks through the abstract machines', () => {
  it.each<[Role, () => Subject<AnySetting>, readonly string[]]>([
    [
      'node',
      () => new NodeSubject(),
      [
        'attempt',
        'expiry',
        'keep-alive',
        'pair',
        'request-of-master',
        'request-of-other',
        'session-of-master',
        'session-of-other'
      ]
    ],
    ['repeater', () => new NodeSubject(), ['circuit-at-inner-node']],
    ['station', () => new StationSubject(), ['heralding', 'registration']]
  ])(
    'come to every state, transition and other event that a %s can come to (LNK-161)',
    async (role, make, machines) => {
      const result = await runSuite<Role>(make(), { role, seeds: 2, only: 'machines/' })
      expect(result.cases.flatMap(({ notPassed }) => notPassed)).toEqual([])
      const report = reportOf(result, { specification: SPECIFICATION, suite: suiteIdentity(), role, isPart: true })
      expect(report.machines.map(({ machine }) => machine)).toEqual(machines)
      for (const { states, transitions, others, missing } of report.machines) {
        expect(missing).toEqual([])
        for (const { reached, of } of [states, transitions, others]) expect(reached).toBe(of)
      }
    }
  )
})
