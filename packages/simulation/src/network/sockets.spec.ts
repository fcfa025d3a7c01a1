import { Basis } from '@bellwire/device'
import type { EntanglementSocket, SocketPair } from '@bellwire/node'
import { describe, expect, it } from 'vitest'
import { Driven, networkOf } from '../../test/driven-network.js'

const outcomes = (pairs: readonly SocketPair[]): (0 | 1 | undefined)[] => pairs.map(({ outcome }) => outcome?.reveal())
const names = (pairs: readonly SocketPair[]) => pairs.map(({ name }) => name)

/** The two ends of a socket over a link, and over a circuit of two links. */
const paths: readonly (readonly [string, () => readonly [Driven, EntanglementSocket, EntanglementSocket]])[] = [
  [
    'a link',
    () => {
      const driven = new Driven(networkOf([['a', 'b']]))
      const [a, b] = [driven.network.node('a'), driven.network.node('b')]
      return [driven, a.socket('b', { id: 3, remoteId: 5 }), b.socket('a', { id: 5, remoteId: 3 })]
    }
  ],
  [
    'a circuit',
    () => {
      const driven = new Driven(
        networkOf([
          ['a', 'b'],
          ['b', 'c']
        ])
      )
      const [a, c] = [driven.network.node('a'), driven.network.node('c')]
      return [driven, a.socket(3, { id: 3, remoteId: 5 }), c.socket(1, { id: 5, remoteId: 3 })]
    }
  ]
]

const free = (driven: Driven): number[] => [...driven.network.nodes.values()].map(({ qubits }) => qubits.free)

