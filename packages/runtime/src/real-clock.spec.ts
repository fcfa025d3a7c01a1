import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TimeError } from './errors.js'
import { RealClock, ScaledClock } from './real-clock.js'
import { VirtualClock } from './virtual-clock.js'
import type { WallTime } from './wall-time.js'

/** A host whose wall time moves only when told to, and which may be late. */
class FakeHost implements WallTime {
  milliseconds = 1_000_000.25
  waits: { at: number; wake: () => void }[] = []
  longest = 0

  now() {
    return this.milliseconds
  }

  wait(milliseconds: number, wake: () => void) {
    const wait = { at: this.milliseconds + milliseconds, wake }
    this.longest = Math.max(this.longest, milliseconds)
    this.waits.push(wait)
    expect(this.waits.length).toBe(1)
    return () => {
      this.waits = this.waits.filter((other) => other !== wait)
    }
  }

  /** Lets time pass, waking at most `turns` times. */
  pass(milliseconds: number, lateness = 0, turns = Infinity) {
    const end = this.milliseconds + milliseconds
    for (let turn = 0; turn < turns; turn++) {
      const first = this.waits[0]
      if (first === undefined || first.at > end) break
      this.waits.shift()
      this.milliseconds = Math.max(this.milliseconds, first.at) + lateness
      first.wake()
    }
    this.milliseconds = Math.max(end, this.milliseconds)
  }
}

const MS = 1_000_000

