import type { EventObject } from 'xstate'
import type { Task, Timer } from '@bellwire/runtime'

/** The name of an instance within its table. */
export type Key = number | string

/** One running machine, as its table holds it. */
export interface Instance {
  readonly key: Key
  /** In a final state of the machine. */
  readonly done: boolean
}

/** A timer of an instance: a task that, when due, hands itself to the host. */
export interface Alarm extends Task {
  readonly instance: Instance
  readonly delayName: string
  readonly timer: Timer
  /** Gone off and not yet handled; cancelled in between, it is not handled at all. */
  pending: boolean
}

/** Runs the instances of one table. Every call is one macrostep that leaves what it emitted in the host's effects. */
export interface Runner {
  open(key: Key, input: unknown): Instance
  /** `id` is the event's number in the statechart. */
  dispatch(instance: Instance, event: EventObject, id: number): void
  fire(alarm: Alarm): void
  /** Cancels every timer of the instance. Runs no exit actions. */
  close(instance: Instance): void
  /** Path of the leaf state, 'a.b'. */
  state(instance: Instance): string
  context(instance: Instance): unknown
}
