import { LIMITS } from '@bellwire/wire'

/** Bytes of a message in one step: the body has one more. */
const LONGEST_PIECE = 60_000

/** Bytes of a message in a step that is not its last, at least: so the steps of a message come to an end. */
const SHORTEST_PIECE = 4096

const LAST = 0
const MORE = 1

/**
 * A message over the steps of a dialogue: every body that carries some of it begins with an octet, 1 where more of the
 * message follows and 0 where not. The other end asks for, or lets come, what follows by an empty body.
 */
export class Pieces {
  readonly #message: Uint8Array
  #sent = 0

  constructor(message: Uint8Array) {
    this.#message = message
  }

  get over(): boolean {
    return this.#sent >= this.#message.length
  }

  /** The body with the next piece. */
  next(): Uint8Array {
    const end = Math.min(this.#sent + LONGEST_PIECE, this.#message.length)
    const body = new Uint8Array(1 + end - this.#sent)
    body[0] = end < this.#message.length ? MORE : LAST
    body.set(this.#message.subarray(this.#sent, end), 1)
    this.#sent = end
    return body
  }
}

/** Puts the pieces of one message after the other together. */
export class Assembly {
  #pieces: Uint8Array[] = []
  #length = 0

  /**
   * Takes a body that is not empty: gives the message once it is whole, undefined before. 'malformed': no message was
   * cut into this.
   */
  take(body: Uint8Array): Uint8Array | 'malformed' | undefined {
    const flag = body[0]
    this.#pieces.push(body.subarray(1))
    this.#length += body.length - 1
    if ((flag !== LAST && flag !== MORE) || this.#length > LIMITS.qkdBytes) return 'malformed'
    if (flag === MORE && body.length <= SHORTEST_PIECE) return 'malformed'
    if (flag === MORE) return undefined
    const message = new Uint8Array(this.#length)
    let at = 0
    for (const piece of this.#pieces) {
      message.set(piece, at)
      at += piece.length
    }
    this.#pieces = []
    this.#length = 0
    return message
  }
}

export const EMPTY_BODY = new Uint8Array(0)
