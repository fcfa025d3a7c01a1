/**
 * Sums over bins of a non-negative variable whose range nobody knows before: bins of width 1 to begin with, and
 * whenever a value lies beyond the last one, neighbours are joined and the width doubles. Nothing is lost but
 * resolution, and with n bins that is never worse than 2/n of the largest value.
 */
export class DoublingBins {
  /** Values that fell into each bin. */
  readonly counts: Float64Array
  /** Sum of what was added with them, of its squares, and of the values themselves. */
  readonly sums: Float64Array
  readonly squares: Float64Array
  readonly values: Float64Array
  #width = 1

  /** @param bins an even number */
  constructor(bins: number) {
    this.counts = new Float64Array(bins)
    this.sums = new Float64Array(bins)
    this.squares = new Float64Array(bins)
    this.values = new Float64Array(bins)
  }

  /** Of one bin, in the unit of the values. */
  get width(): number {
    return this.#width
  }

  /** Number of bins up to the last one that is not empty. */
  get length(): number {
    let length = this.counts.length
    while (length > 0 && this.counts[length - 1] === 0) length -= 1
    return length
  }

  /** @param value >= 0 and finite */
  add(value: number, quantity = 0): void {
    const bins = this.counts.length
    while (value >= bins * this.#width) this.#double()
    const bin = Math.floor(value / this.#width)
    this.counts[bin] = (this.counts[bin] as number) + 1
    this.sums[bin] = (this.sums[bin] as number) + quantity
    this.squares[bin] = (this.squares[bin] as number) + quantity * quantity
    this.values[bin] = (this.values[bin] as number) + value
  }

  #double(): void {
    for (const array of [this.counts, this.sums, this.squares, this.values]) {
      const half = array.length / 2
      for (let bin = 0; bin < half; bin++) array[bin] = (array[2 * bin] as number) + (array[2 * bin + 1] as number)
      array.fill(0, half)
    }
    this.#width *= 2
  }
}
