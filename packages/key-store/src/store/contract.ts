import { deepStrictEqual, equal, notEqual, ok, throws } from 'node:assert/strict'
import { saeName, unitIdentifier, type Uuid } from '../identifiers.js'
import type { KeyBlock, KeyStore, Reservation, ReservationTerms, ReserveRequest } from './key-store.js'

/** What the contract needs of a kind of store. */
export interface KeyStoreSubject {
  /** A store without keys; units of 64 bits, 40 of them at most, reserves those with even index. */
  open(): KeyStore
  /** The same keys in a new store, as after a crash: the old one is used no more. Absent where nothing survives. */
  reopen?(): KeyStore
}

/** One rule that every store keeps. `check` throws an AssertionError where this one does not. */
export interface KeyStoreRule {
  readonly name: string
  /** For stores that can be opened again. */
  readonly durable: boolean
  readonly check: (subject: KeyStoreSubject) => void
}

const SESSION: Uuid = '8f14e45f-ceea-467f-ab5c-2f2d4bd27e0a'
const OTHER: Uuid = '45c48cce-2e2d-4fbd-9a1f-c93e3e1b3d5f'
const ALICE = saeName('alice-app')
const BOB = saeName('bob-app')
const CAROL = saeName('carol-app')
const UNIT_BYTES = 8

const octets = (length: number, first = 1) => Uint8Array.from({ length }, (_, index) => (first + index) & 0xff)

const block = (units: number, session = SESSION, rest = 0): KeyBlock => ({
  session,
  label: 'contract',
  peer: 'kme-b',
  time: 1,
  material: octets(units * UNIT_BYTES + rest)
})

const unitOf = (index: number, session = SESSION) => unitIdentifier(session, index)
const bitsOf = (index: number) => [...octets(UNIT_BYTES, 1 + index * UNIT_BYTES)]

const request = (keys: number, size = 64, number = 1): ReserveRequest => ({
  origin: 7,
  number,
  keys,
  size,
  master: ALICE,
  slaves: [BOB]
})

const held = (indices: readonly number[], number = 1, slaves = [BOB]): ReservationTerms => ({
  origin: 9,
  number,
  size: 64,
  unitsPerKey: 1,
  master: ALICE,
  slaves,
  units: indices.map((index) => unitOf(index))
})

const own = (store: KeyStore) => store.counts().own
const other = (store: KeyStore) => store.counts().other

function filled(subject: KeyStoreSubject, units = 8): KeyStore {
  const store = subject.open()
  store.addBlock(block(units))
  store.confirmBlock(SESSION)
  return store
}

function reserved(store: KeyStore, keys: number, size = 64, number = 1): Reservation {
  const reservation = store.reserve(request(keys, size, number))
  ok(reservation !== undefined)
  return reservation
}

const lives = (store: KeyStore, units: readonly Uuid[]) => units.map((unit) => store.unit(unit)?.life)

function rule(name: string, check: (subject: KeyStoreSubject) => void): KeyStoreRule {
  return { name, durable: false, check }
}

function durableRule(name: string, check: (subject: Required<KeyStoreSubject>) => void): KeyStoreRule {
  return { name, durable: true, check: (subject) => check(subject as Required<KeyStoreSubject>) }
}

/** The rules of a `KeyStore`, for whoever writes one: run each against it in a test of its own. */
export const keyStoreContract: readonly KeyStoreRule[] = [
  rule('cuts a block into units, half of them its own, and leaves the rest (KEY-002, KEY-005)', (subject) => {
    const store = subject.open()
    const record = store.addBlock(block(7, SESSION, 3))
    deepStrictEqual([record.units, record.rest, record.state], [7, 24, 'announced'])
    deepStrictEqual([own(store).pool, other(store).pool], [4, 3])
    deepStrictEqual(store.unit(unitOf(2)), { block: SESSION, index: 2, life: 'pool', own: true })
    equal(store.unit(unitOf(3))?.own, false)
    equal(store.unit(unitOf(7)), undefined)
  }),
  rule('keeps where a block came from', (subject) => {
    const store = subject.open()
    store.addBlock(block(2))
    const { session, label, peer, time, unitSize } = store.block(SESSION) ?? {}
    deepStrictEqual([session, label, peer, time, unitSize], [SESSION, 'contract', 'kme-b', 1, 64])
  }),
  rule('takes a session once, and no block without a unit (KEY-004)', (subject) => {
    const store = filled(subject)
    throws(() => store.addBlock(block(8)), { code: 'BLOCK_KNOWN' })
    throws(() => store.addBlock({ ...block(0, OTHER), material: octets(7) }), { code: 'BLOCK_INVALID' })
    equal(store.block(OTHER), undefined)
    equal(own(store).pool + other(store).pool, 8)
  }),
  rule('holds no more than its capacity', (subject) => {
    const store = filled(subject, 38)
    throws(() => store.addBlock(block(3, OTHER)), { code: 'STORE_FULL' })
    equal(store.addBlock(block(2, OTHER)).units, 2)
  }),
  rule('reserves nothing of a block that the peer has not confirmed (KEY-010)', (subject) => {
    const store = subject.open()
    store.addBlock(block(8))
    deepStrictEqual(
      store.announced().map(({ session }) => session),
      [SESSION]
    )
    equal(store.counts().ready, 0)
    equal(store.reserve(request(1)), undefined)
    store.confirmBlock(SESSION)
    store.confirmBlock(SESSION)
    deepStrictEqual(store.announced(), [])
    equal(store.counts().ready, 4)
    ok(store.reserve(request(1)) !== undefined)
  }),
  rule('burns what is left of a disputed block (KEY-013)', (subject) => {
    const store = filled(subject)
    const { units } = reserved(store, 1)
    store.disputeBlock(SESSION)
    deepStrictEqual([own(store), other(store).burnt], [{ pool: 0, reserved: 1, delivered: 0, burnt: 3 }, 4])
    equal(store.counts().ready, 0)
    store.disputeBlock(SESSION)
    store.confirmBlock(SESSION)
    equal(store.block(SESSION)?.state, 'disputed')
    deepStrictEqual(lives(store, units), ['reserved'])
  }),
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
  }),
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
  }),
  rule('gives copies: what is done to them changes nothing', (subject) => {
    const store = subject.open()
    const material = octets(4 * UNIT_BYTES)
    store.addBlock({ ...block(4), material })
    material.fill(0)
    store.confirmBlock(SESSION)
    const [key] = store.deliver(reserved(store, 1))
    deepStrictEqual([...(key?.key ?? [])], bitsOf(0))
    notEqual(key?.key, undefined)
  }),
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
