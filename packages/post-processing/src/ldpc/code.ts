import { columnDegrees } from './degrees.js'
import { PublicGenerator } from './public-generator.js'

/** Draws for one entry that shall close no cycle of six, no cycle of four, and at last only be another row. */
const DRAWS_WITHOUT_SIX_CYCLE = 16
const DRAWS_WITHOUT_FOUR_CYCLE = 64
const DRAWS_OF_ANOTHER_ROW = 64

/**
 * Two columns of degree three and the steps of the staircase between their rows, taken in pairs, are together a
 * codeword, of weight two plus the steps. Errors in half of its columns are mistaken for errors in the other half: with
 * so many steps, at least, there are hardly ever as many.
 */
const STEPS_APART = 12

/**
 * A sparse parity-check matrix of m rows and N columns, wholly determined by m, N and a seed. It is an irregular
 * repeat-accumulate code (Jin, Khandekar and McEliece, "Irregular repeat-accumulate codes", 2000):
 *
 * 1. Columns 0 .. m - 2 are a staircase: column j has ones in rows j and j + 1. This alone gives rank m - 1, and no
 *    codeword lies in columns of degree two alone.
 * 2. The other columns follow, those of high degree first ({@link columnDegrees}). With E entries in all, row r shall
 *    have floor((r + 1) E / m) - floor(r E / m); the pool lists every row, in order, as often as it lacks entries.
 * 3. Each entry's row is drawn by {@link PublicGenerator}: a place in the pool, `below(places)`; a row that suits is
 *    taken out, the pool's last taking its place. For a column of degree 4 or less, up to 16 draws look for a row that
 *    is apart and closes no cycle of six; then, for any column, 64 draws for one that is apart; then the first such of
 *    all rows from `below(m)` on and around, the pool unchanged, if it has less than 2 ceil(E / m) entries; then 64
 *    draws from the pool for one that the column lacks; then the first such of all rows, as before.
 * 4. A row is apart where it shares no column with a row that the column has, and where, being the third of a column of
 *    degree three, it brings it to no earlier one of that degree within 12 steps: the sum of the distances of their
 *    rows, paired the shortest way. It closes a cycle of six where one of its columns has a row that shares a column
 *    with a row that the column has.
 */
export interface LdpcCode {
  readonly columns: number
  readonly rows: number
  /** The entries of row r are columnOf[rowStart[r]] up to, not including, columnOf[rowStart[r + 1]]. */
  readonly rowStart: Int32Array
  readonly columnOf: Int32Array
}

/** @param rows - at least 4, at most `columns` */
export function ldpcCode(columns: number, rows: number, seed: number): LdpcCode {
  return new Construction(columns, rows, seed).run()
}

/** A matrix in the making, indexed both ways. */
class Construction {
  private readonly generator: PublicGenerator
  private readonly degreeOf: Int32Array
  /** Rows of column j, from columnStart[j]; columnFill[j] are there by now. */
  private readonly columnStart: Int32Array
  private readonly columnFill: Int32Array
  private readonly rowOf: Int32Array
  /** Columns of row r, from r * capacity, twice the mean; rowFill[r] are there by now. */
  private readonly capacity: number
  private readonly rowFill: Int32Array
  private readonly columnOf: Int32Array
  /** The row of every entry that rows have yet to get: the first `free` of them. */
  private readonly pool: Int32Array
  private free = 0
  /** The last column with a one in the row, or in one that shares a column with it: another closes a cycle of four. */
  private readonly near: Int32Array
  /** Rows that the next one has to keep away from, by so many steps of the staircase. */
  private readonly rivals: { readonly row: number; readonly steps: number }[] = []

  constructor(
    private readonly columns: number,
    private readonly rows: number,
    seed: number
  ) {
    this.generator = new PublicGenerator(seed)
    this.degreeOf = degreesInOrder(columns, rows)
    this.columnStart = new Int32Array(columns + 1)
    for (let j = 0; j < columns; j++) {
      this.columnStart[j + 1] = (this.columnStart[j] as number) + (this.degreeOf[j] as number)
    }
    const entries = this.columnStart[columns] as number
    this.columnFill = new Int32Array(columns)
    this.rowOf = new Int32Array(entries)
    this.capacity = 2 * Math.ceil(entries / rows)
    this.rowFill = new Int32Array(rows)
    this.columnOf = new Int32Array(rows * this.capacity)
    this.pool = new Int32Array(entries)
    this.near = new Int32Array(rows).fill(-1)
  }

  run(): LdpcCode {
    for (let j = 0; j < this.rows - 1; j++) {
      this.enter(j, j)
      this.enter(j, j + 1)
    }
    this.fillPool()
    for (let j = this.rows - 1; j < this.columns; j++) {
      for (let k = this.degreeOf[j] as number; k > 0; k--) this.enter(j, this.draw(j))
    }
    return this.compressed()
  }

  /** Rows get equal numbers of entries, or one more, evenly spread: floor((r + 1) E / m) - floor(r E / m). */
  private fillPool(): void {
    const entries = this.rowOf.length
    for (let r = 0; r < this.rows; r++) {
      const wanted = Math.floor(((r + 1) * entries) / this.rows) - Math.floor((r * entries) / this.rows)
      for (let k = this.rowFill[r] as number; k < wanted; k++) this.pool[this.free++] = r
    }
  }

  private enter(column: number, row: number): void {
    const fill = this.rowFill[row] as number
    this.columnOf[row * this.capacity + fill] = column
    this.rowFill[row] = fill + 1
    const columnFill = this.columnFill[column] as number
    this.rowOf[(this.columnStart[column] as number) + columnFill] = row
    this.columnFill[column] = columnFill + 1
    // Nothing is drawn for the staircase, nor for a column after its last row.
    if (column >= this.rows - 1 && columnFill + 1 < (this.degreeOf[column] as number)) this.mark(column, row)
  }

