import { describe, expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

const ends = ['alice', 'bob'] as const
const MILLISECOND = 1_000_000

function twoNodes(seed: number): SimulatedNetwork {
  const network = new SimulatedNetwork(
    {
      nodes: ends.map((name) => ({ name, qubits: 3 })),
      stations: [{ name: 'middle' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'middle',
          delays: [25_000, 25_000],
          guard: 50,
          window: 100,
          keepAliveInterval: 3 * MILLISECOND,
          model: { kind: 'ideal', parameters: { successProbability: 0.05, fidelity: 1, announced: [1] } }
        }
      ]
    },
    { seed }
  )
  network.settle()
  for (const name of ends) linkOf(network, name).accept(0)
  return network
}

const linkOf = (network: SimulatedNetwork, name: (typeof ends)[number]) =>
  network.node(name).link(name === 'alice' ? 'bob' : 'alice')

/** Pairs of which each end has been told, without those that have expired there. */
function counted(network: SimulatedNetwork) {
  const pairs = { alice: new Set<number>(), bob: new Set<number>() }
  const delivered = { alice: 0, bob: 0 }
  for (const name of ends) {
    linkOf(network, name).subscribe({
      delivered: ({ sequence }) => {
        delivered[name] += 1
        pairs[name].add(sequence)
      },
      expired: ({ sequence }) => pairs[name].delete(sequence)
    })
  }
  return { pairs, delivered }
}

describe('a process that dies', () => {
  it('with the qubits of pairs has them expire at the peer, whichever end knew them to be certain (LNK-096)', () => {
    let certain = 0
    for (const name of ends) {
      for (let step = 0; step < 40; step++) {
        const network = twoNodes(step)
        const { pairs, delivered } = counted(network)
        linkOf(network, 'alice').createDirect({ kind: 'keep', number: 1, minimumFidelity: 0.5 })
        network.run(network.clock.now() + 3 * MILLISECOND + step * 110_000)
        if (delivered.alice + delivered.bob < 2) continue
        network.node(name).restart()
        network.run(network.clock.now() + 500 * MILLISECOND)
        expect([...pairs.alice, ...pairs.bob], `${name} after step ${step}`).toEqual([])
        certain += 1
      }
    }
    expect(certain).toBeGreaterThan(60)
  })
})
