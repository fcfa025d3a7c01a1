import type { Clock, Task, Timer } from './clock.js'
import { ClockRelation, type ClockSegment, type Wander } from './clock-relation.js'
import { EventQueue } from './event-queue.js'
import { TaskTimer } from './task-timer.js'
import { LATEST, type Nanoseconds } from './time.js'

export interface LocalClockOptions {
  /** Reading minus true time at the start, nanoseconds. */
  readonly offset?: Nanoseconds
  /** Rate of the clock beyond that of true time, parts per trillion. */
  readonly drift?: number
  /** Random walk of the rate. */
  readonly wander?: Wander
  /** One-sigma error of the reading as the clock's owner is told it, nanoseconds. A statement: the clock does not follow it. */
  readonly quality?: Nanoseconds
}

/**
 * A node's own clock over the world's: wrong by an offset, a drift and a wander, and open to being set. A timer armed
 * on it runs at the first true instant at which the reading is the due time or more, also if the clock is set after it
 * was armed. A clock with no error hands everything on to the world's clock until it is first set.
 *
 * Among its own events the order is that of {@link Clock}. When the clock is stepped forwards over several due times,
 * they run one after the other in the order of their due times. With events of other clocks of the same true instant
 * they alternate, in an order that is the same in every run.
 */
export class LocalClock implements Clock {
  /** One-sigma error of the reading, as stated. */
  quality: Nanoseconds

  readonly #world: Clock
  /** Undefined while the clock is the world's. */
  #relation: ClockRelation | undefined
  readonly #listeners = new Set<() => void>()

  // While the clock is the world's: what is armed, in the order of arming, and timers of tasks that have run.
  readonly #armed = new ArmedList()
  readonly #idle: LocalTimer[] = []

  // Afterwards: the clock's own queue, and the world's timer that wakes it for the first of it.
  readonly #queue = new EventQueue()
  readonly #wake: Timer
  /** The local due time that the wake-up is for; NaN when it must be computed again. */
  #wakeFor = Infinity
  #running = false

  constructor(world: Clock, options: LocalClockOptions = {}) {
    const { offset = 0, drift = 0, wander, quality = 0 } = options
    this.quality = quality
    this.#world = world
    this.#wake = world.timer({ run: () => this.#awake() })
    if (offset !== 0 || drift !== 0 || wander !== undefined) {
      this.#relation = new ClockRelation(world.now(), offset, drift, wander)
    }
  }

  now(): Nanoseconds {
    const trueTime = this.#world.now()
    return this.#relation === undefined ? trueTime : this.#relation.toLocal(trueTime, trueTime)
  }

  /** The reading at a true instant, past or future. Future settings of the clock are not known to it. */
  toLocal(trueTime: Nanoseconds): Nanoseconds {
    return this.#relation === undefined ? trueTime : this.#relation.toLocal(trueTime, this.#world.now())
  }

  /** The first true instant at which the reading is `local` or more, counting from the last step backwards. */
  toTrue(local: Nanoseconds): Nanoseconds {
    return this.#relation === undefined ? local : this.#relation.toTrue(local, this.#world.now())
  }

