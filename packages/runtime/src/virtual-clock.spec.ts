import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock, Task, Timer } from './clock.js'
import { TimeError } from './errors.js'
import { LATEST } from './time.js'
import { VirtualClock } from './virtual-clock.js'

/** The plainest clock that could be right: a list, sorted at every step, from which cancelled timers vanish at once. */
class PlainClock implements Clock {
  #now = 0
  #order = 0
  #list: { due: number; order: number; task: Task }[] = []

  get pending() {
    return this.#list.length
  }

  now() {
    return this.#now
  }

  at(due: number, task: Task) {
    this.#insert(due, task)
  }

  timer(task: Task): Timer {
    let entry: ReturnType<PlainClock['insert']> | undefined
    const fired: Task = {
      run: () => {
        entry = undefined
        task.run()
      }
    }
    return {
      get due() {
        return entry?.due ?? Infinity
      },
      arm: (due) => {
        this.#list = this.#list.filter((other) => other !== entry)
        entry = this.#insert(due, fired)
      },
      cancel: () => {
        this.#list = this.#list.filter((other) => other !== entry)
        entry = undefined
      }
    }
  }

  insert(due: number, task: Task) {
    return this.#insert(due, task)
  }

  #insert(due: number, task: Task) {
    const entry = { due: Math.max(due, this.#now), order: this.#order++, task }
    this.#list.push(entry)
    return entry
  }

  step(): boolean {
    this.#list.sort((a, b) => a.due - b.due || a.order - b.order)
    const next = this.#list.shift()
    if (next === undefined) return false
    this.#now = next.due
    next.task.run()
    return true
  }
}

type Action =
  | { kind: 'at'; delay: number; inside: Action[] }
  | { kind: 'arm'; timer: number; delay: number }
  | { kind: 'cancel'; timer: number }
  | { kind: 'crowd'; delays: number[]; kept: number }
  | { kind: 'step' }

const TIMERS = 4
const delay = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.integer({ min: 0, max: 2000 }))
const armAction = fc.record({ kind: fc.constant('arm' as const), timer: fc.nat(TIMERS - 1), delay })
const cancelAction = fc.record({ kind: fc.constant('cancel' as const), timer: fc.nat(TIMERS - 1) })
/** Timers that are made, armed and, most of them, forgotten: they make the clock sweep its queue. */
const crowd = fc.record({
  kind: fc.constant('crowd' as const),
  delays: fc.array(delay, { minLength: 10, maxLength: 120, size: 'max' }),
  kept: fc.nat(20)
})
const leaf = fc.record({ kind: fc.constant('at' as const), delay, inside: fc.constant<Action[]>([]) })
const nested = fc.record({
  kind: fc.constant('at' as const),
  delay,
  inside: fc.array<Action>(fc.oneof(leaf, armAction, cancelAction, crowd), { maxLength: 3 })
})
const stepAction = fc.constant<Action>({ kind: 'step' })
const script = fc.array<Action>(
  fc.oneof(
    { weight: 6, arbitrary: nested },
    { weight: 12, arbitrary: armAction },
    { weight: 6, arbitrary: cancelAction },
    { weight: 12, arbitrary: stepAction },
    { weight: 1, arbitrary: crowd }
  ),
  { maxLength: 250, size: 'max' }
)

/** Plays a script and tells all that can be seen. Timers arm themselves again a few times when they fire. */
function play(clock: Clock & { step(): boolean; readonly pending: number }, actions: readonly Action[]): unknown[] {
  const seen: unknown[] = []
  const timers: Timer[] = []
  let repeats = 0
  const perform = (action: Action, label: string): void => {
    switch (action.kind) {
      case 'at':
        return clock.at(clock.now() + action.delay, {
          run: () => {
            seen.push([label, clock.now(), clock.pending])
            action.inside.forEach((inner, index) => perform(inner, `${label}.${index}`))
          }
        })
      case 'arm':
        return timers[action.timer]?.arm(clock.now() + action.delay)
      case 'cancel':
        return timers[action.timer]?.cancel()
      case 'crowd':
        action.delays
          .map((by, index) => {
            const timer = clock.timer({ run: () => seen.push([label, index, clock.now()]) })
            timer.arm(clock.now() + by)
            return timer
          })
          .forEach((timer, index) => {
            if (index % 20 < action.kept) timer.arm(clock.now() + 30)
            else timer.cancel()
          })
        return
      case 'step':
        seen.push(clock.step())
        seen.push([clock.now(), clock.pending, ...timers.map((timer) => timer.due)])
    }
  }
  for (let index = 0; index < TIMERS; index++) {
    timers.push(
      clock.timer({
        run: () => {
          seen.push([`timer ${index}`, clock.now(), timers[index]?.due])
          if (repeats++ % 3 === 0) timers[index]?.arm(clock.now() + 5 * index)
        }
      })
    )
  }
  actions.forEach((action, index) => perform(action, String(index)))
  for (let limit = 0; limit < 5000 && clock.step(); limit++) seen.push([clock.now(), clock.pending])
  return seen
}