describe('RealClock and ScaledClock', () => {
  it('run what a virtual clock runs, in its order, at the wall times that the factor gives', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(delays, fc.constantFrom(0.5, 1, 4), (list, factor) => {
        const run = (clock: VirtualClock | ScaledClock, go: () => void) => {
          const seen: unknown[] = []
          list.forEach((delay, index) => {
            clock.at(delay * MS, {
              run: () => {
                seen.push([index, clock.now()])
                if (index % 3 === 0) clock.at(clock.now() + 3 * MS, { run: () => seen.push([index, 'again']) })
              }
            })
          })
          expect(clock.pending).toBe(list.length)
          go()
          expect(clock.pending).toBe(0)
          return seen
        }
        const virtual = new VirtualClock()
        const host = new FakeHost()
        const expected = run(virtual, () => virtual.run())
        const scaled = new ScaledClock(factor, host)
        expect(run(scaled, () => host.pass(100))).toEqual(expected)
        expect(scaled.now()).toBe(100 * factor * MS)
        expect(scaled.events).toBe(virtual.events)
      }),
      { numRuns: 100, seed: 1 }
    )
  })

  it('keeps the order when the host is late', () => {
    const host = new FakeHost()
    const clock = new RealClock(host)
    const seen: unknown[] = []
    for (const due of [5, 3, 4, 3]) clock.at(due * MS, { run: () => seen.push([due, clock.now()]) })
    host.pass(20, 10)
    expect(seen).toEqual([3, 3, 4, 5].map((due) => [due, 13 * MS]))
  })

  it('says up to when everything that was due has been done', () => {
    const host = new FakeHost()
    const clock = new RealClock(host)
    const late: number[] = []
    clock.at(10 * MS, { run: () => late.push(clock.reached) })
    clock.at(12 * MS, { run: () => late.push(clock.reached) })
    host.pass(4)
    expect(clock.reached).toBe(4 * MS)
    host.milliseconds += 11
    expect([clock.now(), clock.reached]).toEqual([15 * MS, 10 * MS])
    host.pass(0)
    expect(late).toEqual([12 * MS, 15 * MS])
    expect(clock.reached).toBe(15 * MS)
  })

  it('moves and cancels timers, and waits for nothing when none is armed', () => {
    const host = new FakeHost()
    const clock = new RealClock(host)
    const seen: number[] = []
    const timer = clock.timer({ run: () => seen.push(clock.now() / MS) })
    timer.arm(50 * MS)
    timer.arm(10 * MS)
    expect(timer.due).toBe(10 * MS)
    host.pass(20)
    timer.arm(60 * MS)
    timer.cancel()
    expect(host.waits).toEqual([])
    timer.arm(5 * MS)
    host.pass(1)
    expect(seen).toEqual([10, 20])
  })

  it('gives the host a turn when events never end', () => {
    const host = new FakeHost()
    const clock = new RealClock(host)
    let count = 0
    const timer = clock.timer({
      run: () => {
        count++
        timer.arm(clock.now())
      }
    })
    timer.arm(0)
    host.pass(1, 0, 3)
    expect(count).toBe(3000)
    clock.close()
    expect(host.waits).toEqual([])
  })

  it('waits for very late events in pieces that the host can count', () => {
    const host = new FakeHost()
    const clock = new RealClock(host)
    let run = false
    clock.at(100 * 86_400_000 * MS, { run: () => (run = true) })
    expect(host.longest).toBeLessThan(2 ** 31)
    host.pass(100 * 86_400_000 - 1)
    expect(run).toBe(false)
    host.pass(2)
    expect(run).toBe(true)
  })

  it('goes on after a task has thrown', () => {
    const host = new FakeHost()
    const clock = new RealClock(host)
    let run = false
    clock.at(1 * MS, {
      run: () => {
        throw new Error('broken')
      }
    })
    clock.at(2 * MS, { run: () => (run = true) })
    expect(() => host.pass(5)).toThrow('broken')
    host.pass(5)
    expect(run).toBe(true)
  })

  it('changes speed without a jump and never runs backwards', () => {
    const host = new FakeHost()
    const clock = new ScaledClock(10, host)
    const seen: number[] = []
    clock.at(500 * MS, { run: () => seen.push(host.now() - 1_000_000.25) })
    host.pass(10)
    expect(clock.now()).toBe(100 * MS)
    clock.factor = 2
    expect([clock.now(), clock.factor]).toEqual([100 * MS, 2])
    host.pass(300)
    expect(seen).toEqual([210])
    expect(clock.now()).toBe(700 * MS)
    host.milliseconds -= 50
    expect(clock.now()).toBe(700 * MS)
    for (const factor of [-1, Number.NaN, Infinity]) expect(() => new ScaledClock(factor, host)).toThrow(TimeError)
  })

  it('stands still at a factor of 0: what is armed waits, but for what is due already', () => {
    const host = new FakeHost()
    const clock = new ScaledClock(2, host)
    const seen: unknown[] = []
    clock.at(30 * MS, { run: () => seen.push(['later', clock.now(), host.now() - 1_000_000.25]) })
    host.pass(10)
    clock.factor = 0
    expect(host.waits).toEqual([])
    host.pass(100_000)
    expect([clock.now(), clock.pending, seen]).toEqual([20 * MS, 1, []])
    clock.at(20 * MS, { run: () => seen.push(['at once', clock.now()]) })
    clock.at(25 * MS, { run: () => seen.push(['soon', clock.now()]) })
    host.pass(1)
    expect(seen).toEqual([['at once', 20 * MS]])
    clock.factor = 0.5
    host.pass(100)
    expect(seen.slice(1)).toEqual([
      ['soon', 25 * MS],
      ['later', 30 * MS, 100_031]
    ])
  })

  it('runs on the time of the engine', async () => {
    const clock = new RealClock()
    const start = clock.now()
    const order: number[] = []
    await new Promise<void>((resolve) => {
      // In the order of their times: what is armed after its time has passed is due at once, and engines pause as they like.
      clock.at(start, { run: () => order.push(0) })
      clock.at(start + 2 * MS, { run: () => order.push(1) })
      clock.at(start + 3 * MS, { run: () => (order.push(2), resolve()) })
    })
    expect(order).toEqual([0, 1, 2])
    expect(clock.now()).toBeGreaterThanOrEqual(start + 3 * MS)
    clock.close()
  })
})
