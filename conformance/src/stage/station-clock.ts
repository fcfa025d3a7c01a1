/**
 * The station's clock against the node's, which is the tester's time. Both read the same until a test moves the station's:
 * to the node that looks as if its own had moved.
 */
export class StationClock {
  /** The node's time, and what this clock reads then. */
  #since = 0
  #reading = 0
  /** Of its nanoseconds, in one of the node's. */
  #rate = 1

  /** @param now the node's time, nanoseconds */
  constructor(private readonly now: () => number) {}

  /** What it reads now. */
  get reading(): number {
    return Math.round(this.#at(this.now()))
  }

  /** When it reads that, by the node's clock. */
  when(reading: number): number {
    return Math.round(this.#since + (reading - this.#reading) / this.#rate)
  }

  /** Puts it forward, or back where `by` is less than 0. */
  step(by: number): void {
    this.#move(by, this.#rate)
  }

  /** From now on it gains on the node's clock, or falls back where `drift` is less than 0. @param drift 1e-12 */
  gain(drift: number): void {
    this.#move(0, 1 + drift * 1e-12)
  }

  #at(time: number): number {
    return this.#reading + (time - this.#since) * this.#rate
  }

  #move(by: number, rate: number): void {
    const now = this.now()
    this.#reading = this.#at(now) + by
    this.#since = now
    this.#rate = rate
  }
}
