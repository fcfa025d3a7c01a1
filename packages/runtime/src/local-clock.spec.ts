import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from './create-random.js'
import { TimeError } from './errors.js'
import { LocalClock, type LocalClockOptions } from './local-clock.js'
import { LATEST } from './time.js'
import { VirtualClock } from './virtual-clock.js'

type Action =
  | { kind: 'at'; delay: number; inside: number[] }
  | { kind: 'arm'; timer: number; delay: number }
  | { kind: 'cancel'; timer: number }
  | { kind: 'advance'; by: number }
  | { kind: 'step'; by: number }
  | { kind: 'drift'; sixtyFourths: number }

const TIMERS = 3
const delay = fc.integer({ min: -5, max: 80 })
const sixtyFourths = fc.integer({ min: -6, max: 6 })
const calm: fc.Arbitrary<Action>[] = [
  fc.record({ kind: fc.constant('at'), delay, inside: fc.array(delay, { maxLength: 2 }) }),
  fc.record({ kind: fc.constant('arm'), timer: fc.nat(TIMERS - 1), delay }),
  fc.record({ kind: fc.constant('cancel'), timer: fc.nat(TIMERS - 1) }),
  fc.record({ kind: fc.constant('advance'), by: fc.nat(40) })
]
const settings: fc.Arbitrary<Action>[] = [
  fc.record({ kind: fc.constant('step'), by: fc.integer({ min: -60, max: 60 }) }),
  fc.record({ kind: fc.constant('drift'), sixtyFourths })
]
const script = fc.array(fc.oneof(...calm, ...calm, ...settings), { maxLength: 60, size: 'max' })

/** Parts per trillion of a rate that binary fractions name exactly. */
const partsPerTrillion = (sixtyFourths: number) => (sixtyFourths / 64) * 1e12

interface Played {
  seen: unknown[]
  readings: number[]
}

function playLocal(actions: readonly Action[], options: LocalClockOptions): Played {
  const world = new VirtualClock()
  const clock = new LocalClock(world, options)
  const seen: unknown[] = []
  const readings: number[] = []
  const timers = Array.from({ length: TIMERS }, (_, index) =>
    clock.timer({ run: () => seen.push([`timer ${index}`, world.now(), clock.now()]) })
  )
  actions.forEach((action, label) => {
    switch (action.kind) {
      case 'at':
        clock.at(clock.now() + action.delay, {
          run: () => {
            seen.push([label, world.now(), clock.now()])
            action.inside.forEach((inner, index) =>
              clock.at(clock.now() + inner, { run: () => seen.push([label, index, world.now(), clock.now()]) })
            )
          }
        })
        break
      case 'arm':
        timers[action.timer]?.arm(clock.now() + action.delay)
        break
      case 'cancel':
        timers[action.timer]?.cancel()
        break
      case 'advance':
        for (let tick = 0; tick < action.by; tick++) {
          world.run({ until: world.now() + 1 })
          readings.push(clock.now())
        }
        break
      case 'step':
        clock.step(action.by)
        break
      case 'drift':
        clock.setDrift(partsPerTrillion(action.sixtyFourths))
    }
    seen.push(timers.map((timer) => timer.due))
  })
  expect(world.run()).toBe('idle')
  return { seen, readings }
}

/** The same by looking, every nanosecond, at the reading in 64ths and at a list. */
function playPlain(actions: readonly Action[], offset: number, drift: number): Played {
  let trueTime = 0
  let local64 = BigInt(offset) * 64n
  let rate64 = 64n + BigInt(drift)
  let order = 0
  interface Entry {
    due: number
    order: number
    timer: number
    run(): void
  }
  let list: Entry[] = []
  const seen: unknown[] = []
  const readings: number[] = []
  const now = () => Number(local64 >> 6n)
  const arm = (due: number, run: () => void, timer = -1) => {
    list.push({ due: Math.max(due, now()), order: order++, timer, run })
  }
  const runDue = () => {
    for (;;) {
      list.sort((a, b) => a.due - b.due || a.order - b.order)
      const first = list[0]
      if (first === undefined || first.due > now()) return
      list.shift()
      first.run()
    }
  }
  const tick = () => {
    runDue()
    trueTime++
    local64 += rate64
    runDue()
  }
  actions.forEach((action, label) => {
    switch (action.kind) {
      case 'at':
        arm(now() + action.delay, () => {
          seen.push([label, trueTime, now()])
          action.inside.forEach((inner, index) => arm(now() + inner, () => seen.push([label, index, trueTime, now()])))
        })
        break
      case 'arm':
        list = list.filter((entry) => entry.timer !== action.timer)
        arm(now() + action.delay, () => seen.push([`timer ${action.timer}`, trueTime, now()]), action.timer)
        break
      case 'cancel':
        list = list.filter((entry) => entry.timer !== action.timer)
        break
      case 'advance':
        for (let i = 0; i < action.by; i++) {
          tick()
          readings.push(now())
        }
        break
      case 'step':
        local64 += BigInt(action.by) * 64n
        break
      case 'drift':
        rate64 = 64n + BigInt(action.sixtyFourths)
    }
    seen.push(
      Array.from({ length: TIMERS }, (_, timer) => list.find((entry) => entry.timer === timer)?.due ?? Infinity)
    )
  })
  while (list.length > 0) tick()
  return { seen, readings }
}

