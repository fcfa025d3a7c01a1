import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkLinkConfiguration, defaultTimers, type LinkConfiguration } from './configuration.js'
import { PhysicalLayerError } from './errors.js'

const configuration = (fields: Partial<LinkConfiguration> = {}): LinkConfiguration => ({
  link: 1,
  node: 1,
  peer: 2,
  station: 3,
  slotPeriod: 120,
  slotOrigin: 0,
  stationDelay: 50,
  peerDelay: 100,
  guard: 10,
  attemptSlots: 1,
  batchSlots: 10,
  firstSequence: 0,
  testFraction: 0,
  calibrationTime: 0,
  timers: defaultTimers(50, 100),
  ...fields
})

const refusal = (fields: Partial<LinkConfiguration>, holds = false): PhysicalLayerError | undefined => {
  try {
    checkLinkConfiguration(configuration(fields), holds)
    return undefined
  } catch (error) {
    expect(error).toBeInstanceOf(PhysicalLayerError)
    return error as PhysicalLayerError
  }
}

describe('the configuration of a link', () => {
  it('is refused when a slot is shorter than the round trip to the station and two guards (PHY-006)', () => {
    expect(refusal({})).toBeUndefined()
    expect(refusal({ slotPeriod: 119 })).toMatchObject({ code: 'SLOT_TOO_SHORT' })
    expect(refusal({ slotPeriod: 119 })?.message).toMatch(/^slotPeriod 119 ns: .* 120 ns/)
    expect(refusal({ slotPeriod: Number.NaN })).toMatchObject({ code: 'SLOT_TOO_SHORT' })
  })

  it('is refused when a batch does not hold an attempt', () => {
    expect(refusal({ attemptSlots: 2, batchSlots: 2 })).toBeUndefined()
    for (const batchSlots of [1, 0, -1, 2.5, Number.NaN]) {
      expect(refusal({ attemptSlots: 2, batchSlots })).toMatchObject({ code: 'BATCH_TOO_SHORT' })
    }
    expect(refusal({ attemptSlots: 2, batchSlots: 1 })?.message).toMatch(/^batchSlots 1: .* 2,/)
  })

  it('is refused when an answer that is slower than light comes after the next slot has begun (PHY-006)', () => {
    expect(refusal({ frameDelay: 70, slotPeriod: 160 })).toBeUndefined()
    expect(refusal({ frameDelay: 70, slotPeriod: 139 })?.message).toMatch(/^slotPeriod 139 ns: .* 140 ns/)
    // What is read of the clock may be off at both ends of it.
    expect(refusal({ disciplined: { error: 5 }, slotPeriod: 129 })?.message).toMatch(/ 130 ns/)
  })

  it('may have any slots that hold two gates where the hardware holds (PHY-006)', () => {
    const fields = { frameDelay: 500_000, batchSlots: 100_000 }
    expect(refusal({ ...fields, slotPeriod: 20 }, true)).toBeUndefined()
    expect(refusal({ ...fields, slotPeriod: 19 }, true)).toMatchObject({ code: 'SLOT_TOO_SHORT' })
    expect(refusal({ ...fields, slotPeriod: 0, guard: 0 }, true)).toMatchObject({ code: 'SLOT_TOO_SHORT' })
  })

  it('is refused when its batches are short beside frames that take slots (PHY-170)', () => {
    const fields = { frameDelay: 1000, slotPeriod: 50 }
    expect(refusal({ ...fields, batchSlots: 80 }, true)).toBeUndefined()
    expect(refusal({ ...fields, batchSlots: 79 }, true)).toMatchObject({ code: 'BATCH_TOO_SHORT' })
    expect(refusal({ ...fields, batchSlots: 79 }, true)?.message).toMatch(/^batchSlots 79: .* 80,/)
    expect(refusal({ ...fields, slotPeriod: 2020, batchSlots: 1 }, true)).toBeUndefined()
  })

  it('is refused with times that are none', () => {
    for (const frameDelay of [-1, Number.NaN, Infinity]) expect(refusal({ frameDelay })?.code).toBe('BAD_TIME')
    expect(refusal({ disciplined: { error: -1 } })?.message).toMatch(/^disciplined.error -1: /)
  })

  it('has timers that wait for answers on links of any length, also of none', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(1_000_000_000), (stationDelay, peerDelay) => {
        const timers = defaultTimers(stationDelay, peerDelay)
        const roundTrip = 2 * Math.max(stationDelay, peerDelay)
        for (const timer of ['greeting', 'reminder', 'repeat'] as const) {
          expect(timers[timer]).toBeGreaterThan(roundTrip)
          expect(timers[timer]).toBeGreaterThanOrEqual(3000)
        }
        expect(timers.replyMargin).toBeGreaterThanOrEqual(Math.max(1000, roundTrip))
        expect(timers.greetingMaximum).toBeGreaterThanOrEqual(timers.greeting)
        expect(timers.holdover).toBeGreaterThan(timers.synchronisation)
      }),
      { seed: 8 }
    )
  })
})
