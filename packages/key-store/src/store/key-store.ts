import type { SaeName, Uuid } from '../identifiers.js'

/**
 * Where a unit of key material is in its life. `pool`: to be had. `reserved`: set aside, and in doubt until both ends
 * know what became of it. `delivered`, `burnt`: gone for good, with its bits. There is no way back.
 */
export type KeyLife = 'pool' | 'reserved' | 'delivered' | 'burnt'

/** Where key material comes from. */
export interface KeyOrigin {
  /** The QKD session's UUID, the same at both ends. */
  readonly session: Uuid
  /** What was assumed and proven when the session's key was made: the name of the security analysis. */
  readonly label: string
  /** The KME at the other end. */
  readonly peer: string
  /** When it entered, milliseconds since 1970 UTC, by the clock of whoever made the block. */
  readonly time: number
  /** How the session went, where a session made it. */
  readonly distribution?: KeyDistribution
}

/** What a session of key distribution says of its key, for whoever has to judge it. Nothing of it is secret. */
export interface KeyDistribution {
  /** The session's name between its two ends. */
  readonly name: string
  readonly protocol: string
  /** What stands behind the length: a proof, or not. */
  readonly standing: string
  /** Bits that were released. What is beyond the last whole unit was discarded, at both ends. */
  readonly length: number
  readonly rounds: number
  /** Absent where it was not measured. */
  readonly chsh?: number
}

/** What a QKD session gives, the same octets at both ends. */
export interface KeyBlock extends KeyOrigin {
  readonly material: Uint8Array
}

export interface BlockRecord extends KeyOrigin {
  readonly units: number
  /** Bits. */
  readonly unitSize: number
  /** Bits at its end that filled no unit, and were discarded. */
  readonly rest: number
  /** `disputed`: the peer has cut another block of the same session; all that was left of it is burnt. */
  readonly state: 'announced' | 'confirmed' | 'disputed'
  /** Blocks enter in this order. */
  readonly order: number
}

export interface UnitRecord {
  readonly block: Uuid
  readonly index: number
  readonly life: KeyLife
  /** This end is the one to reserve it: requirement KEY-005. */
  readonly own: boolean
  /** Name of the reservation that has it, or had it. */
  readonly reservation?: string
}

/** A reservation's name: the session of the KME that made it, and its number in that. */
export interface ReservationName {
  readonly origin: number
  readonly number: number
}

/** What a reservation is made of. */
export interface ReservationTerms extends ReservationName {
  /** Bits of each key. */
  readonly size: number
  readonly unitsPerKey: number
  readonly master: SaeName
  readonly slaves: readonly SaeName[]
  /** Those of the first key, then those of the second one, and so on. */
  readonly units: readonly Uuid[]
}

export interface Reservation extends ReservationTerms {
  /** At the end that made it: the answer is open; delivered; burnt. */
  readonly stage: 'asking' | 'taken' | 'burnt'
}

export interface ReserveRequest extends ReservationName {
  readonly keys: number
  /** Bits. */
  readonly size: number
  readonly master: SaeName
  readonly slaves: readonly SaeName[]
  /** Units of blocks with this label alone. */
  readonly label?: string | undefined
}

/** A key that leaves the store. Whoever is given it fills `key` with zeros when it has been passed on. */
export interface LeavingKey {
  readonly keyId: Uuid
  readonly key: Uint8Array
}

export type Collected =
  | { readonly outcome: 'collected'; readonly keys: readonly LeavingKey[] }
  /** One of the keys is not to be had, any more or at all, from that master. */
  | { readonly outcome: 'unknown' }
  /** One of the keys was asked for other applications than this one. */
  | { readonly outcome: 'unauthorised' }
  /** The other end has not said yet whether it delivered one of the keys. */
  | { readonly outcome: 'in-doubt' }

/** Units by where they are; `own` are those that this end reserves, `other` those of the peer. */
export interface KeyCounts {
  readonly own: Readonly<Record<KeyLife, number>>
  readonly other: Readonly<Record<KeyLife, number>>
  /** Of the own pool, those of blocks that the peer has confirmed: what can be reserved now. */
  readonly ready: number
}

/**
 * The keys that a KME shares with one peer. Every call that changes something is one durable transaction: when it has
 * returned, it survives a crash, and a crash before that leaves all as it was. A key that leaves is marked as gone
 * before its bits are given out, and its bits are overwritten.
 *
 * "Master" methods concern reservations made here, "slave" methods those of the peer.
 */
export interface KeyStore {
  /** Bits. */
  readonly unitSize: number
  /** Units that it holds at most, in pool or reserved. */
  readonly capacity: number

  /** Cuts a block into units. The caller's octets are not changed. @throws KeyError BLOCK_KNOWN, BLOCK_INVALID, STORE_FULL, IDENTIFIER_INVALID */
  addBlock(block: KeyBlock): BlockRecord
  block(session: Uuid): BlockRecord | undefined
  /** Blocks that the peer has not confirmed, oldest first. */
  announced(): BlockRecord[]
  /** The peer has the same block: its units may be reserved. */
  confirmBlock(session: Uuid): void
  /** The peer has cut another block: everything that is in the pool of it is burnt. */
  disputeBlock(session: Uuid): void

  /** Master: sets the oldest units aside; undefined where there are not enough. */
  reserve(request: ReserveRequest): Reservation | undefined
  /** Master: the keys leave. @throws KeyError RESERVATION_UNKNOWN for one that is not being asked for */
  deliver(name: ReservationName): LeavingKey[]
  /** Master: the units are burnt. @throws KeyError RESERVATION_UNKNOWN for one that is not being asked for */
  burn(name: ReservationName): void
  /** Master: the peer has noted what became of the reservation. */
  forget(name: ReservationName): void
  /** Master: what is open. */
  reservation(name: ReservationName): Reservation | undefined
  /** Master, at the start of a process: burns what is in doubt, and gives all that the peer has not noted. */
  recover(): Reservation[]

  /** Slave: sets units aside for the peer; false where one of them is not to be had, and then changes nothing. */
  hold(terms: ReservationTerms): boolean
  /** Slave: the peer has delivered the keys; its applications may have them. False where nothing is held. */
  release(name: ReservationName): boolean
  /** Slave: the peer has burnt these units. */
  discard(name: ReservationName, units: readonly Uuid[]): void
  /** Slave: an application collects keys: all of them or none. */
  collect(master: SaeName, slave: SaeName, keyIds: readonly Uuid[]): Collected

  /**
   * Forgets the units of blocks of which nothing is left, once that was seen at least `retention` milliseconds before `now`:
   * the first call after a block's end sees it. The block itself is remembered: KEY-004 holds for ever.
   *
   * @returns units that were forgotten
   */
  prune(now: number, retention: number): number

  /** All that is done inside is one durable transaction: nothing of it may be told before this returns. Not nested. */
  together(work: () => void): void

  counts(): KeyCounts
  unit(identifier: Uuid): UnitRecord | undefined
  close(): Promise<void>
}

export function reservationName({ origin, number }: ReservationName): string {
  return `${origin.toString(16).padStart(8, '0')}-${number.toString(16).padStart(8, '0')}`
}
