import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Task } from './clock.js'
import { EventQueue, type TimedTask } from './event-queue.js'
import { TaskTimer } from './task-timer.js'

interface ListedEntry {
  due: number
  order: number
  readonly task: Task
  readonly timer?: ListedTimer
}

class ListedTimer {
  due = Infinity
  order = 0
  entry: ListedEntry | undefined
  constructor(
    private readonly queue: ListedQueue,
    readonly task: Task
  ) {}

  arm(due: number) {
    this.queue.arm(this, due)
  }

  cancel() {
    this.queue.cancel(this)
  }
}

/** What the queue promises about entries, live and dead, with an unsorted list in place of every structure. */
class ListedQueue {
  present = 0
  executed = 0
  #list: ListedEntry[] = []
  #order = 0
  /** Whether the place of the event that runs still counts when it is decided whether to sweep. */
  #hole = 0

  get entries() {
    return this.#list.length
  }

  get pending() {
    return this.entries - this.#list.filter((entry) => this.#isDead(entry)).length
  }

  #isDead(entry: ListedEntry) {
    return entry.timer !== undefined && (entry.timer.entry !== entry || entry.timer.due === Infinity)
  }

  at(due: number, task: Task) {
    this.#push({ due: Math.max(due, this.present), order: this.#order++, task })
  }

  arm(timer: ListedTimer, due: number) {
    timer.due = Math.max(due, this.present)
    timer.order = this.#order++
    if (timer.entry !== undefined && timer.entry.due <= timer.due) return
    timer.entry = { due: timer.due, order: timer.order, task: timer.task, timer }
    this.#push(timer.entry)
    this.#sweep()
  }

  cancel(timer: ListedTimer) {
    if (timer.due === Infinity) return
    timer.due = Infinity
    this.#sweep()
  }

  #push(entry: ListedEntry) {
    this.#hole = 0
    this.#list.push(entry)
  }

  #sweep() {
    const dead = this.entries - this.pending
    if (dead <= 64 || 2 * dead <= this.entries + this.#hole) return
    this.#hole = 0
    for (const entry of this.#list.filter((entry) => this.#isDead(entry))) this.#drop(entry)
    for (const entry of this.#list) this.#renew(entry)
  }

  #drop(entry: ListedEntry) {
    this.#list = this.#list.filter((other) => other !== entry)
    if (entry.timer?.entry === entry) entry.timer.entry = undefined
  }

  #renew(entry: ListedEntry) {
    if (entry.timer === undefined) return
    entry.due = entry.timer.due
    entry.order = entry.timer.order
  }

  #first() {
    this.#hole = 0
    return this.#list.toSorted((a, b) => a.due - b.due || a.order - b.order)[0]
  }

  #firstLive() {
    for (let entry = this.#first(); entry !== undefined; entry = this.#first()) {
      if (this.#isDead(entry)) this.#drop(entry)
      else if (entry.timer !== undefined && entry.timer.order !== entry.order) this.#renew(entry)
      else return entry
    }
    return undefined
  }

  nextDue() {
    return this.#firstLive()?.due ?? Infinity
  }

  runNext(until: number) {
    if ((this.#first()?.due ?? Infinity) > until) return false
    const entry = this.#firstLive()
    if (entry === undefined || entry.due > until) return false
    this.#drop(entry)
    if (entry.timer !== undefined) entry.timer.due = Infinity
    this.present = entry.due
    this.executed++
    this.#hole = 1
    entry.task.run()
    return true
  }
}

type Action =
  | { kind: 'at'; by: number }
  | { kind: 'arm' | 'rearm'; timer: number; by: number }
  /** Cancelled and armed again, `by` from when it was due. */
  | { kind: 'shift'; timer: number; by: number }
  | { kind: 'cancel'; timer: number }
  | { kind: 'armAll' | 'cancelAll'; from: number; count: number; by: number }
  | { kind: 'run'; by: number }
  | { kind: 'nextDue' }

const TIMERS = 200
const by = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.nat(400))
const timer = fc.oneof(fc.nat(5), fc.nat(TIMERS - 1))
const from = fc.nat(TIMERS - 1)
const count = fc.nat(TIMERS)
const kindOf = <Kind extends string>(kind: Kind) => fc.constant(kind)
const reaction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: kindOf('at'), by }),
  fc.record({ kind: kindOf('arm'), timer, by }),
  fc.record({ kind: kindOf('rearm'), timer, by }),
  fc.record({ kind: kindOf('shift'), timer, by: fc.integer({ min: -20, max: 20 }) }),
  fc.record({ kind: kindOf('cancel'), timer }),
  fc.record({ kind: fc.constantFrom('armAll', 'cancelAll'), from, count, by })
)
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: reaction },
  { weight: 4, arbitrary: fc.record({ kind: kindOf('run'), by }) },
  { weight: 1, arbitrary: fc.record({ kind: kindOf('nextDue') }) }
)

