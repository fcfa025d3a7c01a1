import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { creationMachine } from '../creation/machine.js'
import { alarmMachine } from './machine.js'

function set(delay = 10_000) {
  return new MachineProbe(alarmMachine, { delay, table: 'creation', key: 4 }, ['creation'])
}

describe('an alarm', () => {
  it('tells its owner once, when its time has passed', () => {
    const probe = set(50)
    expect(probe.wait(49)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'told', table: 'creation', key: 4, event: { type: 'DEADLINE' } }])
    expect(probe.state).toBe('gone')
    expect(probe.wait(1000)).toEqual([])
  })

  it('tells it at once where there is no time left', () => {
    expect(set(0).wait(0)).toHaveLength(1)
  })
})

describe('the alarm machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(
      checkUnlistedEvents({ machine: alarmMachine, reach: { set: () => set() }, events: [{ type: 'NEVER' }] })
    ).toBe(2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({ delay: fc.nat(60), table: fc.constant('creation'), key: fc.constant(0) })
    const machines = { alarm: alarmMachine, creation: creationMachine }
    const arbitrary = scripts('alarm', inputs, fc.constant({ type: 'NEVER' }), [0, 1, 30, 60], 15).map((script) => [
      { do: 'open', table: 'creation', key: 0, input: { createId: 1, number: 2 } } as const,
      { do: 'tell', table: 'creation', key: 0, event: { type: 'ACCEPTED', queueId: 1 } } as const,
      ...script
    ])
    expect(checkAgreement(machines, 'alarm', arbitrary, { seed: 10, numRuns: 60 })).toEqual(['set'])
  })
})
