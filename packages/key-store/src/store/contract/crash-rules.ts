import { deepStrictEqual, equal, throws } from 'node:assert/strict'
import type { Reservation } from '../key-store.js'
import {
  ALICE,
  block,
  BOB,
  durableRule,
  filled,
  held,
  type KeyStoreRule,
  lives,
  own,
  reserved,
  unitOf
} from './subject.js'

/** Of stores that can be opened again. */
export const crashRules: readonly KeyStoreRule[] = [
  durableRule('is the same after a crash, and burns what was in doubt (KEY-031)', (subject) => {
    let store = filled(subject, 16)
    const [doubtful, taken, burnt, noted] = [1, 2, 3, 4].map((number) => reserved(store, 1, 64, number)) as [
      Reservation,
      Reservation,
      Reservation,
      Reservation
    ]
    store.deliver(taken)
    store.burn(burnt)
    store.deliver(noted)
    store.forget(noted)
    store.hold(held([1]))
    store.hold(held([3], 2))
    store.release(held([3], 2))
    store = subject.reopen()
    const lifeOf = ({ units }: Reservation) => lives(store, units)[0]
    deepStrictEqual([doubtful, taken, burnt, noted].map(lifeOf), ['reserved', 'delivered', 'burnt', 'delivered'])
    const left = store.recover().map(({ number, stage }) => [number, stage])
    deepStrictEqual(left, [
      [1, 'burnt'],
      [2, 'taken'],
      [3, 'burnt']
    ])
    deepStrictEqual([doubtful, taken, burnt, noted].map(lifeOf), ['burnt', 'delivered', 'burnt', 'delivered'])
    deepStrictEqual(own(store), { pool: 4, reserved: 0, delivered: 2, burnt: 2 })
    equal(store.counts().ready, 4)
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(1)]), { outcome: 'in-doubt' })
    equal(store.collect(ALICE, BOB, [unitOf(3)]).outcome, 'collected')
    store = subject.reopen()
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(3)]), { outcome: 'unknown' })
    throws(() => store.addBlock(block(16)), { code: 'BLOCK_KNOWN' })
    deepStrictEqual(reserved(store, 1, 64, 5).units, [unitOf(8)])
  })
]
