/** Milliseconds before a lost connection is tried again: at first, and at most; it doubles. */
export interface Backoff {
  readonly first: number
  readonly last: number
}

/** Times between attempts. */
export class Retries {
  #failures = 0

  /** @param random uniform on [0, 1): spreads the attempts of many */
  constructor(
    private readonly backoff: Backoff = { first: 100, last: 5000 },
    private readonly random: () => number = Math.random
  ) {}

  succeeded(): void {
    this.#failures = 0
  }

  /** Milliseconds until the next attempt. */
  next(): number {
    const { first, last } = this.backoff
    const wait = Math.min(last, first * 2 ** Math.min(this.#failures, 20))
    this.#failures += 1
    return wait * (0.5 + 0.5 * this.random())
  }
}
