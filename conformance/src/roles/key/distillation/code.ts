import type { Bit } from './bits.js'

// Codes of section 9.4, whose syndromes are sent once: KEY-220 to KEY-223.

/** Bits of a block at most. */
const LONGEST = 131_072

/** How far apart the rows of two columns of three are, together, at least. */
const APART = 12

/** Draws for a row that closes no cycle of six, and for any other. */
const [CAREFUL, PATIENT] = [16, 64]

/** Numbers below a bound, from a seed of 32 bits. */
type Below = (bound: number) => number

function generator(seed: number): Below {
  let [x, y, z, w] = [123_456_789, 362_436_069, 521_288_629, (88_675_123 ^ seed) >>> 0]
  const word = (): number => {
    const t = (x ^ (x << 11)) >>> 0
    x = y
    y = z
    z = w
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return w
  }
  for (let passed = 0; passed < 64; passed++) word()
  return (bound) => Math.floor((word() * bound) / 2 ** 32)
}

/** The columns of every row, and the rows of every column. */
interface Code {
  readonly rows: readonly (readonly number[])[]
  readonly columns: readonly (readonly number[])[]
}

/** A matrix while its rows are drawn. */
class Drawn implements Code {
  readonly rows: number[][]
  readonly columns: number[][] = []
  /** Columns of three that are whole, with their rows in order. */
  readonly #threes: number[][] = []
  readonly #pool: number[] = []
  #most = 0

  constructor(
    private readonly height: number,
    private readonly below: Below
  ) {
    this.rows = Array.from({ length: height }, () => [])
  }

  staircase(): void {
    for (let column = 0; column + 1 < this.height; column++) {
      this.columns.push([])
      this.#put(column, column)
      this.#put(column, column + 1)
    }
  }

  /** What each row lacks, where there are so many ones in all. */
  fillPool(ones: number): void {
    const { height } = this
    this.#most = 2 * Math.ceil(ones / height)
    for (const [row, { length }] of this.rows.entries()) {
      const wanted = Math.floor(((row + 1) * ones) / height) - Math.floor((row * ones) / height)
      for (let lacking = wanted - length; lacking > 0; lacking--) this.#pool.push(row)
    }
  }

  draw(weight: number): void {
    const column = this.columns.length
    this.columns.push([])
    for (let one = 0; one < weight; one++) {
      const row = this.#next(column, weight)
      if (row === undefined) return
      this.#put(column, row)
    }
    if (weight === 3) this.#threes.push((this.columns[column] ?? []).toSorted((a, b) => a - b))
  }

  #put(column: number, row: number): void {
    this.columns[column]?.push(row)
    this.rows[row]?.push(column)
  }

  #next(column: number, weight: number): number | undefined {
    const isApart = (row: number): boolean => this.#isApart(row, column, weight)
    const isLacking = (row: number): boolean => this.columns[column]?.includes(row) === false
    const isFree = (row: number): boolean => (this.rows[row]?.length ?? 0) < this.#most
    const careful = weight <= 4 ? this.#drawn(CAREFUL, (row) => isApart(row) && !this.#closes(row, column)) : undefined
    return (
      careful ??
      this.#drawn(PATIENT, isApart) ??
      this.#around((row) => isApart(row) && isFree(row)) ??
      this.#drawn(PATIENT, isLacking) ??
      this.#around((row) => isLacking(row) && isFree(row))
    )
  }

  #drawn(times: number, isFit: (row: number) => boolean): number | undefined {
    for (let time = 0; time < times && this.#pool.length > 0; time++) {
      const at = this.below(this.#pool.length)
      const row = this.#pool[at] ?? 0
      if (!isFit(row)) continue
      this.#pool[at] = this.#pool.at(-1) ?? 0
      this.#pool.pop()
      return row
    }
    return undefined
  }

  #around(isFit: (row: number) => boolean): number | undefined {
    const first = this.below(this.height)
    for (let step = 0; step < this.height; step++) {
      const row = (first + step) % this.height
      if (isFit(row)) return row
    }
    return undefined
  }

  #isApart(row: number, column: number, weight: number): boolean {
    const has = this.columns[column] ?? []
    if (has.includes(row)) return false
    if ((this.rows[row] ?? []).some((other) => this.columns[other]?.some((one) => has.includes(one)))) return false
    if (weight !== 3 || has.length !== 2) return true
    const rows = [...has, row].toSorted((a, b) => a - b)
    return this.#threes.every(
      (other) => rows.reduce((sum, one, at) => sum + Math.abs(one - (other[at] ?? 0)), 0) >= APART
    )
  }

  #closes(row: number, column: number): boolean {
    const has = this.columns[column] ?? []
    return (this.rows[row] ?? []).some((other) =>
      this.columns[other]?.some(
        (middle) =>
          middle !== row &&
          this.rows[middle]?.some((third) => third !== other && this.columns[third]?.some((one) => has.includes(one)))
      )
    )
  }
}

function codeOf(height: number, width: number, seed: number): Code {
  const others = width - height + 1
  const isLow = 16 * width ** 2 > height ** 3
  const heavy = Math.floor(isLow ? others / 4 : (35 * others) / 100)
  const most = Math.floor(height / 2)
  const weights = Array.from({ length: others }, (_, at) =>
    Math.min(most, at < heavy ? (isLow ? 14 : 11) : isLow ? 4 : 3)
  )
  const code = new Drawn(height, generator(seed))
  code.staircase()
  code.fillPool(weights.reduce((sum, weight) => sum + weight, 2 * (height - 1)))
  for (const weight of weights) code.draw(weight)
  return code
}

/** The syndrome of a key. @param most bits of it @param seed of 32 bits */
export function syndromeOf(key: readonly Bit[], most: number, seed: number): readonly Bit[] {
  const blocks = Math.ceil(key.length / LONGEST)
  const width = Math.ceil(key.length / blocks)
  const height = Math.floor(most / blocks)
  const order = Array.from({ length: key.length }, (_, index) => index)
  const below = generator(seed)
  for (let k = key.length - 1; k > 0; k--) {
    const other = below(k + 1)
    const bit = order[k] ?? 0
    order[k] = order[other] ?? 0
    order[other] = bit
  }
  const { rows } = codeOf(height, width, seed)
  return Array.from({ length: blocks }, (_, block) =>
    rows.map(
      (columns) => columns.reduce((parity, at) => parity ^ (key[order[block * width + at] ?? -1] ?? 0), 0) as Bit
    )
  ).flat()
}
