import { KeyError } from '../errors.js'
import { parseUuid, unitIdentifier, type SaeName, type Uuid } from '../identifiers.js'
import { chunks, HeldReservations } from './held-reservations.js'
import {
  type BlockRecord,
  type Collected,
  type KeyBlock,
  type KeyCounts,
  type KeyStore,
  type LeavingKey,
  type Reservation,
  reservationName,
  type ReservationName,
  type ReservationTerms,
  type ReserveRequest,
  type UnitRecord
} from './key-store.js'
import { LAST, padded, type Shelf, type Vault } from './shelf.js'
import { UnitBits } from './unit-bits.js'
import { UnitTable } from './unit-table.js'

export interface KeyStoreOptions {
  /** Bits of a unit, a multiple of 8; the same at both ends. */
  readonly unitSize: number
  /** The units that this end reserves: those with even index, or those with odd index. */
  readonly direction: 'even' | 'odd'
  /** Units, in pool or reserved. */
  readonly capacity: number
}

/**
 * A key store of records on a shelf and bits in a vault. Names on the shelf, beside those of its parts: block/SESSION,
 * open/ORDER (blocks that are not confirmed), master/RESERVATION, meta/WHAT.
 */
export class ShelvedKeyStore implements KeyStore {
  readonly unitSize: number
  readonly capacity: number
  readonly #shelf: Shelf
  readonly #units: UnitTable
  readonly #bits: UnitBits
  readonly #held: HeldReservations

  /** @throws KeyError UNIT_SIZE_INVALID, STORE_MISMATCH */
  constructor(shelf: Shelf, vault: Vault, { unitSize, direction, capacity }: KeyStoreOptions) {
    if (!Number.isInteger(unitSize) || unitSize < 8 || unitSize > 65_536 || unitSize % 8 !== 0) {
      throw new KeyError('UNIT_SIZE_INVALID', 'unitSize', unitSize, 'a multiple of 8 from 8 to 65536')
    }
    this.unitSize = unitSize
    this.capacity = capacity
    this.#shelf = shelf
    const made = `${unitSize} bits, ${direction}`
    const kept = shelf.get('meta/made') as { made: string } | undefined
    if (kept === undefined) shelf.transaction(() => shelf.put('meta/made', { made }))
    else if (kept.made !== made) throw new KeyError('STORE_MISMATCH', 'store', made, `${kept.made}, as it was made`)
    this.#bits = new UnitBits(shelf, vault, unitSize)
    this.#units = new UnitTable(shelf, direction, (block, index) => this.#bits.leave(block, index))
    this.#units.indexLabels((session) => this.block(session))
    const change = <T>(work: () => T): T => this.#change(work)
    this.#held = new HeldReservations({ shelf, units: this.#units, bits: this.#bits, unitSize, change })
    this.#bits.tidy(this.#units, (session) => this.block(session))
  }

  addBlock({ material, ...given }: KeyBlock): BlockRecord {
    // It becomes a part of names, those of files included.
    const session = parseUuid(given.session, 'session')
    const from = { ...given, session }
    if (this.block(session) !== undefined) {
      throw new KeyError('BLOCK_KNOWN', 'session', session, 'a session whose block was not added before')
    }
    const unitBytes = this.unitSize / 8
    const units = Math.floor(material.length / unitBytes)
    if (units === 0) {
      throw new KeyError('BLOCK_INVALID', 'material', `${8 * material.length} bits`, `at least ${this.unitSize} bits`)
    }
    if (units > this.capacity) {
      throw new KeyError('BLOCK_INVALID', 'material', `${units} units`, `at most ${this.capacity} units`)
    }
    const { own, other } = this.counts()
    const room = this.capacity - own.pool - own.reserved - other.pool - other.reserved
    if (units > room) throw new KeyError('STORE_FULL', 'material', `${units} units`, `at most ${room} units now`)
    const rest = 8 * (material.length - units * unitBytes)
    this.#bits.add(session, units, material)
    return this.#shelf.transaction(() => {
      const order = ((this.#shelf.get('meta/blocks') as number | undefined) ?? 0) + 1
      this.#shelf.put('meta/blocks', order)
      const { unitSize } = this
      const record: BlockRecord = { ...from, units, unitSize, rest, state: 'announced', order }
      this.#shelf.put(`block/${session}`, record)
      this.#shelf.put(openName(record), { session })
      this.#units.add(record)
      return record
    })
  }

  block(session: Uuid): BlockRecord | undefined {
    return this.#shelf.get(`block/${session}`) as BlockRecord | undefined
  }

  announced(): BlockRecord[] {
    return this.#shelf
      .range('open/', `open/${LAST}`)
      .map(({ record }) => this.block((record as { session: Uuid }).session) as BlockRecord)
  }

