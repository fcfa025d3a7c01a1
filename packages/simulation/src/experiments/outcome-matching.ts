/** Both ends of a link deliver a pair within far fewer pairs than this. */
const SIZE = 4096

/**
 * Brings the two ends' accounts of a pair together by its sequence number, without allocating: each end notes a small
 * integer, and who comes second gets the other's.
 */
export class OutcomeMatching {
  readonly #sequences = new Float64Array(SIZE).fill(-1)
  readonly #codes = new Int32Array(SIZE)

  /** Notes one end's code. Returns the other end's, or -1 when that has not come yet. */
  note(sequence: number, code: number): number {
    const at = sequence % SIZE
    if (this.#sequences[at] === sequence) {
      this.#sequences[at] = -1
      return this.#codes[at] as number
    }
    this.#sequences[at] = sequence
    this.#codes[at] = code
    return -1
  }
}
