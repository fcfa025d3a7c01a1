import { expect, it } from 'vitest'
import { MemoryShelf, MemoryVault } from './memory.js'
import { ShelvedKeyStore } from './shelved-key-store.js'

/** Counts the records that are read. */
class CountingShelf extends MemoryShelf {
  reads = 0

  override get(name: string): unknown {
    this.reads += 1
    return super.get(name)
  }

  override range(first: string, end: string, limit?: number): { name: string; record: unknown }[] {
    const found = super.range(first, end, limit)
    this.reads += found.length
    return found
  }
}

const OPTIONS = { unitSize: 8, direction: 'even', capacity: 100_000 } as const
const session = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Blocks of so many units, with these labels, in this order. */
function filled(shelf: CountingShelf, blocks: readonly (readonly [string, number])[]): ShelvedKeyStore {
  const store = new ShelvedKeyStore(shelf, new MemoryVault(), OPTIONS)
  for (const [index, [label, units]] of blocks.entries()) {
    store.addBlock({ session: session(index), label, peer: 'b', time: 0, material: new Uint8Array(units) })
    store.confirmBlock(session(index))
  }
  return store
}

const reserve = (store: ShelvedKeyStore, number: number, keys: number, label: string) =>
  store.reserve({ origin: 1, number, keys, size: 8, master: 'm', slaves: [], label })

it.each([
  ['first', 3, 3],
  ['last', 3, 3],
  ['last', 4, undefined],
  ['none', 1, undefined],
  ['middle', 512, 512]
])('finds units labelled %s without a look at all others: of %i, %s', (label, wanted, found) => {
  const shelf = new CountingShelf()
  const store = filled(shelf, [
    ['first', 6],
    ['middle', 4_000],
    ['last', 6]
  ])
  shelf.reads = 0
  expect(reserve(store, 1, wanted, label)?.units.length).toBe(found)
  expect(shelf.reads).toBeLessThan(10 + 20 * wanted)
})

it('takes the oldest with a label, block by block, until all are gone', () => {
  const shelf = new CountingShelf()
  let store = filled(shelf, [
    ['x', 6],
    ['y', 6],
    ['x', 1],
    ['x', 4]
  ])
  const taken: (readonly [number, number])[] = []
  for (let number = 1; ; number++) {
    const reservation = reserve(store, number, 2, 'x')
    if (reservation === undefined) break
    for (const unit of reservation.units) {
      const { block, index } = store.unit(unit)!
      taken.push([Number(block.slice(-12)), index])
    }
    // The names by labels of a store that was made before there were any are made again.
    for (const { name } of shelf.range('labelled/', 'labelled0')) shelf.remove(name)
    shelf.remove('meta/labelled')
    store = new ShelvedKeyStore(shelf, new MemoryVault(), OPTIONS)
  }
  expect(taken).toEqual([
    [0, 0],
    [0, 2],
    [0, 4],
    [2, 0],
    [3, 0],
    [3, 2]
  ])
  store.disputeBlock(session(1))
  expect(shelf.range('labelled/', 'labelled0')).toEqual([])
  expect(store.counts().ready).toBe(0)
})
