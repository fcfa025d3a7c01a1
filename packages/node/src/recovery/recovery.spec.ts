import { MemoryRecords, type Plain, type RecordChanges, type RecordStore } from '@bellwire/runtime'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { PlayedNode, type PlayedOptions } from '../../test/played-node.js'

/** Stores a transaction when it is told to. */
class HeldStore implements RecordStore {
  readonly stored = new MemoryRecords()
  #waiting: { readonly changes: RecordChanges; readonly done: (error?: Error) => void } | undefined

  commit(changes: RecordChanges, done: (error?: Error) => void): void {
    this.#waiting = { changes, done }
  }

  /** Stores what is waiting, and what comes of it, until nothing is. */
  land(node: PlayedNode, failure?: Error): void {
    node.wait(0)
    for (let next = this.#waiting; next !== undefined; next = this.#waiting) {
      this.#waiting = undefined
      if (failure === undefined) this.stored.commit(next.changes, () => undefined)
      next.done(failure)
      node.wait(0)
    }
  }

  read(): Iterable<readonly [string, Plain]> {
    return this.stored.read()
  }
}

const measure = { kind: 'measure', number: 3, minimumFidelity: 0.5 } as const
const keep = { ...measure, kind: 'keep' } as const

function played(store: HeldStore, options: PlayedOptions = {}) {
  const failures: Error[] = []
  const node = new PlayedNode({ ...options, journal: { store, failed: (error) => failures.push(error) } })
  return { node, failures }
}

/** A node whose link is open. */
function opened(store = new HeldStore(), options: PlayedOptions = {}) {
  const { node, failures } = played(store, options)
  store.land(node)
  node.open(() => store.land(node))
  store.land(node)
  return { node, store, failures }
}

/** What the trace has of a kind. */
const said = (node: PlayedNode, kind: string) => [...node.recorder.records()].filter((record) => record.kind === kind)

const stored = (store: HeldStore) => Object.fromEntries(store.read())

describe('a node that writes down what a later process must know', () => {
  it('lets a request go to the peer when it is written, with its create id (RES-001, RES-005)', () => {
    const { node, store } = opened()
    const { createId } = node.link.createDirect(measure)
    node.wait(0)
    expect(node.sent('ADD')).toEqual([])
    store.land(node)
    expect(node.last('ADD')).toMatchObject({ createId })
    expect(stored(store)).toMatchObject({
      'link/7': { createId },
      [`link/7/own/${createId}`]: { open: true, delivered: 0 }
    })
  })

  it('says what is settled when it is written, and other things at once (RES-001)', () => {
    const { node, store } = opened()
    node.add()
    const keepAlives = node.sent('KEEPALIVE').length
    node.herald(0)
    node.keepAlive({ expected: 1 })
    expect(node.sent('GEN').length).toBeGreaterThan(0)
    expect(node.sent('KEEPALIVE')).toHaveLength(keepAlives)
    store.land(node)
    expect(node.sent('KEEPALIVE')).toHaveLength(keepAlives + 1)
    expect(stored(store)['link/7']).toMatchObject({ live: node.epoch, low: 1 })
  })

  it('forgets what is certain at both ends', () => {
    const { node, store } = opened()
    node.add()
    node.herald(0)
    store.land(node)
    expect(stored(store)['link/7/peer/1']).toMatchObject({ pairs: [{ sequence: 0, held: false }] })
    node.keepAlive({ answer: true, expected: 1, confirmed: 1 })
    store.land(node)
    expect(stored(store)).not.toHaveProperty('link/7/peer/1')
  })

  it('does programs’ bidding when all before it is written', () => {
    const { node, store } = opened()
    const seen: string[] = []
    node.link.createDirect(measure)
    node.node.whenWritten(() => seen.push('answer'))
    node.wait(0)
    expect(seen).toEqual([])
    store.land(node)
    expect(seen).toEqual(['answer'])
    const plain = new PlayedNode()
    plain.node.whenWritten(() => seen.push('at once'))
    expect(seen).toEqual(['answer', 'at once'])
  })

  it('stops, and says nothing any more, when it cannot be written (RES-003)', () => {
    const { node, store, failures } = opened()
    node.link.createDirect(measure)
    store.land(node, new Error('the disk is full'))
    expect(failures.map(({ message }) => message)).toEqual(['the disk is full'])
    expect(node.heard.failed).toMatchObject([{ code: ErrorCode.OTHER }])
    const before = node.seen.length
    node.hello(node.peer, { answer: false })
    node.wait(10_000_000)
    expect(node.seen).toHaveLength(before)
  })

  it('refuses the records of another node or version, and what is none (RES-004)', () => {
    const { store } = opened()
    expect(() => played(store, { master: false })).toThrow(/record node: node is 1; accepted: 2/)
    const later = new HeldStore()
    later.stored.commit(new Map<string, Plain>([['node', { version: 2, node: 1 }]]), () => undefined)
    expect(() => played(later)).toThrow(/^record node: version is 2; accepted: 1$/)
    const torn = new HeldStore()
    torn.stored.commit(
      new Map<string, Plain>([
        ['node', { version: 1, node: 1 }],
        ['link/7', { epoch: 1 }]
      ]),
      () => undefined
    )
    expect(() => played(torn)).toThrow(/record link\/7: live is missing/)
    const ownerless = new HeldStore()
    ownerless.stored.commit(new Map([['link/7', {}]]), () => undefined)
    expect(() => played(ownerless)).toThrow(/record node: .* there are others/)
  })
})

describe('the process after one that was killed', () => {
  it('ends its requests once, and gives no name again (RES-005, RES-006)', () => {
    const { node, store } = opened()
    const { createId } = node.link.createDirect(keep)
    store.land(node)
    const { node: next } = played(store)
    // Nobody has asked this process yet; its trace says what it has said.
    expect(said(next, 'err')).toMatchObject([{ createId, code: 4 }])
    store.land(next)
    expect(stored(store)).not.toHaveProperty(`link/7/own/${createId}`)
    const { node: third } = played(store)
    expect(said(third, 'err')).toEqual([])
    third.open(() => store.land(third))
    store.land(third)
    expect(third.epoch).toBeGreaterThan(node.epoch)
    expect(third.link.createDirect(measure).createId).toBe(createId + 1)
  })

  it('tells the peer which pairs are void, and of those whose qubits died with it (RES-007)', () => {
    const { node, store } = opened()
    node.add({ number: 3, kind: 0 })
    for (const sequence of [0, 1, 2]) node.herald(sequence)
    // Settled at both ends, and known to the peer, before the third.
    node.keepAlive({ expected: 2, confirmed: 2 })
    store.land(node)
    node.link.release(node.heard.delivered[0]!)
    store.land(node)
    const { node: next } = played(store)
    expect(said(next, 'expired')).toMatchObject([{ sequence: 1 }, { sequence: 2 }])
    next.open(() => store.land(next))
    store.land(next)
    const epoch = node.epoch
    expect(next.sent('EXPIRE').map(({ epoch, low, high }) => ({ epoch, low, high }))).toEqual(
      expect.arrayContaining([
        { epoch, low: 2, high: 2 + 0x7fff_ffff },
        { epoch, low: 1, high: 2 }
      ])
    )
  })
})
