import type { Clock, Task, Timer } from './clock.js'
import { TimeError } from './errors.js'
import { EventQueue } from './event-queue.js'
import { TaskTimer } from './task-timer.js'
import { LATEST, type Nanoseconds } from './time.js'

export interface RunLimits {
  /** Runs what is due at this instant or earlier, and leaves the clock there even if the last event was before it. */
  readonly until?: Nanoseconds
  /** Stops after this many events. */
  readonly maximumEvents?: number
  /** Asked before every event; the run stops when it says false. */
  readonly while?: () => boolean
}

/** Why a run ended: nothing left to do, the instant `until` reached, the number of events reached, `while` said no. */
export type RunEnd = 'idle' | 'until' | 'maximumEvents' | 'while'

/**
 * The true time of a simulated world. It stands still while a task runs and jumps from event to event in between.
 * Starts at 0.
 */
export class VirtualClock implements Clock {
  readonly #queue = new EventQueue()
  #running = false

  now(): Nanoseconds {
    return this.#queue.present
  }

  at(due: Nanoseconds, task: Task): void {
    this.#queue.at(due, task)
  }

  timer(task: Task): Timer {
    return new TaskTimer(this.#queue, task)
  }

  /** Number of events that are armed. */
  get pending(): number {
    return this.#queue.pending
  }

  /** Number of entries that the queue holds for them, superseded ones included: a measure of memory. */
  get entries(): number {
    return this.#queue.entries
  }

  /** Number of events run so far. */
  get events(): number {
    return this.#queue.executed
  }

  /** The instant of the next event; Infinity if there is none. */
  get nextDue(): Nanoseconds {
    return this.#queue.nextDue()
  }

  /** Runs the next event; false if there is none. */
  step(): boolean {
    return this.run({ maximumEvents: 1 }) === 'maximumEvents'
  }

  /**
   * Runs events in order until a limit is met. What a task throws passes through; the event counts as run, and the
   * clock can be run on.
   */
  run(limits: RunLimits = {}): RunEnd {
    const { until = Infinity, maximumEvents = Infinity, while: proceed } = limits
    if (until !== Infinity && (!Number.isInteger(until) || until > LATEST)) {
      throw new TimeError('TIME_INVALID', 'until', until, `an integer number of nanoseconds up to ${LATEST}`)
    }
    if (!(maximumEvents >= 0)) {
      throw new TimeError('TIME_INVALID', 'maximumEvents', maximumEvents, 'a number of events, 0 or more')
    }
    if (this.#running) {
      throw new TimeError('TIME_REENTRANT', 'run', 'called by a task of this clock', 'a call from outside of its tasks')
    }
    const queue = this.#queue
    this.#running = true
    try {
      let remaining = maximumEvents
      if (proceed === undefined) {
        while (remaining > 0 && queue.runNext(until)) remaining--
        if (remaining <= 0) return 'maximumEvents'
      } else {
        for (;;) {
          if (remaining <= 0) return 'maximumEvents'
          if (!proceed()) return 'while'
          if (!queue.runNext(until)) break
          remaining--
        }
      }
      if (until === Infinity) return 'idle'
      if (until > queue.present) queue.present = until
      return 'until'
    } finally {
      this.#running = false
    }
  }
}
