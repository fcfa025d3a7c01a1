import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type WantingEvent, wantingMachine } from './machine.js'

const content = () => new MachineProbe(wantingMachine, { firstInterval: 10, maximumInterval: 40 })
const demand = (pairs: number): WantingEvent => ({ type: 'DEMAND', demand: pairs })
const request = (serial: number, pairs: number) => ({ type: 'request', serial, demand: pairs })

function wanting(pairs = 5) {
  const probe = content()
  probe.tell(demand(pairs))
  return probe
}

describe('what a node wants of a switched station', () => {
  it('is said at once, and again at intervals that double up to the longest (PHY-120, PHY-121)', () => {
    const probe = content()
    expect(probe.tell(demand(5))).toEqual([request(1, 5)])
    expect(probe.wait(9)).toEqual([])
    expect(probe.wait(1)).toEqual([request(2, 5)])
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([request(3, 5)])
    expect(probe.wait(40)).toEqual([request(4, 5)])
    expect(probe.wait(80)).toEqual([request(5, 5), request(6, 5)])
  })

  it('is said as it then is, whatever it was (PHY-120)', () => {
    const probe = wanting()
    expect(probe.tell(demand(3))).toEqual([])
    expect(probe.wait(10)).toEqual([request(2, 3)])
  })

  it('is withdrawn once, and again when slots are granted in vain (PHY-122)', () => {
    const probe = wanting()
    expect(probe.tell({ type: 'GRANTED' })).toEqual([])
    expect(probe.tell(demand(0))).toEqual([request(2, 0)])
    expect(probe.wait(1000)).toEqual([])
    expect(probe.tell({ type: 'GRANTED' })).toEqual([request(3, 0)])
    // The first interval again, and the count goes on.
    expect(probe.tell(demand(1))).toEqual([request(4, 1)])
    expect(probe.wait(10)).toEqual([request(5, 1)])
  })
})

const events: fc.Arbitrary<WantingEvent> = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map(demand),
  fc.constant<WantingEvent>({ type: 'GRANTED' })
)

describe('the wanting machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: wantingMachine,
      reach: { content, wanting: () => wanting() },
      events: [demand(2), { type: 'GRANTED' }]
    })
    expect(pairs).toBe(2)
  })

  it('is the same under every runner', () => {
    const inputs = fc.constant({ firstInterval: 10, maximumInterval: 40 })
    const arbitrary = scripts('wanting', inputs, events, [0, 1, 10, 25, 100])
    expect(checkAgreement({ wanting: wantingMachine }, 'wanting', arbitrary, { seed: 42, numRuns: 80 })).toEqual([
      'content',
      'wanting'
    ])
  })
})