  /** The stretch of constant rate around a true instant. */
  segmentAt(trueTime: Nanoseconds): ClockSegment {
    if (this.#relation === undefined) return { from: 0, until: Infinity, local: 0, fraction: 0, rate: 0 }
    return this.#relation.segmentAt(trueTime, this.#world.now())
  }

  /** Calls `listener` after every setting of the clock, when what was computed with toTrue and toLocal is out of date. */
  onSet(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Sets the reading forwards or, if negative, backwards by whole nanoseconds. */
  step(by: Nanoseconds): void {
    this.#set((relation) => relation.step(by, this.#world.now()))
  }

  /** Sets the drift from now on, in parts per trillion; a wander goes on beside it. */
  setDrift(partsPerTrillion: number): void {
    this.#set((relation) => relation.setDrift(partsPerTrillion, this.#world.now()))
  }

  at(due: Nanoseconds, task: Task): void {
    if (this.#relation === undefined) {
      const timer = this.#idle.pop() ?? new LocalTimer(this, this.#world, task, true)
      timer.task = task
      timer.arm(due)
      return
    }
    this.#queue.present = this.now()
    this.#queue.at(due, task)
    this.reschedule()
  }

  timer(task: Task): Timer {
    return new LocalTimer(this, this.#world, task, false)
  }

  /** The queue that timers belong in; undefined while they belong on the world's clock. */
  get ownQueue(): EventQueue | undefined {
    return this.#relation === undefined ? undefined : this.#queue
  }

  /** Called by a timer: it was armed on the world's clock. */
  armed(timer: LocalTimer): void {
    this.#armed.append(timer)
  }

  /** Called by a timer: it was cancelled on the world's clock, or has run. */
  disarmed(timer: LocalTimer): void {
    this.#armed.remove(timer)
    if (timer.once) this.#idle.push(timer)
  }

  /** Has the world wake the clock when the first event of its queue is due. */
  reschedule(): void {
    if (this.#running) return
    const due = this.#queue.nextDue()
    if (due === this.#wakeFor) return
    this.#wakeFor = due
    const relation = this.#relation
    if (due === Infinity || relation === undefined) {
      this.#wake.cancel()
      return
    }
    const present = this.#world.now()
    // Where the wander is not drawn yet, look again when it is.
    const instant = Math.min(relation.toTrue(due, present), relation.knownUntil(present), LATEST)
    this.#wake.arm(Math.max(instant, present))
  }

  #awake(): void {
    this.#running = true
    try {
      this.#queue.runNext(this.now())
    } finally {
      this.#running = false
      this.#wakeFor = Number.NaN
      this.reschedule()
    }
  }

  #set(change: (relation: ClockRelation) => void): void {
    const relation = this.#relation ?? new ClockRelation(this.#world.now(), 0, 0)
    change(relation)
    if (this.#relation === undefined) {
      // The queue still stands at 0, so that due times which the step has passed are entered as they are, in order.
      this.#armed.drain((timer) => timer.moveTo(this.#queue))
      this.#idle.length = 0
      this.#relation = relation
    }
    this.#wakeFor = Number.NaN
    this.reschedule()
    for (const listener of this.#listeners) listener()
  }
}

/** A timer on a local clock: the world's own while the clock has no error, one in the clock's queue afterwards. */
class LocalTimer implements Timer, Task {
  task: Task
  /** Made by `at`: used again for another task once it has run. */
  readonly once: boolean
  previous: LocalTimer | undefined
  next: LocalTimer | undefined
  readonly #clock: LocalClock
  #timer: Timer
  #queued = false

  constructor(clock: LocalClock, world: Clock, task: Task, once: boolean) {
    this.#clock = clock
    this.task = task
    this.#timer = world.timer(this)
    this.once = once
  }

  get due(): Nanoseconds {
    return this.#timer.due
  }

  arm(due: Nanoseconds): void {
    const queue = this.#clock.ownQueue
    if (queue === undefined) {
      this.#timer.arm(due)
      this.#clock.armed(this)
      return
    }
    if (!this.#queued) this.moveTo(queue)
    queue.present = this.#clock.now()
    this.#timer.arm(due)
    this.#clock.reschedule()
  }

  cancel(): void {
    if (this.#queued) {
      this.#timer.cancel()
      this.#clock.reschedule()
    } else if (this.#timer.due !== Infinity) {
      this.#timer.cancel()
      this.#clock.disarmed(this)
    }
  }

  /** Run by the world's clock. */
  run(): void {
    const task = this.task
    this.#clock.disarmed(this)
    task.run()
  }

  /** Leaves the world's clock for a queue, armed as it was. */
  moveTo(queue: EventQueue): void {
    const due = this.#timer.due
    this.#timer.cancel()
    this.#timer = new TaskTimer(queue, this.task)
    this.#queued = true
    if (due !== Infinity) this.#timer.arm(due)
  }
}

/** The timers that are armed, in the order of arming. */
class ArmedList {
  #first: LocalTimer | undefined
  #last: LocalTimer | undefined

  append(timer: LocalTimer): void {
    if (timer === this.#last) return
    this.remove(timer)
    timer.previous = this.#last
    if (this.#last === undefined) this.#first = timer
    else this.#last.next = timer
    this.#last = timer
  }

  remove(timer: LocalTimer): void {
    const { previous, next } = timer
    if (previous !== undefined) previous.next = next
    else if (this.#first === timer) this.#first = next
    if (next !== undefined) next.previous = previous
    else if (this.#last === timer) this.#last = previous
    timer.previous = timer.next = undefined
  }

  drain(take: (timer: LocalTimer) => void): void {
    let timer = this.#first
    this.#first = this.#last = undefined
    while (timer !== undefined) {
      const next: LocalTimer | undefined = timer.next
      timer.previous = timer.next = undefined
      take(timer)
      timer = next
    }
  }
}