  confirmBlock(session: Uuid): void {
    const block = this.block(session)
    if (block?.state !== 'announced') return
    this.#change(() => {
      this.#shelf.put(`block/${session}`, { ...block, state: 'confirmed' })
      this.#shelf.remove(openName(block))
      this.#units.makeReady(block)
    })
  }

  disputeBlock(session: Uuid): void {
    const block = this.block(session)
    if (block === undefined || block.state === 'disputed') return
    this.#change(() => {
      this.#shelf.put(`block/${session}`, { ...block, state: 'disputed' })
      this.#shelf.remove(openName(block))
      for (let index = 0; index < block.units; index++) {
        const identifier = unitIdentifier(session, index)
        const unit = this.unit(identifier)
        if (unit?.life !== 'pool') continue
        if (unit.own && block.state === 'confirmed') this.#units.takeFromPool(block, unit)
        this.#units.move(identifier, 'burnt')
      }
    })
  }

  reserve({ origin, number, keys, size, master, slaves, label }: ReserveRequest): Reservation | undefined {
    const unitsPerKey = Math.ceil(size / this.unitSize)
    const wanted = keys * unitsPerKey
    return this.#change(() => {
      const units = this.#units.oldest(wanted, label)
      if (units.length < wanted) return undefined
      const reservation: Reservation = { origin, number, size, unitsPerKey, master, slaves, units, stage: 'asking' }
      const name = reservationName(reservation)
      for (const identifier of units) {
        const unit = this.unit(identifier) as UnitRecord
        this.#units.takeFromPool(this.block(unit.block) as BlockRecord, unit)
        this.#units.move(identifier, 'reserved', name)
      }
      this.#shelf.put(`master/${name}`, reservation)
      return reservation
    })
  }

  deliver(name: ReservationName): LeavingKey[] {
    return this.#change(() => {
      const reservation = this.#asking(name)
      const { units, unitsPerKey, size } = reservation
      const keys = chunks(units, unitsPerKey).map((ofKey) => this.#bits.read(ofKey, size, this.#units))
      for (const identifier of units) this.#units.move(identifier, 'delivered')
      this.#shelf.put(`master/${reservationName(name)}`, { ...reservation, stage: 'taken' })
      return keys
    })
  }

  burn(name: ReservationName): void {
    this.#change(() => this.#burnt(this.#asking(name)))
  }

  forget(name: ReservationName): void {
    const reservation = this.reservation(name)
    if (reservation === undefined || reservation.stage === 'asking') return
    this.#change(() => this.#shelf.remove(`master/${reservationName(name)}`))
  }

  reservation(name: ReservationName): Reservation | undefined {
    return this.#shelf.get(`master/${reservationName(name)}`) as Reservation | undefined
  }

  recover(): Reservation[] {
    const open = () => this.#shelf.range('master/', `master/${LAST}`).map(({ record }) => record as Reservation)
    const doubtful = open().filter(({ stage }) => stage === 'asking')
    if (doubtful.length > 0) {
      this.#change(() => {
        for (const reservation of doubtful) this.#burnt(reservation)
      })
    }
    return open()
  }

  hold(terms: ReservationTerms): boolean {
    return this.#held.hold(terms)
  }

  release(name: ReservationName): boolean {
    return this.#held.release(name)
  }

  discard(name: ReservationName, units: readonly Uuid[]): void {
    this.#held.discard(name, units)
  }

  collect(master: SaeName, slave: SaeName, keyIds: readonly Uuid[]): Collected {
    return this.#held.collect(master, slave, keyIds)
  }

  prune(now: number, retention: number): number {
    let forgotten = 0
    for (const session of this.#units.spent(now, retention)) {
      const units = this.block(session)?.units ?? 0
      this.#change(() => this.#units.forget(session, units))
      forgotten += units
    }
    return forgotten
  }

  together(work: () => void): void {
    this.#bits.together(work, this.#units)
  }

  counts(): KeyCounts {
    return this.#units.counts()
  }

  unit(identifier: Uuid): UnitRecord | undefined {
    return this.#units.get(identifier)
  }

  async close(): Promise<void> {
    await this.#shelf.close()
  }

  /** One transaction, after which the bits of the units that left in it are overwritten. */
  #change<T>(work: () => T): T {
    return this.#bits.change(work, this.#units)
  }

  #asking(name: ReservationName): Reservation {
    const reservation = this.reservation(name)
    if (reservation?.stage === 'asking') return reservation
    throw new KeyError('RESERVATION_UNKNOWN', 'reservation', reservationName(name), 'one that is being asked for')
  }

  #burnt(reservation: Reservation): void {
    for (const identifier of reservation.units) this.#units.move(identifier, 'burnt')
    this.#shelf.put(`master/${reservationName(reservation)}`, { ...reservation, stage: 'burnt' })
  }
}

function openName({ order }: BlockRecord): string {
  return `open/${padded(order)}`
}
