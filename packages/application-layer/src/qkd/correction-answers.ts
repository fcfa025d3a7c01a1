import {
  BitString,
  cascadePlan,
  CascadeResponder,
  decodeQueries,
  type LeakLedger,
  PostProcessingInputError
} from '@bellwire/post-processing'
import { type QkdMessage, QkdReason, QkdReconciliation } from '@bellwire/wire'
import { codeOf, variantOf } from './correction.js'
import type { ProtocolRules } from './protocol/rules.js'

type Queries = Extract<QkdMessage, { type: 'QUERIES' }>

/** What the reference tells of its raw key so that the other end can correct its own: the counterpart of `Correction`. */
export class CorrectionAnswers {
  readonly #key: BitString
  readonly #rules: ProtocolRules
  readonly #reconciliation: number
  readonly #leak: LeakLedger
  #cascade: CascadeResponder | undefined
  /** Answers that were given. */
  roundTrips = 0

  constructor(rawKey: BitString, rules: ProtocolRules, reconciliation: number, leak: LeakLedger) {
    this.#key = rawKey
    this.#rules = rules
    this.#reconciliation = reconciliation
    this.#leak = leak
  }

  /** The parities that are asked for, or why they are not told. */
  answer({ seed, queries }: Queries): Uint8Array | QkdReason {
    const answer =
      this.#reconciliation === QkdReconciliation.LDPC ? this.#syndrome(seed) : this.#parities(seed, queries)
    if (typeof answer !== 'number') this.roundTrips += 1
    return answer
  }

  clear(): void {
    this.#cascade?.clear()
  }

  #parities(seed: Uint8Array, queries: Uint8Array): Uint8Array | QkdReason {
    const { length } = this.#key
    const { expectedErrorRate, publishedBudget: budget } = this.#rules
    const passes = cascadePlan(variantOf(this.#reconciliation), length, expectedErrorRate).blockSizes.length
    try {
      this.#cascade ??= new CascadeResponder(this.#key, { seed: BitString.fromBytes(seed), passes, budget })
      const asked = decodeQueries(queries, length, passes)
      // Each turn costs something of the budget, so that they come to an end.
      if (asked.starts.length === 0) return QkdReason.MESSAGE
      const parities = this.#cascade.answer(asked)
      if (parities === undefined) return QkdReason.BUDGET
      this.#leak.add('parity', parities.length)
      return parities.bytes
    } catch (error) {
      if (!(error instanceof PostProcessingInputError)) throw error
      return QkdReason.MESSAGE
    }
  }

  #syndrome(seed: Uint8Array): Uint8Array | QkdReason {
    // Once: two syndromes of one key would tell twice as much.
    if (seed.length !== 16 || this.#leak.total > 0) return QkdReason.MESSAGE
    const code = codeOf(this.#key.length, this.#rules.publishedBudget, seed)
    if (code === undefined) return QkdReason.BUDGET
    this.#leak.add('syndrome', code.leak)
    return code.syndrome(this.#key).bytes
  }
}
