import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { deadlineMachine } from './deadline-machine.js'

const passed = { type: 'passed' }
const idle = () => new MachineProbe(deadlineMachine, undefined)

function set() {
  const probe = idle()
  probe.tell({ type: 'SET', delay: 20 })
  return probe
}

describe('a deadline', () => {
  it('passes once, and can be set again', () => {
    const probe = set()
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([passed])
    expect(probe.wait(1000)).toEqual([])
    probe.tell({ type: 'SET', delay: 5 })
    expect(probe.wait(5)).toEqual([passed])
  })

  it('can be moved, either way', () => {
    for (const delay of [3, 60]) {
      const probe = set()
      probe.wait(10)
      expect(probe.tell({ type: 'SET', delay })).toEqual([])
      expect(probe.wait(delay - 1)).toEqual([])
      expect(probe.wait(1)).toEqual([passed])
      expect(probe.wait(1000)).toEqual([])
    }
  })
})

describe('the deadline machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(
      checkUnlistedEvents({ machine: deadlineMachine, reach: { idle, set }, events: [{ type: 'SET', delay: 1 }] })
    ).toBe(2)
  })

  it('is the same under every runner', () => {
    const events = fc.nat(40).map((delay) => ({ type: 'SET', delay }))
    const arbitrary = scripts('deadline', fc.constant(undefined), events, [0, 1, 20, 40], 20)
    expect(checkAgreement({ deadline: deadlineMachine }, 'deadline', arbitrary, { seed: 24, numRuns: 40 })).toEqual([
      'idle',
      'set'
    ])
  })
})
