import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type HalfEvent, halfMachine } from './half-machine.js'

const swap: HalfEvent = { type: 'SWAP' }
const voided: HalfEvent = { type: 'VOID' }

const waiting = (cutoff = 40) => new MachineProbe(halfMachine, { half: 3, cutoff })

describe('a half at an inner node', () => {
  it('is cut off when it has waited for the cut-off time, once (NET-061)', () => {
    const probe = waiting()
    expect(probe.wait(39)).toEqual([])
    expect(probe.wait(1)).toEqual([{ type: 'cutOff', half: 3 }])
    expect(probe.state).toBe('gone')
  })

  it('waits for ever where there is no cut-off (NET-061)', () => {
    const probe = waiting(Infinity)
    expect(probe.wait(1e15)).toEqual([])
    expect(probe.state).toBe('waiting')
  })

  it('is over without a word once it is swapped or void, and is not cut off then', () => {
    for (const event of [swap, voided]) {
      const probe = waiting()
      probe.wait(39)
      expect(probe.tell(event)).toEqual([])
      expect(probe.state).toBe('gone')
      expect(probe.wait(1000)).toEqual([])
    }
  })
})

describe('the half machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(
      checkUnlistedEvents({ machine: halfMachine, reach: { waiting: () => waiting() }, events: [swap, voided] })
    ).toBe(1)
  })

  it('is the same under every runner', () => {
    const inputs = fc.constantFrom(0, 5, 40, Infinity).map((cutoff) => ({ half: 3, cutoff }))
    const arbitrary = scripts('half', inputs, fc.constantFrom(swap, voided), [1, 5, 40], 12)
    expect(checkAgreement({ half: halfMachine }, 'half', arbitrary, { seed: 33, numRuns: 60 })).toEqual(['waiting'])
  })
})