describe('LocalClock', () => {
  it('reads and wakes as looking at it every nanosecond does, whatever is set', () => {
    fc.assert(
      fc.property(script, fc.integer({ min: -50, max: 50 }), sixtyFourths, (actions, offset, drift) => {
        const options = { offset, drift: partsPerTrillion(drift) }
        expect(playLocal(actions, options)).toEqual(playPlain(actions, offset, drift))
      }),
      { numRuns: 400, seed: 1 }
    )
  })

  it('does so too when it has no error until it is first set', () => {
    fc.assert(
      fc.property(script, (actions) => {
        expect(playLocal(actions, {})).toEqual(playPlain(actions, 0, 0))
      }),
      { numRuns: 400, seed: 2 }
    )
  })

  it('is the world clock while it has no error: same events, same order between clocks', () => {
    const world = new VirtualClock()
    const clocks = [new LocalClock(world), new LocalClock(world)]
    const seen: number[] = []
    for (let index = 0; index < 6; index++) clocks[index % 2]?.at(10, { run: () => seen.push(index) })
    world.run()
    expect(seen).toEqual([0, 1, 2, 3, 4, 5])
    expect(world.events).toBe(6)
    expect(clocks[0]?.toTrue(77)).toBe(77)
  })

  it('inverts its readings exactly, also over a hundred days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.double({ min: -1e8, max: 1e8, noNaN: true }),
        fc.nat(8_000_000_000_000_000),
        (offset, drift, local) => {
          const clock = new LocalClock(new VirtualClock(), { offset, drift })
          const instant = clock.toTrue(local)
          expect(clock.toLocal(instant)).toBeGreaterThanOrEqual(local)
          expect(clock.toLocal(instant - 1)).toBeLessThan(local)
          // Against exact rational arithmetic on the rate as given.
          const scale = 10n ** 30n
          const rate = BigInt(Math.round(drift * 1e6)) * 10n ** 12n
          const exact = BigInt(instant) + BigInt(offset) + (BigInt(instant) * rate) / scale
          expect(Math.abs(Number(exact - BigInt(clock.toLocal(instant))))).toBeLessThanOrEqual(8)
        }
      ),
      { numRuns: 500, seed: 3 }
    )
  })

  const second = 1_000_000_000
  const wandering = (seed: number, partsPerTrillion = 1e6, interval = second / 10) => ({
    offset: 12_345,
    drift: -5e6,
    wander: { partsPerTrillion, interval, stream: createRandom(seed).stream('clock') }
  })

  it('wanders as a random walk of the stated size', () => {
    const clock = new LocalClock(new VirtualClock(), wandering(4))
    let squares = 0
    let previous = -5e-6
    const steps = 4000
    for (let step = 1; step <= steps; step++) {
      const segment = clock.segmentAt(step * (second / 10))
      expect(segment.from).toBe(step * (second / 10))
      expect(segment.until).toBe(segment.from + second / 10)
      squares += ((segment.rate - previous) / 1e-6) ** 2
      previous = segment.rate
    }
    // The sum of squares over the variance per step, 0.1, has mean `steps` and variance 2·`steps`.
    expect(Math.abs(squares / 0.1 - steps)).toBeLessThan(5 * Math.sqrt(2 * steps))
  })

  it('goes on without a jump where the wander changes its rate', () => {
    const clock = new LocalClock(new VirtualClock(), wandering(5))
    for (let step = 1; step < 300; step++) {
      const boundary = step * (second / 10)
      const before = clock.segmentAt(boundary - 1)
      const after = clock.segmentAt(boundary)
      const gained = before.fraction + (second / 10) * before.rate
      expect(before.local + second / 10 - after.local + gained).toBeCloseTo(after.fraction, 6)
    }
  })

  it('wanders the same whoever asks when, and however its drift is set meanwhile', () => {
    const reading = (curious: boolean) => {
      const world = new VirtualClock()
      const clock = new LocalClock(world, wandering(6))
      const seen: number[] = []
      for (let step = 1; step <= 40; step++) {
        if (curious) clock.toLocal(world.now() + step * second)
        if (curious) clock.toTrue(clock.now() + 3 * second)
        world.run({ until: step * 730_000_000 })
        if (step === 15) clock.setDrift(2e6)
        if (step === 25) clock.step(-1000)
        seen.push(clock.now())
      }
      return seen
    }
    expect(reading(true)).toEqual(reading(false))
  })

  it('wakes at the first instant of the reading under wander, also beyond what is drawn ahead', () => {
    const world = new VirtualClock()
    const clock = new LocalClock(world, wandering(7, 3e7, 1000))
    const dues = Array.from({ length: 100 }, (_, i) => 20_000 + i * 97_003)
    let woken = 0
    for (const due of dues) {
      clock.at(due, {
        run: () => {
          woken++
          expect(clock.now()).toBeGreaterThanOrEqual(due)
          expect(clock.toLocal(world.now() - 1)).toBeLessThan(due)
        }
      })
    }
    world.run()
    expect(woken).toBe(dues.length)
  })

  it('wakes on time for a single timer far beyond what is drawn ahead', () => {
    for (let seed = 0; seed < 30; seed++) {
      const world = new VirtualClock()
      // Per millisecond the rate wanders by 10^-3: over the wait, by many nanoseconds.
      const clock = new LocalClock(world, wandering(100 + seed, 3e10, 1000))
      const due = 20_000_000
      clock.at(due, { run: () => expect(clock.toLocal(world.now() - 1)).toBeLessThan(due) })
      world.run()
      expect(clock.now()).toBeGreaterThanOrEqual(due)
      expect(world.events).toBeGreaterThan(1)
    }
  })

  it('forgets the distant past and nothing else', () => {
    const play = (often: boolean) => {
      const world = new VirtualClock()
      const clock = new LocalClock(world, wandering(8, 3e10, 1000))
      for (let now = 0; now <= 8_000_000; now += 500) {
        world.run({ until: now })
        if (often) clock.now()
        if (now === 3_000_000) clock.step(-200_000)
      }
      const last = clock.now()
      return [0, 1, 100, 5000, 500_000].map((back) => [clock.toLocal(8_000_000 - back), clock.toTrue(last - back)])
    }
    expect(play(true)).toEqual(play(false))
  })

  it('keeps its wander when its drift is set', () => {
    const world = new VirtualClock()
    const clock = new LocalClock(world, wandering(9))
    world.run({ until: 10 * second })
    const before = clock.segmentAt(world.now()).rate
    clock.setDrift(-5e6 + 250)
    expect(clock.segmentAt(world.now()).rate - before).toBeCloseTo(250e-12, 15)
  })

  it('asks the world for nothing when its timers are cancelled', () => {
    const world = new VirtualClock()
    const clock = new LocalClock(world, { drift: 1e6 })
    const timer = clock.timer({ run: () => undefined })
    timer.arm(1000)
    expect(world.pending).toBe(1)
    timer.cancel()
    expect(world.pending).toBe(0)
  })

  it('runs what a step forwards passes over at once, in the order of due times', () => {
    const world = new VirtualClock()
    const clock = new LocalClock(world)
    const seen: unknown[] = []
    for (const due of [300, 100, 200, 5000]) clock.at(due, { run: () => seen.push([due, world.now()]) })
    clock.timer({ run: () => undefined }).arm(150)
    let settings = 0
    const stop = clock.onSet(() => settings++)
    world.at(50, { run: () => clock.step(1000) })
    world.run({ until: 60 })
    expect(seen).toEqual([
      [100, 50],
      [200, 50],
      [300, 50]
    ])
    stop()
    clock.step(-2000)
    world.run()
    expect(seen[3]).toEqual([5000, 6000])
    expect(settings).toBe(1)
  })

  it('accepts the latest instant on a slow clock without running it early', () => {
    const world = new VirtualClock()
    const clock = new LocalClock(world, { drift: -1e6 })
    let run = false
    clock.at(LATEST, { run: () => (run = true) })
    world.run({ until: LATEST - 1 })
    expect(run).toBe(false)
  })

  it('states its quality and refuses what is no clock', () => {
    const world = new VirtualClock()
    expect(new LocalClock(world, { quality: 30 }).quality).toBe(30)
    const stream = createRandom(1).stream('a')
    expect(() => new LocalClock(world, { offset: 0.5 })).toThrow(TimeError)
    expect(() => new LocalClock(world, { drift: 2e11 })).toThrow(/drift/)
    expect(() => new LocalClock(world, { wander: { partsPerTrillion: -1, interval: 1, stream } })).toThrow(/wander/)
    expect(() => new LocalClock(world, { wander: { partsPerTrillion: 1, interval: 0, stream } })).toThrow(/interval/)
    const clock = new LocalClock(world)
    expect(() => clock.step(Number.NaN)).toThrow(/step/)
    expect(() => clock.setDrift(Number.NaN)).toThrow(/drift/)
    expect(() => clock.at(0.5, { run: () => undefined })).toThrow(TimeError)
  })
})
