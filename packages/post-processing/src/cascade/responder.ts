import { BitString } from '../bit-string.js'
import { requireInteger } from '../errors.js'
import { PassKey } from './pass-key.js'
import { type CascadeQueries, requireQueries } from './queries.js'
import { passOrder } from './shuffle.js'

export interface ResponderParameters {
  /** 128 public bits; both ends have the same. */
  readonly seed: BitString
  /** Passes of the plan that both ends follow. */
  readonly passes: number
  /** Parities that it will give at most; the key's length if not given. */
  readonly budget?: number
}

/** The end of Cascade whose key is right by definition: it answers parities, and counts what they leak. */
export class CascadeResponder {
  readonly #key: BitString
  readonly #parameters: ResponderParameters
  readonly #budget: number
  readonly #passes: (PassKey | undefined)[] = []
  #leakedBits = 0

  constructor(key: BitString, parameters: ResponderParameters) {
    this.#budget = parameters.budget ?? key.length
    requireInteger('budget', this.#budget, 0, Number.MAX_SAFE_INTEGER)
    requireInteger('passes', parameters.passes, 1, 0xffff)
    this.#key = key.clone()
    this.#parameters = parameters
  }

  /** Every parity that was given. */
  get leakedBits(): number {
    return this.#leakedBits
  }

  /**
   * The parities asked for, in the order of the queries; undefined, and nothing told, where they would pass the budget.
   *
   * @throws PostProcessingInputError for queries that break the rules of {@link CascadeQueries}
   */
  answer(queries: CascadeQueries): BitString | undefined {
    requireQueries(queries, this.#key.length, this.#parameters.passes)
    const { pass, starts, ends } = queries
    if (this.#leakedBits + starts.length > this.#budget) return
    this.#leakedBits += starts.length
    const key = this.#passKey(pass)
    const parities = new BitString(starts.length)
    for (let k = 0; k < starts.length; k++) {
      if (key.parity(starts[k] as number, ends[k] as number) === 1) parities.set(k, 1)
    }
    return parities
  }

  /** Overwrites its copies of the key; it must not be asked afterwards. */
  clear(): void {
    this.#key.clear()
    for (const pass of this.#passes) pass?.clear()
  }

  #passKey(pass: number): PassKey {
    const known = this.#passes[pass]
    if (known !== undefined) return known
    const made = new PassKey(this.#key, passOrder(this.#parameters.seed, pass, this.#key.length))
    this.#passes[pass] = made
    return made
  }
}
