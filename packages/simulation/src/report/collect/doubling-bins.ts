/**
 * Sums over bins of a non-negative variable whose range nobody knows before: bins of width 1 to begin with, and
 * whenever a value lies beyond the last one, neighbours are joined and the width doubles. Nothing is lost but
 * resolution, and with n bins that is never worse than 2/n of the largest value, a few outliers apart.
 */
export class DoublingBins {
  /** Values that fell into each bin. */
  readonly counts: Float64Array
  /** Sum of what was added with them, of its squares, and of the values themselves. */
  readonly sums: Float64Array
  readonly squares: Float64Array
  readonly values: Float64Array
  readonly #outliers: number
  #beyond: number[] = []
  #width = 1

  /**
   * @param bins an even number
   * @param outliers so many values beyond the last bin are kept aside before the width doubles; of values that are
   *   added without a quantity only
   */
  constructor(bins: number, outliers = 0) {
    this.#outliers = outliers
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
    while (value >= bins * this.#width) {
      if (this.#beyond.length < this.#outliers) {
        this.#beyond.push(value)
        return
      }
      this.#widen()
    }
    const bin = Math.floor(value / this.#width)
    this.counts[bin] = (this.counts[bin] as number) + 1
    this.sums[bin] = (this.sums[bin] as number) + quantity
    this.squares[bin] = (this.squares[bin] as number) + quantity * quantity
    this.values[bin] = (this.values[bin] as number) + value
  }

  /** Values kept aside beyond the last bin. */
  get beyond(): number {
    return this.#beyond.length
  }

  /** Widens the bins until at most so many values are kept aside. */
  settle(most: number): void {
    while (this.#beyond.length > most) this.#widen()
  }

  #widen(): void {
    this.#double()
    const aside = this.#beyond
    this.#beyond = []
    for (const value of aside) this.add(value)
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
