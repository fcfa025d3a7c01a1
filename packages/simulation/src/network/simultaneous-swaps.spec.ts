import { checkNetworkTrace } from '@bellwire/invariants'
import type { NetworkPair } from '@bellwire/network-layer'
import { describe, expect, it } from 'vitest'
import { ListRecorder } from '../faults/list-recorder.js'
import { SimulatedNetwork } from './simulated-network.js'

const MILLISECOND = 1_000_000
const NAMES = ['a', 'b', 'c', 'd'] as const
type Name = (typeof NAMES)[number]
/** From a node to its neighbour. */
const ONE_WAY = 10_000
const NOTHING = {
  connections: 0,
  circuits: 0,
  halves: 0,
  ends: 0,
  distilling: 0,
  foretold: 0,
  requests: 0,
  unsettled: 0,
  qubits: 0
}

/** The link of which each node loses its pair: an end its own, a node between the one in the middle. */
const LINK = { a: 1, b: 2, c: 2, d: 3 } as const

/**
 * The chain a – b – c – d, whose outer pairs come at once: the pair in the middle comes last and both its nodes have
 * waited for it, so that both swap in the instant in which they hear of it.
 */
class Chain {
  readonly network: SimulatedNetwork
  readonly recorder: ListRecorder
  /** What was found of pairs that both ends had: whether they are what both were told. */
  readonly fidelities: number[] = []
  readonly ended: number[] = []
  readonly #held: { readonly [End in 'a' | 'd']: Map<number, NetworkPair> } = { a: new Map(), d: new Map() }

  constructor(swap: number, seed: number) {
    let recorder: ListRecorder | undefined
    this.network = new SimulatedNetwork(
      {
        nodes: NAMES.map((name) => ({ name, qubits: 2, durations: { swap } })),
        stations: NAMES.slice(1).map((name) => ({ name: `station ${name}` })),
        links: NAMES.slice(1).map((name, index) => ({
          a: NAMES[index] as string,
          b: name,
          station: `station ${name}`,
          delays: [ONE_WAY / 2, ONE_WAY / 2] as const,
          guard: 100,
          window: 100,
          model: {
            kind: 'ideal' as const,
            parameters: { successProbability: index === 1 ? 0.1 : 1, fidelity: 1, announced: [0, 1, 2, 3] }
          }
        })),
        network: {
          configuration: {
            window: 1,
            patience: 5 * MILLISECOND,
            settleInterval: MILLISECOND,
            settleRepeat: MILLISECOND
          },
          minimumInterval: MILLISECOND / 2
        }
      },
      { seed, recorder: (clock) => (recorder = new ListRecorder(clock)) }
    )
    this.recorder = recorder as unknown as ListRecorder
    this.network.settle()
    this.wait(2)
    this.#program('a')
    this.#program('d')
  }

  wait(milliseconds: number): void {
    this.network.run(this.network.clock.now() + milliseconds * MILLISECOND)
  }

  /** Takes pairs, compares each with the truth when both ends have it, and gives both halves back. */
  #program(name: 'a' | 'd'): void {
    const { network } = this.network.node(name)
    network.accept(0)
    network.subscribe({
      delivered: (pair) => {
        this.#held[name].set(pair.headSequence, pair)
        this.#compare(pair.headSequence)
      },
      expired: ({ pair }) => {
        for (const [sequence, held] of this.#held[name]) if (held.pair === pair) this.#held[name].delete(sequence)
      },
      requestEnded: ({ code }) => this.ended.push(code)
    })
  }

  #compare(sequence: number): void {
    const [head, tail] = [this.#held.a.get(sequence), this.#held.d.get(sequence)]
    if (head === undefined || tail === undefined) return
    expect(head.bellIndex).toBe(tail.bellIndex)
    const ends = [
      { node: 'a', qubit: head.qubit },
      { node: 'd', qubit: tail.qubit }
    ] as const
    this.fidelities.push(this.network.world.oracle.fidelity(...ends, head.bellIndex))
    this.network.node('a').network.release(head)
    this.network.node('d').network.release(tail)
  }

  /** Asks for pairs. Returns what closes the circuit. */
  ask(number: number): () => void {
    const { network } = this.network.node('a')
    network.subscribe({ circuitOpened: (circuit) => void network.request(circuit, { number, raw: true }) })
    const [route] = network.plan({ to: 4, minimumFidelity: 0.9 })
    const circuit = network.setUp({ responder: 4, purpose: 0, minimumFidelity: 0.9, hops: route?.hops ?? [] })
    return () => void ('error' in circuit || network.close(circuit))
  }

