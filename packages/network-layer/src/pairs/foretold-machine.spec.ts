import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type ForetoldEvent, foretoldMachine } from './foretold-machine.js'

const arrived: ForetoldEvent = { type: 'ARRIVED' }
const expected = () => new MachineProbe(foretoldMachine, { foretold: 4, patience: 70 })

describe('a pair that is foretold', () => {
  it('is waited for so long, and no longer (NET-076)', () => {
    const probe = expected()
    expect(probe.wait(69)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'lapsed', foretold: 4 }])
    expect(probe.state).toBe('gone')
  })

  it('that comes does not lapse (NET-075)', () => {
    const probe = expected()
    probe.wait(69)
    expect(probe.tell(arrived)).toEqual([])
    expect(probe.state).toBe('gone')
    expect(probe.wait(1000)).toEqual([])
  })
})

describe('the foretold machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: foretoldMachine, reach: { expected }, events: [arrived] })).toBe(1)
  })

  it('is the same under every runner', () => {
    const inputs = fc.constantFrom(0, 5, 70).map((patience) => ({ foretold: 4, patience }))
    const arbitrary = scripts('foretold', inputs, fc.constant(arrived), [1, 5, 70], 12)
    expect(checkAgreement({ foretold: foretoldMachine }, 'foretold', arbitrary, { seed: 36, numRuns: 60 })).toEqual([
      'expected'
    ])
  })
})
