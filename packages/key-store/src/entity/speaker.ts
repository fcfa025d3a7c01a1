import type { KeyFrame, KeyReserve } from '@bellwire/wire'
import { saeFromWire, saeToWire, uuidFromWire, uuidToWire } from '../identifiers.js'
import type { BlockRecord, Reservation, ReservationName, ReservationTerms } from '../store/key-store.js'

/** Says what a KME has to say to its peer, as frames of its session. */
export class Speaker {
  /** Of the peer, as far as it is known; 0: it is not. */
  peerSession = 0
  readonly #session: number
  readonly #send: (frame: KeyFrame) => void

  constructor(session: number, send: (frame: KeyFrame) => void) {
    this.#session = session
    this.#send = send
  }

  /** A block of this end. */
  announce({ session, units, unitSize, state }: BlockRecord, answer: boolean): void {
    // A disputed block is none: whoever has it disputes it too.
    const said = state === 'disputed' ? 0 : units
    this.#send({ type: 'KEY_BLOCK', ...this.#header(), block: uuidToWire(session), units: said, unitSize, answer })
  }

  /** For units to be set aside. */
  ask({ origin, number, size, unitsPerKey, units, master, slaves }: Reservation): void {
    this.#send({
      type: 'KEY_RESERVE',
      ...this.#header(),
      origin,
      reservation: number,
      size,
      unitsPerKey,
      units: units.map(uuidToWire),
      master: saeToWire(master),
      slaves: slaves.map(saeToWire)
    })
  }

  /** What became of a reservation. */
  tell({ origin, number, units }: Reservation, taken: boolean): void {
    const header = { ...this.#header(), origin, reservation: number }
    if (taken) this.#send({ type: 'KEY_TAKEN', ...header })
    else this.#send({ type: 'KEY_BURN', ...header, units: units.map(uuidToWire) })
  }

  /** To what the peer has said of one of its reservations. */
  answer(
    type: 'KEY_RESERVED' | 'KEY_REFUSED' | 'KEY_NOTED',
    { session, origin, reservation }: KeyFrame & { readonly origin: number; readonly reservation: number }
  ): void {
    this.#send({ type, session: this.#session, peerSession: session, origin, reservation })
  }

  #header() {
    return { session: this.#session, peerSession: this.peerSession }
  }
}

/** The reservation that a frame is about. */
export function nameOf({
  origin,
  reservation
}: {
  readonly origin: number
  readonly reservation: number
}): ReservationName {
  return { origin, number: reservation }
}

/** What the peer asks for. */
export function termsOf({
  origin,
  reservation,
  size,
  unitsPerKey,
  units,
  master,
  slaves
}: KeyReserve): ReservationTerms {
  return {
    origin,
    number: reservation,
    size,
    unitsPerKey,
    units: units.map(uuidFromWire),
    master: saeFromWire(master),
    slaves: slaves.map(saeFromWire)
  }
}
