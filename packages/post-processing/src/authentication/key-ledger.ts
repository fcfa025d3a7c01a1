import { PostProcessingInputError, requireInteger } from '../errors.js'
import { AUTHENTICATION_BITS } from './transcript.js'

/** What a session reserves unless told otherwise: a pad for the tag of each of the two ends, 256 bits. */
export const SESSION_PADS: readonly number[] = [AUTHENTICATION_BITS, AUTHENTICATION_BITS]

/** Bits of the pool that an open session holds. Pad k is at `offset` plus the lengths of the pads before it. */
export interface LedgerSession {
  readonly id: string
  readonly offset: number
  /** The length of every pad, in bits. */
  readonly padBits: readonly number[]
  /** The pads that were given out, by index. */
  readonly burnt: readonly number[]
  /** The tag that this end has made by its pad, in hexadecimal; none before. */
  readonly tag?: string
}

/**
 * Who may use which bit of a pool of pre-shared authentication key, and which bits are gone. The key itself is kept
 * elsewhere; the ledger is plain data to be written as JSON. The first 128 bits of the pool are the hash key, which every
 * session uses; all others are for pads, handed out in order, each once.
 *
 * Every change makes a new ledger. It is to be stored before anything that came with it is used: then no bit is used
 * twice, whatever crashes, as long as no older ledger is ever put back. What is reserved is not given back, whether its
 * session ends well or not: whoever interrupted it may have seen a tag.
 *
 * At any time provisionedBits = 128 + {@link availableBits} + {@link reservedBits} + burntBits.
 */
export interface KeyLedger {
  readonly version: 1
  /** Bits that were ever put into the pool, the hash key's included. */
  readonly provisionedBits: number
  /** The first bit that no session has had. */
  readonly nextOffset: number
  /** Bits of pads that were given out, or lost: reserved by a session that ended without them, or passed over. */
  readonly burntBits: number
  /** Bits of key that sessions have produced. */
  readonly producedBits: number
  readonly sessions: readonly LedgerSession[]
}

/** There is too little authentication key left for a session, which must not be started. */
export class AuthenticationKeyExhaustedError extends Error {
  override readonly name = 'AuthenticationKeyExhaustedError'
  readonly code = 'AUTHENTICATION_KEY_EXHAUSTED'

  constructor(
    readonly neededBits: number,
    readonly remainingBits: number
  ) {
    super(`${remainingBits} bits of authentication key are left; needed: ${neededBits}`)
  }
}

/** The ledger of a new pool. @param provisionedBits - the hash key's 128 and those for pads */
export function openLedger(provisionedBits: number): KeyLedger {
  requireInteger('provisionedBits', provisionedBits, AUTHENTICATION_BITS, Number.MAX_SAFE_INTEGER)
  const nextOffset = AUTHENTICATION_BITS
  return { version: 1, provisionedBits, nextOffset, burntBits: 0, producedBits: 0, sessions: [] }
}

/** Bits that a session may still reserve. */
export function availableBits(ledger: KeyLedger): number {
  return ledger.provisionedBits - ledger.nextOffset
}

/** Bits that open sessions hold and have not used. */
export function reservedBits(ledger: KeyLedger): number {
  return sum(ledger.sessions.map(unusedBits))
}

/** What all sessions together have added to the keys of the two ends: their keys less the pads that are gone. */
export function netBits(ledger: KeyLedger): number {
  return ledger.producedBits - ledger.burntBits
}

/** What a session that produces `length` bits adds: less all of its pads, a verification tag's if that was encrypted. */
export function netKeyLength(length: number, padBits: readonly number[] = SESSION_PADS): number {
  return length - sum(padBits)
}

/** More key at the end of the pool, such as a part of what was produced; its first bit is the old `provisionedBits`. */
export function replenish(ledger: KeyLedger, bits: number): KeyLedger {
  requireInteger('bits', bits, 0, Number.MAX_SAFE_INTEGER - ledger.provisionedBits)
  return { ...ledger, provisionedBits: ledger.provisionedBits + bits }
}

/**
 * Reserves the pads of a session, before anything of it is sent.
 *
 * @param from - where the pads are to begin, if not at the next bit: two ends whose ledgers have come apart, as when one
 *   of them crashed, agree on the greater of their two `nextOffset`; the bits that are passed over are lost
 * @throws AuthenticationKeyExhaustedError where the pool does not have them
 * @throws PostProcessingInputError for a session that is open, or a `from` before the next bit
 */
export function reservePads(
  ledger: KeyLedger,
  id: string,
  padBits: readonly number[] = SESSION_PADS,
  from: number = ledger.nextOffset
): KeyLedger {
  if (ledger.sessions.some((session) => session.id === id)) {
    throw new PostProcessingInputError('id', id, 'a session that is not open')
  }
  padBits.forEach((bits, k) => requireInteger(`padBits ${k}`, bits, 1, 0x7fff_ffff))
  requireInteger('from', from, ledger.nextOffset, Number.MAX_SAFE_INTEGER)
  const passedOver = from - ledger.nextOffset
  const needed = sum(padBits)
  if (passedOver + needed > availableBits(ledger)) {
    throw new AuthenticationKeyExhaustedError(passedOver + needed, availableBits(ledger))
  }
  return {
    ...ledger,
    nextOffset: from + needed,
    burntBits: ledger.burntBits + passedOver,
    sessions: [...ledger.sessions, { id, offset: from, padBits: [...padBits], burnt: [] }]
  }
}

/**
 * Gives out pad `index` of a session: for a tag that is sent, or for one that is checked. Both ends burn both.
 *
 * @returns the ledger to be stored first, and where in the pool the pad is
 * @throws PostProcessingInputError for a session that is not open, or a pad that it does not have or has used
 */
