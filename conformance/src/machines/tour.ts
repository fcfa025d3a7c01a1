import { type Cell, cellsOf, type Machine, nameOf } from './machine.js'

/**
 * Walks from the initial state that come to every cell that is asked for, by the shortest ways there are, and by listed
 * transitions in between: one, or more where what is left cannot be come to from where one ends.
 *
 * @param isAsked which cells the walks are to come to
 * @param from which of them comes first where several are as near: the cells are turned by so many
 * @throws Error where there is a cell that no way leads to
 */
export function tourOf(machine: Machine, isAsked: (cell: Cell) => boolean, from = 0): readonly (readonly Cell[])[] {
  const cells = turned(
    cellsOf(machine).filter(({ infeasible }) => infeasible === undefined),
    from
  )
  const missing = new Set(cells.filter(isAsked))
  const walks: Cell[][] = []
  while (missing.size > 0) {
    const walk: Cell[] = []
    let way = wayTo(cells, machine.initial, missing)
    if (way === undefined) throw new Error(`no way leads to ${[...missing].map(nameOf).join('; ')}`)
    while (way !== undefined) {
      for (const cell of way) missing.delete(cell)
      walk.push(...way)
      way = wayTo(cells, way.at(-1)?.to ?? machine.initial, missing)
    }
    walks.push(walk)
  }
  return walks
}

/** The shortest way from a state that ends with a cell that is wanted. */
function wayTo(cells: readonly Cell[], start: string, wanted: ReadonlySet<Cell>): readonly Cell[] | undefined {
  const ways: (readonly Cell[])[] = [[]]
  const seen = new Set([start])
  for (const way of ways) {
    const state = way.at(-1)?.to ?? start
    const here = cells.filter((cell) => cell.state === state)
    const found = here.find((cell) => wanted.has(cell))
    if (found !== undefined) return [...way, found]
    for (const cell of here) {
      if (!cell.isListed || seen.has(cell.to)) continue
      seen.add(cell.to)
      ways.push([...way, cell])
    }
  }
  return undefined
}

function turned<T>(list: readonly T[], by: number): readonly T[] {
  const at = list.length === 0 ? 0 : by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}

/** A tour comes to the transitions that are listed; the other one to all other events in every state. */
export type Kind = 'tour' | 'illegal'

/** What a case of a kind comes to, and the requirements that say what is to be done there. */
export function askedIn(
  machine: Machine,
  kind: Kind
): { readonly isAsked: (cell: Cell) => boolean; readonly clauses: readonly string[] } {
  const isAsked = ({ isListed }: Cell): boolean => isListed === (kind === 'tour')
  const cells = cellsOf(machine).filter((cell) => cell.infeasible === undefined && isAsked(cell))
  return { isAsked, clauses: [...new Set(cells.flatMap(({ does }) => Object.values(does)))] }
}