/** Plays a script and tells all that can be seen after every step. Every other event that runs does something. */
function play(queue: EventQueue | ListedQueue, actions: readonly Action[], reactions: readonly Action[]): unknown[] {
  const seen: unknown[] = []
  let next = 0
  const react = (name: string, own: () => void): void => {
    seen.push(name, queue.present, queue.pending, queue.entries)
    const which = next++
    if (which % 7 === 0) own()
    if (which % 2 === 0 && which < 2 * reactions.length) perform(reactions[which >> 1] as Action)
  }
  const timers = Array.from({ length: TIMERS }, (_, index) => {
    const task: Task = {
      run: () => react(`timer ${index} ${timer.due}`, () => timer.arm(queue.present + (index % 3)))
    }
    const timer = queue instanceof EventQueue ? new TaskTimer(queue, task) : new ListedTimer(queue, task)
    return timer
  })
  const perform = (action: Action): void => {
    const chosen = 'timer' in action ? (timers[action.timer] as TaskTimer | ListedTimer) : undefined
    const due = queue.present + ('by' in action ? action.by : 0)
    switch (action.kind) {
      case 'at':
        queue.at(due, { run: () => react('task', () => undefined) })
        break
      case 'rearm':
        chosen?.cancel()
        chosen?.arm(due)
        break
      case 'arm':
        chosen?.arm(due)
        break
      case 'shift': {
        const then = chosen === undefined || chosen.due === Infinity ? due : chosen.due + action.by
        chosen?.cancel()
        chosen?.arm(then)
        break
      }
      case 'cancel':
        chosen?.cancel()
        break
      case 'armAll':
        for (const timer of timers.slice(action.from, action.from + action.count)) timer.arm(due)
        break
      case 'cancelAll':
        for (const timer of timers.slice(action.from, action.from + action.count)) timer.cancel()
        break
      case 'run':
        for (let events = 0; events < 200 && queue.runNext(due); events++);
        break
      case 'nextDue':
        seen.push(queue.nextDue())
    }
    seen.push(queue.present, queue.executed, queue.pending, queue.entries, chosen?.due)
  }
  for (const action of actions) perform(action)
  for (let events = 0; events < 2000 && queue.runNext(Infinity); events++);
  seen.push(queue.present, queue.executed, queue.pending, queue.entries, ...timers.map((timer) => timer.due))
  return seen
}

/** A queue in which timers tell when they run. */
function tellingQueue(): { queue: EventQueue; seen: string[]; timer: (name: string) => TaskTimer } {
  const queue = new EventQueue()
  const seen: string[] = []
  return { queue, seen, timer: (name) => new TaskTimer(queue, { run: () => seen.push(`${name} ${queue.present}`) }) }
}

function runAll(queue: EventQueue): void {
  while (queue.runNext(Infinity));
}

