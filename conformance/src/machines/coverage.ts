import { MACHINES } from './generated/machines.js'
import { type Cell, cellsOf, nameOf } from './machine.js'

/** How much of something came about. */
interface Share {
  readonly reached: number
  readonly of: number
}

/** How much of a machine came about in the cases that were played. */
export interface MachineCoverage {
  readonly machine: string
  readonly states: Share
  readonly transitions: Share
  /** Events in states for which no transition is listed. */
  readonly others: Share
  /** States with events that no tester can bring about, each with its reason in the table. */
  readonly infeasible: number
  /** What did not come about. */
  readonly missing: readonly string[]
}

/** Coverage of every machine of which something came about. @param exercised how often, by what */
export function machineCoverage(exercised: Readonly<Record<string, number>>): readonly MachineCoverage[] {
  return MACHINES.flatMap(({ machine, states, ...rest }) => {
    const cells = cellsOf({ machine, states, ...rest })
    const feasible = cells.filter(({ infeasible }) => infeasible === undefined)
    const isReached = (what: string): boolean => (exercised[`${machine}: ${what}`] ?? 0) > 0
    const share = (names: readonly string[]): Share => ({ reached: names.filter(isReached).length, of: names.length })
    const namesOf = (isIt: (cell: Cell) => boolean): readonly string[] => feasible.filter(isIt).map(nameOf)
    const names = [...Object.keys(states), ...feasible.map(nameOf)]
    if (!names.some(isReached)) return []
    return [
      {
        machine,
        states: share(Object.keys(states)),
        transitions: share(namesOf(({ isListed }) => isListed)),
        others: share(namesOf(({ isListed }) => !isListed)),
        infeasible: cells.length - feasible.length,
        missing: names.filter((name) => !isReached(name))
      }
    ]
  })
}
