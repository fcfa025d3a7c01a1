/**
 * Classical post-processing of quantum key distribution, from two sifted keys to one secret: pure functions and objects
 * on strings of bits, no randomness inside and no other room needed.
 *
 * @packageDocumentation
 */
export { toeplitzHash, toeplitzSeedLength } from './amplification/toeplitz.js'
export { AmplificationPrecisionError } from './amplification/toeplitz-fourier.js'
export {
  AuthenticationKeyExhaustedError,
  type KeyLedger,
  type LedgerSession,
  SESSION_PADS,
  availableBits,
  bindTag,
  burnPad,
  closeSession,
  netBits,
  netKeyLength,
  openLedger,
  parseLedger,
  replenish,
  reservePads,
  reservedBits
} from './authentication/key-ledger.js'
export { AUTHENTICATION_BITS, TranscriptAuthenticator, forgeryBound } from './authentication/transcript.js'
export { BitString } from './bit-string.js'
export { CascadeCorrector, type CascadeOutcome, type CascadeParameters } from './cascade/corrector.js'
export { type CascadeQueries, decodeQueries, encodeQueries } from './cascade/queries.js'
export { CascadeResponder, type ResponderParameters } from './cascade/responder.js'
export { SHUFFLE_SEED_BITS, passOrder } from './cascade/shuffle.js'
export { type CascadePlan, type CascadeVariant, cascadePlan } from './cascade/variant.js'
export { PostProcessingInputError } from './errors.js'
export { LEAK_KINDS, type LeakKind, LeakLedger } from './leak-ledger.js'
export { VERIFICATION_BITS, verificationCollisionBound, verificationTag, verifyKey } from './verification.js'
export type { LdpcBlocks, LdpcParameters } from './ldpc/parameters.js'
export { type LdpcOutcome, LdpcReconciliation, logLikelihoodRatios } from './ldpc/reconciliation.js'
export { type ErrorClass, ldpcSyndromeLength, shannonLimit } from './ldpc/syndrome-length.js'
export {
  distilKeys,
  type DistillationFailure,
  type DistilledKeys,
  type KeyDistillation
} from './session/distil.js'
export {
  type DrawBits,
  type Reconciled,
  reconcileKeys,
  type ReconciliationFailure,
  type ReconciliationMethod
} from './session/reconcile.js'
