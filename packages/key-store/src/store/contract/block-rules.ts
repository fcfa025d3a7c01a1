import { deepStrictEqual, equal, notEqual, ok, throws } from 'node:assert/strict'
import {
  ALICE,
  BOB,
  bitsOf,
  block,
  filled,
  held,
  type KeyStoreRule,
  lives,
  octets,
  OTHER,
  other,
  own,
  request,
  reserved,
  rule,
  SESSION,
  UNIT_BYTES,
  unitOf
} from './subject.js'

/** Of blocks and their units. */
export const blockRules: readonly KeyStoreRule[] = [
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
  rule('takes no session whose name is none, and knows names in either case (KEY-004)', (subject) => {
    const store = filled(subject)
    for (const session of ['../evil', '', `${SESSION}/..`, `${SESSION}\u0000`]) {
      throws(() => store.addBlock(block(8, session)), { code: 'IDENTIFIER_INVALID' })
    }
    throws(() => store.addBlock(block(8, SESSION.toUpperCase())), { code: 'BLOCK_KNOWN' })
  }),
  rule('holds no more than its capacity', (subject) => {
    const store = filled(subject, 38)
    throws(() => store.addBlock(block(3, OTHER)), { code: 'STORE_FULL' })
    // There will never be room for it.
    throws(() => store.addBlock(block(41, OTHER)), { code: 'BLOCK_INVALID' })
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
  rule('forgets the units of a block after its retention, but not the block (KEY-065, KEY-066)', (subject) => {
    const store = filled(subject, 4)
    store.deliver(reserved(store, 2))
    equal(store.prune(1000, 500), 0)
    store.discard({ origin: 9, number: 1 }, [unitOf(1), unitOf(3)])
    const before = store.counts()
    // First seen now: it stays for the whole retention.
    deepStrictEqual([store.prune(5000, 500), store.prune(5499, 500)], [0, 0])
    deepStrictEqual(
      lives(
        store,
        [0, 1, 2, 3].map((index) => unitOf(index))
      ),
      ['delivered', 'burnt', 'delivered', 'burnt']
    )
    deepStrictEqual([store.prune(5500, 500), store.prune(9000, 500)], [4, 0])
    deepStrictEqual([store.unit(unitOf(0)), store.unit(unitOf(1))], [undefined, undefined])
    deepStrictEqual(store.counts(), before)
    throws(() => store.addBlock(block(4)), { code: 'BLOCK_KNOWN' })
    // As about units that it never had.
    equal(store.hold(held([1])), false)
    store.disputeBlock(SESSION)
    deepStrictEqual(store.counts(), before)
  }),
  rule('ends a reservation of which some units are forgotten (KEY-065)', (subject) => {
    const store = filled(subject, 2)
    store.addBlock(block(4, OTHER))
    store.confirmBlock(OTHER)
    const terms = { ...held([1]), units: [unitOf(1), unitOf(1, OTHER)] }
    store.hold(terms)
    store.release(terms)
    store.deliver(reserved(store, 1))
    equal(store.collect(ALICE, BOB, [unitOf(1)]).outcome, 'collected')
    deepStrictEqual([store.prune(1, 0), store.prune(2, 0)], [2, 0])
    equal(store.release(terms), true)
    equal(store.collect(ALICE, BOB, [unitOf(1, OTHER)]).outcome, 'collected')
    equal(store.release(terms), false)
  })
]
