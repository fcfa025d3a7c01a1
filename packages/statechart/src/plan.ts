import type { EventObject } from 'xstate'

/** A machine's context: a small flat object, changed in place by the compiled runners. */
export type Context = Record<string, unknown>

/** What every function of a machine is given. */
export interface Arguments {
  context: Context
  event: EventObject
}

/** A function of a machine: of its context, the event and the parameters given where it is named. */
export type MachineFunction = (args: Arguments, params: unknown) => unknown

/** Something written as a constant or as a function of context and event. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'function'; readonly compute: MachineFunction }

export const NOTHING: Expression = { kind: 'constant', value: undefined }

/** When a branch is taken. */
export type Condition =
  | { readonly kind: 'test'; readonly test: MachineFunction; readonly params: Expression }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] }

/** One thing to do. A branch is a flat list of them: exits, the transition's own actions, entries. */
export type Operation =
  /** Evaluate every property, then write them all. */
  | {
      readonly kind: 'assign'
      readonly properties: readonly (readonly [string, Expression])[]
      readonly params: Expression
    }
  /** Evaluate a function that returns some properties, then write them. */
  | { readonly kind: 'assignAll'; readonly update: MachineFunction; readonly params: Expression }
  | { readonly kind: 'emit'; readonly event: Expression; readonly params: Expression }
  | { readonly kind: 'raise'; readonly event: Expression; readonly params: Expression }
  /** Compute the delay of a timer slot and arm it. */
  | { readonly kind: 'arm'; readonly slot: number }
  | { readonly kind: 'cancel'; readonly slot: number }

/** One way in which a leaf state answers an event. */
export interface Branch {
  /** Undefined: always taken. The last branch of a list has none. */
  readonly guard: Condition | undefined
  readonly operations: readonly Operation[]
  /** Index of the leaf state afterwards. */
  readonly leaf: number
  /** Whether that leaf is a final state of the whole machine. */
  readonly done: boolean
}

/** One `after` of one state: at most one pending instant per instance. */
export interface TimerSlot {
  /** The name under `delays`. */
  readonly delayName: string
  readonly delay: Expression
  /** The event that the slot raises when due, and its number. */
  readonly event: EventObject
  readonly eventId: number
}
