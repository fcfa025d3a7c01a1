import type { TraceFields } from '@bellwire/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LinkDescription, NetworkDescription } from './description.js'
import { partsOf } from './parts.js'
import { SeparateNetworks } from './separate-networks.js'
import { SimulatedNetwork } from './simulated-network.js'

const MILLISECOND = 1_000_000
const END = 40 * MILLISECOND

function link(a: string, b: string, station: string): LinkDescription {
  return {
    a,
    b,
    station,
    delays: [5_000, 6_000],
    model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 1, announced: [1, 3] } },
    window: 100,
    guard: 50,
    batchSlots: 40,
    testFraction: 0.1,
    keepAliveInterval: 2 * MILLISECOND,
    channels: { a: { loss: 0.05 }, b: { loss: 0.05 }, peer: { loss: 0.1, duplication: 0.1 } }
  }
}

/** Two islands of one link and one of two links, their parties and links in no order. */
const ISLANDS: NetworkDescription = {
  nodes: ['d', 'a', 'c', 'b', 'g', 'f', 'e'].map((name) => ({
    name,
    qubits: 3,
    ...(name === 'c' ? { clock: { offset: 20, drift: 1_000 } } : {})
  })),
  stations: [{ name: 'cd' }, { name: 'ab' }, { name: 'efg' }],
  links: [link('c', 'd', 'cd'), link('f', 'e', 'efg'), link('a', 'b', 'ab'), link('f', 'g', 'efg')]
}

const PEERS = [
  ['a', 'b'],
  ['d', 'c'],
  ['e', 'f'],
  ['g', 'f']
] as const

/** Requests from one end of every link, each qubit given back at once; what comes is written down. */
function use(network: Pick<SimulatedNetwork, 'node'>, has: (name: string) => boolean): Map<string, string[]> {
  const heard = new Map<string, string[]>()
  for (const [name, peer] of PEERS) {
    if (!has(name)) continue
    for (const [own, other] of [
      [name, peer],
      [peer, name]
    ] as const) {
      const end = network.node(own).link(other)
      end.accept(0)
      const list: string[] = []
      heard.set(`${own} with ${other}`, list)
      end.subscribe({
        delivered: (pair) => {
          list.push(`${pair.sequence} ${pair.bellIndex} ${pair.goodnessTime}`)
          end.release(pair)
        },
        linkChanged: (up) => {
          if (up && own === name) end.createDirect({ number: 1000, minimumFidelity: 0.5 })
        }
      })
    }
  }
  return heard
}

interface Timed {
  readonly time: number
  readonly fields: TraceFields
}

/** Every record of some parties, without what is counted over the whole network. */
function recordsOf(description: NetworkDescription, seed: number): Timed[] {
  const records: Timed[] = []
  const network = new SimulatedNetwork(description, {
    seed,
    recorder: (clock) => ({
      record: (fields) =>
        void records.push({ time: clock.now(), fields: { ...fields, ...('id' in fields ? { id: 0 } : {}) } })
    })
  })
  use(network, (name) => network.nodes.has(name))
  network.run(END)
  return records.filter(({ fields }) => fields.kind !== 'run')
}

