import type { Task, Timer } from './clock.js'
import type { EventQueue } from './event-queue.js'
import type { Nanoseconds } from './time.js'

/** A task that an event queue can arm and cancel: at most one instant is pending at any time. */
export interface TimedTask extends Task {
  /** Where the queue keeps what it knows of the task; -1 at first. Read and written by the queue alone. */
  slot: number
}

/** A timer of an event queue: runs another task. */
export class TaskTimer implements Timer, TimedTask {
  slot = -1
  readonly #queue: EventQueue
  readonly #task: Task

  constructor(queue: EventQueue, task: Task) {
    this.#queue = queue
    this.#task = task
  }

  get due(): Nanoseconds {
    return this.#queue.dueOf(this)
  }

  arm(due: Nanoseconds): void {
    this.#queue.arm(this, due)
  }

  cancel(): void {
    this.#queue.cancel(this)
  }

  run(): void {
    this.#task.run()
  }
}
