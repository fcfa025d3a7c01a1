import type { Clock, Task, Timer } from './clock.js'
import { TimeError } from './errors.js'
import { EventQueue } from './event-queue.js'
import { TaskTimer } from './task-timer.js'
import type { Nanoseconds } from './time.js'

const NANOSECONDS_PER_MILLISECOND = 1_000_000

/** Longest wait asked of the host at once, milliseconds: hosts keep delays in 31 bits. */
const LONGEST_WAIT = 2 ** 30

/** Events run in one go before the host gets a turn for its own work. */
const EVENTS_PER_TURN = 1000

/** What a real clock needs of its host. The default is the running engine's own; tests bring another. */
export interface WallTime {
  /** Monotonic time, milliseconds with a fraction, from any origin. */
  now(): number
  /** Calls `wake` once, after about that many milliseconds, never before the caller has returned. */
  wait(milliseconds: number, wake: () => void): () => void
}

/** The parts of a browser's or Node's global object that keep time. */
interface Host {
  readonly performance: { now(): number }
  setTimeout(callback: () => void, milliseconds: number): unknown
  clearTimeout(handle: unknown): void
  readonly setImmediate?: (callback: () => void) => unknown
  readonly clearImmediate?: (handle: unknown) => void
}

/**
 * The engine's monotonic time. Timeouts of engines are a millisecond coarse; where there is setImmediate, the last
 * millisecond is waited out by it, so that events run within some ten microseconds of their due time.
 */
const engineTime: WallTime = {
  now: () => engine().performance.now(),
  wait: (milliseconds, wake) => {
    const host = engine()
    if (milliseconds < 1 && host.setImmediate !== undefined) {
      const handle = host.setImmediate(wake)
      return () => host.clearImmediate?.(handle)
    }
    const handle = host.setTimeout(wake, Math.floor(milliseconds))
    return () => host.clearTimeout(handle)
  }
}

function engine(): Host {
  return globalThis as unknown as Host
}

/**
 * Wall time multiplied by a factor, counted from 0 at the clock's making. Due events run in the order of their due
 * times and, where those are equal, of arming, late by what the host is late. The reading does not stand still while
 * a task runs. What a task throws goes to the host as an uncaught exception; the clock goes on.
 */
export class ScaledClock implements Clock {
  readonly #host: WallTime
  readonly #queue = new EventQueue()
  #factor: number
  /** Wall time, milliseconds, and reading, nanoseconds, at the last change of factor. */
  #wallOrigin: number
  #origin: Nanoseconds = 0
  #latest: Nanoseconds = 0
  #stopWaiting: (() => void) | undefined
  /** The due time that is waited for; Infinity if none is. */
  #waitingFor = Infinity
  #running = false
  #closed = false

  constructor(factor: number, host: WallTime = engineTime) {
    this.#factor = checkFactor(factor)
    this.#host = host
    this.#wallOrigin = host.now()
  }

  /** Nanoseconds of this clock per nanosecond of wall time. */
  get factor(): number {
    return this.#factor
  }

  /** Changes the speed from now on. */
  set factor(factor: number) {
    checkFactor(factor)
    const wall = this.#host.now()
    this.#origin = this.#readAt(wall)
    this.#wallOrigin = wall
    this.#factor = factor
    this.#wait(true)
  }

  /** Number of events that are armed. */
  get pending(): number {
    return this.#queue.pending
  }

  /** Number of events run so far. */
  get events(): number {
    return this.#queue.executed
  }

  now(): Nanoseconds {
    return this.#readAt(this.#host.now())
  }

  #readAt(wall: number): Nanoseconds {
    const elapsed = (wall - this.#wallOrigin) * NANOSECONDS_PER_MILLISECOND * this.#factor
    const reading = this.#origin + Math.floor(elapsed)
    if (reading > this.#latest) this.#latest = reading
    return this.#latest
  }

  at(due: Nanoseconds, task: Task): void {
    this.#queue.present = this.now()
    this.#queue.at(due, task)
    this.#wait(false)
  }

  timer(task: Task): Timer {
    return new ScaledTimer(
      this.#queue,
      task,
      () => {
        this.#queue.present = this.now()
      },
      () => this.#wait(false)
    )
  }

  /** Stops for good: nothing that is armed will run. Lets a process end. */
  close(): void {
    this.#closed = true
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
    const remaining = (due - this.now()) / (NANOSECONDS_PER_MILLISECOND * this.#factor)
    this.#stopWaiting = this.#host.wait(Math.max(0, Math.min(remaining, LONGEST_WAIT)), this.#awake)
  }

  readonly #awake = (): void => {
    this.#stopWaiting = undefined
    this.#waitingFor = Infinity
    this.#running = true
    try {
      for (let event = 0; event < EVENTS_PER_TURN && !this.#closed; event++) {
        if (!this.#queue.runNext(this.now())) break
      }
    } finally {
      this.#running = false
      this.#wait(true)
    }
  }
}

/** Monotonic wall time, counted from 0 at the clock's making. */
export class RealClock extends ScaledClock {
  constructor(host?: WallTime) {
    super(1, host)
  }
}

class ScaledTimer extends TaskTimer {
  readonly #before: () => void
  readonly #after: () => void

  constructor(queue: EventQueue, task: Task, before: () => void, after: () => void) {
    super(queue, task)
    this.#before = before
    this.#after = after
  }

  override arm(due: Nanoseconds): void {
    this.#before()
    super.arm(due)
    this.#after()
  }

  override cancel(): void {
    super.cancel()
    this.#after()
  }
}

function checkFactor(factor: number): number {
  if (!(factor > 0 && factor < Infinity)) {
    throw new TimeError('TIME_INVALID', 'factor', factor, 'a positive number')
  }
  return factor
}
