import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type ReceivingEvent, receivingMachine } from './receiving-machine.js'
import { type SendingEvent, sendingMachine } from './sending-machine.js'

const of = (...types: string[]) => types.map((type) => ({ type }))

const measuring = () => new MachineProbe(sendingMachine, { firstWait: 10, longestWait: 25, attempts: 4 })

function waiting() {
  const probe = measuring()
  probe.tell({ type: 'MEASURED' })
  return probe
}

describe('sending', () => {
  it('sends the correction ever more seldom until it is answered (APP-071)', () => {
    const probe = measuring()
    expect(probe.tell({ type: 'MEASURED' })).toEqual(of('measure', 'send'))
    expect(probe.wait(9)).toEqual([])
    expect(probe.wait(1)).toEqual(of('send'))
    expect(probe.wait(20)).toEqual(of('send'))
    expect(probe.wait(24)).toEqual([])
    expect(probe.wait(1)).toEqual(of('send'))
    expect(probe.tell({ type: 'DELIVERED' })).toEqual(of('delivered'))
    expect(probe.state).toBe('gone')
  })

  it('ends once: by the answer, by silence, or by the end of its pair before anything was sent (APP-072)', () => {
    expect(waiting().tell({ type: 'REFUSED' })).toEqual(of('refused'))
    expect(waiting().tell({ type: 'UNKNOWN' })).toEqual(of('unanswered'))
    expect(waiting().wait(1000)).toEqual(of('send', 'send', 'send', 'unanswered'))
    expect(measuring().tell({ type: 'EXPIRED' })).toEqual(of('measure', 'lost'))
    const probe = waiting()
    expect(probe.tell({ type: 'EXPIRED' })).toEqual([])
    expect(probe.tell({ type: 'DELIVERED' })).toEqual(of('delivered'))
  })

  const events: SendingEvent[] = [
    { type: 'MEASURED' },
    { type: 'EXPIRED' },
    { type: 'DELIVERED' },
    { type: 'REFUSED' },
    { type: 'UNKNOWN' }
  ]

  it('answers unlisted events as unexpected', () => {
    expect(checkUnlistedEvents({ machine: sendingMachine, reach: { measuring, waiting }, events })).toBe(6)
  })

  it('is the same under every runner', () => {
    const wait = fc.integer({ min: 1, max: 20 })
    const inputs = fc.record({ firstWait: wait, longestWait: wait, attempts: fc.integer({ min: 1, max: 4 }) })
    const script = scripts('sending', inputs, fc.constantFrom(...events), [0, 1, 10, 40])
    expect(checkAgreement({ sending: sendingMachine }, 'sending', script, { seed: 33, numRuns: 80 })).toEqual([
      'measuring',
      'waiting'
    ])
  })
})

const PAIR = { type: 'PAIR' } as const
const CORRECTION = { type: 'CORRECTION' } as const
const CORRECTED = { type: 'CORRECTED' } as const
const EXPIRED = { type: 'EXPIRED' } as const

const expecting = () => new MachineProbe(receivingMachine, { patience: 50, hold: 80 })

const after =
  (...events: ReceivingEvent[]) =>
  () => {
    const probe = expecting()
    for (const event of events) probe.tell(event)
    return probe
  }

const early = after({ type: 'EARLY' })
const correcting = after(CORRECTION)

describe('receiving', () => {
  it('corrects once it has both, in whichever order they come (APP-074)', () => {
    expect(expecting().tell(CORRECTION)).toEqual(of('correct'))
    expect(early().tell(PAIR)).toEqual(of('correct'))
  })

  it('delivers once (APP-073, APP-075)', () => {
    const probe = correcting()
    expect(probe.tell(CORRECTION)).toEqual([])
    expect(probe.tell(CORRECTED)).toEqual(of('confirm', 'deliver'))
    expect(probe.state).toBe('gone')
  })

  it('is void once its pair is (APP-076)', () => {
    expect(expecting().tell(EXPIRED)).toEqual(of('voided'))
    expect(correcting().tell(EXPIRED)).toEqual(of('refuse', 'voided'))
  })

  it('holds its pair a while (APP-083)', () => {
    const probe = expecting()
    expect(probe.wait(79)).toEqual([])
    expect(probe.wait(1)).toEqual(of('release', 'voided'))
    expect(probe.state).toBe('gone')
  })

  it('waits for its pair a while (APP-074)', () => {
    const probe = early()
    expect(probe.wait(49)).toEqual([])
    expect(probe.tell(CORRECTION)).toEqual([])
    expect(probe.wait(1)).toEqual(of('refuse'))
    expect(probe.state).toBe('gone')
    expect(early().tell(EXPIRED)).toEqual(of('refuse'))
  })

  const events: ReceivingEvent[] = [{ type: 'EARLY' }, PAIR, CORRECTION, CORRECTED, EXPIRED]

  it('answers unlisted events as unexpected', () => {
    const reach = { expecting, early, correcting }
    expect(checkUnlistedEvents({ machine: receivingMachine, reach, events })).toBe(9)
  })

  it('is the same under every runner', () => {
    const wait = fc.integer({ min: 1, max: 20 })
    const inputs = fc.record({ patience: wait, hold: wait })
    const script = scripts('receiving', inputs, fc.constantFrom(...events), [0, 1, 10, 40])
    expect(checkAgreement({ receiving: receivingMachine }, 'receiving', script, { seed: 34, numRuns: 200 })).toEqual([
      'correcting',
      'early',
      'expecting'
    ])
  })
})
