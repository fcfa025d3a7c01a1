import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type AcknowledgementEvent, acknowledgementMachine } from './acknowledgement-machine.js'

const idle = () => new MachineProbe(acknowledgementMachine, { delay: 20 })

function waiting() {
  const probe = idle()
  probe.tell({ type: 'OWED' })
  return probe
}

const events: AcknowledgementEvent[] = [{ type: 'OWED' }, { type: 'STOP' }]

describe('an acknowledgement', () => {
  it('is held back for a while, and then made once', () => {
    const probe = waiting()
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'acknowledge' }])
    expect(probe.wait(1000)).toEqual([])
  })

  it('is not made after the end of the session', () => {
    const probe = waiting()
    probe.tell({ type: 'STOP' })
    expect(probe.wait(1000)).toEqual([])
  })
})

describe('the acknowledgement machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: acknowledgementMachine, reach: { idle, waiting }, events })).toBe(3)
  })

  it('is the same under every runner', () => {
    const inputs = fc.record({ delay: fc.integer({ min: 1, max: 40 }) })
    const arbitrary = scripts('acknowledgement', inputs, fc.constantFrom(...events), [0, 1, 20, 40], 20)
    const machines = { acknowledgement: acknowledgementMachine }
    expect(checkAgreement(machines, 'acknowledgement', arbitrary, { seed: 23, numRuns: 40 })).toEqual([
      'idle',
      'waiting'
    ])
  })
})
