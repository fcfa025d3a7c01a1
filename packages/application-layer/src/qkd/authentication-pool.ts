import {
  AUTHENTICATION_BITS,
  availableBits,
  bindTag,
  BitString,
  burnPad,
  closeSession,
  type KeyLedger,
  openLedger,
  replenish,
  reservePads
} from '@bellwire/post-processing'
import { ApplicationError } from '../errors.js'
import { toHexadecimal } from './hexadecimal.js'

/**
 * The key that two nodes share before they distribute any: it authenticates their sessions. Whatever it gives out is
 * gone, across crashes too: a pool is to store its ledger before it answers.
 */
export interface AuthenticationPool {
  /** The first bit that no session has had. */
  readonly nextOffset: number
  /** Bits that sessions may still reserve. */
  readonly availableBits: number
  /** 128 bits that all sessions hash with. */
  hashKey(): BitString
  /** Reserves a session's two pads, from a bit on. @throws AuthenticationKeyExhaustedError */
  reserve(session: string, from: number): void
  /** Whether a session of that name has pads. */
  holds(session: string): boolean
  /**
   * A pad of an open session: 0 for the tag of the node with the lower number, 1 for the other's, whoever asks. The same
   * again, if asked again.
   *
   * @throws PostProcessingInputError for a session that is not open
   */
  pad(session: string, index: 0 | 1): BitString
  /** Notes the tag that this end has made by its pad. @throws PostProcessingInputError where it has made another one */
  bind(session: string, tag: Uint8Array): void
  /** The session is over: its pads are burnt. */
  close(session: string, producedBits: number): void
}

/** A pool in memory, with the ledger handed out to whoever stores it. */
export class LedgerPool implements AuthenticationPool {
  #key: BitString
  readonly #store: (ledger: KeyLedger) => void
  #ledger: KeyLedger

  /** @param ledger as it was stored last; a new one where there is none */
  constructor(
    key: BitString,
    ledger: KeyLedger = openLedger(key.length),
    store: (ledger: KeyLedger) => void = () => undefined
  ) {
    if (ledger.provisionedBits > key.length) {
      throw new ApplicationError('INPUT', `key has ${key.length} bits; accepted: ${ledger.provisionedBits}`)
    }
    this.#key = key
    this.#ledger = ledger
    this.#store = store
  }

  get ledger(): KeyLedger {
    return this.#ledger
  }

  get nextOffset(): number {
    return this.#ledger.nextOffset
  }

  get availableBits(): number {
    return availableBits(this.#ledger)
  }

  hashKey(): BitString {
    return this.#key.slice(0, AUTHENTICATION_BITS)
  }

  reserve(session: string, from: number): void {
    this.#keep(reservePads(this.#ledger, session, undefined, from))
  }

  holds(session: string): boolean {
    return this.#ledger.sessions.some(({ id }) => id === session)
  }

  pad(session: string, index: 0 | 1): BitString {
    const open = this.#ledger.sessions.find(({ id }) => id === session)
    if (open?.burnt.includes(index) !== true) this.#keep(burnPad(this.#ledger, session, index).ledger)
    const { offset = 0, padBits = [] } = this.#ledger.sessions.find(({ id }) => id === session) ?? {}
    const start = offset + padBits.slice(0, index).reduce((sum, bits) => sum + bits, 0)
    return this.#key.slice(start, start + AUTHENTICATION_BITS)
  }

  bind(session: string, tag: Uint8Array): void {
    this.#keep(bindTag(this.#ledger, session, toHexadecimal(tag)))
  }

  close(session: string, producedBits: number): void {
    if (this.holds(session)) this.#keep(closeSession(this.#ledger, session, producedBits))
  }

  /**
   * More key at the end of the pool. The two ends of a pool are to be given the same key, in the same order, and only when
   * each knows that the other one has it: pads are found by where they lie.
   */
  protected extend(key: BitString): void {
    const extended = new BitString(this.#ledger.provisionedBits + key.length)
    for (let k = 0; k < this.#ledger.provisionedBits; k++) extended.set(k, this.#key.get(k))
    for (let k = 0; k < key.length; k++) extended.set(this.#ledger.provisionedBits + k, key.get(k))
    this.#keep(replenish(this.#ledger, key.length))
    this.#key.clear()
    this.#key = extended
  }

  #keep(ledger: KeyLedger): void {
    this.#store(ledger)
    this.#ledger = ledger
  }
}