describe('EventQueue', () => {
  it('runs, keeps and forgets the same entries as a list that follows the same rules', () => {
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 120, size: 'max' }),
        fc.array(reaction, { maxLength: 120, size: 'max' }),
        (actions, reactions) => {
          expect(play(new EventQueue(), actions, reactions)).toEqual(play(new ListedQueue(), actions, reactions))
        }
      ),
      { numRuns: 100, seed: 3 }
    )
  })

  it('does not take a superseded entry for that of the timer that has its slot afterwards', () => {
    const { queue, seen, timer } = tellingQueue()
    const [a, b, c] = ['a', 'b', 'c'].map(timer) as [TaskTimer, TaskTimer, TaskTimer]
    a.arm(100)
    const first = a.slot
    a.arm(50)
    expect([a.due, queue.pending, queue.entries]).toEqual([50, 1, 2])
    expect(queue.runNext(60)).toBe(true)
    b.arm(200)
    expect(queue.nextDue()).toBe(200)
    c.arm(300)
    expect(c.slot).toBe(first)
    a.arm(250)
    a.cancel()
    a.arm(240)
    runAll(queue)
    expect(seen).toEqual(['a 50', 'b 200', 'a 240', 'c 300'])
  })

  it('sweeps superseded entries while the timers go on with other slots', () => {
    const { queue, seen, timer } = tellingQueue()
    const timers = Array.from({ length: 70 }, (_, index) => timer(String(index)))
    timers.forEach((timer, index) => timer.arm(1000 + index))
    timers.slice(0, 64).forEach((timer, index) => timer.arm(500 - index))
    expect([queue.pending, queue.entries]).toEqual([70, 134])
    for (const timer of timers.slice(2)) timer.cancel()
    expect(queue.pending).toBe(2)
    expect(queue.entries).toBeLessThan(70)
    for (const timer of timers.slice(60)) timer.arm(490)
    expect(timers.map((timer) => timer.due).filter((due) => due < Infinity)).toEqual([
      500,
      499,
      ...Array<number>(10).fill(490)
    ])
    runAll(queue)
    expect(seen).toEqual([...timers.slice(60).map((_, index) => `${60 + index} 490`), '1 499', '0 500'])
    expect(timers.every((timer) => timer.slot === -1)).toBe(true)
  })

  it('arms a timer in its own run, earlier than what it has armed there already, too', () => {
    const queue = new EventQueue()
    const seen: number[][] = []
    const timer = new TaskTimer(queue, {
      run: () => {
        seen.push([queue.present, timer.due])
        if (seen.length > 3) return
        timer.arm(queue.present + 20)
        timer.arm(queue.present + 10)
        timer.arm(queue.present + 10)
      }
    })
    timer.arm(5)
    runAll(queue)
    expect(seen).toEqual([5, 15, 25, 35].map((due) => [due, Infinity]))
    expect([queue.entries, timer.slot]).toEqual([0, -1])
  })

  it.each([
    ['earlier', 50, 2, ['timer 50', 'other 100', 'last 100']],
    ['at the same instant', 100, 1, ['other 100', 'timer 100', 'last 100']],
    ['later', 150, 1, ['other 100', 'last 100', 'timer 150']]
  ])('takes a cancelled timer up again when it is armed %s', (_, due, entries, order) => {
    const { queue, seen, timer } = tellingQueue()
    const moved = timer('timer')
    moved.arm(100)
    timer('other').arm(100)
    moved.cancel()
    expect([moved.due, queue.pending, queue.entries]).toEqual([Infinity, 1, 2])
    moved.arm(due)
    timer('last').arm(100)
    expect([moved.due, queue.pending, queue.entries]).toEqual([due, 3, 2 + entries])
    runAll(queue)
    expect(seen).toEqual(order)
  })

  it('grows without moving what is armed', () => {
    const { queue, seen, timer } = tellingQueue()
    const timers = Array.from({ length: 1000 }, (_, index) => timer(String(index)))
    timers.forEach((timer, index) => timer.arm(2000 - index))
    expect(timers.map((timer) => timer.due)).toEqual(timers.map((_, index) => 2000 - index))
    timers.forEach((timer, index) => index % 2 === 0 && timer.cancel())
    runAll(queue)
    expect(seen).toEqual(Array.from({ length: 500 }, (_, index) => `${999 - 2 * index} ${1001 + 2 * index}`))
  })

  it('lets go of every timer that is not armed', () => {
    const queue = new EventQueue()
    const timers = Array.from({ length: 500 }, () => new TaskTimer(queue, { run: () => undefined }))
    for (const timer of timers) timer.arm(1_000_000)
    for (const timer of timers) timer.arm(1000)
    for (const timer of timers) timer.cancel()
    expect(queue.pending).toBe(0)
    expect(timers.filter((timer) => timer.slot >= 0).length).toBeLessThanOrEqual(64)
    runAll(queue)
    expect(timers.every((timer) => timer.slot === -1)).toBe(true)
  })

  it('arms a task that keeps its own slot', () => {
    const queue = new EventQueue()
    const seen: number[] = []
    const task: TimedTask = { slot: -1, run: () => seen.push(queue.present) }
    queue.cancel(task)
    expect(queue.dueOf(task)).toBe(Infinity)
    queue.arm(task, 10)
    queue.arm(task, 20)
    expect(queue.dueOf(task)).toBe(20)
    runAll(queue)
    queue.arm(task, 5)
    runAll(queue)
    expect(seen).toEqual([20, 20])
  })
})
