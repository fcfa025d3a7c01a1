import { KeyError } from '../errors.js'
import { type SaeName, unitIdentifier, type Uuid } from '../identifiers.js'
import {
  type BlockRecord,
  type Collected,
  type KeyBlock,
  type KeyCounts,
  type KeyLife,
  type KeyStore,
  type LeavingKey,
  type Reservation,
  reservationName,
  type ReservationName,
  type ReservationTerms,
  type ReserveRequest,
  type UnitRecord
} from './key-store.js'
import type { Shelf, Vault } from './shelf.js'

export interface KeyStoreOptions {
  /** Bits of a unit, a multiple of 8; the same at both ends. */
  readonly unitSize: number
  /** The units that this end reserves: those with even index, or those with odd index. */
  readonly direction: 'even' | 'odd'
  /** Units, in pool or reserved. */
  readonly capacity: number
}

/** What a slave holds of a reservation of the peer. */
interface Held extends ReservationTerms {
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

const LIVES: readonly KeyLife[] = ['pool', 'reserved', 'delivered', 'burnt']
const LAST = '\uffff'

/**
 * A key store of records on a shelf and bits in a vault. Names on the shelf: block/SESSION, unit/ID, pool/ORDER/INDEX
 * (own units that can be reserved), master/RESERVATION, slave/RESERVATION, key/ID, count/WHOSE/LIFE, meta/WHAT.
 */
export class ShelvedKeyStore implements KeyStore {
  readonly unitSize: number
  readonly capacity: number
  readonly #shelf: Shelf
  readonly #vault: Vault
  readonly #even: boolean
  /** Bits to overwrite when the transaction is on the disk. */
  #leaving: { readonly block: Uuid; readonly index: number }[] = []

  /** @throws KeyError UNIT_SIZE_INVALID, STORE_MISMATCH */
  constructor(shelf: Shelf, vault: Vault, { unitSize, direction, capacity }: KeyStoreOptions) {
    if (!Number.isInteger(unitSize) || unitSize < 8 || unitSize > 65_536 || unitSize % 8 !== 0) {
      throw new KeyError('UNIT_SIZE_INVALID', 'unitSize', unitSize, 'a multiple of 8 from 8 to 65536')
    }
    this.unitSize = unitSize
    this.capacity = capacity
    this.#shelf = shelf
    this.#vault = vault
    this.#even = direction === 'even'
    const made = `${unitSize} bits, ${direction}`
    const kept = shelf.get('meta/made') as { made: string } | undefined
    if (kept === undefined) shelf.transaction(() => shelf.put('meta/made', { made }))
    else if (kept.made !== made) throw new KeyError('STORE_MISMATCH', 'store', made, `${kept.made}, as it was made`)
    this.#tidy()
  }

  addBlock({ material, session, label, peer, time }: KeyBlock): BlockRecord {
    if (this.block(session) !== undefined) {
      throw new KeyError('BLOCK_KNOWN', 'session', session, 'a session whose block was not added before')
    }
    const unitBytes = this.unitSize / 8
    const units = Math.floor(material.length / unitBytes)
    if (units === 0) {
      throw new KeyError('BLOCK_INVALID', 'material', `${8 * material.length} bits`, `at least ${this.unitSize} bits`)
    }
    const { own, other } = this.counts()
    const room = this.capacity - own.pool - own.reserved - other.pool - other.reserved
    if (units > room) throw new KeyError('STORE_FULL', 'material', `${units} units`, `at most ${room} units now`)
    const rest = 8 * (material.length - units * unitBytes)
    this.#vault.create(session, material.subarray(0, units * unitBytes))
    return this.#shelf.transaction(() => {
      const order = ((this.#shelf.get('meta/blocks') as number | undefined) ?? 0) + 1
      this.#shelf.put('meta/blocks', order)
      const record: BlockRecord = {
        session,
        label,
        peer,
        time,
        units,
        unitSize: this.unitSize,
        rest,
        state: 'announced',
        order
      }
      this.#shelf.put(`block/${session}`, record)
      this.#shelf.put(`open/${pad(order)}`, { session })
      this.#shelf.put(`live/${session}`, units)
      for (let index = 0; index < units; index++) {
        const isOwn = (index % 2 === 0) === this.#even
        this.#shelf.put(`unit/${unitIdentifier(session, index)}`, { block: session, index, life: 'pool', own: isOwn })
      }
      const even = Math.ceil(units / 2)
      this.#count(true, 'pool', this.#even ? even : units - even)
      this.#count(false, 'pool', this.#even ? units - even : even)
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
    this.#shelf.transaction(() => {
      this.#shelf.put(`block/${session}`, { ...block, state: 'confirmed' })
      this.#shelf.remove(`open/${pad(block.order)}`)
      let ready = 0
      for (let index = 0; index < block.units; index++) {
        const identifier = unitIdentifier(session, index)
        const unit = this.unit(identifier)
        if (unit?.own !== true || unit.life !== 'pool') continue
        this.#shelf.put(poolName(block, index), { identifier })
        ready += 1
      }
      this.#add('count/ready', ready)
    })
  }

