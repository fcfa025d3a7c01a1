import { VirtualClock } from '@bellwire/runtime'
import { expect } from 'vitest'
import { type AnyStateMachine, emit, type EventFromLogic, type EventObject, type InputFrom, setup } from 'xstate'
import { describe, Host, type Table } from '../src/index.js'

/** What a machine said, or what it had done to another table: 'told' and 'opened'. */
export interface Said {
  readonly type: string
  readonly [field: string]: unknown
}

/** Stands for the machine of another table: says with what it was opened. */
const sink = setup({
  types: { context: {} as { input: unknown }, emitted: {} as EventObject }
}).createMachine({
  context: ({ input }) => ({ input }),
  entry: emit(({ context }) => ({ type: 'opened', input: context.input })),
  on: { '*': { actions: emit({ type: 'unexpected' }) } }
})

/** One instance of one machine in virtual time, looked at from outside. */
export class MachineProbe<M extends AnyStateMachine> {
  readonly clock = new VirtualClock()
  readonly #table: Table
  #said: Said[] = []

  /** @param others tables that the machine opens, closes or tells */
  constructor(machine: M, input: InputFrom<M>, others: readonly string[] = []) {
    const machines: Record<string, AnyStateMachine> = { probed: machine }
    for (const other of others) machines[other] = sink
    const host = new Host({
      machines,
      clock: this.clock,
      runner: 'interpreted',
      owner: {
        output: (event, table) => this.#said.push(table === 'probed' ? event : { ...event, table }),
        undelivered: (table, key, event) => this.#said.push({ type: 'told', table, key, event })
      }
    })
    this.#table = host.table('probed')
    this.#table.open(0, input)
  }

  /** What has been said since it was last asked. */
  said(): Said[] {
    const said = this.#said
    this.#said = []
    return said
  }

  tell(event: EventFromLogic<M>): Said[] {
    this.#table.tell(0, event)
    return this.said()
  }

  /** Lets time pass. */
  wait(duration: number): Said[] {
    this.clock.run({ until: this.clock.now() + duration })
    return this.said()
  }

  /** 'gone' once it has reached a final state. */
  get state(): string {
    return this.#table.has(0) ? this.#table.state(0) : 'gone'
  }

  /** A copy. */
  get context(): Record<string, unknown> {
    return structuredClone(this.#table.context(0) as Record<string, unknown>)
  }
}

interface Matrix<M extends AnyStateMachine> {
  readonly machine: M
  /** A probe in each state that has no states of its own and is not final; null for states that are left at once. */
  readonly reach: Readonly<Record<string, (() => MachineProbe<M>) | null>>
  /** One event of every type that the machine knows. */
  readonly events: readonly EventFromLogic<M>[]
}

/**
 * Tells every state every event that it does not list, and one that nobody lists: each is answered as unexpected, and
 * changes neither state, context nor timers.
 *
 * @returns how many pairs of state and event there were
 */
export function checkUnlistedEvents<M extends AnyStateMachine>({ machine, reach, events }: Matrix<M>): number {
  const chart = describe(machine)
  const samples: readonly EventObject[] = [...events, { type: 'NONSENSE' }]
  const known = new Set(samples.map(({ type }) => type))
  expect([...chart.events].filter((type) => type !== '*' && !known.has(type))).toEqual([])
  const inner = new Set(chart.states.map(({ parent }) => parent))
  const leaves = chart.states.filter(({ path, final }) => !inner.has(path) && !final).map(({ path }) => path)
  expect(Object.keys(reach).sort()).toEqual(leaves.sort())
  let pairs = 0
  for (const leaf of leaves) {
    const make = reach[leaf]
    if (make === null || make === undefined) continue
    const isListed = (type: string) =>
      chart.transitions.some(({ from, event }) => event === type && (from === leaf || leaf.startsWith(`${from}.`)))
    for (const event of samples) {
      if (isListed(event.type)) continue
      pairs += 1
      const left = make()
      const told = make()
      expect(left.state, `the way to ${leaf}`).toBe(leaf)
      for (const probe of [left, told]) {
        probe.wait(3)
        probe.said()
      }
      const before = left.context
      const what = `${event.type} in ${leaf}`
      expect(told.tell(event as EventFromLogic<M>), what).toEqual([{ type: 'ignored', reason: 'unexpected' }])
      expect([told.state, told.context], what).toEqual([left.state, before])
      expect([told.wait(5000), told.state], what).toEqual([left.wait(5000), left.state])
    }
  }
  return pairs
}
