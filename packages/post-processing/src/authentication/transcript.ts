import { BitString } from '../bit-string.js'
import { PostProcessingInputError } from '../errors.js'
import { equalBytes } from '../equal-bytes.js'
import { PolynomialHash } from '../polynomial-hash.js'

/** Bits of the hash key, of a one-time pad and of a tag. */
export const AUTHENTICATION_BITS = 128

/** The block before every transcript: the polynomial 1. As it is not 0, transcripts of different lengths differ. */
const OPENING = Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)

/**
 * Information-theoretic authentication of a transcript of messages (Wegman and Carter 1981): a tag is the hash of the
 * transcript in GF(2^128) at a secret point, exclusive or a one-time pad. The point (the hash key) may serve for any
 * number of tags; a pad for one tag only, whatever came of it.
 *
 * The hash is GHASH (NIST SP 800-38D, section 6.4: Y = (Y ⊕ block)·point for every block of 16 bytes, from Y = 0) of these
 * blocks: one block 80 00 … 00; then for every message a block that has its length in bytes as a big-endian integer of 128
 * bits, and the message, the last of its blocks filled up with zeros (an empty message has no block but its length).
 * Different transcripts have different blocks, so that one of B blocks is forged with a probability of at most
 * B·2^-128 in one attempt: see {@link forgeryBound}.
 */
export class TranscriptAuthenticator {
  readonly #hash: PolynomialHash
  readonly #length = new Uint8Array(16)
  #blocks = 1

  /** @throws PostProcessingInputError for a hash key that has not 128 bits */
  constructor(hashKey: BitString) {
    this.#hash = new PolynomialHash(AUTHENTICATION_BITS, hashKey)
    this.#hash.absorb(OPENING)
  }

  /** Blocks that were hashed, the opening one included. */
  get blocks(): number {
    return this.#blocks
  }

  /** The next message of the transcript, whole. */
  absorb(message: Uint8Array): void {
    const view = new DataView(this.#length.buffer)
    view.setUint32(8, Math.floor(message.length / 0x1_0000_0000))
    view.setUint32(12, message.length >>> 0)
    this.#hash.absorb(this.#length)
    this.#hash.absorb(message)
    this.#blocks += 1 + Math.ceil(message.length / 16)
  }

  /**
   * The tag of the transcript so far, which may go on.
   *
   * @param pad - 128 secret bits that were never used and never will be again
   * @throws PostProcessingInputError for a pad that has not 128 bits
   */
  tag(pad: BitString): BitString {
    if (pad.length !== AUTHENTICATION_BITS) {
      throw new PostProcessingInputError('pad.length', pad.length, `${AUTHENTICATION_BITS}`)
    }
    const tag = this.#hash.value()
    for (let k = 0; k < tag.length; k++) tag[k] = (tag[k] as number) ^ (pad.bytes[k] as number)
    return BitString.fromBytes(tag)
  }

  /** Whether `tag` is that of the transcript so far, in a time that does not depend on any bit. The pad is used up. */
  verify(tag: BitString, pad: BitString): boolean {
    const expected = this.tag(pad)
    return tag.length === AUTHENTICATION_BITS && equalBytes(expected.bytes, tag.bytes)
  }

  /** Overwrites the hash key and the hash; it must not be used afterwards. */
  clear(): void {
    this.#hash.clear()
  }
}

/** The probability that one attempt at forging a transcript of up to `blocks` blocks succeeds, at most. */
export function forgeryBound(blocks: number): number {
  return blocks * 2 ** -128
}
