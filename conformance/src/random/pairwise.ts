type Parameters = Readonly<Record<string, readonly unknown[]>>

/** One value of each parameter. */
export type Row<Of extends Parameters> = { readonly [Name in keyof Of]: Of[Name][number] }

/**
 * Few rows in which every value of each parameter stands beside every value of each other one: what goes wrong where two
 * things meet goes wrong in one of them.
 */
export function pairwise<Of extends Parameters>(parameters: Of): readonly Row<Of>[] {
  const lists = Object.values(parameters)
  const left = new Set(
    lists.flatMap((values, one) =>
      lists
        .slice(one + 1)
        .flatMap((others, more) => values.flatMap((_, a) => others.map((_other, b) => name(one, a, one + 1 + more, b))))
    )
  )
  const rows: number[][] = []
  for (let first = next(left); first !== undefined; first = next(left)) {
    const row = rowWith(first, lists, left)
    for (const met of pairsOf(row)) left.delete(met)
    rows.push(row)
  }
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(parameters).map(([parameter, values], at) => [parameter, values[row[at] ?? 0]])
      ) as Row<Of>
  )
}

/** A row that has a pair which is left, and of the others as many as each value in turn can bring. */
function rowWith(pair: string, lists: readonly (readonly unknown[])[], left: ReadonlySet<string>): number[] {
  const [one = 0, a = 0, other = 0, b = 0] = pair.split(' ').map(Number)
  const row: (number | undefined)[] = lists.map((_, at) => (at === one ? a : at === other ? b : undefined))
  for (const [at, values] of lists.entries()) {
    if (row[at] !== undefined) continue
    const met = values.map((_, value) => pairsOf(row.with(at, value)).filter((one_) => left.has(one_)).length)
    row[at] = met.indexOf(Math.max(...met))
  }
  return row.map((value) => value ?? 0)
}

function pairsOf(row: readonly (number | undefined)[]): readonly string[] {
  return row.flatMap((a, one) =>
    row
      .slice(one + 1)
      .flatMap((b, more) => (a === undefined || b === undefined ? [] : [name(one, a, one + 1 + more, b)]))
  )
}

function name(one: number, a: number, other: number, b: number): string {
  return `${one} ${a} ${other} ${b}`
}

function next(left: ReadonlySet<string>): string | undefined {
  const [first] = left
  return first
}