  private mark(column: number, row: number): void {
    const start = row * this.capacity
    for (let e = start + (this.rowFill[row] as number) - 1; e >= start; e--) {
      const neighbour = this.columnOf[e] as number
      const first = this.columnStart[neighbour] as number
      for (let k = first + (this.columnFill[neighbour] as number) - 1; k >= first; k--) {
        this.near[this.rowOf[k] as number] = column
      }
    }
  }

  /**
   * A row for a column's next one: first one drawn from the pool that closes no short cycle and no light codeword, then
   * any row that closes none, then the pool's again whatever they close, then any row that the column lacks.
   */
  private draw(column: number): number {
    // Columns of high degree have so many neighbours that a cycle of six through them cannot be avoided.
    const degree = this.degreeOf[column] as number
    const low = degree <= 4
    const lacking = (row: number): boolean => !this.has(column, row)
    if (degree === 3 && this.columnFill[column] === 2) this.findRivals(column)
    else this.rivals.length = 0
    const apart = (row: number): boolean =>
      this.near[row] !== column && this.rivals.every((rival) => Math.abs(rival.row - row) >= rival.steps)
    const wide = (row: number): boolean => apart(row) && !this.closesSixCycle(column, row)
    let row = low ? this.fromPool(DRAWS_WITHOUT_SIX_CYCLE, wide) : -1
    if (row < 0) row = this.fromPool(DRAWS_WITHOUT_FOUR_CYCLE, apart)
    if (row < 0) row = this.fromAll(apart)
    if (row < 0) row = this.fromPool(DRAWS_OF_ANOTHER_ROW, lacking)
    // Fewer than half of the rows are full, and fewer than half have the column: some row is neither.
    return row < 0 ? this.fromAll(lacking) : row
  }

  /** A suitable row out of the pool, by so many draws at most; -1 for none. */
  private fromPool(draws: number, suits: (row: number) => boolean): number {
    for (let k = 0; k < draws && this.free > 0; k++) {
      const place = this.generator.below(this.free)
      const row = this.pool[place] as number
      if (!suits(row)) continue
      this.pool[place] = this.pool[--this.free] as number
      return row
    }
    return -1
  }

  /** The first suitable row that is not full, from one drawn on and around; -1 for none. */
  private fromAll(suits: (row: number) => boolean): number {
    const start = this.generator.below(this.rows)
    for (let k = 0; k < this.rows; k++) {
      const row = (start + k) % this.rows
      if ((this.rowFill[row] as number) < this.capacity && suits(row)) return row
    }
    return -1
  }

  private has(column: number, row: number): boolean {
    const first = this.columnStart[column] as number
    for (let k = first + (this.columnFill[column] as number) - 1; k >= first; k--)
      if (this.rowOf[k] === row) return true
    return false
  }

  private closesSixCycle(column: number, row: number): boolean {
    const start = row * this.capacity
    const end = start + (this.rowFill[row] as number)
    for (let e = start; e < end; e++) {
      const neighbour = this.columnOf[e] as number
      const first = this.columnStart[neighbour] as number
      for (let k = first + (this.columnFill[neighbour] as number) - 1; k >= first; k--) {
        if (this.near[this.rowOf[k] as number] === column) return true
      }
    }
    return false
  }

  /**
   * Looks, before a column's third row is drawn, for the earlier columns of degree three two rows of which lie within
   * the steps of its first two, and notes where each has its other row, and how far from there the third must be.
   */
  private findRivals(column: number): void {
    this.rivals.length = 0
    const own = this.columnStart[column] as number
    const [first, second] = [this.rowOf[own] as number, this.rowOf[own + 1] as number]
    const end = Math.min(this.rows, first + STEPS_APART)
    for (let r = Math.max(0, first - STEPS_APART + 1); r < end; r++) {
      const start = r * this.capacity
      for (let e = start + (this.rowFill[r] as number) - 1; e >= start; e--) {
        const other = this.columnOf[e] as number
        if (other === column) continue
        // Columns stand in a row in the order in which they were drawn, those of degree three last.
        if (this.degreeOf[other] !== 3) break
        const k = this.columnStart[other] as number
        const [x, y, z] = [this.rowOf[k] as number, this.rowOf[k + 1] as number, this.rowOf[k + 2] as number]
        const [a, b] = [x === r ? y : x, z === r ? y : z]
        const left = STEPS_APART - Math.abs(r - first)
        if (Math.abs(a - second) < left) this.rivals.push({ row: b, steps: left - Math.abs(a - second) })
        if (Math.abs(b - second) < left) this.rivals.push({ row: a, steps: left - Math.abs(b - second) })
      }
    }
  }

  private compressed(): LdpcCode {
    const rowStart = new Int32Array(this.rows + 1)
    const columnOf = new Int32Array(this.rowOf.length)
    for (let r = 0; r < this.rows; r++) {
      const [start, fill] = [rowStart[r] as number, this.rowFill[r] as number]
      columnOf.set(this.columnOf.subarray(r * this.capacity, r * this.capacity + fill), start)
      rowStart[r + 1] = start + fill
    }
    return { columns: this.columns, rows: this.rows, rowStart, columnOf }
  }
}

/** Degrees in the order in which columns are drawn: the staircase, the high degrees, then the low, which avoid more. */
function degreesInOrder(columns: number, rows: number): Int32Array {
  const { highColumns, highDegree, lowDegree } = columnDegrees(columns, rows)
  const degrees = new Int32Array(columns).fill(lowDegree)
  degrees.fill(2, 0, rows - 1)
  degrees.fill(highDegree, rows - 1, rows - 1 + highColumns)
  return degrees
}
