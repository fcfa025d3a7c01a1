/**
 * Classical post-processing of quantum key distribution, from two sifted keys to one secret: pure functions and objects
 * on strings of bits, no randomness inside and no other room needed.
 *
 * @packageDocumentation
 */
export { BitString } from './bit-string.js'
export { PostProcessingInputError } from './errors.js'
export { VERIFICATION_BITS, verificationCollisionBound, verificationTag, verifyKey } from './verification.js'
