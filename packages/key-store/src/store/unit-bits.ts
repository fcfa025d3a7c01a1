import { unitIdentifier, type Uuid } from '../identifiers.js'
import type { BlockRecord, LeavingKey, UnitRecord } from './key-store.js'
import type { Vault } from './shelf.js'
import type { UnitTable } from './unit-table.js'

/** The bits of units, in a vault: read when a key leaves, and overwritten when it has left. */
export class UnitBits {
  readonly #vault: Vault
  readonly #unitBytes: number
  /** Bits to overwrite when the transaction is on the disk. */
  #leaving: { readonly block: Uuid; readonly index: number }[] = []

  constructor(vault: Vault, unitSize: number) {
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
    this.#leaving.push({ block, index })
  }

  /** A transaction begins: what one that failed would have taken stays. */
  begin(): void {
    this.#leaving = []
  }

  /** The transaction is on the disk: overwrites what has left in it. */
  overwrite(table: UnitTable): void {
    const blocks = new Set<Uuid>()
    for (const { block, index } of this.#leaving) {
      this.#erase(block, index)
      blocks.add(block)
    }
    this.#leaving = []
    for (const block of blocks) if (table.live(block) === 0) this.#vault.remove(block)
  }

  /** Overwrites what a crash has left: bits of units that are gone, and of blocks that were never added. */
  tidy(table: UnitTable, blockOf: (session: Uuid) => BlockRecord | undefined): void {
    for (const session of this.#vault.blocks()) {
      const block = blockOf(session)
      if (block === undefined || table.live(session) === 0) {
        this.#vault.remove(session)
        continue
      }
      for (let index = 0; index < block.units; index++) {
        const life = table.get(unitIdentifier(session, index))?.life
        if (life !== 'pool' && life !== 'reserved') this.#erase(session, index)
      }
    }
  }

  #erase(block: Uuid, index: number): void {
    this.#vault.erase(block, index * this.#unitBytes, this.#unitBytes)
  }
}
