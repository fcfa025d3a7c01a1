import { expect, it } from 'vitest'
import { unitIdentifier } from '../identifiers.js'
import { MemoryShelf, MemoryVault } from './memory.js'
import { LAST } from './shelf.js'
import { ShelvedKeyStore } from './shelved-key-store.js'

const SESSION = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'
const UNITS = 640

/** Tells what is done to it, and can lose what has not been synchronised, as a disk does when the power fails. */
class WatchedVault extends MemoryVault {
  erased = 0
  #unsynchronised: { readonly offset: number; readonly octets: Uint8Array }[] = []

  override erase(block: string, offset: number, length: number): void {
    this.erased += 1
    this.#unsynchronised.push({ offset, octets: this.read(block, offset, length) })
    super.erase(block, offset, length)
  }

  override sync(): void {
    this.#unsynchronised = []
  }

  /** A vault that has all that is on the disk. */
  afterPowerFailure(): WatchedVault {
    const octets = this.read(SESSION, 0, UNITS)
    for (const lost of this.#unsynchronised) octets.set(lost.octets, lost.offset)
    const vault = new WatchedVault()
    vault.create(SESSION, octets)
    return vault
  }
}

const options = { unitSize: 8, direction: 'even', capacity: UNITS } as const

function delivered(keys: number): { shelf: MemoryShelf; vault: WatchedVault } {
  const [shelf, vault] = [new MemoryShelf(), new WatchedVault()]
  const store = new ShelvedKeyStore(shelf, vault, options)
  store.addBlock({ session: SESSION, label: '', peer: 'b', time: 0, material: new Uint8Array(UNITS).fill(255) })
  store.confirmBlock(SESSION)
  for (let number = 1; number <= keys; number++) {
    const asked = store.reserve({ origin: 1, number, keys: 1, size: 8, master: 'a', slaves: [] })
    expect([...(store.deliver(asked!)[0]?.key ?? [])]).toEqual([255])
  }
  return { shelf, vault }
}

const notes = (shelf: MemoryShelf) => shelf.range('left/', `left/${LAST}`).length

it.each([0, 1, 256, 257, 300])(
  'what %i keys have left is overwritten again after a power failure, as far as it may not be on the disk (KEY-008)',
  (keys) => {
    const { shelf, vault } = delivered(keys)
    expect(vault.erased).toBe(keys)
    expect(notes(shelf)).toBeLessThanOrEqual(256)
    const later = vault.afterPowerFailure()
    const store = new ShelvedKeyStore(shelf, later, options)
    for (let index = 0; index < UNITS; index++) {
      const left = store.unit(unitIdentifier(SESSION, index))?.life === 'delivered'
      expect(later.read(SESSION, index, 1)[0], `unit ${index}`).toBe(left ? 0 : 255)
    }
    // Not more than what was noted: the time that a start takes does not grow with what was ever delivered.
    expect(later.erased).toBeLessThanOrEqual(256)
    expect(notes(shelf)).toBe(0)
  }
)

it('a key that another one collects just before the transaction is not given out again (KEY-035)', () => {
  const [shelf, vault] = [new MemoryShelf(), new MemoryVault()]
  const store = new ShelvedKeyStore(shelf, vault, options)
  store.addBlock({ session: SESSION, label: '', peer: 'b', time: 0, material: new Uint8Array(8).fill(255) })
  const name = { origin: 9, number: 1 }
  const units = [unitIdentifier(SESSION, 1)]
  store.hold({ ...name, size: 8, unitsPerKey: 1, master: 'a', slaves: ['b'], units })
  store.release(name)
  const other = new ShelvedKeyStore(shelf, vault, options)
  const transaction = shelf.transaction.bind(shelf)
  shelf.transaction = (work) => {
    shelf.transaction = transaction
    expect(other.collect('a', 'b', units).outcome).toBe('collected')
    return transaction(work)
  }
  expect(store.collect('a', 'b', units).outcome).toBe('unknown')
})