  disputeBlock(session: Uuid): void {
    const block = this.block(session)
    if (block === undefined || block.state === 'disputed') return
    this.#change(() => {
      this.#shelf.put(`block/${session}`, { ...block, state: 'disputed' })
      this.#shelf.remove(`open/${pad(block.order)}`)
      for (let index = 0; index < block.units; index++) {
        const identifier = unitIdentifier(session, index)
        const unit = this.unit(identifier) as UnitRecord
        if (unit.life !== 'pool') continue
        if (unit.own && block.state === 'confirmed') this.#takeFromPool(block, unit)
        this.#move(identifier, unit, 'burnt')
      }
    })
  }

  reserve({ origin, number, keys, size, master, slaves, label }: ReserveRequest): Reservation | undefined {
    const unitsPerKey = Math.ceil(size / this.unitSize)
    const wanted = keys * unitsPerKey
    const units = this.#oldest(wanted, label)
    if (units.length < wanted) return undefined
    const reservation: Reservation = { origin, number, size, unitsPerKey, master, slaves, units, stage: 'asking' }
    const name = reservationName(reservation)
    this.#shelf.transaction(() => {
      for (const identifier of units) {
        const unit = this.unit(identifier) as UnitRecord
        this.#takeFromPool(this.block(unit.block) as BlockRecord, unit)
        this.#move(identifier, unit, 'reserved', name)
      }
      this.#shelf.put(`master/${name}`, reservation)
    })
    return reservation
  }

  /** Own units that can be reserved, at most so many. */
  #oldest(wanted: number, label: string | undefined): Uuid[] {
    const pool = this.#shelf.range('pool/', `pool/${LAST}`, label === undefined ? wanted : undefined)
    const units = pool.map(({ record }) => (record as { identifier: Uuid }).identifier)
    if (label === undefined) return units
    const labels = new Map<Uuid, string | undefined>()
    const labelOf = (unit: Uuid) => {
      const session = (this.unit(unit) as UnitRecord).block
      if (!labels.has(session)) labels.set(session, this.block(session)?.label)
      return labels.get(session)
    }
    const chosen: Uuid[] = []
    for (const unit of units) {
      if (chosen.length === wanted) break
      if (labelOf(unit) === label) chosen.push(unit)
    }
    return chosen
  }

  deliver(name: ReservationName): LeavingKey[] {
    const reservation = this.#asking(name)
    const keys = chunks(reservation.units, reservation.unitsPerKey).map((units) => this.#read(units, reservation.size))
    this.#change(() => {
      for (const identifier of reservation.units) this.#leave(identifier, 'delivered')
      this.#shelf.put(`master/${reservationName(name)}`, { ...reservation, stage: 'taken' })
    })
    return keys
  }

  burn(name: ReservationName): void {
    const reservation = this.#asking(name)
    this.#change(() => this.#burnt(reservation))
  }

  forget(name: ReservationName): void {
    const reservation = this.reservation(name)
    if (reservation === undefined || reservation.stage === 'asking') return
    this.#shelf.transaction(() => this.#shelf.remove(`master/${reservationName(name)}`))
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
    const name = reservationName(terms)
    if (this.#held(name) !== undefined) return true
    const { units, unitsPerKey, slaves } = terms
    if (new Set(units).size !== units.length || Math.ceil(terms.size / this.unitSize) !== unitsPerKey) return false
    for (const identifier of units) {
      const unit = this.unit(identifier)
      if (unit === undefined || unit.own || unit.life !== 'pool') return false
    }
    this.#shelf.transaction(() => {
      for (const identifier of units) this.#move(identifier, this.unit(identifier) as UnitRecord, 'reserved', name)
      const { origin, number, size, master } = terms
      const held: Held = { origin, number, size, unitsPerKey, master, slaves, units, ready: false }
      this.#shelf.put(`slave/${name}`, held)
      for (const [place, [keyId]] of chunks(units, unitsPerKey).entries()) {
        const key: HeldKey = { reservation: name, place, waiting: slaves }
        this.#shelf.put(`key/${keyId as Uuid}`, key)
      }
    })
    return true
  }

  release(name: ReservationName): boolean {
    const held = this.#held(reservationName(name))
    if (held === undefined) return false
    if (!held.ready) {
      this.#shelf.transaction(() => this.#shelf.put(`slave/${reservationName(name)}`, { ...held, ready: true }))
    }
    return true
  }

  discard(name: ReservationName, units: readonly Uuid[]): void {
    const holder = reservationName(name)
    const held = this.#held(holder)
    const doomed = new Set([...units, ...(held?.units ?? [])].filter((identifier) => this.#isPeers(identifier, holder)))
    if (doomed.size === 0) return
    this.#change(() => {
      for (const identifier of doomed) {
        this.#move(identifier, this.unit(identifier) as UnitRecord, 'burnt', holder)
        this.#shelf.remove(`key/${identifier}`)
      }
      if (held?.ready === false) this.#shelf.remove(`slave/${holder}`)
    })
  }

  collect(master: SaeName, slave: SaeName, keyIds: readonly Uuid[]): Collected {
    const found = keyIds.map((keyId) => {
      const key = this.#shelf.get(`key/${keyId}`) as HeldKey | undefined
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
    const leaving = keys.map(({ units, held }) => this.#read(units, held.size))
    this.#change(() => {
      for (const { keyId, key, units } of keys) {
        const waiting = key.waiting.filter((name) => name !== slave)
        if (waiting.length > 0) {
          this.#shelf.put(`key/${keyId}`, { ...key, waiting })
          continue
        }
        this.#shelf.remove(`key/${keyId}`)
        for (const identifier of units) this.#leave(identifier, 'delivered')
      }
      for (const name of new Set(keys.map(({ key }) => key.reservation))) {
        const held = this.#held(name) as Held
        const over = held.units.every((identifier) => this.unit(identifier)?.life === 'delivered')
        if (over) this.#shelf.remove(`slave/${name}`)
      }
    })
    return { outcome: 'collected', keys: leaving }
  }

  counts(): KeyCounts {
    const of = (whose: string) =>
      Object.fromEntries(LIVES.map((life) => [life, this.#number(`count/${whose}/${life}`)])) as Record<KeyLife, number>
    return { own: of('own'), other: of('other'), ready: this.#number('count/ready') }
  }

  unit(identifier: Uuid): UnitRecord | undefined {
    return this.#shelf.get(`unit/${identifier}`) as UnitRecord | undefined
  }

  async close(): Promise<void> {
    await this.#shelf.close()
  }

  /** Overwrites what a crash has left: bits of units that are gone, and of blocks that were never added. */
  #tidy(): void {
    for (const session of this.#vault.blocks()) {
      const block = this.block(session)
      if (block === undefined || this.#number(`live/${session}`) === 0) {
        this.#vault.remove(session)
        continue
      }
      for (let index = 0; index < block.units; index++) {
        const life = this.unit(unitIdentifier(session, index))?.life
        if (life !== 'pool' && life !== 'reserved') this.#erase(session, index)
      }
    }
  }

  /** One transaction, after which the bits of the units that left in it are overwritten. */
  #change(work: () => void): void {
    this.#leaving = []
    this.#shelf.transaction(work)
    const blocks = new Set<Uuid>()
    for (const { block, index } of this.#leaving) {
      this.#erase(block, index)
      blocks.add(block)
    }
    this.#leaving = []
    for (const block of blocks) if (this.#number(`live/${block}`) === 0) this.#vault.remove(block)
  }

  #erase(block: Uuid, index: number): void {
    const unitBytes = this.unitSize / 8
    this.#vault.erase(block, index * unitBytes, unitBytes)
  }

  #read(units: readonly Uuid[], size: number): LeavingKey {
    const unitBytes = this.unitSize / 8
    const whole = new Uint8Array(units.length * unitBytes)
    for (const [place, identifier] of units.entries()) {
      const { block, index } = this.unit(identifier) as UnitRecord
      const octets = this.#vault.read(block, index * unitBytes, unitBytes)
      whole.set(octets, place * unitBytes)
      octets.fill(0)
    }
    const key = whole.slice(0, size / 8)
    whole.fill(0)
    return { keyId: units[0] as Uuid, key }
  }

  #asking(name: ReservationName): Reservation {
    const reservation = this.reservation(name)
    if (reservation?.stage === 'asking') return reservation
    throw new KeyError('RESERVATION_UNKNOWN', 'reservation', reservationName(name), 'one that is being asked for')
  }

  #burnt(reservation: Reservation): void {
    for (const identifier of reservation.units) this.#leave(identifier, 'burnt')
    this.#shelf.put(`master/${reservationName(reservation)}`, { ...reservation, stage: 'burnt' })
  }

  #held(name: string): Held | undefined {
    return this.#shelf.get(`slave/${name}`) as Held | undefined
  }

  /** Whether the peer may have this unit burnt under this reservation. */
  #isPeers(identifier: Uuid, holder: string): boolean {
    const unit = this.unit(identifier)
    if (unit === undefined || unit.own) return false
    if (unit.life === 'pool') return true
    return unit.life === 'reserved' && unit.reservation === holder && this.#held(holder)?.ready !== true
  }

  #leave(identifier: Uuid, life: 'delivered' | 'burnt'): void {
    this.#move(identifier, this.unit(identifier) as UnitRecord, life)
  }

  #move(identifier: Uuid, unit: UnitRecord, life: KeyLife, reservation = unit.reservation): void {
    const { block, index, own } = unit
    this.#shelf.put(`unit/${identifier}`, {
      block,
      index,
      life,
      own,
      ...(reservation !== undefined && { reservation })
    })
    this.#count(own, unit.life, -1)
    this.#count(own, life, 1)
    if (life !== 'delivered' && life !== 'burnt') return
    this.#leaving.push({ block, index })
    this.#add(`live/${block}`, -1)
  }

  #takeFromPool(block: BlockRecord, { index }: UnitRecord): void {
    this.#shelf.remove(poolName(block, index))
    this.#add('count/ready', -1)
  }

  #count(own: boolean, life: KeyLife, change: number): void {
    this.#add(`count/${own ? 'own' : 'other'}/${life}`, change)
  }

  #add(name: string, change: number): void {
    this.#shelf.put(name, this.#number(name) + change)
  }

  #number(name: string): number {
    return (this.#shelf.get(name) as number | undefined) ?? 0
  }
}

function pad(number: number): string {
  return String(number).padStart(12, '0')
}

function poolName({ order }: BlockRecord, index: number): string {
  return `pool/${pad(order)}/${pad(index)}`
}

function unitsOf({ units, unitsPerKey }: ReservationTerms, place: number): readonly Uuid[] {
  return units.slice(place * unitsPerKey, (place + 1) * unitsPerKey)
}

function chunks(units: readonly Uuid[], length: number): (readonly Uuid[])[] {
  return Array.from({ length: units.length / length }, (_, place) => units.slice(place * length, (place + 1) * length))
}
