import { createHash } from 'node:crypto'
import { unitIdentifier, type Uuid } from '../identifiers.js'
import type { BlockRecord, KeyCounts, KeyLife, UnitRecord } from './key-store.js'
import { LAST, padded, type Shelf } from './shelf.js'

const LIVES: readonly KeyLife[] = ['pool', 'reserved', 'delivered', 'burnt']

/** A block of which nothing is left. */
interface Spent {
  /** When that was seen first, milliseconds since 1970 UTC; 0: not yet. */
  readonly seen: number
}

/**
 * Where every unit is, and how many are where. Names on the shelf: unit/ID, pool/ORDER/INDEX (own units that can be
 * reserved), labelled/HASH/ORDER (how many of them a block with that label has), live/SESSION (units of a block that are not
 * gone), spent/SESSION (blocks without such), count/WHOSE/LIFE. What changes something is called in a transaction.
 */
export class UnitTable {
  readonly #shelf: Shelf
  readonly #even: boolean
  readonly #left: (block: Uuid, index: number) => void

  /** @param left is told of each unit that is gone for good */
  constructor(shelf: Shelf, direction: 'even' | 'odd', left: (block: Uuid, index: number) => void) {
    this.#shelf = shelf
    this.#even = direction === 'even'
    this.#left = left
  }

  get(identifier: Uuid): UnitRecord | undefined {
    return this.#shelf.get(`unit/${identifier}`) as UnitRecord | undefined
  }

  /** Units of a block that are not gone. */
  live(session: Uuid): number {
    return this.#number(`live/${session}`)
  }

  /** Of a new block. */
  add({ session, units }: BlockRecord): void {
    this.#shelf.put(`live/${session}`, units)
    for (let index = 0; index < units; index++) {
      const own = (index % 2 === 0) === this.#even
      this.#shelf.put(`unit/${unitIdentifier(session, index)}`, { block: session, index, life: 'pool', own })
    }
    const even = Math.ceil(units / 2)
    this.#count(true, 'pool', this.#even ? even : units - even)
    this.#count(false, 'pool', this.#even ? units - even : even)
  }

  /** Own units of a block can be reserved from now on. */
  makeReady(block: BlockRecord): void {
    let ready = 0
    for (let index = 0; index < block.units; index++) {
      const identifier = unitIdentifier(block.session, index)
      const unit = this.get(identifier)
      if (unit?.own !== true || unit.life !== 'pool') continue
      this.#shelf.put(poolName(block, index), { identifier })
      ready += 1
    }
    this.#add('count/ready', ready)
    if (ready > 0) this.#shelf.put(labelName(block), ready)
  }

  /**
   * Own units that can be reserved, oldest first; of blocks with a label alone, where one is given.
   *
   * @returns so many, or fewer where there are not so many; reads about as many records
   */
  oldest(wanted: number, label: string | undefined): Uuid[] {
    if (label === undefined) return this.#pool('', wanted)
    const prefix = labelPrefix(label)
    // Each of them has one unit at least.
    const blocks = this.#shelf.range(prefix, prefix + LAST, wanted)
    const units: Uuid[] = []
    for (const { name } of blocks) {
      if (units.length < wanted) units.push(...this.#pool(`${name.slice(prefix.length)}/`, wanted - units.length))
    }
    return units
  }

  /** It can be reserved no more. */
  takeFromPool(block: BlockRecord, { index }: UnitRecord): void {
    this.#shelf.remove(poolName(block, index))
    this.#add('count/ready', -1)
    const labelled = labelName(block)
    const ready = this.#number(labelled) - 1
    if (ready > 0) this.#shelf.put(labelled, ready)
    else this.#shelf.remove(labelled)
  }

  /** For a store that was made before there were names by labels. */
  indexLabels(blockOf: (session: Uuid) => BlockRecord | undefined): void {
    if (this.#shelf.get('meta/labelled') !== undefined) return
    this.#shelf.transaction(() => {
      for (const identifier of this.#pool('')) {
        const block = blockOf(this.get(identifier)?.block ?? '')
        if (block !== undefined) this.#add(labelName(block), 1)
      }
      this.#shelf.put('meta/labelled', 1)
    })
  }

  #pool(within: string, limit?: number): Uuid[] {
    const pool = this.#shelf.range(`pool/${within}`, `pool/${within}${LAST}`, limit)
    return pool.map(({ record }) => (record as { identifier: Uuid }).identifier)
  }

  /** @param reservation that it belongs to from now on; else the same as before */
  move(identifier: Uuid, life: KeyLife, reservation?: string): void {
    const unit = this.get(identifier) as UnitRecord
    const { block, index, own } = unit
    const holder = reservation ?? unit.reservation
    const kept = holder === undefined ? {} : { reservation: holder }
    this.#shelf.put(`unit/${identifier}`, { block, index, life, own, ...kept })
    this.#count(own, unit.life, -1)
    this.#count(own, life, 1)
    if (life !== 'delivered' && life !== 'burnt') return
    this.#add(`live/${block}`, -1)
    if (this.live(block) === 0) this.#shelf.put(`spent/${block}`, { seen: 0 } satisfies Spent)
    this.#left(block, index)
  }

  /** Blocks that were without units that are not gone at least `retention` ago. Writes down of the others that it sees them. */
  spent(now: number, retention: number): Uuid[] {
    const spent = this.#shelf
      .range('spent/', `spent/${LAST}`)
      .map(({ name, record }) => ({ session: name.slice('spent/'.length), seen: (record as Spent).seen }))
    const unseen = spent.filter(({ seen }) => seen === 0)
    if (unseen.length > 0) {
      this.#shelf.transaction(() => {
        for (const { session } of unseen) this.#shelf.put(`spent/${session}`, { seen: now } satisfies Spent)
      })
    }
    return spent.filter(({ seen }) => now - (seen === 0 ? now : seen) >= retention).map(({ session }) => session)
  }

  /** All units of a block, which are gone. What is counted stays. */
  forget(session: Uuid, units: number): void {
    for (let index = 0; index < units; index++) this.#shelf.remove(`unit/${unitIdentifier(session, index)}`)
    this.#shelf.remove(`spent/${session}`)
    this.#shelf.remove(`live/${session}`)
  }

  counts(): KeyCounts {
    const of = (whose: string) =>
      Object.fromEntries(LIVES.map((life) => [life, this.#number(`count/${whose}/${life}`)])) as Record<KeyLife, number>
    return { own: of('own'), other: of('other'), ready: this.#number('count/ready') }
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

function poolName({ order }: BlockRecord, index: number): string {
  return `pool/${padded(order)}/${padded(index)}`
}

/** Labels are of any length. */
function labelPrefix(label: string): string {
  return `labelled/${createHash('sha256').update(label).digest('hex')}/`
}

function labelName({ label, order }: BlockRecord): string {
  return labelPrefix(label) + padded(order)
}
