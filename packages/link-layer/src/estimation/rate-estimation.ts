/** Where so many pairs were expected, half of all that was counted is forgotten: what is new counts more. */
const MEMORY = 2000
/** A difference within so many standard deviations, or so small a part, says nothing. */
const SIGMAS = 4
const SMALL = 0.05

/**
 * How the rate at which pairs come compares with what the hardware states. Counts the slots in which pairs are wanted
 * and could be made: those of attempts, and those that pass before the next attempt for want of a REPLY, or of a turn of a
 * station's switch.
 */
export class RateEstimation {
  /** Sum of the stated success probabilities of the slots. */
  #expected = 0
  #heralds = 0

  /** @param expected slots times the stated success probability of an attempt */
  count(expected: number, heralds: number): void {
    this.#expected += expected
    this.#heralds += heralds
    if (this.#expected < MEMORY) return
    this.#expected /= 2
    this.#heralds /= 2
  }

  /** The link has begun anew. */
  forget(): void {
    this.#expected = 0
    this.#heralds = 0
  }

  /**
   * The measured rate in units of the stated one, where they are certain to differ; 1 where they are not. Never 0.
   *
   * @param attemptSlots slots of one attempt
   */
  factor(attemptSlots: number): number {
    const expected = this.#expected / attemptSlots
    const difference = Math.abs(this.#heralds - expected)
    if (difference <= Math.max(SIGMAS * Math.sqrt(expected), SMALL * expected)) return 1
    return (this.#heralds + 1) / (expected + 1)
  }
}
