import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GateWindow } from './gate-window.js'
import { findPresence, type Presence, steadySlots } from './presence.js'
import { TrainList } from './train.js'

const trueTime = { origin: 0, reading: 0, rate: 0 }

const plan = fc.record({
  firstSlot: fc.integer({ min: -5, max: 40 }),
  slots: fc.integer({ min: 1, max: 60 }),
  arrival: fc.integer({ min: -3000, max: 3000 }),
  period: fc.oneof(
    fc.constant(100),
    fc.double({ min: 99.5, max: 100.5, noNaN: true }),
    fc.integer({ min: 60, max: 140 })
  )
})

describe('presence of photons in gates', () => {
  it('never changes within the slots that are called steady', () => {
    fc.assert(
      fc.property(fc.array(plan, { maxLength: 3 }), fc.integer({ min: 0, max: 45 }), (plans, guard) => {
        const trains = new TrainList()
        for (const { firstSlot, slots, arrival, period } of plans) {
          trains.add().schedule(firstSlot, slots, arrival + 100 * firstSlot, period, trueTime)
        }
        const window = new GateWindow()
        window.schedule(0, 60, 0, 100, trueTime)
        const here: Presence = { train: null, shift: 0 }
        const there: Presence = { train: null, shift: 0 }
        for (let slot = 0; slot < 60; slot++) {
          findPresence(trains, window, slot, guard, here)
          // Two trains in one gate are not a plan that a node can command; the first found counts, and it may change.
          if (plans.length > 1 && here.train !== null) continue
          const steady = Math.min(steadySlots(trains, window, slot, guard, here), 60 - slot)
          if (steady < 1) return false
          for (let ahead = 1; ahead < steady; ahead++) {
            findPresence(trains, window, slot + ahead, guard, there)
            if (there.train !== here.train || there.shift !== here.shift) return false
          }
        }
        return true
      }),
      { seed: 1, numRuns: 1000 }
    )
  })

  it('finds the emission by its time, not by its number', () => {
    const trains = new TrainList()
    trains.add().schedule(10, 20, 1000, 100, trueTime)
    const window = new GateWindow()
    window.schedule(8, 20, 1004, 100, trueTime)
    const found: Presence = { train: null, shift: 0 }
    findPresence(trains, window, 9, 4, found)
    expect(found).toEqual({ train: trains.items[0], shift: 2 })
    findPresence(trains, window, 9, 3, found)
    expect(found.train).toBeNull()
  })

  it('calls a long aligned batch steady to its end in one step', () => {
    const trains = new TrainList()
    trains.add().schedule(0, 1_000_000, 5, 1000, trueTime)
    const window = new GateWindow()
    window.schedule(0, 2_000_000, 0, 1000, trueTime)
    const found: Presence = { train: null, shift: 0 }
    findPresence(trains, window, 0, 10, found)
    expect(steadySlots(trains, window, 0, 10, found)).toBe(1_000_000)
    findPresence(trains, window, 1_000_000, 10, found)
    expect(steadySlots(trains, window, 1_000_000, 10, found)).toBe(Infinity)
  })
})
