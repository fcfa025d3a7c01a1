import type { EventObject } from 'xstate'
import type { Clock, Task, Timer } from '@bellwire/runtime'

/** The name of an instance within its table. */
export type Key = number | string

/** Where an instance lives: its table. */
export interface Home {
  readonly clock: Clock
  /** An alarm of one of its instances has gone off. */
  wake(alarm: Alarm): void
}

/** One running machine, as its table holds it. */
export interface Instance {
  readonly key: Key
  /** In a final state of the machine. */
  readonly done: boolean
}

/** A timer of an instance: a task that, when due, hands itself to the instance's home. */
export interface Alarm extends Task {
  readonly instance: Instance
  readonly delayName: string
  readonly timer: Timer
  /** Gone off and not yet handled; cancelled in between, it is not handled at all. */
  pending: boolean
}

/**
 * Runs the instances of one machine, of all tables. Every call but the last three is one macrostep, which leaves what
 * it emitted in the effects.
 */
export interface Runner {
  open(home: Home, key: Key, input: unknown): Instance
  /** `id` is the event's number in the statechart. */
  dispatch(instance: Instance, event: EventObject, id: number): void
  fire(alarm: Alarm): void
  /** Cancels every timer of the instance. Runs no exit actions. */
  close(instance: Instance): void
  /** Path of the leaf state, 'a.b'. */
  state(instance: Instance): string
  context(instance: Instance): unknown
}
