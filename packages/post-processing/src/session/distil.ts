import { toeplitzHash, toeplitzSeedLength } from '../amplification/toeplitz.js'
import type { BitString } from '../bit-string.js'
import { PostProcessingInputError, requireInteger } from '../errors.js'
import { LeakLedger } from '../leak-ledger.js'
import { VERIFICATION_BITS, verificationTag, verifyKey } from '../verification.js'
import { type DrawBits, reconcileKeys, type ReconciliationFailure, type ReconciliationMethod } from './reconcile.js'

/** What two ends have after sifting, and what they have agreed on. */
export interface KeyDistillation {
  /** Alice's sifted key, which is right by definition. */
  readonly alice: BitString
  /** Bob's, of the same length. */
  readonly bob: BitString
  readonly method: ReconciliationMethod
  /** Bits that reconciliation may leak at most; the key's length if not given. */
  readonly budget?: number
  readonly draw: DrawBits
  /**
   * The length of the final key by the security analysis that was declared, from what has leaked, verification included;
   * 0 for none. Asked only once the keys are known to be equal.
   */
  readonly keyLength: (leak: LeakLedger) => number
}

/** `verification`: the keys are not equal. `no-key`: they are, but the analysis gives no key. */
export type DistillationFailure = ReconciliationFailure | 'verification' | 'no-key'

export type DistilledKeys = {
  /** Every bit that tells of the key and went over the channel. */
  readonly leak: LeakLedger
  readonly roundTrips: number
  /** Bits of Bob's key that were flipped; unknown where reconciliation failed, and of no meaning if the keys differ. */
  readonly corrected?: number
} & (
  | { readonly outcome: 'distilled'; readonly alice: BitString; readonly bob: BitString }
  | { readonly outcome: 'failed'; readonly reason: DistillationFailure }
)

/**
 * Two sifted keys in, two final keys and what has leaked out: reconciliation, verification and privacy amplification, both
 * ends in one place. The two final keys are equal but for the collision probability of verification. Neither key that
 * came in is changed.
 *
 * Public random bits are drawn in this order, each when what they are to hash is fixed: the seed of reconciliation (128
 * bits for Cascade, 32 for a code), the point of verification (64), the seed of the Toeplitz matrix.
 *
 * @throws PostProcessingInputError for keys of two lengths or none, and for parameters that the method does not take
 */
export function distilKeys(distillation: KeyDistillation): DistilledKeys {
  const { alice, bob, method, draw, keyLength } = distillation
  requireInteger('alice.length', alice.length, 1, 0x7fff_ffff)
  if (bob.length !== alice.length) throw new PostProcessingInputError('bob.length', bob.length, `${alice.length}`)
  const leak = new LeakLedger()
  const reconciled = reconcileKeys(alice, bob, method, distillation.budget ?? alice.length, draw, leak)
  const { roundTrips } = reconciled
  if (reconciled.outcome === 'failed') return { outcome: 'failed', reason: reconciled.reason, leak, roundTrips }
  const { bob: corrected, corrected: flipped } = reconciled
  const common = { leak, roundTrips, corrected: flipped }
  try {
    const point = draw(VERIFICATION_BITS)
    const tag = verificationTag(alice, point)
    leak.add('tag', tag.length)
    const equal = verifyKey(corrected, point, tag)
    leak.add('success-flag', 1)
    if (!equal) return { ...common, outcome: 'failed', reason: 'verification' }
    const length = keyLength(leak)
    requireInteger('keyLength', length, 0, alice.length)
    if (length === 0) return { ...common, outcome: 'failed', reason: 'no-key' }
    const seed = draw(toeplitzSeedLength(alice.length, length))
    return {
      ...common,
      outcome: 'distilled',
      alice: toeplitzHash(alice, seed, length),
      bob: toeplitzHash(corrected, seed, length)
    }
  } finally {
    corrected.clear()
  }
}