describe.each(paths)('a socket over %s', (path, open) => {
  it('keeps pairs at both ends, of the same names, and holds them until they are released (APP-060)', async () => {
    const [driven, alice, bob] = open()
    const received = bob.receiveKeep({ number: 2 })
    const created = await driven.until(alice.createKeep({ number: 2 }).all())
    const both = [created, await driven.until(received.all())] as const
    expect(names(both[0])).toEqual(names(both[1]))
    expect(both[0].every(({ kind, qubit, corrected }) => kind === 'keep' && qubit >= 0 && corrected)).toBe(true)
    for (const pair of both.flat()) expect(pair.release()).toBe(true)
    driven.wait(1_000_000_000)
    expect(free(driven)).toEqual(free(driven).map(() => 16))
  })

  it('gives one pair after the other to a callback, and its qubit back (APP-060)', async () => {
    const [driven, alice, bob] = open()
    const seen: number[] = []
    const received = bob.receiveKeep({ number: 40, each: (_pair, index) => void seen.push(index) })
    // More than there are qubits.
    await driven.until(alice.createKeep({ number: 40, each: () => Promise.resolve() }).all())
    await driven.until(received.all())
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => index))
    driven.wait(1_000_000_000)
    expect(free(driven)).toEqual(free(driven).map(() => 16))
  })

  it('refuses at once to wait for more kept pairs than can be held at a time', async () => {
    const [driven, alice, bob] = open()
    const limit = path === 'a link' ? 16 : 2
    // The other end gives back what comes.
    const received = bob.receiveKeep({ number: 100, each: () => undefined }).all()
    received.catch(() => undefined)
    const before = driven.network.clock.now()
    const failure = await alice
      .createKeep({ number: limit + 1 })
      .all()
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'TOO_MANY' })
    expect(String(failure)).toContain(`number is ${limit + 1}; accepted: up to ${limit}`)
    expect(driven.network.clock.now()).toBe(before)
    driven.wait(1_000_000_000)
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    driven.wait(1_000_000_000)
    expect(free(driven)).toEqual(free(driven).map(() => 16))
    expect(() => bob.receiveKeep({ number: 17 })).not.toThrow()
    await expect(bob.receiveKeep({ number: 17 }).all()).rejects.toMatchObject({ code: 'TOO_MANY' })
    // One after the other there may be as many as one likes.
    let count = 0
    const some = (async () => {
      for await (const pair of alice.createKeep({ number: limit + 3 })) {
        count += 1
        pair.release()
      }
    })()
    await driven.until(some)
    expect(count).toBe(limit + 3)
  })

  it('has the creator say how both ends measure (APP-061)', async () => {
    const [driven, alice, bob] = open()
    for (const [basis, remoteBasis, equal] of [
      [{ basis: 'X' }, { basis: 'X' }, true],
      [{ basis: 'Y' }, { basis: 'Y' }, false],
      [{ random: 'XYZ' }, { random: 'XZ' }, undefined]
    ] as const) {
      const received = bob.receiveMeasure({ number: 20 })
      const created = await driven.until(alice.createMeasure({ number: 20, basis, remoteBasis }).all())
      const atBob = await driven.until(received.all())
      expect(names(atBob)).toEqual(names(created))
      for (const [index, [a, b]] of outcomes(created)
        .map((one, at) => [one, outcomes(atBob)[at]] as const)
        .entries()) {
        const bases = [created[index]!.basis, atBob[index]!.basis] as const
        if (equal !== undefined) expect([bases[0], a === b]).toEqual([bases[1], equal])
        else if (bases[0] === bases[1]) expect(a).toBe(b)
        else expect(bases[1]).not.toBe(Basis.Y)
      }
    }
  })

  it('prepares states at the other end by measuring at this one (APP-061)', async () => {
    const [driven, alice, bob] = open()
    const received = bob.receiveRemoteState({ number: 2 })
    const created = await driven.until(alice.createRemoteState({ number: 2, basis: { basis: 'X' } }).all())
    const node = [...driven.network.nodes.values()].at(-1)!
    for (const [index, pair] of (await driven.until(received.all())).entries()) {
      const found = await driven.until(node.qubits.measure(pair.qubit, Basis.X))
      expect([pair.outcome, found.reveal()]).toEqual([null, created[index]!.outcome?.reveal()])
      pair.release()
    }
  })

  it('keeps what comes between two calls for the next one, and may be waited for no more', async () => {
    const [driven, alice, bob] = open()
    const abort = new AbortController()
    const waiting = bob.receiveMeasure({ signal: abort.signal }).all()
    abort.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    const created = await driven.until(alice.createMeasure({ number: 3 }).all())
    driven.wait(1_000_000_000)
    const first = await driven.until(bob.receiveMeasure({ number: 2 }).all())
    const second = await driven.until(bob.receiveMeasure().all())
    expect(names([...first, ...second])).toEqual(names(created))
  })

  it('takes pairs of the kind that it was asked for, and nothing once it is closed', async () => {
    const [driven, alice, bob] = open()
    const received = bob.receiveMeasure().all()
    received.catch(() => undefined)
    const created = alice.createKeep().all()
    await expect(driven.until(received)).rejects.toMatchObject({ code: 'SOCKET' })
    for (const pair of await driven.until(created)) pair.release()
    const late = bob.receiveKeep().all()
    late.catch(() => undefined)
    bob.close()
    await expect(late).rejects.toMatchObject({ code: 'CLOSED' })
    expect(() => bob.receiveKeep()).toThrow(/closed/)
    alice.close()
    await driven.until(Promise.resolve())
    expect(() => alice.createKeep()).toThrow(/closed/)
    driven.wait(1_000_000_000)
    expect(free(driven)).toEqual(free(driven).map(() => 16))
  })
})

describe('a socket over a link', () => {
  it('is refused by one that does not name it, and has an id (APP-062)', async () => {
    const driven = new Driven(networkOf([['a', 'b']]))
    const [a, b] = [driven.network.node('a'), driven.network.node('b')]
    const other = b.socket('a', { id: 5, remoteId: 4 }).receiveKeep().all()
    other.catch(() => undefined)
    const created = a.socket('b', { id: 3, remoteId: 5 }).createKeep().all()
    await expect(driven.until(created)).rejects.toMatchObject({ name: 'RequestFailedError', code: 3, delivered: 0 })
    expect(() => a.socket('b', { id: 128 })).toThrow(/creator is 128/)
    expect(() => a.socket('b', { remoteId: -1 })).toThrow(/receiver is -1/)
  })
})
