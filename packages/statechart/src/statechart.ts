import type { AnyStateMachine } from 'xstate'
import { StatechartError } from './errors.js'
import type { Branch, Context, TimerSlot } from './plan.js'

/** Number of every event that the machine does not list; all such events go to wildcards. */
export const UNLISTED = 0

/** A machine as flat tables: what both compiled runners run. Made by `compile`. */
export interface Statechart {
  readonly machine: AnyStateMachine
  /** Paths of the leaf states, 'a.b', in document order; '' for a machine without states. */
  readonly leaves: readonly string[]
  /** Listed event types to numbers from 1. Those from `firstReserved` on are the statechart's own. */
  readonly events: ReadonlyMap<string, number>
  readonly firstReserved: number
  /** Names of the event types that can be told, by their numbers from 1. */
  readonly eventNames: readonly string[]
  readonly slots: readonly TimerSlot[]
  /** What happens when an instance opens. */
  readonly initial: Branch
  /** `answers[leaf][event]`: the branches of a leaf state for an event; empty for a final state of the machine. */
  readonly answers: readonly (readonly (readonly Branch[])[])[]
  /** A fresh context. */
  createContext(input: unknown): Context
  /** Set by a deliberate fault of the tests alone. */
  readonly fault?: 'raised-last-in-first-out'
}

/**
 * The number of a told event.
 * @throws StatechartError INVALID_EVENT for an event without type, '*' or one of the statechart's own ('xstate.…').
 */
export function numberOf(chart: Statechart, type: unknown): number {
  // A machine lists few events, and their names are interned: comparing them is faster than hashing.
  const { eventNames } = chart
  for (let id = 1; id < eventNames.length; id++) if (eventNames[id] === type) return id
  const id = chart.events.get(type as string)
  if (id !== undefined && id < chart.firstReserved) return id
  if (typeof type === 'string' && type !== '*' && !type.startsWith('xstate.')) return UNLISTED
  throw new StatechartError(
    'INVALID_EVENT',
    chart.machine.id,
    String(type),
    `an event of type ${JSON.stringify(type)} was told; accepted is a string other than '*' and 'xstate.…'`
  )
}
