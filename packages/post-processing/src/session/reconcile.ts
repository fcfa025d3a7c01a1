import type { BitString } from '../bit-string.js'
import { CascadeCorrector } from '../cascade/corrector.js'
import { decodeQueries, encodeQueries } from '../cascade/queries.js'
import { CascadeResponder } from '../cascade/responder.js'
import { SHUFFLE_SEED_BITS } from '../cascade/shuffle.js'
import { type CascadeVariant, cascadePlan } from '../cascade/variant.js'
import { LdpcReconciliation } from '../ldpc/reconciliation.js'
import type { LeakLedger } from '../leak-ledger.js'

/** How two sifted keys are made equal. Alice's is right by definition, Bob's is corrected. */
export type ReconciliationMethod =
  | {
      readonly kind: 'cascade'
      readonly variant: CascadeVariant
      /** Declared before the run; never the errors that were counted. */
      readonly expectedErrorRate: number
    }
  | {
      readonly kind: 'ldpc'
      /** The most bits of syndrome that may be sent. */
      readonly syndromeLength: number
      /** As `LdpcReconciliation.reconcile` takes them. */
      readonly errors: number | Float32Array
    }

/** Public random bits, new ones with every call. They are asked for when they are needed, never before. */
export type DrawBits = (bits: number) => BitString

/** - `budget`: the next parities would have passed the budget.
 *  - `inconsistent`: the answers contradict one another.
 *  - `not-decoded`: no key nearby with the syndrome was found. */
export type ReconciliationFailure = 'budget' | 'inconsistent' | 'not-decoded'

export type Reconciled = {
  /** Messages that were asked and answered; 1 for a syndrome, which is sent one way. */
  readonly roundTrips: number
} & (
  | { readonly outcome: 'reconciled'; readonly bob: BitString; readonly corrected: number }
  | { readonly outcome: 'failed'; readonly reason: ReconciliationFailure }
)

/**
 * Both ends of a reconciliation, in one place, each seeing its own key and the messages of the other alone. Every bit
 * that tells of the key is counted in `leak`.
 *
 * @param budget - bits that reconciliation may leak at most
 * @throws PostProcessingInputError for parameters that the method does not take
 */
export function reconcileKeys(
  alice: BitString,
  bob: BitString,
  method: ReconciliationMethod,
  budget: number,
  draw: DrawBits,
  leak: LeakLedger
): Reconciled {
  return method.kind === 'cascade'
    ? byCascade(alice, bob, method, budget, draw, leak)
    : bySyndrome(alice, bob, method, budget, draw, leak)
}

function byCascade(
  alice: BitString,
  bob: BitString,
  { variant, expectedErrorRate }: Extract<ReconciliationMethod, { kind: 'cascade' }>,
  budget: number,
  draw: DrawBits,
  leak: LeakLedger
): Reconciled {
  const seed = draw(SHUFFLE_SEED_BITS)
  const passes = cascadePlan(variant, alice.length, expectedErrorRate).blockSizes.length
  const responder = new CascadeResponder(alice, { seed, passes, budget })
  const corrector = new CascadeCorrector(bob, { variant, expectedErrorRate, seed, budget })
  try {
    for (let queries = corrector.nextQueries(); queries !== undefined; queries = corrector.nextQueries()) {
      const answer = responder.answer(decodeQueries(encodeQueries(queries), alice.length, passes))
      // The corrector has the same budget, and stops before.
      if (answer === undefined) return { outcome: 'failed', reason: 'budget', roundTrips: corrector.roundTrips }
      leak.add('parity', answer.length)
      corrector.answer(answer)
    }
    const { outcome, roundTrips, corrections } = corrector
    if (outcome !== 'reconciled') {
      return { outcome: 'failed', reason: outcome === 'budget' ? 'budget' : 'inconsistent', roundTrips }
    }
    return { outcome, bob: corrector.correctedKey(), corrected: corrections, roundTrips }
  } finally {
    responder.clear()
    corrector.clear()
  }
}

function bySyndrome(
  alice: BitString,
  bob: BitString,
  { syndromeLength, errors }: Extract<ReconciliationMethod, { kind: 'ldpc' }>,
  budget: number,
  draw: DrawBits,
  leak: LeakLedger
): Reconciled {
  const seed = new DataView(draw(32).bytes.buffer).getUint32(0)
  const code = new LdpcReconciliation({ length: alice.length, syndromeLength, seed })
  if (code.leak > budget) return { outcome: 'failed', reason: 'budget', roundTrips: 0 }
  const syndrome = code.syndrome(alice)
  leak.add('syndrome', syndrome.length)
  const decoded = code.reconcile(bob, syndrome, errors)
  if (decoded.outcome === 'failed') return { outcome: 'failed', reason: 'not-decoded', roundTrips: 1 }
  return { outcome: 'reconciled', bob: decoded.key, corrected: decoded.corrected, roundTrips: 1 }
}
