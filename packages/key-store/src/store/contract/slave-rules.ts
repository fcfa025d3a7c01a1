import { deepStrictEqual, equal, ok } from 'node:assert/strict'
import {
  ALICE,
  bitsOf,
  BOB,
  CAROL,
  filled,
  held,
  type KeyStoreRule,
  lives,
  other,
  own,
  rule,
  unitOf
} from './subject.js'

/** Of what is held for the peer. */
export const slaveRules: readonly KeyStoreRule[] = [
  rule('holds units of the peer, all or none (KEY-022, KEY-024)', (subject) => {
    const store = filled(subject)
    equal(store.hold(held([1, 3])), true)
    equal(store.hold(held([1, 3])), true)
    deepStrictEqual(other(store), { pool: 2, reserved: 2, delivered: 0, burnt: 0 })
    for (const refused of [held([5, 3], 2), held([5, 0], 3), held([5, 99], 4), held([5, 5], 5)]) {
      equal(store.hold(refused), false)
      equal(store.unit(unitOf(5))?.life, 'pool')
    }
    equal(store.hold({ ...held([5, 7], 6), unitsPerKey: 2 }), false)
    equal(own(store).pool, 4)
  }),
  rule('holds nothing else under the name of a reservation that it holds (KEY-083)', (subject) => {
    const store = filled(subject)
    const terms = held([1, 3])
    equal(store.hold(terms), true)
    const others = [
      held([1, 5]),
      held([3, 1]),
      held([1]),
      held([1, 3, 5]),
      { ...terms, size: 56 },
      { ...terms, unitsPerKey: 2 },
      { ...terms, master: BOB },
      { ...terms, slaves: [CAROL] },
      { ...terms, slaves: [BOB, CAROL] }
    ]
    for (const one of others) equal(store.hold(one), false)
    equal(store.hold(terms), true)
    store.release(terms)
    for (const one of others) equal(store.hold(one), false)
    equal(store.hold(terms), true)
    deepStrictEqual(other(store), { pool: 2, reserved: 2, delivered: 0, burnt: 0 })
  }),
  rule('gives a key of the peer once, after the peer has delivered it (KEY-033, KEY-035)', (subject) => {
    const store = filled(subject)
    store.hold(held([1, 3]))
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(1)]), { outcome: 'in-doubt' })
    equal(store.release(held([1, 3])), true)
    const collected = store.collect(ALICE, BOB, [unitOf(3)])
    ok(collected.outcome === 'collected')
    deepStrictEqual(
      collected.keys.map(({ keyId, key }) => [keyId, [...key]]),
      [[unitOf(3), bitsOf(3)]]
    )
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(3)]), { outcome: 'unknown' })
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(1), unitOf(3)]), { outcome: 'unknown' })
    deepStrictEqual(lives(store, [unitOf(1), unitOf(3)]), ['reserved', 'delivered'])
    equal(store.release(held([1, 3])), true)
    equal(store.hold(held([1, 3])), true)
    equal(store.collect(ALICE, BOB, [unitOf(1)]).outcome, 'collected')
    equal(store.release(held([1, 3])), false)
    equal(store.hold(held([1, 3])), false)
  }),
  rule('gives keys to those alone for whom they were asked (KEY-036)', (subject) => {
    const store = filled(subject)
    store.hold(held([1]))
    store.release(held([1]))
    deepStrictEqual(store.collect(ALICE, CAROL, [unitOf(1)]), { outcome: 'unauthorised' })
    deepStrictEqual(store.collect(ALICE, CAROL, [unitOf(1), unitOf(5)]), { outcome: 'unauthorised' })
    deepStrictEqual(store.collect(CAROL, BOB, [unitOf(1)]), { outcome: 'unknown' })
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(5)]), { outcome: 'unknown' })
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(1), unitOf(1)]), { outcome: 'unknown' })
    equal(store.collect(ALICE, BOB, [unitOf(1)]).outcome, 'collected')
  }),
  rule('gives a key to each of several, once (KEY-037)', (subject) => {
    const store = filled(subject)
    store.hold(held([1], 1, [BOB, CAROL]))
    store.release(held([1]))
    equal(store.collect(ALICE, CAROL, [unitOf(1)]).outcome, 'collected')
    deepStrictEqual(store.collect(ALICE, CAROL, [unitOf(1)]), { outcome: 'unknown' })
    equal(store.unit(unitOf(1))?.life, 'reserved')
    equal(store.collect(ALICE, BOB, [unitOf(1)]).outcome, 'collected')
    equal(store.unit(unitOf(1))?.life, 'delivered')
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(1)]), { outcome: 'unknown' })
  }),
  rule('burns what the peer has burnt, held or not, and nothing else (KEY-029)', (subject) => {
    const store = filled(subject)
    store.hold(held([1]))
    store.hold(held([3], 2))
    store.release(held([3], 2))
    store.discard(held([1]), [unitOf(1), unitOf(3), unitOf(5), unitOf(0), unitOf(99)])
    deepStrictEqual(
      lives(
        store,
        [0, 1, 3, 5, 7].map((index) => unitOf(index))
      ),
      ['pool', 'burnt', 'reserved', 'burnt', 'pool']
    )
    deepStrictEqual(store.collect(ALICE, BOB, [unitOf(1)]), { outcome: 'unknown' })
    equal(store.collect(ALICE, BOB, [unitOf(3)]).outcome, 'collected')
    equal(store.hold(held([5], 3)), false)
    store.discard(held([5], 3), [unitOf(3)])
    equal(store.unit(unitOf(3))?.life, 'delivered')
  })
]
