import type { Clock, Nanoseconds, Task, Timer } from '@bellwire/runtime'

/**
 * True time as the world has it. Under wall time a reading runs ahead of what is due and has not been done yet; a command
 * that comes in then would have emissions after a herald that is due overwrite its qubit. So the world's time is what has
 * been done: a command comes before what is due next.
 */
export function worldTime(clock: Clock): Clock {
  return clock.reached === undefined ? clock : new DoneTime(clock as Clock & { readonly reached: Nanoseconds })
}

class DoneTime implements Clock {
  readonly #clock: Clock & { readonly reached: Nanoseconds }
  #latest: Nanoseconds = 0

  constructor(clock: Clock & { readonly reached: Nanoseconds }) {
    this.#clock = clock
    this.#latest = clock.reached
  }

  now(): Nanoseconds {
    this.#latest = Math.max(this.#latest, this.#clock.reached)
    return this.#latest
  }

  at(due: Nanoseconds, task: Task): void {
    this.#clock.at(due, task)
  }

  timer(task: Task): Timer {
    return this.#clock.timer(task)
  }
}
