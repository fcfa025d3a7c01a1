import type { Clock, RunningMachines } from '@bellwire/runtime'
import type { AnyStateMachine, ContextFrom, EmittedFrom, EventFromLogic, EventObject, InputFrom } from 'xstate'
import type { Key } from './runner.js'
import type { Statechart } from './statechart.js'

/**
 * How machines are run; nothing but speed and tools can tell them apart. `actor`: xstate's own. `interpreted`: the
 * compiled tables. `generated`: code made from the tables.
 */
export type RunnerKind = 'actor' | 'interpreted' | 'generated'

/**
 * What a machine emits to have another instance opened, told or closed, or itself told. The host handles these;
 * everything else that is emitted goes to `output`. A machine lists this in its `emitted` type.
 */
export type Routing =
  | { readonly type: 'open'; readonly table: string; readonly key: Key; readonly input?: unknown }
  | { readonly type: 'tell'; readonly table: string; readonly key: Key; readonly event: EventObject }
  | { readonly type: 'close'; readonly table: string; readonly key: Key }

/** The machine of each table, or its tables where they were compiled before. */
export type Machines = Readonly<Record<string, AnyStateMachine | Statechart>>

export type TableName<M extends Machines> = keyof M & string

type MachineOf<T> = T extends AnyStateMachine ? T : AnyStateMachine

/** Everything that the machines emit but what the host handles itself. */
export type OutputOf<M extends Machines> = Exclude<
  EmittedFrom<MachineOf<M[TableName<M>]>>,
  { type: 'open' | 'tell' | 'close' }
>

export interface Observer {
  /** A host has been made that this one observes. */
  made?(host: RunningMachines): void
  /** A delay has passed and its event is about to be handled. */
  timer?(table: string, key: Key, delayName: string): void
  /**
   * A macrostep has ended, its effects not yet handed out. Paths of leaf states; `to` equals `from` where the state
   * stayed or was re-entered. An opening has `from` '' and event type 'open'; a closing from outside has `to` ''
   * and event type 'close'. A delay has event type 'after NAME'.
   */
  transition?(table: string, key: Key, from: string, to: string, eventType: string): void
}

/**
 * What a host works for. An object with methods, not functions of their own: thousands of hosts add up, and their
 * owners are at hand whenever they are.
 */
export interface HostOwner<M extends Machines = Machines> {
  /**
   * Takes what the machines emit, in order, after the macrostep that emitted it. May open, tell and close, which is
   * then done after, never inside.
   */
  output(event: OutputOf<M>, table: TableName<M>, key: Key): void
  /** An event for a key that the table does not have. Without this method such an event is an error. */
  undelivered?(table: TableName<M>, key: Key, event: EventObject): void
}

export interface HostOptions<M extends Machines = Machines> {
  readonly machines: M
  /** Delays are in its nanoseconds. */
  readonly clock: Clock
  readonly runner: RunnerKind
  readonly owner: HostOwner<M>
  readonly observer?: Observer
}

/** The instances of one machine, by key. */
export interface Table<M extends AnyStateMachine | Statechart = AnyStateMachine> {
  readonly name: string
  readonly size: number
  /** @throws StatechartError KEY_IN_USE; nothing has happened then, unless the opening came out of a running macrostep */
  open(key: Key, ...input: OptionalInput<InputFrom<MachineOf<M>>>): void
  tell(key: Key, event: EventFromLogic<MachineOf<M>>): void
  /** Drops the instance and its timers; runs no exit actions. Does nothing if there is none. */
  close(key: Key): void
  has(key: Key): boolean
  /** Path of the leaf state, 'a.b'. @throws StatechartError KEY_ABSENT */
  state(key: Key): string
  /** To be read at once, never kept or changed: the compiled runners change it in place. @throws StatechartError KEY_ABSENT */
  context(key: Key): ContextFrom<MachineOf<M>>
  /** In the order in which they were opened. */
  keys(): IterableIterator<Key>
}

type OptionalInput<Input> = undefined extends Input ? [input?: Input] : [input: Input]
