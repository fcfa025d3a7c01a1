import type { Nanoseconds } from './time.js'

/** Something to do at an instant. An object rather than a closure, so that hot paths can reuse it. */
export interface Task {
  run(): void
}

/**
 * A timer that can be armed again and again: at most one instant is pending at any time. Arming an armed timer
 * moves it. Owned by whoever asked the clock for it.
 */
export interface Timer {
  /** The instant at which the task will run, in the clock's own time; Infinity while not armed. */
  readonly due: Nanoseconds
  arm(due: Nanoseconds): void
  cancel(): void
}

/**
 * What tells the time and wakes tasks: the true time of the world, or a node's own imperfect clock. Tasks due at
 * the same instant run in the order in which they were armed. A due instant in the past counts as now, and the
 * task still runs after the current one has returned, never inside `at` or `arm`.
 */
export interface Clock {
  /** The present reading, integer nanoseconds. */
  now(): Nanoseconds
  /**
   * Up to when everything that was due has been done: before the reading where something is late, as under wall time. Absent
   * where nothing ever is.
   */
  readonly reached?: Nanoseconds
  /** Runs a task once, when this clock reads `due`. */
  at(due: Nanoseconds, task: Task): void
  /** Makes a timer for a task; it is not armed yet. */
  timer(task: Task): Timer
}
