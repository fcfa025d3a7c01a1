/** How many ones the columns of a code have, besides those of the staircase, which have two. */
export interface ColumnDegrees {
  /** So many columns have {@link highDegree} ones; the others have {@link lowDegree}. */
  readonly highColumns: number
  readonly highDegree: number
  readonly lowDegree: number
}

/**
 * Whether a code has so few rows for its columns that, were its lighter columns of degree three, too many of them would
 * be together in light codewords and in small sets on which decoding gets stuck: their number goes with columns^2 /
 * rows^3.
 */
export function isDense(columns: number, rows: number): boolean {
  return 16 * columns ** 2 > rows ** 3
}

/**
 * The degrees of a code of `columns` columns, the first `rows` - 1 of which are a staircase: of 100 others, 35 have
 * degree 11 and the rest degree 3, or in a dense code 25 have degree 14 and the rest degree 4; no degree passes half of
 * the rows. By density evolution (Richardson and Urbanke, "The capacity of low-density parity-check codes under
 * message-passing decoding", 2001) on the binary symmetric channel, with rows of equal degree, the first ensemble needs
 * 1.105 times the Shannon limit at rows / columns = 0.1, 1.092 times at 0.2, 1.073 times at 0.3 and 1.045 times at 0.5;
 * the second 1.16 to 1.18 times at 0.05 to 0.1.
 */
export function columnDegrees(columns: number, rows: number): ColumnDegrees {
  const free = columns - (rows - 1)
  const most = Math.floor(rows / 2)
  return isDense(columns, rows)
    ? { highColumns: Math.floor(free / 4), highDegree: Math.min(14, most), lowDegree: Math.min(4, most) }
    : { highColumns: Math.floor((free * 35) / 100), highDegree: Math.min(11, most), lowDegree: Math.min(3, most) }
}
