import {
  BitString,
  CascadeCorrector,
  type CascadeVariant,
  encodeQueries,
  type LeakLedger,
  LdpcReconciliation,
  PostProcessingInputError,
  SHUFFLE_SEED_BITS
} from '@bellwire/post-processing'
import { QkdReason, QkdReconciliation } from '@bellwire/wire'
import type { ProtocolRules } from './protocol/rules.js'

const NO_BYTES = new Uint8Array(0)

/** What a QUERIES says. */
interface Queries {
  readonly seed: Uint8Array
  readonly queries: Uint8Array
}

/** How the corrector makes its raw key the reference's: by questions, until there are none left. */
export class Correction {
  readonly #rules: ProtocolRules
  readonly #leak: LeakLedger
  readonly #seed: BitString
  readonly #cascade: CascadeCorrector | undefined
  #key: BitString
  #asked = false
  #decoded = false
  corrections = 0
  roundTrips = 0

  /** @param draw public random bits */
  constructor(
    rawKey: BitString,
    rules: ProtocolRules,
    reconciliation: number,
    leak: LeakLedger,
    draw: (bits: number) => BitString
  ) {
    this.#key = rawKey
    this.#rules = rules
    this.#leak = leak
    this.#seed = draw(SHUFFLE_SEED_BITS)
    if (reconciliation === QkdReconciliation.LDPC) return
    this.#cascade = new CascadeCorrector(rawKey, {
      variant: variantOf(reconciliation),
      expectedErrorRate: rules.expectedErrorRate,
      seed: this.#seed,
      budget: rules.publishedBudget
    })
  }

  /** The next question; none once the key is corrected, or cannot be. */
  next(): Queries | undefined {
    const seed = this.#asked ? NO_BYTES : this.#seed.bytes
    if (this.#cascade === undefined) {
      if (this.#asked) return undefined
      this.#asked = true
      return { seed, queries: NO_BYTES }
    }
    const queries = this.#cascade.nextQueries()
    if (queries === undefined) return undefined
    this.#asked = true
    this.#leak.add('parity', queries.starts.length)
    return { seed, queries: encodeQueries(queries) }
  }

  /** Takes an answer. NONE, or why it cannot be taken. */
  take(answer: Uint8Array): QkdReason {
    if (this.#cascade === undefined) return this.#decode(answer)
    const asked = this.#cascade.nextQueries()?.starts.length ?? 0
    if (answer.length !== Math.ceil(asked / 8)) return QkdReason.MESSAGE
    this.#cascade.answer(BitString.fromBytes(answer, asked))
    return QkdReason.NONE
  }

  /** The corrected key; undefined where it could not be corrected within the budget. */
  corrected(): BitString | undefined {
    const cascade = this.#cascade
    if (cascade === undefined) return this.#decoded ? this.#key : undefined
    if (cascade.outcome !== 'reconciled') return undefined
    this.corrections = cascade.corrections
    this.roundTrips = cascade.roundTrips
    return cascade.correctedKey()
  }

  clear(): void {
    this.#cascade?.clear()
  }

  #decode(syndrome: Uint8Array): QkdReason {
    const code = codeOf(this.#key.length, this.#rules.publishedBudget, this.#seed.bytes)
    if (code === undefined) return QkdReason.BUDGET
    if (syndrome.length !== Math.ceil(code.leak / 8)) return QkdReason.MESSAGE
    this.#leak.add('syndrome', code.leak)
    const decoded = code.reconcile(this.#key, BitString.fromBytes(syndrome, code.leak), this.#rules.errorRates())
    if (decoded.outcome === 'failed') return QkdReason.BUDGET
    this.#key = decoded.key
    this.#decoded = true
    this.corrections = decoded.corrected
    this.roundTrips = 1
    return QkdReason.NONE
  }
}

export function variantOf(reconciliation: number): CascadeVariant {
  return reconciliation === QkdReconciliation.CASCADE_OPTION3 ? 'option3' : 'option7'
}

/** The code for a key and a budget; undefined where the key is too short, or the budget too large. */
export function codeOf(length: number, syndromeLength: number, seed: Uint8Array): LdpcReconciliation | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = seed
  try {
    return new LdpcReconciliation({ length, syndromeLength, seed: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0 })
  } catch (error) {
    if (!(error instanceof PostProcessingInputError)) throw error
    return undefined
  }
}
