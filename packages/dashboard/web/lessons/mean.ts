/** A mean that grows with every value. */
export class Mean {
  #count = 0
  #sum = 0
  #squares = 0

  add(value: number): void {
    this.#count += 1
    this.#sum += value
    this.#squares += value * value
  }

  get count(): number {
    return this.#count
  }

  /** Undefined without values. */
  get value(): number | undefined {
    return this.#count === 0 ? undefined : this.#sum / this.#count
  }

  /** One standard error of the mean; undefined for less than two values. */
  get error(): number | undefined {
    if (this.#count < 2) return undefined
    const mean = this.#sum / this.#count
    return Math.sqrt(Math.max(0, this.#squares / this.#count - mean * mean) / (this.#count - 1))
  }
}
