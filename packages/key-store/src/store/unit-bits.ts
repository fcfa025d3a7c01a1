import type { Uuid } from '../identifiers.js'
import type { BlockRecord, LeavingKey, UnitRecord } from './key-store.js'
import { LAST, padded, type Shelf, type Vault } from './shelf.js'
import type { UnitTable } from './unit-table.js'

/** Bits of a unit that has left. */
interface Left {
  readonly block: Uuid
  readonly index: number
}

/** Notes that are kept until the vault is synchronised and they are removed, all at once. */
const MOST_NOTES = 256

/**
 * The bits of units, in a vault: read when a key leaves, and overwritten when it has left. What is to be overwritten is
 * noted in the transaction in which it leaves, so that a process that starts after a crash knows what may have been left
 * undone without looking at every unit. Names on the shelf: left/SESSION/INDEX.
 */
export class UnitBits {
  readonly #shelf: Shelf
  readonly #vault: Vault
  readonly #unitBytes: number
  /** In the running transaction: to be overwritten when it is on the disk. */
  #leaving: Left[] = []
  /** Overwritten, though perhaps not on the disk yet, and noted. */
  #overwritten: Left[] = []
  #isTogether = false

  constructor(shelf: Shelf, vault: Vault, unitSize: number) {
    this.#shelf = shelf
    this.#vault = vault
    this.#unitBytes = unitSize / 8
  }

  /** Durable when it returns. */
  add(session: Uuid, units: number, material: Uint8Array): void {
    this.#vault.create(session, material.subarray(0, units * this.#unitBytes))
  }

  /** The first `size` bits of units, under the name of the first one. */
  read(units: readonly Uuid[], size: number, table: UnitTable): LeavingKey {
    const unitBytes = this.#unitBytes
    const whole = new Uint8Array(units.length * unitBytes)
    for (const [place, identifier] of units.entries()) {
      const { block, index } = table.get(identifier) as UnitRecord
      const octets = this.#vault.read(block, index * unitBytes, unitBytes)
      whole.set(octets, place * unitBytes)
      octets.fill(0)
    }
    const key = whole.slice(0, size / 8)
    whole.fill(0)
    return { keyId: units[0] as Uuid, key }
  }

  /** A unit leaves in the transaction that is running. */
  leave(block: Uuid, index: number): void {
    this.#shelf.put(noteName({ block, index }), 1)
    this.#leaving.push({ block, index })
  }

  /** A transaction, after which what has left in it is overwritten; or a part of the one that is running. */
  change<T>(work: () => T, table: UnitTable): T {
    return this.#isTogether ? work() : this.#transaction(work, table)
  }

  /** One transaction of all changes inside. */
  together(work: () => void, table: UnitTable): void {
    this.#isTogether = true
    try {
      this.#transaction(work, table)
    } finally {
      this.#isTogether = false
    }
  }

  #transaction<T>(work: () => T, table: UnitTable): T {
    // What one that failed would have taken stays.
    this.#leaving = []
    const settled = this.#overwritten.length < MOST_NOTES ? [] : this.#overwritten
    this.#sync(settled)
    const result = this.#shelf.transaction(() => {
      const done = work()
      for (const left of settled) this.#shelf.remove(noteName(left))
      return done
    })
    if (settled.length > 0) this.#overwritten = []
    this.#overwrite(this.#leaving)
    this.#overwritten.push(...this.#leaving)
    const blocks = new Set(this.#leaving.map(({ block }) => block))
    for (const block of blocks) if (table.live(block) === 0) this.#vault.remove(block)
    return result
  }

  /** Overwrites what a crash has left: bits of units that are gone, and of blocks that were never added. */
  tidy(table: UnitTable, blockOf: (session: Uuid) => BlockRecord | undefined): void {
    for (const session of this.#vault.blocks()) {
      if (blockOf(session) === undefined || table.live(session) === 0) this.#vault.remove(session)
    }
    const noted = this.#shelf.range('left/', `left/${LAST}`).map(({ name }) => leftOf(name))
    if (noted.length === 0) return
    this.#overwrite(noted)
    this.#sync(noted)
    this.#shelf.transaction(() => {
      for (const left of noted) this.#shelf.remove(noteName(left))
    })
  }

  /** Bits of blocks that are there; the others are overwritten with their blocks. */
  #overwrite(left: readonly Left[]): void {
    const present = this.#present(left)
    for (const { block, index } of left) {
      if (present.has(block)) this.#vault.erase(block, index * this.#unitBytes, this.#unitBytes)
    }
  }

  #sync(left: readonly Left[]): void {
    for (const block of this.#present(left)) this.#vault.sync(block)
  }

  #present(left: readonly Left[]): Set<Uuid> {
    return new Set([...new Set(left.map(({ block }) => block))].filter((block) => this.#vault.has(block)))
  }
}

function noteName({ block, index }: Left): string {
  return `left/${block}/${padded(index)}`
}

function leftOf(name: string): Left {
  const [, block = '', index] = name.split('/')
  return { block, index: Number(index) }
}