describe('VirtualClock', () => {
  it('runs the same events in the same order as a sorted list does', () => {
    fc.assert(
      fc.property(script, (actions) => {
        expect(play(new VirtualClock(), actions)).toEqual(play(new PlainClock(), actions))
      }),
      { numRuns: 150, seed: 1 }
    )
  })

  it('keeps the order of arming among equal times when a timer is moved later', () => {
    const clock = new VirtualClock()
    const seen: string[] = []
    const timer = clock.timer({ run: () => seen.push('timer') })
    timer.arm(5)
    clock.at(10, { run: () => seen.push('before') })
    timer.arm(10)
    clock.at(10, { run: () => seen.push('after') })
    clock.run()
    expect(seen).toEqual(['before', 'timer', 'after'])
  })

  it('sorts thousands of events, and survives growing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 500, maxLength: 2000, size: 'max' }), (dues) => {
        const clock = new VirtualClock()
        const seen: [number, number][] = []
        dues.forEach((due, index) => clock.at(due, { run: () => seen.push([clock.now(), index]) }))
        expect(clock.pending).toBe(dues.length)
        expect(clock.run()).toBe('idle')
        const sorted = dues.map((due, index): [number, number] => [due, index])
        expect(seen).toEqual(sorted.sort((a, b) => a[0] - b[0] || a[1] - b[1]))
        expect(clock.events).toBe(dues.length)
      }),
      { numRuns: 10, seed: 2 }
    )
  })

  it('runs a task due in the past now, after the current one has returned', () => {
    const clock = new VirtualClock()
    const seen: unknown[] = []
    clock.at(10, {
      run: () => {
        clock.at(3, { run: () => seen.push(['late', clock.now()]) })
        seen.push('current')
      }
    })
    clock.run()
    expect(seen).toEqual(['current', ['late', 10]])
  })

  it('stops at each of its limits and says which', () => {
    const clock = new VirtualClock()
    let count = 0
    const timer = clock.timer({
      run: () => {
        count++
        timer.arm(clock.now() + 10)
      }
    })
    timer.arm(10)
    expect(clock.run({ until: 35 })).toBe('until')
    expect([clock.now(), count]).toEqual([35, 3])
    expect(clock.run({ maximumEvents: 2 })).toBe('maximumEvents')
    expect([clock.now(), count]).toEqual([50, 5])
    expect(clock.run({ while: () => count < 9 })).toBe('while')
    expect([clock.now(), count]).toEqual([90, 9])
    expect(clock.run({ maximumEvents: 0 })).toBe('maximumEvents')
    timer.cancel()
    expect(clock.run()).toBe('idle')
    expect(clock.step()).toBe(false)
    expect([clock.now(), clock.pending, clock.nextDue]).toEqual([90, 0, Infinity])
  })

  it('goes on after a task has thrown', () => {
    const clock = new VirtualClock()
    const seen: number[] = []
    clock.at(1, {
      run: () => {
        throw new Error('broken')
      }
    })
    clock.at(2, { run: () => seen.push(2) })
    expect(() => clock.run()).toThrow('broken')
    expect([clock.now(), clock.pending]).toEqual([1, 1])
    clock.run()
    expect(seen).toEqual([2])
  })

  it('refuses what is no instant, naming it, and stays as it was', () => {
    const clock = new VirtualClock()
    const task: Task = { run: () => undefined }
    const timer = clock.timer(task)
    timer.arm(7)
    for (const value of [Number.NaN, 0.5, -0.5, Infinity, -Infinity, LATEST + 1]) {
      expect(() => clock.at(value, task)).toThrow(TimeError)
      expect(() => timer.arm(value)).toThrow(String(value))
      if (value !== Infinity) expect(() => clock.run({ until: value })).toThrow(TimeError)
    }
    expect(() => clock.run({ maximumEvents: Number.NaN })).toThrow(/maximumEvents/)
    expect([timer.due, clock.pending]).toEqual([7, 1])
    clock.at(LATEST, task)
    clock.run()
    expect(clock.now()).toBe(LATEST)
  })

  it('refuses to be run by its own task', () => {
    const clock = new VirtualClock()
    clock.at(1, { run: () => void clock.step() })
    expect(() => clock.run()).toThrow(expect.objectContaining({ code: 'TIME_REENTRANT' }))
    expect(clock.run()).toBe('idle')
  })

  it('does not pile up entries of timers that are armed, moved and cancelled', () => {
    const clock = new VirtualClock()
    const timers = Array.from({ length: 10 }, () => clock.timer({ run: () => undefined }))
    let most = 0
    for (let round = 0; round < 20_000; round++) {
      const timer = timers[round % 10] as Timer
      timer.arm(clock.now() + 1_000_000)
      timer.arm(clock.now() + 1)
      if (round % 3 === 0) timer.cancel()
      clock.run({ until: clock.now() + 1 })
      // Fresh timers too: what their owner forgets must not stay for the length of its delay.
      const forgotten = clock.timer({ run: () => undefined })
      forgotten.arm(clock.now() + 1_000_000)
      forgotten.cancel()
      most = Math.max(most, clock.entries)
    }
    expect(most).toBeLessThan(400)
  })
})
