import { createRandom } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Faults, FloodedNetwork, times } from '../../test/flooded-network.js'
import type { Advertisement } from './advertisement.js'
import { LinkStateDatabase } from './link-state-database.js'
import { topologyOf } from './topology.js'

const lossless: Faults = { loss: 0, duplication: 0, reorder: false }
const lossy: Faults = { loss: 0.1, duplication: 0.2, reorder: true }

/** A tree over 3 to 7 nodes and some more edges, parallel ones among them. */
const edges = fc
  .tuple(fc.array(fc.nat(), { minLength: 2, maxLength: 6 }), fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }))
  .map(([parents, more]) => {
    const tree = parents.map((parent, index): [number, number] => [1 + (parent % (index + 1)), index + 2])
    const count = parents.length + 1
    const extra = more.map(([a, b]): [number, number] => [1 + (a % count), 1 + (b % count)])
    return [...tree, ...extra.filter(([a, b]) => a !== b)]
  })
const seed = fc.nat()
const faults = fc.constantFrom(lossless, lossy)
/** The wrap of sequence numbers is met in the course of a run. */
const firstSequence = fc.constantFrom(0, 2 ** 32 - 3, 2 ** 31 - 3)
const parameters = { seed: 20_260_403, numRuns: 60 }

function networkOf(pairs: [number, number][], run: number, fault: Faults, first: number): FloodedNetwork {
  return new FloodedNetwork(pairs, createRandom(run).stream('network'), fault, first)
}

/** The links that count in truth, among the nodes that run. */
function truth(network: FloodedNetwork, nodes: Iterable<number>) {
  return topologyOf(
    [...nodes].map((origin) => ({ origin, incarnation: 0, sequence: 0, lifetime: 1, links: network.links(origin) }))
  )
}

function believed(network: FloodedNetwork, node: number) {
  return topologyOf(network.databases.get(node)!.advertisements(network.now))
}

function expectAgreement(network: FloodedNetwork): void {
  const expected = truth(network, network.databases.keys())
  for (const node of network.databases.keys()) expect(believed(network, node)).toEqual(expected)
}

describe('databases joined by flooding', () => {
  it('come to believe the truth at once where no frame is lost', () => {
    fc.assert(
      fc.property(edges, seed, firstSequence, (pairs, run, first) => {
        const network = networkOf(pairs, run, lossless, first)
        network.run(30 * 8)
        expectAgreement(network)
      }),
      parameters
    )
  })

  it('come to believe it after some refreshes where frames are lost, doubled and reordered', () => {
    fc.assert(
      fc.property(edges, seed, firstSequence, (pairs, run, first) => {
        const network = networkOf(pairs, run, lossy, first)
        network.run(40 * times.refresh)
        // A node six hops away hears of a refresh with probability 0.9^6 at least: it misses all twenty of a lifetime once
        // in three million.
        const agrees = Array.from({ length: 40 }, () => {
          network.run(times.refresh)
          const expected = JSON.stringify(truth(network, network.databases.keys()))
          return [...network.databases.keys()].every((node) => JSON.stringify(believed(network, node)) === expected)
        })
        expect(agrees).not.toContain(false)
      }),
      parameters
    )
  })

  it('follow a node that starts again, however often, though it counts from the first number anew', () => {
    fc.assert(
      fc.property(
        edges,
        seed,
        faults,
        firstSequence,
        fc.integer({ min: 1, max: 4 }),
        (pairs, run, fault, first, restarts) => {
          const network = networkOf(pairs, run, fault, first)
          network.run(6 * times.refresh)
          const [edge] = network.edges
          for (let k = 0; k < restarts; k++) {
            network.start(1)
            network.run(100)
          }
          // Something that only the last start can have said: its first link is down.
          network.set(edge!, false)
          network.run(fault === lossless ? 300 : 30 * times.refresh)
          const other = [...network.databases.keys()].filter((node) => reachable(network, 1).has(node))
          for (const node of other) {
            const held = network.databases
              .get(node)!
              .advertisements(network.now)
              .find(({ origin }) => origin === 1)
            if (held) expect(held.links).toEqual(network.links(1))
            if (fault === lossless) expect(held).toBeDefined()
          }
        }
      ),
      parameters
    )
  })

  it('agree again when a partition heals, with what changed on either side meanwhile', () => {
    fc.assert(
      fc.property(
        edges,
        seed,
        firstSequence,
        fc.integer({ min: 300, max: 2 * times.lifetime }),
        (pairs, run, first, parted) => {
          const network = networkOf(pairs, run, lossless, first)
          network.run(500)
          const cut = network.edges.filter((_, index) => index % 2 === 0)
          for (const edge of cut) network.set(edge, false)
          network.run(parted)
          for (const node of network.databases.keys()) {
            const side = reachable(network, node)
            expect(believed(network, node).filter(({ first: a, second: b }) => side.has(a) && side.has(b))).toEqual(
              truth(network, side)
            )
          }
          for (const edge of cut) network.set(edge, true)
          network.run(30 * 8)
          expectAgreement(network)
        }
      ),
      parameters
    )
  })

  it('forget a dead node everywhere within one lifetime of its last word, and never hear of it again', () => {
    fc.assert(
      fc.property(edges, seed, faults, (pairs, run, fault) => {
        const network = networkOf(pairs, run, fault, 0)
        network.run(5 * times.refresh + 77)
        network.kill(2)
        network.run(times.lifetime)
        for (let k = 0; k < 10; k++) {
          for (const database of network.databases.values()) {
            expect(database.advertisements(network.now).some(({ origin }) => origin === 2)).toBe(false)
          }
          for (const edge of network.edges) if (edge.a !== 2 && edge.b !== 2) network.set(edge, k % 2 === 0)
          network.run(times.refresh)
        }
      }),
      parameters
    )
  })

  it('send one frame over every edge in each direction at most, for a word that nothing disturbs', () => {
    const ring = Array.from({ length: 8 }, (_, k): [number, number] => [k + 1, ((k + 1) % 8) + 1])
    const network = networkOf(ring, 5, lossless, 0)
    network.run(1000)
    const before = network.delivered
    network.set(network.edges[0]!, true)
    network.run(400)
    // Two ends say something new, and greet each other with eight advertisements each.
    expect(network.delivered - before).toBeLessThanOrEqual(2 * 2 * 8 + 2 * 8)
  })
})

