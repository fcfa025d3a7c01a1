import { VirtualClock } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { defaultTimers, type LinkConfiguration } from './configuration.js'
import { SlotClock } from './slot-clock.js'

/** Slots of 1000, light 100, guard 10. */
function slotsOf(fields: Partial<LinkConfiguration> = {}, now = 0): SlotClock {
  const clock = new VirtualClock()
  clock.run({ until: now })
  return new SlotClock(clock, {
    link: 1,
    node: 1,
    peer: 2,
    station: 3,
    slotPeriod: 1000,
    slotOrigin: 0,
    stationDelay: 100,
    peerDelay: 200,
    guard: 10,
    attemptSlots: 1,
    batchSlots: 100_000,
    firstSequence: 0,
    testFraction: 0,
    calibrationTime: 0,
    timers: defaultTimers(100, 200),
    ...fields
  })
}

const picture = { offset: 5000, drift: 0, reference: 0, offsetError: 4000, driftError: 0 }

describe('slots where frames take longer than light', () => {
  const slots = slotsOf({ frameDelay: 7000 })

  it('are ordered as long before as a frame takes, or light where that is slower (PHY-173)', () => {
    expect(slots.earliest(0)).toBe(8)
    expect(slotsOf({ frameDelay: 20, stationDelay: 1500 }).earliest(0)).toBe(2)
  })

  it('are answered when a frame may have come, and used so long before a deadline (PHY-173)', () => {
    expect(slots.outcomeKnown(5)).toBe(5000 + 7010)
    expect(slots.endBefore(5000 + 7010)).toBe(6)
    expect(slots.endBefore(5000 + 7009)).toBe(5)
  })

  it('have been emitted, and may be heralded, when light has been on its way (PHY-173)', () => {
    expect(slots.emitted(4899)).toBe(4)
    expect(slots.emitted(4900)).toBe(5)
    expect(slotsOf({ frameDelay: 7000 }, 5089).foresees(5)).toBe(true)
    expect(slotsOf({ frameDelay: 7000 }, 5090).foresees(5)).toBe(false)
  })

  it('are those of light alone where nothing else is said', () => {
    const plain = slotsOf()
    expect([plain.earliest(0), plain.outcomeKnown(5), plain.emitted(4900)]).toEqual([1, 5110, 5])
  })
})

describe('slots of a clock that hardware keeps', () => {
  const disciplined = { frameDelay: 7000, disciplined: { error: 300 } }

  it('are not moved by exchanges, and not doubted for them (PHY-171)', () => {
    const slots = slotsOf(disciplined)
    expect(slots.discipline(picture)).toBe(false)
    expect([slots.stationNow(), slots.localArrival(3), slots.mayBeAnother]).toEqual([0, 3000, false])
    const own = slotsOf()
    own.discipline(picture)
    expect([own.stationNow(), own.mayBeAnother]).toEqual([-5000, true])
  })

  it('are ordered and waited for as if the reading were off (PHY-172)', () => {
    const slots = slotsOf(disciplined)
    expect(slots.earliest(690)).toBe(8)
    expect(slots.earliest(691)).toBe(9)
    expect(slots.outcomeKnown(5)).toBe(5000 + 7310)
    expect(slots.endBefore(5000 + 7309)).toBe(5)
  })

  it('count as emitted when they may have been, as answered too soon when they must have (PHY-172)', () => {
    const slots = slotsOf(disciplined)
    expect([slots.emitted(4599), slots.emitted(4600)]).toEqual([4, 5])
    expect([slots.present(5299), slots.present(5300)]).toEqual([4, 5])
    expect(slotsOf(disciplined, 4789).foresees(5)).toBe(true)
    expect(slotsOf(disciplined, 4790).foresees(5)).toBe(false)
  })
})
