import { requireInteger } from '../errors.js'

/** Fewer rounds than this in a basis say too little to judge a circuit by. */
export const LEAST_ROUNDS = 30

/** What test rounds say of a circuit's pairs. */
export interface MeasuredFidelity {
  /** F = 1 − (Qx + Qy + Qz)/2, Q the shares of rounds whose outcomes are not those of the pair's Bell state. */
  readonly fidelity: number
  /** Of the fidelity, one sigma. */
  readonly standardError: number
  /** By basis, in the order Z, X, Y. */
  readonly rounds: readonly [number, number, number]
}

/** The last rounds in one basis: a ring. */
class Ring {
  readonly #errors: Uint8Array
  rounds = 0
  errors = 0
  #next = 0

  constructor(size: number) {
    this.#errors = new Uint8Array(size)
  }

  add(error: boolean): void {
    const { length } = this.#errors
    if (this.rounds === length) this.errors -= this.#errors[this.#next] as number
    else this.rounds += 1
    this.#errors[this.#next] = Number(error)
    this.errors += Number(error)
    this.#next = (this.#next + 1) % length
  }
}

/** The last test rounds of a circuit, as many in each basis as the window is long. */
export class TestWindow {
  readonly #bases: readonly [Ring, Ring, Ring]

  /** @throws NetworkInputError unless a window has room for {@link LEAST_ROUNDS} at least */
  constructor(size: number) {
    requireInteger('testWindow', size, LEAST_ROUNDS, 2 ** 24)
    this.#bases = [new Ring(size), new Ring(size), new Ring(size)]
  }

  /** @param basis 0 Z, 1 X, 2 Y */
  add(basis: 0 | 1 | 2, error: boolean): void {
    this.#bases[basis].add(error)
  }

  /**
   * Undefined until there are enough rounds in every basis. In the standard error a share is that of one error and one
   * success more than there were, so that it is never 0: of n rounds without an error, Q may still be 1/n.
   */
  measured(): MeasuredFidelity | undefined {
    let shares = 0
    let variance = 0
    for (const { rounds, errors } of this.#bases) {
      if (rounds < LEAST_ROUNDS) return undefined
      shares += errors / rounds
      const careful = (errors + 1) / (rounds + 2)
      variance += (careful * (1 - careful)) / rounds
    }
    const [z, x, y] = this.#bases
    return {
      fidelity: 1 - shares / 2,
      standardError: Math.sqrt(variance) / 2,
      rounds: [z.rounds, x.rounds, y.rounds]
    }
  }
}

/** Whether what was measured is below what was promised by more than so many standard errors. */
export function isBelow({ fidelity, standardError }: MeasuredFidelity, promised: number, sigmas: number): boolean {
  return fidelity + sigmas * standardError < promised
}
