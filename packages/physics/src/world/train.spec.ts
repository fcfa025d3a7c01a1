import { LocalClock, VirtualClock } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GateWindow } from './gate-window.js'
import { trueTimeOf } from './node-clock.js'
import { Train, TrainList } from './train.js'

const trueTime = { origin: 0, reading: 0, rate: 0 }
const period = fc.double({ min: 1, max: 5000, noNaN: true })

describe('a train in true time', () => {
  it('knows its last emission before any instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 100_000 }),
        period,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: -2000, max: 200_000 }),
        (arrival, period, slots, delay, now) => {
          const train = new Train()
          train.schedule(3, slots, arrival, period, trueTime)
          let last = 2
          for (let slot = 3; slot < 3 + slots; slot++) if (train.arrivalOf(slot) - delay < now) last = slot
          const found = train.lastEmittedBefore(now, delay)
          // The sum now + delay is exact for integers, the difference rounds: an emission at the instant may differ.
          if (found !== last) expect(Math.abs(train.arrivalOf(Math.max(found, last)) - delay - now)).toBeLessThan(1e-9)
        }
      ),
      { seed: 2 }
    )
  })

  it('lets a command of the same instant come before an emission, also before the first and the last', () => {
    const train = new Train()
    train.schedule(0, 3, 1000, 100, trueTime)
    expect([700, 701, 800, 801, 900, 901].map((time) => train.lastEmittedBefore(time, 300))).toEqual([
      -1, 0, 0, 1, 1, 2
    ])
  })

  it('follows the line of an imperfect clock to a nanosecond of its readings', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.integer({ min: -50_000_000, max: 50_000_000 }),
        fc.integer({ min: 0, max: 10_000_000_000 }),
        (offset, drift, local) => {
          const clock = new LocalClock(new VirtualClock(), { offset, drift })
          const segment = clock.segmentAt(0)
          const line = { origin: segment.from, reading: segment.local + segment.fraction, rate: segment.rate }
          const trueTime = trueTimeOf(line, local)
          expect(clock.toTrue(local) - trueTime).toBeGreaterThanOrEqual(-1e-5)
          expect(clock.toTrue(local) - trueTime).toBeLessThan(1 + 1e-5)
        }
      ),
      { seed: 3 }
    )
  })

  it('continues another train with the same slots', () => {
    const train = new Train()
    train.schedule(5, 10, 1000, 100.5, trueTime)
    const rest = new Train()
    rest.continueFrom(train, 8, trueTime)
    expect([rest.from, rest.to]).toEqual([8, 14])
    for (let slot = 8; slot < 15; slot++) expect(rest.arrivalOf(slot)).toBeCloseTo(train.arrivalOf(slot), 9)
  })

  it('keeps the order of a list and uses its records again', () => {
    const list = new TrainList()
    const [a, b, c] = [list.add(), list.add(), list.add()]
    list.remove(0)
    expect(list.items.slice(0, list.count)).toEqual([b, c])
    expect(list.add()).toBe(a)
    expect(list.items.slice(0, list.count)).toEqual([b, c, a])
  })
})

describe("a station's window", () => {
  it('knows its first gate after any instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 10_000 }),
        period,
        fc.integer({ min: -2000, max: 50_000 }),
        (arrival, period, now) => {
          const window = new GateWindow()
          window.schedule(4, 100_000, arrival, period, trueTime)
          const first = window.firstAfter(now)
          expect(window.centreOf(first)).toBeGreaterThan(now)
          if (first > 4) expect(window.centreOf(first - 1)).toBeLessThanOrEqual(now)
          else expect(first).toBe(4)
        }
      ),
      { seed: 4 }
    )
  })
})
