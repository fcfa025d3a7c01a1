import type { SaeName, Uuid } from '../identifiers.js'
import { type Collected, reservationName, type ReservationName, type ReservationTerms } from './key-store.js'
import type { Shelf } from './shelf.js'
import type { UnitBits } from './unit-bits.js'
import type { UnitTable } from './unit-table.js'

/** What a slave holds of a reservation of the peer. */
interface Held extends ReservationTerms {
  /** The peer has delivered the keys. */
  readonly ready: boolean
}

/** A key that a slave holds, under its key_ID. */
interface HeldKey {
  readonly reservation: string
  /** Its place in the reservation. */
  readonly place: number
  /** Applications that have not collected it. */
  readonly waiting: readonly SaeName[]
}

export interface HeldReservationsParts {
  readonly shelf: Shelf
  readonly units: UnitTable
  readonly bits: UnitBits
  readonly unitSize: number
  /** One durable transaction, after which the bits that left in it are overwritten. */
  readonly change: <T>(work: () => T) => T
}

/** What this end holds for the peer's applications, as a slave. Names on the shelf: slave/RESERVATION, key/ID. */
export class HeldReservations {
  readonly #parts: HeldReservationsParts

  constructor(parts: HeldReservationsParts) {
    this.#parts = parts
  }

  /** As KeyStore.hold. */
  hold(terms: ReservationTerms): boolean {
    return this.#parts.change(() => this.#hold(terms))
  }

  /** As KeyStore.release. */
  release(name: ReservationName): boolean {
    const { shelf, change } = this.#parts
    return change(() => {
      const held = this.#held(reservationName(name))
      if (held?.ready === false) shelf.put(`slave/${reservationName(name)}`, { ...held, ready: true })
      return held !== undefined
    })
  }

  /** As KeyStore.discard. */
  discard(name: ReservationName, units: readonly Uuid[]): void {
    const { shelf, units: table, change } = this.#parts
    const holder = reservationName(name)
    change(() => {
      const held = this.#held(holder)
      const all = new Set([...units, ...(held?.units ?? [])])
      for (const identifier of all) {
        if (!this.#isPeers(identifier, holder)) continue
        table.move(identifier, 'burnt', holder)
        shelf.remove(`key/${identifier}`)
      }
      if (held?.ready === false) shelf.remove(`slave/${holder}`)
    })
  }

  /** As KeyStore.collect. */
  collect(master: SaeName, slave: SaeName, keyIds: readonly Uuid[]): Collected {
    return this.#parts.change(() => this.#collect(master, slave, keyIds))
  }

  #hold({ origin, number, size, unitsPerKey, master, slaves, units }: ReservationTerms): boolean {
    const { shelf, units: table, unitSize } = this.#parts
    const name = reservationName({ origin, number })
    const known = this.#held(name)
    if (known !== undefined) return isSame(known, { origin, number, size, unitsPerKey, master, slaves, units })
    if (new Set(units).size !== units.length || Math.ceil(size / unitSize) !== unitsPerKey) return false
    for (const identifier of units) {
      const unit = table.get(identifier)
      if (unit === undefined || unit.own || unit.life !== 'pool') return false
    }
    for (const identifier of units) table.move(identifier, 'reserved', name)
    const held: Held = { origin, number, size, unitsPerKey, master, slaves, units, ready: false }
    shelf.put(`slave/${name}`, held)
    for (const [place, [keyId]] of chunks(units, unitsPerKey).entries()) {
      const key: HeldKey = { reservation: name, place, waiting: slaves }
      shelf.put(`key/${keyId as Uuid}`, key)
    }
    return true
  }

  #collect(master: SaeName, slave: SaeName, keyIds: readonly Uuid[]): Collected {
    const { shelf, units: table, bits } = this.#parts
    const found = keyIds.map((keyId) => {
      const key = shelf.get(`key/${keyId}`) as HeldKey | undefined
      const held = key === undefined ? undefined : this.#held(key.reservation)
      return key === undefined || held === undefined ? undefined : { keyId, key, held, units: unitsOf(held, key.place) }
    })
    if (found.some((one) => one !== undefined && !one.held.slaves.includes(slave))) return { outcome: 'unauthorised' }
    const keys = found.filter((one) => one !== undefined)
    const distinct = new Set(keyIds).size === keys.length
    if (!distinct || keys.some(({ key, held }) => held.master !== master || !key.waiting.includes(slave))) {
      return { outcome: 'unknown' }
    }
    if (keys.some(({ held }) => !held.ready)) return { outcome: 'in-doubt' }
    const leaving = keys.map(({ units, held }) => bits.read(units, held.size, table))
    for (const { keyId, key, units } of keys) {
      const waiting = key.waiting.filter((name) => name !== slave)
      if (waiting.length > 0) {
        shelf.put(`key/${keyId}`, { ...key, waiting })
        continue
      }
      shelf.remove(`key/${keyId}`)
      for (const identifier of units) table.move(identifier, 'delivered')
    }
    for (const name of new Set(keys.map(({ key }) => key.reservation))) {
      const held = this.#held(name) as Held
      // A unit that is forgotten was delivered: the other ways out end the reservation.
      const over = held.units.every((identifier) => (table.get(identifier)?.life ?? 'delivered') === 'delivered')
      if (over) shelf.remove(`slave/${name}`)
    }
    return { outcome: 'collected', keys: leaving }
  }

  #held(name: string): Held | undefined {
    return this.#parts.shelf.get(`slave/${name}`) as Held | undefined
  }

  /** Whether the peer may have this unit burnt under this reservation. */
  #isPeers(identifier: Uuid, holder: string): boolean {
    const unit = this.#parts.units.get(identifier)
    if (unit === undefined || unit.own) return false
    if (unit.life === 'pool') return true
    return unit.life === 'reserved' && unit.reservation === holder && this.#held(holder)?.ready !== true
  }
}

/** Whether one reservation is meant, or another one under the same name. */
function isSame(one: ReservationTerms, other: ReservationTerms): boolean {
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((text, index) => text === b[index])
  return (
    one.size === other.size &&
    one.unitsPerKey === other.unitsPerKey &&
    one.master === other.master &&
    same(one.slaves, other.slaves) &&
    same(one.units, other.units)
  )
}

/** The units of each key of a reservation. */
export function chunks(units: readonly Uuid[], length: number): (readonly Uuid[])[] {
  return Array.from({ length: units.length / length }, (_, place) => units.slice(place * length, (place + 1) * length))
}

function unitsOf({ units, unitsPerKey }: ReservationTerms, place: number): readonly Uuid[] {
  return units.slice(place * unitsPerKey, (place + 1) * unitsPerKey)
}
