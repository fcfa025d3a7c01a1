import { type Cell, cellsOf, IGNORED, MACHINES, nameOf } from '@bellwire/conformance'
import type { Said } from '../../statechart/test/machine-probe.js'

/** One instance of a machine, looked at from outside. */
interface Probed<Event> {
  readonly state: string
  tell(event: Event): Said[]
  said(): Said[]
  wait(duration: number): Said[]
}

/** What a machine of the stack is to the abstract one: the abstraction map. */
export interface Abstraction<Event, Probe extends Probed<Event>> {
  /** Of the abstract machine. */
  readonly table: string
  /** States of it that the machine may be in, as far as it knows. */
  states(probe: Probe): readonly string[]
  /**
   * What the abstract machine would see: one of these events, or nothing where there are none; undefined for what the text leaves
   * open, or nobody sends.
   */
  events(event: Event, probe: Probe): readonly string[] | undefined
  /** Whether what the machine says is a reaction; those that are not named here are others' business. */
  readonly reactions: Readonly<Record<string, (said: readonly Said[], event: Event | undefined) => boolean>>
  /** Whether what the machine says is seen by nobody. */
  isSilent(said: readonly Said[]): boolean
}

/** The machine has done what the abstract one does not. */
class NoRefinement extends Error {}

/** Follows one instance of a machine, and holds each of its steps against the abstract machine. */
export class Refinement<Event, Probe extends Probed<Event>> {
  readonly #cells: readonly Cell[]
  /** States in which the abstract machine may be. */
  #states: readonly string[]

  /** @param reached takes the names of the cells that were steps */
  constructor(
    private readonly probe: Probe,
    private readonly abstraction: Abstraction<Event, Probe>,
    private readonly reached: Set<string> = new Set()
  ) {
    const machine = MACHINES.find((one) => one.machine === abstraction.table)
    if (machine === undefined) throw new Error(`there is no table ${abstraction.table}`)
    this.#cells = cellsOf(machine)
    this.#states = [machine.initial]
  }

  /** What the machine has said since it was opened is its reaction to an event. */
  begin(event: string): void {
    this.#step([event], this.probe.said(), undefined)
  }

  /** Tells the machine an event, unless the table says that it cannot come about now. */
  tell(event: Event): void {
    const events = this.abstraction.events(event, this.probe)
    if (events === undefined || !this.#isFeasible(events)) return
    this.#step(events, this.probe.tell(event), event)
  }

  /**
   * Lets time pass until the machine says something by itself, and no longer.
   *
   * @param event what the abstract machine sees then
   * @param step in which it says something once at most
   */
  waitFor(event: (said: readonly Said[]) => string, most: number, step: number): void {
    for (let waited = 0; waited < most; waited += step) {
      const said = this.probe.wait(step)
      if (said.length > 0) return this.#step([event(said)], said, undefined)
    }
  }

  #isFeasible(events: readonly string[]): boolean {
    return events.length === 0 || this.#of(events).length > 0
  }

  #of(events: readonly string[]): readonly Cell[] {
    return this.#cells.filter(
      ({ state, event, infeasible }) =>
        infeasible === undefined && this.#states.includes(state) && events.includes(event)
    )
  }

  #step(events: readonly string[], said: readonly Said[], event: Event | undefined): void {
    const after = this.abstraction.states(this.probe)
    const what = `${this.#states.join(' or ')}: ${events.join(' or ')}, said ${JSON.stringify(said)}, now ${after.join(' or ')}`
    // Stuttering.
    if (events.length === 0) {
      const same = this.#states.filter((state) => after.includes(state))
      if (same.length === 0 || !this.abstraction.isSilent(said)) throw new NoRefinement(what)
      this.#states = same
      return
    }
    const steps = this.#of(events).filter((cell) => after.includes(cell.to) && this.#does(cell, said, event))
    if (steps.length === 0) throw new NoRefinement(what)
    for (const cell of steps) this.reached.add(nameOf(cell))
    this.#states = [...new Set(steps.map(({ to }) => to))]
  }

  #does({ does }: Cell, said: readonly Said[], event: Event | undefined): boolean {
    return Object.keys(does).every((reaction) =>
      reaction === IGNORED
        ? this.abstraction.isSilent(said)
        : (this.abstraction.reactions[reaction]?.(said, event) ?? true)
    )
  }
}

/** The cells of a table that can come about, but those with certain events. */
export function feasibleCells(table: string, but: readonly string[] = []): readonly string[] {
  const machine = MACHINES.find((one) => one.machine === table)
  if (machine === undefined) throw new Error(`there is no table ${table}`)
  return cellsOf(machine)
    .filter(({ infeasible, event }) => infeasible === undefined && !but.includes(event))
    .map(nameOf)
    .toSorted()
}
