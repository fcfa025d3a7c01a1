import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type SupplyEvent, supplyMachine } from './supply-machine.js'

const refused: SupplyEvent = { type: 'REFUSED' }
const fit: SupplyEvent = { type: 'FIT' }
const resume = { type: 'resume', supply: 2 }

const asking = () => new MachineProbe(supplyMachine, { supply: 2, holdOff: 60 })

function resting() {
  const probe = asking()
  probe.tell(refused)
  probe.said()
  return probe
}

describe('the requests to a link', () => {
  it('are made at once, and whenever the link has become fit', () => {
    const probe = asking()
    expect(probe.said()).toEqual([resume])
    expect(probe.tell(fit)).toEqual([resume])
  })

  it('rest after a refusal for the hold-off time, however many follow (NET-058)', () => {
    const probe = asking()
    probe.said()
    expect(probe.tell(refused)).toEqual([])
    probe.wait(30)
    expect(probe.tell(refused)).toEqual([])
    expect(probe.wait(29)).toEqual([])
    expect(probe.wait(1)).toEqual([resume])
    expect(probe.wait(1000)).toEqual([])
  })

  it('rest no longer once the link is fit', () => {
    const probe = resting()
    expect(probe.tell(fit)).toEqual([resume])
    expect(probe.wait(1000)).toEqual([])
  })
})

describe('the supply machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: supplyMachine, reach: { asking, resting }, events: [refused, fit] })).toBe(2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.constantFrom(1, 60).map((holdOff) => ({ supply: 2, holdOff }))
    const arbitrary = scripts('supply', inputs, fc.constantFrom(refused, fit), [1, 60], 15)
    expect(checkAgreement({ supply: supplyMachine }, 'supply', arbitrary, { seed: 37, numRuns: 60 })).toEqual([
      'asking',
      'resting'
    ])
  })
})
