import type { Clock, Task, Timer } from './clock.js'
import { EventQueue } from './event-queue.js'
import { TaskTimer } from './task-timer.js'
import type { Nanoseconds } from './time.js'
import type { WallTime } from './wall-time.js'

/** Longest wait asked of the host at once, milliseconds: hosts keep delays in 31 bits. */
const LONGEST_WAIT = 2 ** 30

/** Events run in one go before the host gets a turn for its own work. */
const EVENTS_PER_TURN = 1000

/**
 * A clock whose reading follows the host's wall time by some law. Due events run in the order of their due times and,
 * where those are equal, of arming, late by what the host is late. The reading does not stand still while a task runs.
 * What a task throws goes to the host as an uncaught exception; the clock goes on.
 *
 * The law gives a time that never falls, by which tasks wait; the reading is that plus an origin, which may be set.
 */
export abstract class WallClock implements Clock {
  readonly #host: WallTime
  readonly #queue = new EventQueue()
  #origin: Nanoseconds = 0
  #stopWaiting: (() => void) | undefined
  /** The due time that is waited for; Infinity if none is. */
  #waitingFor = Infinity
  #running = false
  #closed = false

  constructor(host: WallTime) {
    this.#host = host
  }

  /** The law: integer nanoseconds that have passed at a wall time, milliseconds. Never falls from call to call. */
  protected abstract elapsedAt(wall: number): Nanoseconds

  /** Milliseconds from a wall time until so many nanoseconds, not passed yet, have passed; Infinity while time stands still. */
  protected abstract waitAt(wall: number, elapsed: Nanoseconds): number

  /** Number of events that are armed. */
  get pending(): number {
    return this.#queue.pending
  }

  /** Number of events run so far. */
  get events(): number {
    return this.#queue.executed
  }

  now(): Nanoseconds {
    return this.#origin + this.elapsed()
  }

  get reached(): Nanoseconds {
    return Math.min(this.now(), this.#origin + this.#queue.nextDue())
  }

  at(due: Nanoseconds, task: Task): void {
    this.#queue.present = this.elapsed()
    this.#queue.at(due - this.#origin, task)
    this.#wait(false)
  }

  timer(task: Task): Timer {
    return new WallTimer(this.#queue, task, this)
  }

  /** Stops for good: nothing that is armed will run. Lets a process end. */
  close(): void {
    this.#closed = true
    this.#wait(false)
  }

  protected elapsed(): Nanoseconds {
    return this.elapsedAt(this.#host.now())
  }

  /** The reading when nothing had passed. */
  get origin(): Nanoseconds {
    return this.#origin
  }

  /** Sets the reading. Tasks that are armed wait for as long as they would have waited. */
  protected setOrigin(origin: Nanoseconds): void {
    this.#origin = origin
  }

  /** Called after the law has changed. */
  protected lawChanged(): void {
    this.#wait(true)
  }

  /** Called by a timer before and after it is armed or cancelled. */
  beforeArming(): void {
    this.#queue.present = this.elapsed()
  }

  afterArming(): void {
    this.#wait(false)
  }

  /** Has the host wake the clock at the next due time. */
  #wait(again: boolean): void {
    if (this.#running) return
    const due = this.#closed ? Infinity : this.#queue.nextDue()
    if (due === this.#waitingFor && !again) return
    this.#stopWaiting?.()
    this.#stopWaiting = undefined
    this.#waitingFor = due
    if (due === Infinity) return
    const wall = this.#host.now()
    const remaining = due <= this.elapsedAt(wall) ? 0 : this.waitAt(wall, due)
    if (remaining === Infinity) return
    this.#stopWaiting = this.#host.wait(Math.max(0, Math.min(remaining, LONGEST_WAIT)), this.#awake)
  }

  readonly #awake = (): void => {
    this.#stopWaiting = undefined
    this.#waitingFor = Infinity
    this.#running = true
    try {
      for (let event = 0; event < EVENTS_PER_TURN && !this.#closed; event++) {
        if (!this.#queue.runNext(this.elapsed())) break
      }
    } finally {
      this.#running = false
      this.#wait(true)
    }
  }
}

class WallTimer extends TaskTimer {
  readonly #clock: WallClock

  constructor(queue: EventQueue, task: Task, clock: WallClock) {
    super(queue, task)
    this.#clock = clock
  }

  override get due(): Nanoseconds {
    return super.due + this.#clock.origin
  }

  override arm(due: Nanoseconds): void {
    this.#clock.beforeArming()
    super.arm(due - this.#clock.origin)
    this.#clock.afterArming()
  }

  override cancel(): void {
    super.cancel()
    this.#clock.afterArming()
  }
}
