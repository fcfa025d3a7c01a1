import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkUnlistedEvents, MachineProbe } from '../../../statechart/test/machine-probe.js'
import { checkAgreement, scripts } from '../../../statechart/test/scripts.js'
import { type ReservationEvent, reservationMachine } from './reservation-machine.js'

const ASK: ReservationEvent = { type: 'ASK' }
const RESERVED: ReservationEvent = { type: 'RESERVED' }
const REFUSED: ReservationEvent = { type: 'REFUSED' }
const NOTED: ReservationEvent = { type: 'NOTED' }
const resume = (taken: boolean): ReservationEvent => ({ type: 'RESUME', taken })

const ask = { type: 'ask', key: 4 }
const deliver = { type: 'deliver', key: 4 }
const burn = (silent: boolean) => ({ type: 'burn', key: 4, silent })
const notify = (taken: boolean) => ({ type: 'notify', key: 4, taken })
const closed = { type: 'closed', key: 4 }

const INPUT = { key: 4, interval: 20, noteInterval: 50, attempts: 3 }
const idle = () => new MachineProbe(reservationMachine, INPUT)

const after =
  (...events: ReservationEvent[]) =>
  () => {
    const probe = idle()
    for (const event of events) probe.tell(event)
    return probe
  }

const asking = after(ASK)
const taken = after(ASK, RESERVED)
const burnt = after(ASK, REFUSED)

describe('a reservation', () => {
  it('asks the peer, again while it does not answer, and then gives up (KEY-026, KEY-028)', () => {
    const probe = idle()
    expect(probe.tell(ASK)).toEqual([ask])
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([ask])
    expect(probe.wait(20)).toEqual([ask])
    expect(probe.wait(19)).toEqual([])
    expect(probe.wait(1)).toEqual([burn(true), notify(false)])
    expect(probe.state).toBe('burnt')
  })

  it('delivers when the peer has answered, and not otherwise (KEY-023)', () => {
    expect(asking().tell(RESERVED)).toEqual([deliver, notify(true)])
    expect(asking().tell(REFUSED)).toEqual([burn(false), notify(false)])
    // Too late: it is burnt.
    for (const event of [RESERVED, REFUSED]) expect(burnt().tell(event)).toEqual([])
    expect(taken().tell(RESERVED)).toEqual([])
  })

  it('tells the peer what became of it until that is noted, over restarts too (KEY-032)', () => {
    for (const [make, was] of [
      [taken, true],
      [burnt, false],
      [after(resume(true)), true],
      [after(resume(false)), false]
    ] as const) {
      const probe = make()
      for (let turn = 0; turn < 50; turn++) {
        expect(probe.wait(49)).toEqual([])
        expect(probe.wait(1)).toEqual([notify(was)])
      }
      expect(probe.tell(NOTED)).toEqual([closed])
      expect(probe.state).toBe('gone')
    }
  })

  it('delivers or burns, once, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(events, fc.constantFrom(1, 20, 50)), { maxLength: 30, size: 'max' }), (steps) => {
        const probe = asking()
        const ends: string[] = []
        for (const step of steps) {
          if (probe.state === 'gone') break
          const said = typeof step === 'number' ? probe.wait(step) : probe.tell(step)
          ends.push(...said.map(({ type }) => type).filter((type) => type === 'deliver' || type === 'burn'))
        }
        expect(ends).toHaveLength(probe.state === 'asking' ? 0 : 1)
      }),
      { seed: 3, numRuns: 300 }
    )
  })
})

const events = fc.constantFrom(ASK, RESERVED, REFUSED, NOTED, resume(true), resume(false))

describe('the reservation machine', () => {
  it('answers unlisted events as unexpected', () => {
    const pairs = checkUnlistedEvents({
      machine: reservationMachine,
      reach: { idle, asking, taken, burnt },
      events: [ASK, RESERVED, REFUSED, NOTED, resume(true)]
    })
    expect(pairs).toBe(4 + 4 + 4 + 3)
  })

  it('is the same under every runner', () => {
    const arbitrary = scripts('reservation', fc.constant(INPUT), events, [1, 20, 50], 15)
    expect(
      checkAgreement({ reservation: reservationMachine }, 'reservation', arbitrary, { seed: 5, numRuns: 100 })
    ).toEqual(['asking', 'burnt', 'idle', 'taken'])
  })
})