export function burnPad(
  ledger: KeyLedger,
  id: string,
  index: number
): { readonly ledger: KeyLedger; readonly offset: number; readonly bits: number } {
  const session = openSession(ledger, id)
  requireInteger('index', index, 0, session.padBits.length - 1)
  if (session.burnt.includes(index)) throw new PostProcessingInputError('index', index, 'a pad that was not used')
  const bits = session.padBits[index] as number
  const burnt = { ...session, burnt: [...session.burnt, index] }
  return {
    ledger: {
      ...ledger,
      burntBits: ledger.burntBits + bits,
      sessions: ledger.sessions.map((other) => (other === session ? burnt : other))
    },
    offset: session.offset + sum(session.padBits.slice(0, index)),
    bits
  }
}

/**
 * Notes the tag that this end has made by its pad of a session, before it is sent. The same tag again changes nothing.
 *
 * @throws PostProcessingInputError for a session that is not open, or one that has made another tag: two tags of different
 *   transcripts by one pad give the hash key away
 */
export function bindTag(ledger: KeyLedger, id: string, tag: string): KeyLedger {
  const session = openSession(ledger, id)
  if (session.tag === tag) return ledger
  if (session.tag !== undefined)
    throw new PostProcessingInputError('tag', 'another one', 'the tag that was made already')
  return { ...ledger, sessions: ledger.sessions.map((other) => (other === session ? { ...session, tag } : other)) }
}

/**
 * Ends a session, well or not. Pads that it has not used are lost.
 *
 * @param producedBits - the length of the key that it delivered; 0 where it was aborted
 * @throws PostProcessingInputError for a session that is not open
 */
export function closeSession(ledger: KeyLedger, id: string, producedBits: number): KeyLedger {
  requireInteger('producedBits', producedBits, 0, Number.MAX_SAFE_INTEGER - ledger.producedBits)
  const session = openSession(ledger, id)
  return {
    ...ledger,
    burntBits: ledger.burntBits + unusedBits(session),
    producedBits: ledger.producedBits + producedBits,
    sessions: ledger.sessions.filter((other) => other !== session)
  }
}

function openSession(ledger: KeyLedger, id: string): LedgerSession {
  const session = ledger.sessions.find((other) => other.id === id)
  if (session === undefined) throw new PostProcessingInputError('id', id, 'an open session')
  return session
}

function unusedBits({ padBits, burnt }: LedgerSession): number {
  return sum(padBits) - sum(burnt.map((index) => padBits[index] as number))
}

function sum(bits: readonly number[]): number {
  return bits.reduce((total, count) => total + count, 0)
}

/** A ledger as it was stored, from parsed JSON. @throws PostProcessingInputError where it is none, or does not add up */
export function parseLedger(stored: unknown): KeyLedger {
  const { version, provisionedBits, nextOffset, burntBits, producedBits, sessions } = recordOf('ledger', stored)
  if (version !== 1) throw new PostProcessingInputError('version', version, '1')
  if (!Array.isArray(sessions)) throw new PostProcessingInputError('sessions', sessions, 'a list')
  const ledger: KeyLedger = {
    version,
    provisionedBits: countOf('provisionedBits', provisionedBits),
    nextOffset: countOf('nextOffset', nextOffset),
    burntBits: countOf('burntBits', burntBits),
    producedBits: countOf('producedBits', producedBits),
    sessions: sessions.map(parseSession)
  }
  requireInteger('nextOffset', ledger.nextOffset, AUTHENTICATION_BITS, ledger.provisionedBits)
  let free = AUTHENTICATION_BITS
  for (const { id, offset, padBits } of ledger.sessions.toSorted((a, b) => a.offset - b.offset)) {
    if (ledger.sessions.filter((other) => other.id === id).length > 1) {
      throw new PostProcessingInputError('id', id, 'one session of a name')
    }
    requireInteger('offset', offset, free, ledger.nextOffset - sum(padBits))
    free = offset + sum(padBits)
  }
  const accounted = ledger.nextOffset - AUTHENTICATION_BITS - reservedBits(ledger)
  if (ledger.burntBits !== accounted) throw new PostProcessingInputError('burntBits', burntBits, `${accounted}`)
  return ledger
}

function parseSession(stored: unknown): LedgerSession {
  const { id, offset, padBits, burnt, tag } = recordOf('session', stored)
  if (typeof id !== 'string') throw new PostProcessingInputError('id', id, 'a text')
  if (!Array.isArray(padBits)) throw new PostProcessingInputError('padBits', padBits, 'a list')
  if (!Array.isArray(burnt)) throw new PostProcessingInputError('burnt', burnt, 'a list')
  const pads = padBits.map((bits) => countOf('padBits', bits))
  const indices = burnt.map((index) => countOf('burnt', index))
  for (const index of indices) requireInteger('burnt', index, 0, pads.length - 1)
  if (new Set(indices).size !== indices.length) throw new PostProcessingInputError('burnt', burnt, 'each pad once')
  if (tag !== undefined && typeof tag !== 'string') throw new PostProcessingInputError('tag', tag, 'a text')
  return {
    id,
    offset: countOf('offset', offset),
    padBits: pads,
    burnt: indices,
    ...(tag !== undefined && { tag })
  }
}

function recordOf(field: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new PostProcessingInputError(field, value, 'an object')
  return value as Record<string, unknown>
}

function countOf(field: string, value: unknown): number {
  if (typeof value !== 'number') throw new PostProcessingInputError(field, value, 'a number')
  requireInteger(field, value, 0, Number.MAX_SAFE_INTEGER)
  return value
}
