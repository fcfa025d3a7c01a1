import { MemoryRecorder } from '@bellwire/runtime'
import { expect, it } from 'vitest'
import { SimulatedNetwork, type SimulatedNetworkOptions } from './simulated-network.js'

const MILLISECOND = 1_000_000

/** A life with all that circuits have: requests of every kind, a cut-off, lost frames, a crash, a move to another way. */
function play(options: Partial<SimulatedNetworkOptions>): { trace: Uint8Array; pairs: number; states: string[] } {
  let recorder: MemoryRecorder | undefined
  const edges = [
    ['a', 'b'],
    ['b', 'd'],
    ['a', 'c'],
    ['c', 'd']
  ] as const
  const network = new SimulatedNetwork(
    {
      nodes: ['a', 'b', 'c', 'd'].map((name) => ({ name, qubits: 8, durations: { swap: 2000, correct: 500 } })),
      stations: edges.map((_, index) => ({ name: `station${index}` })),
      links: edges.map(([a, b], index) => ({
        a,
        b,
        station: `station${index}`,
        delays: [5000, 5000] as const,
        guard: 100,
        window: 100,
        model: { kind: 'ideal' as const, parameters: { successProbability: 0.2, fidelity: 0.98 + index / 1000 } },
        channels: { peer: { loss: 0.02, duplication: 0.02, jitter: 3000 } }
      })),
      network: { configuration: { connectionRetry: 50 * MILLISECOND }, adjacency: { helloInterval: 20 * MILLISECOND } }
    },
    { seed: 'circuits', recorder: (clock) => (recorder = new MemoryRecorder({ clock })), ...options }
  )
  network.settle()
  network.run(300 * MILLISECOND)
  let pairs = 0
  const states: string[] = []
  let between: string | undefined
  for (const { network: service } of network.nodes.values()) {
    service.accept(0)
    service.subscribe({
      delivered(pair) {
        pairs += 1
        if (pair.tracked && pair.qubit >= 0) service.release(pair)
      },
      connectionChanged({ state, circuit }) {
        states.push(state)
        if (state !== 'running' || circuit === undefined) return
        between ??= 'abcd'[(circuit.hops[1]?.node ?? 0) - 1]
        service.request(circuit, { number: 30 })
        service.request(circuit, { number: 10, early: true })
        service.request(circuit, { kind: 'prepare', number: 5, originator: { basis: 'X' } })
        service.request(circuit, {
          kind: 'measure',
          number: 20,
          originator: { random: 'XZ' },
          timeLimit: 200 * MILLISECOND
        })
      }
    })
  }
  network.node('a').network.layer.connect({ to: 4, minimumFidelity: 0.5, cutoff: MILLISECOND })
  network.run(400 * MILLISECOND)
  network.node(between ?? 'a').restart()
  network.run(700 * MILLISECOND)
  network.node('b').network.layer.connect({ to: 3, minimumFidelity: 0.5 })
  network.run(1000 * MILLISECOND)
  return { trace: (recorder as MemoryRecorder).encode(), pairs, states }
}

/** How far two traces are the same: both lengths, where they are. */
function sameUntil(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) if (one[index] !== other[index]) return index
  return length
}

const expected = play({ runner: 'actor' })

it('is a life in which much happens', () => {
  expect(expected.states).toContain('moving')
  expect(expected.states.filter((state) => state === 'running').length).toBeGreaterThanOrEqual(3)
  expect(expected.pairs).toBeGreaterThan(200)
})

it.each([
  ['twice', { runner: 'actor' }],
  ['interpreted', { runner: 'interpreted' }],
  ['generated', { runner: 'generated' }],
  ['generated, every frame through the codec', { runner: 'generated', wire: true }]
] as const)('one seed gives one trace, to the byte: %s', (_name, options) => {
  const { trace } = play(options)
  expect([sameUntil(trace, expected.trace), trace.length]).toEqual([expected.trace.length, expected.trace.length])
})
