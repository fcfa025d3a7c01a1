import type { PairDelivered } from '@bellwire/link-layer'
import type { LinkService } from '@bellwire/node'
import { pairFidelity } from '@bellwire/quantum'
import { expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

const MILLISECOND = 1_000_000

/** Fidelities of the pairs of a perfect link whose station is badly heard: of each to its Bell state, when both ends have it. */
function fidelities(seed: number, mode: 'skip' | 'exact', batchSlots: number, late: object): number[] {
  const network = new SimulatedNetwork(
    {
      nodes: [
        { name: 'a', qubits: 4 },
        { name: 'b', qubits: 4 }
      ],
      stations: [{ name: 'm' }],
      links: [
        {
          a: 'a',
          b: 'b',
          station: 'm',
          delays: [5000, 5000],
          guard: 100,
          window: 100,
          batchSlots,
          model: { kind: 'ideal', parameters: { successProbability: 0.3, fidelity: 1 } },
          channels: { a: late, b: late, peer: { jitter: 10_000 } }
        }
      ]
    },
    { seed, mode }
  )
  network.settle()
  const found: number[] = []
  const given = new Map<number, readonly [string, LinkService, PairDelivered]>()
  for (const [name, peer] of [
    ['a', 'b'],
    ['b', 'a']
  ] as const) {
    const service = network.node(name).link(peer)
    service.accept(0)
    service.subscribe({
      delivered(pair) {
        const first = given.get(pair.sequence)
        if (first === undefined) return void given.set(pair.sequence, [name, service, pair])
        given.delete(pair.sequence)
        const [there, other, half] = first
        const ends = [
          { node: there, qubit: half.qubit },
          { node: name, qubit: pair.qubit }
        ] as const
        found.push(pairFidelity(network.world.oracle.state(...ends), pair.bellIndex))
        other.release(half)
        service.release(pair)
      }
    })
  }
  network.node('a').link('b').createDirect({ number: 100_000, minimumFidelity: 0.5, raw: true })
  network.run(network.clock.now() + 20 * MILLISECOND)
  return found
}

// Synchronisation over a channel that delays one direction is wrong by more than a slot, and is put right later: slots of
// the train before then come after those of the one that replaced it.
it.each([
  [16, 'exact', 7, { reordering: { probability: 0.2, extraDelay: 25_000 } }],
  [28, 'skip', 7, { reordering: { probability: 0.2, extraDelay: 25_000 } }]
] as const)(
  'delivers no pair that an overlapping train has overwritten, seed %i (PHY-045, PHY-046)',
  (seed, mode, slots, late) => {
    const found = fidelities(seed, mode, slots, late)
    expect(found.length).toBeGreaterThan(10)
    for (const fidelity of found) expect(fidelity).toBeCloseTo(1, 9)
  }
)
