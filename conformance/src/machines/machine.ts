/** Reactions by name, each with the requirement that says so. */
type Does = Readonly<Record<string, string>>

/** The name of the reaction that is none: nothing at all is done. */
export const IGNORED = 'ignored'

/** An abstract machine of the specification (spec/machines). */
export interface Machine {
  readonly machine: string
  readonly title: string
  readonly role: 'node' | 'station'
  /** Which end of its link a node is; absent: either. */
  readonly end?: 'master' | 'other'
  readonly section: string
  readonly initial: string
  readonly states: Readonly<Record<string, { readonly about: string; readonly transient?: string }>>
  readonly events: Readonly<
    Record<
      string,
      { readonly from: string; readonly frame?: string; readonly about: string; readonly otherwise?: Does }
    >
  >
  readonly reactions: Readonly<Record<string, string>>
  readonly transitions: readonly {
    readonly from: readonly string[]
    readonly event: string
    /** Absent: the state is kept. */
    readonly to?: string
    readonly does: Does
  }[]
  /** What is done where neither a transition is listed nor the event says otherwise. */
  readonly otherwise: Does
  readonly infeasible?: readonly {
    readonly states: readonly string[]
    readonly events: readonly string[]
    readonly because: string
  }[]
}

/** What a machine does in one state on one event. */
export interface Cell {
  readonly state: string
  readonly event: string
  readonly to: string
  readonly does: Does
  /** Whether it is a transition of the table, not what is done otherwise. */
  readonly isListed: boolean
  /** Why it cannot be brought about from outside. */
  readonly infeasible?: string
}

/** Every state with every event. */
export function cellsOf(machine: Machine): readonly Cell[] {
  const { states, events, infeasible = [] } = machine
  return Object.entries(states).flatMap(([state, { transient }]) =>
    Object.entries(events).map(([event, { otherwise = machine.otherwise }]) => {
      const listed = machine.transitions.find((one) => one.event === event && one.from.includes(state))
      const reason = infeasible.find((one) => one.states.includes(state) && one.events.includes(event))?.because
      const because = reason ?? (listed === undefined ? transient : undefined)
      const does = listed?.does ?? otherwise
      const cell = { state, event, to: listed?.to ?? state, does, isListed: listed !== undefined }
      return because === undefined ? cell : { ...cell, infeasible: because }
    })
  )
}

/** A cell in words: 'idle, wanted'. */
export function nameOf({ state, event }: Pick<Cell, 'state' | 'event'>): string {
  return `${state}, ${event}`
}
