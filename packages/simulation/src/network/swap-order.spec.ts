import { networkSwapOrder } from '@bellwire/invariants'
import { type CircuitFacts, type NetworkPair, ranksOf, type SwapOrder } from '@bellwire/network-layer'
import { relaxationMemory } from '@bellwire/physics'
import { pairFidelity } from '@bellwire/quantum'
import type { TraceRecord } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { RoundsOfChain, SLOT } from '../experiments/chain/chain-rounds.js'
import { ListRecorder } from '../faults/list-recorder.js'
import { SimulatedNetwork } from './simulated-network.js'

const SECOND = 1_000_000_000
const werner = (fidelity: number): number => (4 * fidelity - 1) / 3
const fidelityOf = (parameter: number): number => (1 + 3 * parameter) / 4

interface Life {
  readonly trace: readonly TraceRecord[]
  /** To the Bell state that both ends were told, as only the world knows. */
  readonly fidelities: readonly number[]
  readonly told: readonly number[]
}

/** Pairs over a chain of links of fidelity 0.98 that takes its time for everything, several of them under way at once. */
function play(links: number, order: SwapOrder, pairs: number): Life {
  const name = (index: number): string => `node${index}`
  let recorder: ListRecorder | undefined
  const network = new SimulatedNetwork(
    {
      nodes: Array.from({ length: links + 1 }, (_, index) => ({
        name: name(index),
        qubits: 4,
        durations: { swap: 20_000 + 1000 * index }
      })),
      stations: Array.from({ length: links }, (_, index) => ({ name: `station${index}` })),
      links: Array.from({ length: links }, (_, index) => ({
        a: name(index),
        b: name(index + 1),
        station: `station${index}`,
        delays: [5000, 5000] as const,
        guard: 100,
        window: 100,
        model: {
          kind: 'ideal' as const,
          parameters: { successProbability: 0.1, fidelity: 0.98, announced: [0, 1, 2, 3] }
        }
      })),
      network: {}
    },
    { seed: `${order.toString()}/${links}`, wire: true, recorder: (clock) => (recorder = new ListRecorder(clock)) }
  )
  network.settle()
  network.run(network.clock.now() + SECOND)
  const [head, tail] = [network.node(name(0)).network, network.node(name(links)).network]
  const halves = new Map<string, NetworkPair>()
  const fidelities: number[] = []
  const told: number[] = []
  const delivered = (pair: NetworkPair): void => {
    const key = `${pair.headSequence} ${pair.tailSequence}`
    const other = halves.get(key)
    if (other === undefined) return void halves.set(key, pair)
    const [first, last] = pair.head ? [pair, other] : [other, pair]
    const state = network.world.oracle.state(
      { node: name(0), qubit: first.qubit },
      { node: name(links), qubit: last.qubit }
    )
    expect(first.bellIndex).toBe(last.bellIndex)
    fidelities.push(pairFidelity(state, pair.bellIndex))
    told.push(pair.bellIndex)
    head.release(first)
    tail.release(last)
  }
  tail.accept(0)
  tail.subscribe({ delivered })
  head.subscribe({ delivered })
  head.subscribe({
    connectionChanged: ({ circuit }) => void (circuit && head.request(circuit, { number: pairs, raw: true }))
  })
  head.layer.connect({ to: links + 1, minimumFidelity: 0.5, order })
  network.run(network.clock.now() + SECOND, () => fidelities.length < pairs)
  return { trace: (recorder as unknown as ListRecorder).records, fidelities, told }
}

describe('a chain of links whose nodes swap in an order', () => {
  it.each([
    ['nested', 4],
    ['nested', 8],
    ['balanced', 6],
    [[3, 0, 2], 4],
    ['asap', 4]
  ] as const)(
    '%j, of %d links: every pair is what the ends are told, and no node swaps before its time',
    (order, links) => {
      const { trace, fidelities, told } = play(links, order, 40)
      expect(fidelities).toHaveLength(40)
      const expected = fidelityOf(werner(0.98) ** links)
      for (const fidelity of fidelities) expect(Math.abs(fidelity - expected)).toBeLessThan(1e-12)
      expect(new Set(told).size).toBe(4)
      expect(networkSwapOrder(trace)).toEqual([])
      const swaps = trace.filter(
        ({ kind, ...fields }) => kind === 'event' && 'name' in fields && fields.name === 'swapped'
      )
      expect(swaps.length).toBeGreaterThanOrEqual(40 * (links - 1))
      const reaches = trace.filter((record) => record.kind === 'frameSent' && record.frame.type === 'REACH')
      expect(reaches.length > 0).toBe(order !== 'asap')
    }
  )

  it('asap is not nested: nodes swap that would have to wait', () => {
    const { trace } = play(4, 'asap', 10)
    const ranks = ranksOf('nested', 4) ?? []
    const asNested = trace.map((record) => {
      if (record.kind !== 'frameReceived' || record.frame.type !== 'PATH') return record
      const hops = (record.frame as unknown as { hops: CircuitFacts['hops'] }).hops
      return {
        ...record,
        frame: { ...record.frame, hops: hops.map((hop, at) => ({ ...hop, rank: ranks[at - 1] ?? 0 })) }
      }
    })
    expect(networkSwapOrder(asNested as TraceRecord[]).length).toBeGreaterThan(0)
  })
})

describe('what waiting for its turn costs', () => {
  const scale = 40
  const memory = relaxationMemory({
    relaxationTimeMilliseconds: (scale * SLOT) / 1e6,
    coherenceTimeMilliseconds: (scale * SLOT) / 1e6,
    equilibriumPolarisation: 0
  })

  it.each([
    ['nested', 4],
    ['nested', 8],
    ['balanced', 5],
    [[2, 0, 1], 4]
  ] as const)('in order %j of %d links is e^−t/T for all that each half has waited, in every round', (order, links) => {
    const chain = new RoundsOfChain({
      seed: `${order.toString()}/${links}`,
      probabilities: Array.from({ length: links }, () => 0.1),
      fidelity: 0.98,
      memory,
      order
    })
    for (let round = 0; round < 200; round++) {
      const { fidelity, waited } = chain.next()
      // A herald is told when the station's gate of 1 ns is over: so much older is every half.
      const gates = (2 * (links - 1)) / SLOT
      expect(werner(fidelity)).toBeCloseTo(werner(0.98) ** links * Math.exp(-(waited + gates) / scale), 12)
    }
  })
})
