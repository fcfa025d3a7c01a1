import type { Plot } from '../chart/plot.js'

/** A figure of the report: plots, the numbers that matter beside them, and the data underneath. */
export interface Figure {
  readonly heading: string
  readonly plots: readonly Plot[]
  /** What to read off, as [quantity, value]. */
  readonly facts: readonly (readonly [string, string])[]
  /** What is shown and how it was got. */
  readonly caption: string
  readonly data: Table
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const MOST_ROWS = 60

/** At most a page of rows, evenly chosen, the first and last among them. */
export function thinRows<T>(rows: readonly T[], most = MOST_ROWS): readonly T[] {
  if (rows.length <= most) return rows
  return Array.from({ length: most }, (_, n) => rows[Math.round((n * (rows.length - 1)) / (most - 1))] as T)
}

/** The least and the greatest of finite numbers, and of what must be shown with them. */
export function extent(values: readonly number[], ...others: readonly number[]): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of [...values, ...others]) {
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? [0, 1] : [low, high]
}
