/**
 * The frames between two key-management entities (KMEs). Forms and units: `messages.ts`. No frame carries a bit of a key.
 */

/** A UUID: four 32-bit words, the most significant first. */
export interface Identifier {
  readonly word1: number
  readonly word2: number
  readonly word3: number
  readonly word4: number
}

/** SHA-256 of the UTF-8 octets of an SAE ID: eight 32-bit words, the most significant first. */
export interface SaeDigest extends Identifier {
  readonly word5: number
  readonly word6: number
  readonly word7: number
  readonly word8: number
}

/** Fields of every frame between KMEs. A session is a random number, drawn when a KME starts. */
export interface KeyHeader {
  /** The sender's. */
  readonly session: number
  /** The receiver's as the sender knows it; 0: not known. */
  readonly peerSession: number
}

/** Fields of the frames of a reservation: the session in which it was made, and its number in that. */
export interface ReservationHeader extends KeyHeader {
  readonly origin: number
  readonly reservation: number
}

/** The sender has the block of a QKD session, cut into `units` units. */
export interface KeyBlock extends KeyHeader {
  readonly type: 'KEY_BLOCK'
  readonly block: Identifier
  readonly units: number
  /** Bits. */
  readonly unitSize: number
  readonly answer: boolean
}

/** Set these units aside for keys that applications of the sender are to be given. */
export interface KeyReserve extends ReservationHeader {
  readonly type: 'KEY_RESERVE'
  /** Of each key, bits. */
  readonly size: number
  readonly unitsPerKey: number
  /** Those of the first key, then those of the second one, and so on; at most 512. */
  readonly units: readonly Identifier[]
  /** Who asked. */
  readonly master: SaeDigest
  /** Who may collect the keys at the receiver; at most 16. */
  readonly slaves: readonly SaeDigest[]
}

/** Answers a KEY_RESERVE: the units are set aside. */
export interface KeyReserved extends ReservationHeader {
  readonly type: 'KEY_RESERVED'
}

/** Answers a KEY_RESERVE: at least one of the units cannot be set aside, and none is. */
export interface KeyRefused extends ReservationHeader {
  readonly type: 'KEY_REFUSED'
}

/** The keys of a reservation are delivered at the sender. */
export interface KeyTaken extends ReservationHeader {
  readonly type: 'KEY_TAKEN'
}

/** The units of a reservation are burnt at the sender. */
export interface KeyBurn extends ReservationHeader {
  readonly type: 'KEY_BURN'
  /** At most 512. */
  readonly units: readonly Identifier[]
}

/** Answers a KEY_TAKEN or a KEY_BURN. */
export interface KeyNoted extends ReservationHeader {
  readonly type: 'KEY_NOTED'
}

/** Frames between key-management entities. */
export type KeyFrame = KeyBlock | KeyReserve | KeyReserved | KeyRefused | KeyTaken | KeyBurn | KeyNoted
