import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { earliestSlot, emittedSlot, localPeriod, localTime, type SlotGrid, slotTime, stationTime } from './slots.js'

/** Drifts up to 100 ppm, offsets up to a second, a reference anywhere in the first day. */
const grids: fc.Arbitrary<SlotGrid> = fc.record({
  origin: fc.integer({ min: 0, max: 1_000_000_000 }),
  period: fc.integer({ min: 1, max: 10_000_000 }),
  offset: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  drift: fc.integer({ min: -100_000_000, max: 100_000_000 }),
  reference: fc.integer({ min: 0, max: 86_400_000_000_000 })
})
/** Up to a thousand seconds on both sides of a grid's reference. */
const spans = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })

describe('a node’s picture of the station’s clock', () => {
  it('turns station time to local time and back, to a nanosecond', () => {
    fc.assert(
      fc.property(grids, spans, (grid, span) => {
        const station = grid.reference + span
        expect(Math.abs(stationTime(grid, localTime(grid, station)) - station)).toBeLessThanOrEqual(1)
        const local = grid.reference + grid.offset + span
        expect(Math.abs(localTime(grid, stationTime(grid, local)) - local)).toBeLessThanOrEqual(1)
      }),
      { seed: 1 }
    )
  })

  it('is the offset at the reference, and off by the drift away from it', () => {
    const grid = { origin: 0, period: 10, offset: 500, drift: 2_000_000, reference: 1_000_000_000 }
    expect(localTime(grid, 1_000_000_000)).toBe(1_000_000_500)
    // 2 ppm of one second: 2000 ns.
    expect(localTime(grid, 2_000_000_000)).toBe(2_000_002_500)
    expect(localTime(grid, 0)).toBe(500 - 2000)
  })

  it('agrees with exact arithmetic on the line through the reference', () => {
    fc.assert(
      fc.property(grids, spans, (grid, span) => {
        const shift = BigInt(span) * BigInt(grid.drift)
        const exact = Number(shift / 1_000_000_000_000n)
        const expected = grid.reference + span + grid.offset + exact
        expect(Math.abs(localTime(grid, grid.reference + span) - expected)).toBeLessThanOrEqual(1)
      }),
      { seed: 2 }
    )
  })

  it('keeps the order of instants', () => {
    fc.assert(
      fc.property(grids, spans, fc.nat(1_000_000), (grid, span, later) => {
        const local = grid.reference + grid.offset + span
        expect(stationTime(grid, local + later)).toBeGreaterThanOrEqual(stationTime(grid, local))
        expect(localTime(grid, local + later)).toBeGreaterThanOrEqual(localTime(grid, local))
      }),
      { seed: 3 }
    )
  })

  it('gives a slot the length that its own clock sees', () => {
    const grid = { origin: 0, period: 100_000, offset: 0, drift: -20_000_000, reference: 0 }
    expect(localPeriod(grid)).toBeCloseTo(99_998, 6)
    fc.assert(
      fc.property(grids, fc.nat(1000), (anyGrid, slots) => {
        const near = { ...anyGrid, origin: anyGrid.reference }
        const length = localTime(near, slotTime(near, slots)) - localTime(near, slotTime(near, 0))
        expect(Math.abs(length - slots * localPeriod(near))).toBeLessThanOrEqual(1)
      }),
      { seed: 4 }
    )
  })
})

describe('slots', () => {
  const delays = fc.nat(1_000_000)
  const nows = fc.integer({ min: 0, max: 1_000_000_000_000 })

  it('can be used from the first one on that light and frame still reach (PHY-031)', () => {
    fc.assert(
      fc.property(grids, nows, delays, (grid, now, delay) => {
        const slot = earliestSlot(grid, now, delay)
        expect(slot).toBeGreaterThanOrEqual(0)
        expect(slotTime(grid, slot)).toBeGreaterThanOrEqual(slot === 0 ? 0 : now + delay)
        if (slot > 0) expect(slotTime(grid, slot - 1)).toBeLessThan(now + delay)
        else expect(slotTime(grid, 0)).toBeGreaterThanOrEqual(Math.min(now + delay, grid.origin))
      }),
      { seed: 5 }
    )
  })

  it('that can be used only move on', () => {
    fc.assert(
      fc.property(grids, nows, delays, fc.nat(10_000_000), (grid, now, delay, later) => {
        expect(earliestSlot(grid, now + later, delay)).toBeGreaterThanOrEqual(earliestSlot(grid, now, delay))
        expect(earliestSlot(grid, now, delay + later)).toBeGreaterThanOrEqual(earliestSlot(grid, now, delay))
      }),
      { seed: 6 }
    )
  })

  it('have been emitted when their photon has left the node', () => {
    fc.assert(
      fc.property(grids, nows, delays, (grid, now, delay) => {
        const slot = emittedSlot(grid, now, delay)
        expect(slot).toBeGreaterThanOrEqual(-1)
        if (slot >= 0) expect(slotTime(grid, slot) - delay).toBeLessThanOrEqual(now)
        expect(slotTime(grid, slot + 1) - delay).toBeGreaterThan(now)
      }),
      { seed: 7 }
    )
  })
})