  /** Instants in which b and c both began to swap. */
  simultaneous(): number[] {
    const at = (name: Name): Set<number> =>
      new Set(
        this.recorder.records.flatMap((record) =>
          record.kind === 'deviceCommand' && record.type === 'swap' && record.at === name ? [record.time] : []
        )
      )
    const there = at('c')
    return [...at('b')].filter((time) => there.has(time))
  }

  /** The link that a node has to its other end of a swap says that its last pair is void. */
  expireAt(name: Name): void {
    const pairs = this.recorder.records.flatMap((record) =>
      record.kind === 'ok' && record.at === name && record.link === LINK[name] ? [record] : []
    )
    const { epoch, sequence } = pairs.at(-1) as (typeof pairs)[number]
    const facts = { createId: 0, originator: false, link: LINK[name], epoch, sequence, pair: 0 }
    this.network.node(name).network.layer.links.pairExpired(facts)
  }

  /** When frames of a type left one node for another. */
  #sent(type: string, from: number, to: number): number[] {
    return this.recorder.records.flatMap((record) =>
      record.kind === 'frameSent' && record.frame.type === type && record.at === NAMES[from] && record.to === to + 1
        ? [record.time]
        : []
    )
  }

  /** Whether frames of two types were under way on one link at the same time, towards each other. */
  crossed(type: string, other: string): boolean {
    return NAMES.slice(1).some((_, index) =>
      (
        [
          [index, index + 1],
          [index + 1, index]
        ] as const
      ).some(([from, to]) => {
        const back = this.#sent(other, to, from)
        return this.#sent(type, from, to).some((time) => back.some((one) => Math.abs(one - time) < ONE_WAY))
      })
    )
  }

  expectRest(): void {
    for (const [name, { network, qubits }] of this.network.nodes)
      expect([name, network.layer.kept, qubits.free]).toEqual([name, NOTHING, qubits.total])
    expect(checkNetworkTrace(this.recorder.records)).toEqual([])
  }
}

describe('two neighbouring nodes that swap in the same instant', () => {
  it.each([0, 10_000])(
    'give one pair, tracked through both swaps by TRACKs that cross, when a swap takes %i ns',
    (swap) => {
      const chain = new Chain(swap, 5)
      const close = chain.ask(30)
      chain.wait(100)
      expect(chain.ended).toEqual([0])
      expect(chain.fidelities).toHaveLength(30)
      for (const fidelity of chain.fidelities) expect(fidelity).toBeCloseTo(1, 9)
      expect(chain.simultaneous().length).toBeGreaterThan(5)
      expect(chain.crossed('TRACK', 'TRACK')).toBe(true)
      close()
      chain.wait(20)
      chain.expectRest()
    }
  )

  const places: readonly (readonly Name[])[] = [
    ['a'],
    ['b'],
    ['c'],
    ['d'],
    ['b', 'c'],
    ['a', 'd'],
    ['a', 'b', 'c', 'd']
  ]
  // While the swaps are under way, as they end, and while the TRACKs go over one link, over the next, and over the last.
  const delays = [0, 1, 4000, 9999, 10_000, 10_001, 13_000, 20_000, 23_000, 30_000, 33_000]

  it.each(places.flatMap((where) => [0, 10_000].map((swap) => [where.join(', '), swap, where] as const)))(
    'agree on what is void, whenever it expires at %s and crosses TRACKs, when a swap takes %i ns',
    (_, swap, where) => {
      const unharmed = new Chain(swap, 5)
      unharmed.ask(4)
      unharmed.wait(5)
      const [time] = unharmed.simultaneous() as [number]
      let crossings = 0
      for (const delay of delays) {
        const chain = new Chain(swap, 5)
        const close = chain.ask(4)
        chain.network.run(time + delay)
        for (const name of where) chain.expireAt(name)
        chain.wait(20)
        if (chain.crossed('PAIR_EXPIRE', 'TRACK')) crossings += 1
        // Pairs that became void were made again, and nobody has one that the other end has not.
        expect([delay, chain.ended]).toEqual([delay, [0]])
        expect(chain.fidelities.length).toBeGreaterThanOrEqual(4)
        for (const fidelity of chain.fidelities) expect(fidelity).toBeCloseTo(1, 9)
        close()
        chain.wait(20)
        chain.expectRest()
      }
      expect(crossings).toBeGreaterThan(0)
    }
  )
})