/** Nodes that can be reached from one over edges that are up. */
function reachable(network: FloodedNetwork, from: number): Set<number> {
  const reached = new Set([from])
  for (const node of reached) {
    for (const { a, b, up } of network.edges) {
      if (up && a === node && network.databases.has(b)) reached.add(b)
      if (up && b === node && network.databases.has(a)) reached.add(a)
    }
  }
  return reached
}

describe('a link-state database', () => {
  const links = [{ neighbour: 2, link: 1, operatingPoints: [{ fidelity: 0.9, rate: 5 }], fit: true }]
  const said = (changes: Partial<Advertisement> = {}): Advertisement => ({
    origin: 2,
    incarnation: 7,
    sequence: 5,
    lifetime: 8000,
    links: [],
    ...changes
  })
  const database = (firstSequence = 0) => new LinkStateDatabase({ self: 1, incarnation: 9, times, firstSequence }, 1000)

  it('floods what is newer to everyone but the sender, a hop older (NET-021)', () => {
    const held = database()
    expect(held.receive(said(), 3, 2000)).toEqual({
      judgement: { kind: 'accept' },
      send: [{ advertisement: said({ lifetime: 7970 }), to: { except: 3 } }]
    })
    expect(held.receive(said(), 4, 2100)).toEqual({ judgement: { kind: 'ignore', reason: 'duplicate' }, send: [] })
  })

  it('answers a sender that is behind with what is left of what it holds (NET-023)', () => {
    const held = database()
    held.receive(said(), 3, 2000)
    expect(held.receive(said({ sequence: 4 }), 4, 3000)).toEqual({
      judgement: { kind: 'answer' },
      send: [{ advertisement: said({ lifetime: 6970 }), to: { only: 4 } }]
    })
  })

  it('takes neither incarnation of one sequence number for both (NET-022)', () => {
    const held = database()
    held.receive(said(), 3, 2000)
    expect(held.receive(said({ incarnation: 6 }), 3, 2000).judgement.kind).toBe('answer')
    expect(held.receive(said({ incarnation: 8 }), 3, 2000).judgement.kind).toBe('accept')
  })

  it('goes past what an earlier start of its own has left behind, over the wrap too (NET-024)', () => {
    const held = database(2 ** 32 - 2)
    held.originate(links, 1500)
    const { judgement, send } = held.receive(said({ origin: 1, sequence: 2 ** 32 - 1 + 3 - 2 ** 32 }), 3, 2000)
    expect(judgement).toEqual({ kind: 'supersede', sequence: 3 })
    expect(send).toEqual([
      { advertisement: { origin: 1, incarnation: 9, sequence: 3, lifetime: 39_970, links }, to: 'all' }
    ])
    expect(held.originate(links, 2500).advertisement.sequence).toBe(4)
  })

  it('answers an older one of its own, and takes an echo for nothing', () => {
    const held = database(5)
    const { advertisement } = held.originate(links, 1500)
    expect(held.receive(advertisement, 3, 1600)).toEqual({
      judgement: { kind: 'ignore', reason: 'duplicate' },
      send: []
    })
    expect(held.receive(said({ origin: 1, sequence: 5 }), 3, 1600)).toMatchObject({ judgement: { kind: 'answer' } })
  })

  it('believes nothing longer than a lifetime, and nothing whose lifetime has ended (NET-025, NET-026)', () => {
    const held = database()
    held.receive(said({ lifetime: 10 ** 12 }), 3, 2000)
    expect(held.advertisements(2000).find(({ origin }) => origin === 2)!.lifetime).toBe(times.lifetime)
    expect(held.advertisements(2000 + times.lifetime).some(({ origin }) => origin === 2)).toBe(false)
    expect(held.receive(said({ origin: 5, lifetime: 0 }), 3, 2000)).toEqual({
      judgement: { kind: 'ignore', reason: 'expired' },
      send: []
    })
    // It has ended although nobody has called `age`: an older one is news again.
    expect(held.receive(said({ sequence: 1 }), 3, 2000 + times.lifetime).judgement.kind).toBe('accept')
  })

  it('says its own again when it is due, under the next number', () => {
    const held = database()
    held.originate(links, 1500)
    expect(held.nextDue()).toBe(3500)
    expect(held.age(3499)).toEqual([])
    expect(held.age(3500)).toMatchObject([{ advertisement: { sequence: 2, links }, to: 'all' }])
    expect(held.nextDue()).toBe(5500)
  })

  it('counts a version for every change of links, and none for what is said again', () => {
    const held = database()
    const count = (change: () => void): number => {
      const before = held.version
      change()
      return held.version - before
    }
    expect(count(() => held.originate(links, 1500))).toBe(1)
    expect(count(() => held.originate(links, 1600))).toBe(0)
    expect(count(() => held.receive(said({ lifetime: 100 }), 3, 1700))).toBe(1)
    expect(count(() => held.receive(said({ sequence: 6, lifetime: 100 }), 3, 1700))).toBe(0)
    expect(count(() => held.age(1799))).toBe(0)
    expect(count(() => held.age(1800))).toBe(1)
  })

  it('refuses what is malformed by the name of the field, and keeps nothing of it (NET-026)', () => {
    const held = database()
    const link = { neighbour: 3, link: 1, operatingPoints: [{ fidelity: 0.9, rate: 5 }], fit: true }
    const wrong: [string, Partial<Advertisement>][] = [
      ['origin', { origin: -1 }],
      ['incarnation', { incarnation: 2 ** 32 }],
      ['sequence', { sequence: 0.5 }],
      ['lifetime', { lifetime: -1 }],
      ['links[0].neighbour', { links: [{ ...link, neighbour: 2 }] }],
      ['links[1].link', { links: [link, link] }],
      ['links[0].operatingPoints[0].fidelity', { links: [{ ...link, operatingPoints: [{ fidelity: 1.1, rate: 1 }] }] }],
      ['links[0].operatingPoints[0].rate', { links: [{ ...link, operatingPoints: [{ fidelity: 1, rate: 0 }] }] }]
    ]
    for (const [field, changes] of wrong) {
      expect(() => held.receive(said(changes), 3, 2000)).toThrow(
        expect.objectContaining({ code: 'NETWORK_INPUT', field })
      )
    }
    expect(held.advertisements(2000).map(({ origin }) => origin)).toEqual([1])
    expect(() => new LinkStateDatabase({ self: 1, incarnation: 9, times: { ...times, hopAge: 0 } }, 0)).toThrow(
      'hopAge'
    )
  })
})
