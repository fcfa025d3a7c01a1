import type { Task, Timer } from './clock.js'
import type { EventQueue, TimedTask } from './event-queue.js'
import type { Nanoseconds } from './time.js'

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
