/**
 * Rows of numbers of which an even share is kept: every one to begin with, every second one when the room is full, and
 * so on. At least half of the room is used once it has been full, and no randomness is needed.
 */
export class Thinned {
  readonly #columns: number
  readonly #rows: number
  readonly #data: Float64Array
  #kept = 0
  #stride = 1
  #offered = 0

  /** @param rows an even number */
  constructor(rows: number, columns: number) {
    this.#rows = rows
    this.#columns = columns
    this.#data = new Float64Array(rows * columns)
  }

  /** Rows offered, kept or not. */
  get offered(): number {
    return this.#offered
  }

  /** Of so many rows one is kept. */
  get stride(): number {
    return this.#stride
  }

  /** Rows kept. */
  get length(): number {
    return this.#kept
  }

  /** A row of up to five columns. */
  add(first: number, second = 0, third = 0, fourth = 0, fifth = 0): void {
    const index = this.#offered
    this.#offered += 1
    if (index % this.#stride !== 0) return
    if (this.#kept === this.#rows) {
      this.#halve()
      if (index % this.#stride !== 0) return
    }
    const data = this.#data
    const columns = this.#columns
    const at = this.#kept * columns
    data[at] = first
    if (columns > 1) data[at + 1] = second
    if (columns > 2) data[at + 2] = third
    if (columns > 3) data[at + 3] = fourth
    if (columns > 4) data[at + 4] = fifth
    this.#kept += 1
  }

  at(row: number, column: number): number {
    return this.#data[row * this.#columns + column] as number
  }

  #halve(): void {
    const data = this.#data
    const columns = this.#columns
    for (let row = 1; 2 * row < this.#kept; row++) {
      data.copyWithin(row * columns, 2 * row * columns, (2 * row + 1) * columns)
    }
    this.#kept = Math.ceil(this.#kept / 2)
    this.#stride *= 2
  }
}