describe('the parts of a network', () => {
  const networks = fc
    .record({
      nodes: fc.integer({ min: 1, max: 12 }),
      stations: fc.integer({ min: 1, max: 6 }),
      numbers: fc.array(fc.option(fc.integer({ min: 1, max: 3 })), { minLength: 12, maxLength: 12 }),
      links: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.nat(5)), { maxLength: 10 })
    })
    .map(({ nodes, stations, numbers, links }): NetworkDescription => {
      let last = 0
      return {
        nodes: Array.from({ length: nodes }, (_, index) => {
          const gap = numbers[index] ?? null
          last += gap ?? 1
          return { name: `n${index}`, qubits: 1, ...(gap === null ? {} : { number: last }) }
        }),
        stations: Array.from({ length: stations }, (_, index) => ({ name: `s${index}` })),
        links: links.map(([a, b, s]) => link(`n${a % nodes}`, `n${b % nodes}`, `s${s % stations}`))
      }
    })

  /** By walking along the links. */
  function reached(links: readonly LinkDescription[], from: string): Set<string> {
    const found = new Set([from])
    for (let before = 0; before < found.size; ) {
      before = found.size
      for (const { a, b, station } of links)
        if ([a, b, station].some((party) => found.has(party))) [a, b, station].forEach((party) => found.add(party))
    }
    return found
  }

  it('hold whoever is linked, and nobody else, each once and with its number in the whole', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const parts = partsOf(network)
        const parties = (part: NetworkDescription) => [...part.nodes, ...part.stations]
        const all = parts.flatMap(parties)
        expect(all.map(({ name }) => name).sort()).toEqual(
          parties(network)
            .map(({ name }) => name)
            .sort()
        )
        for (const part of parts) {
          const names = new Set(parties(part).map(({ name }) => name))
          for (const name of names) expect(reached(network.links, name)).toEqual(names)
          for (const { a, b, station } of part.links) expect([a, b, station].every((one) => names.has(one))).toBe(true)
        }
        const links = parts.flatMap((part) => part.links)
        expect(links).toHaveLength(network.links.length)
        expect(new Set(links.map(({ number }) => number))).toEqual(new Set(network.links.map((_, index) => index + 1)))
        for (const { number = 0, ...rest } of links) expect(rest).toEqual(network.links[number - 1])
        let last = 0
        for (const party of parties(network)) {
          last = party.number ?? last + 1
          expect(all.find(({ name }) => name === party.name)?.number).toBe(last)
        }
      }),
      { seed: 11, numRuns: 300 }
    )
  })

  it('do, record by record, what they do in the whole', () => {
    const parts = partsOf(ISLANDS)
    expect(parts.map(({ links }) => links.length)).toEqual([1, 1, 2])
    const whole = recordsOf(ISLANDS, 5)
    let compared = 0
    for (const part of parts) {
      const names = new Set([...part.nodes, ...part.stations].map(({ name }) => name))
      const alone = recordsOf(part, 5)
      expect(alone).toEqual(whole.filter(({ fields }) => names.has(fields.at)))
      expect(alone.filter(({ fields }) => fields.kind === 'ok').length).toBeGreaterThan(50)
      compared += alone.length
    }
    expect(compared).toBe(whole.length)
  })
})

describe('separate networks', () => {
  it('deliver the same pairs at the same times as one network, whatever the window', () => {
    const whole = new SimulatedNetwork(ISLANDS, { seed: 9 })
    const expected = use(whole, () => true)
    whole.run(END)
    fc.assert(
      fc.property(fc.integer({ min: MILLISECOND / 4, max: 2 * END }), (window) => {
        const separate = new SeparateNetworks(ISLANDS, { seed: 9, window })
        const heard = use(separate, () => true)
        separate.run(END)
        expect(heard).toEqual(expected)
        expect(separate.clock.now()).toBe(END)
        expect(separate.clock.events).toBe(whole.clock.events)
      }),
      { seed: 3, numRuns: 12 }
    )
    expect([...expected.values()].every((pairs) => pairs.length > 50)).toBe(true)
  })

  it('refuse a window that is no time', () => {
    for (const window of [0, -1, 0.5, NaN, Infinity])
      expect(() => new SeparateNetworks(ISLANDS, { seed: 1, window })).toThrow(
        expect.objectContaining({ code: 'TIME_INVALID', field: 'window', value: window })
      )
  })

  it('settle together, and stop after the window in which a condition ends', () => {
    const separate = new SeparateNetworks(ISLANDS, { seed: 9, window: MILLISECOND })
    expect(separate.settle()).toBe(true)
    const times = new Set(separate.parts.map(({ clock }) => clock.now()))
    expect([...times]).toEqual([separate.clock.now()])
    const start = separate.clock.now()
    separate.run(start + 100 * MILLISECOND, () => separate.clock.now() < start + 2.5 * MILLISECOND)
    expect(separate.clock.now()).toBe(start + 3 * MILLISECOND)
  })
})
