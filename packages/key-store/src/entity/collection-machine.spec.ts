import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type CollectionEvent, collectionMachine } from './collection-machine.js'

const SETTLED: CollectionEvent = { type: 'SETTLED' }
const ANSWERED: CollectionEvent = { type: 'ANSWERED' }
const INPUT = { key: 3, patience: 100 }

const waiting = () => new MachineProbe(collectionMachine, INPUT)

describe('a collection', () => {
  it('is tried again whenever the peer has said something, for a while (KEY-034)', () => {
    const probe = waiting()
    for (const pause of [30, 30, 39]) {
      expect(probe.wait(pause)).toEqual([])
      expect(probe.tell(SETTLED)).toEqual([{ type: 'attempt', key: 3 }])
    }
    expect(probe.wait(1)).toEqual([{ type: 'giveUp', key: 3 }])
    expect(probe.state).toBe('gone')
  })

  it('is over when it is answered', () => {
    const probe = waiting()
    expect(probe.tell(ANSWERED)).toEqual([])
    expect(probe.state).toBe('gone')
    expect(probe.wait(1000)).toEqual([])
  })
})

describe('the collection machine', () => {
  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: collectionMachine, reach: { waiting }, events: [SETTLED, ANSWERED] })).toBe(1)
  })

  it('is the same under every runner', () => {
    const events = fc.constantFrom(SETTLED, SETTLED, ANSWERED)
    const arbitrary = scripts('collection', fc.constant(INPUT), events, [1, 99, 100], 15)
    expect(
      checkAgreement({ collection: collectionMachine }, 'collection', arbitrary, { seed: 5, numRuns: 100 })
    ).toEqual(['waiting'])
  })
})
