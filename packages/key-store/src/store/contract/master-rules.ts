import { deepStrictEqual, equal, throws } from 'node:assert/strict'
import {
  bitsOf,
  block,
  filled,
  type KeyStoreRule,
  lives,
  octets,
  OTHER,
  own,
  request,
  reserved,
  rule,
  UNIT_BYTES,
  unitOf
} from './subject.js'

/** Of reservations that are made here. */
export const masterRules: readonly KeyStoreRule[] = [
  rule('reserves the oldest of its own units, each once (KEY-020)', (subject) => {
    const store = filled(subject)
    deepStrictEqual(reserved(store, 2).units, [unitOf(0), unitOf(2)])
    deepStrictEqual(reserved(store, 1, 64, 2).units, [unitOf(4)])
    equal(store.reserve(request(2, 64, 3)), undefined)
    deepStrictEqual(own(store), { pool: 1, reserved: 3, delivered: 0, burnt: 0 })
    equal(store.counts().ready, 1)
  }),
  rule('reserves of blocks with a label where one is asked for', (subject) => {
    const store = filled(subject, 4)
    store.addBlock({ ...block(4, OTHER), label: 'another' })
    store.confirmBlock(OTHER)
    deepStrictEqual(store.reserve({ ...request(2), label: 'another' })?.units, [unitOf(0, OTHER), unitOf(2, OTHER)])
    equal(store.reserve({ ...request(1, 64, 2), label: 'another' }), undefined)
    deepStrictEqual(reserved(store, 1, 64, 3).units, [unitOf(0)])
  }),
  rule('delivers whole keys once, under the name of their first unit (KEY-006, KEY-007, KEY-030)', (subject) => {
    const store = filled(subject)
    const reservation = reserved(store, 2, 96)
    deepStrictEqual([reservation.unitsPerKey, reservation.units.length], [2, 4])
    const keys = store.deliver(reservation)
    deepStrictEqual(
      keys.map(({ keyId, key }) => [keyId, [...key]]),
      [
        [unitOf(0), [...bitsOf(0), ...bitsOf(2)].slice(0, 12)],
        [unitOf(4), [...bitsOf(4), ...bitsOf(6)].slice(0, 12)]
      ]
    )
    deepStrictEqual(own(store), { pool: 0, reserved: 0, delivered: 4, burnt: 0 })
    throws(() => store.deliver(reservation), { code: 'RESERVATION_UNKNOWN' })
    throws(() => store.burn(reservation), { code: 'RESERVATION_UNKNOWN' })
    equal(store.reservation(reservation)?.stage, 'taken')
  }),
  rule('makes a key of units of several blocks (KEY-006)', (subject) => {
    const store = filled(subject, 2)
    store.addBlock({ ...block(4, OTHER), material: octets(4 * UNIT_BYTES, 100) })
    store.confirmBlock(OTHER)
    const [key] = store.deliver(reserved(store, 1, 192))
    const others = [...octets(UNIT_BYTES, 100), ...octets(UNIT_BYTES, 100 + 2 * UNIT_BYTES)]
    deepStrictEqual([key?.keyId, [...(key?.key ?? [])]], [unitOf(0), [...bitsOf(0), ...others]])
  }),
  rule('gives a part of a unit for a smaller key, and nothing of the rest to anybody (KEY-007)', (subject) => {
    const store = filled(subject, 2)
    const [key] = store.deliver(reserved(store, 1, 24))
    deepStrictEqual([...(key?.key ?? [])], bitsOf(0).slice(0, 3))
    equal(store.reserve(request(1, 8, 2)), undefined)
  }),
  rule('burns a reservation for good (KEY-028)', (subject) => {
    const store = filled(subject)
    const reservation = reserved(store, 2)
    store.burn(reservation)
    deepStrictEqual(lives(store, reservation.units), ['burnt', 'burnt'])
    throws(() => store.deliver(reservation), { code: 'RESERVATION_UNKNOWN' })
    equal(store.reservation(reservation)?.stage, 'burnt')
    deepStrictEqual(reserved(store, 1, 64, 2).units, [unitOf(4)])
  }),
  rule('forgets a reservation when it is told to, but not one that is open', (subject) => {
    const store = filled(subject)
    const reservation = reserved(store, 1)
    store.forget(reservation)
    equal(store.reservation(reservation)?.stage, 'asking')
    store.deliver(reservation)
    store.forget(reservation)
    equal(store.reservation(reservation), undefined)
    deepStrictEqual(store.recover(), [])
  })
]
