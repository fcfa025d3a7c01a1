import type { PairDelivered } from '@bellwire/link-layer'
import type { HeraldingModel } from '@bellwire/physics'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import type { LinkDescription } from './description.js'
import { SimulatedNetwork } from './simulated-network.js'

const MICROSECOND = 1000
const MILLISECOND = 1_000_000
const ends = ['alice', 'bob'] as const
type End = (typeof ends)[number]

const ideal: HeraldingModel = {
  kind: 'ideal',
  parameters: { successProbability: 0.02, fidelity: 0.95, announced: [0, 1, 2, 3] }
}

const optics = { efficiencyA: 0.5, efficiencyB: 0.5, photonOverlap: 1, phaseContrast: 1, operationsContrast: 1 }

/** Both photons are seen in either round, or none: what it heralds is perfect. */
const twoClick: HeraldingModel = { kind: 'two-click', parameters: optics }

interface Played {
  /** True fidelities of the pairs that both ends hold, to the Bell state that they were told. */
  readonly fidelities: number[]
  readonly network: SimulatedNetwork
}

/** Pairs kept by both ends over a link whose frames take fifty slots: light needs a microsecond. */
function play(seed: number, link: Partial<LinkDescription>, mode: 'skip' | 'exact' = 'skip'): Played {
  const network = new SimulatedNetwork(
    {
      nodes: ends.map((name) => ({ name, qubits: 2 })),
      stations: [{ name: 'middle' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'middle',
          delays: [MICROSECOND, MICROSECOND],
          frameDelays: [500 * MICROSECOND, 400 * MICROSECOND],
          slotPeriod: 10 * MICROSECOND,
          guard: 100,
          window: 100,
          model: ideal,
          holdsOnHerald: true,
          disciplined: { error: 20 * MICROSECOND },
          batchSlots: 1000,
          ...link
        }
      ]
    },
    { seed, mode }
  )
  expect(network.settle()).toBe(true)
  const faults = { jitter: 300 * MICROSECOND, loss: 0.05 }
  for (const from of [1, 2, 3]) for (const to of [1, 2, 3]) if (from !== to) network.network.configure(from, to, faults)

  const fidelities: number[] = []
  const random = createRandom(`slow frames ${seed}`).stream('requests')
  const held: { readonly [Name in End]: Map<string, PairDelivered> } = { alice: new Map(), bob: new Map() }
  const linkOf = (name: End) => network.node(name).link(name === 'alice' ? 'bob' : 'alice')
  const release = (key: string): void => {
    for (const name of ends) {
      const pair = held[name].get(key)
      held[name].delete(key)
      if (pair !== undefined) linkOf(name).release(pair)
    }
  }
  const compare = (key: string): void => {
    const [a, b] = ends.map((name) => held[name].get(key))
    if (a === undefined || b === undefined) return
    const [qubitA, qubitB] = [a, b].map(({ qubit }, index) => ({ node: ends[index] as string, qubit }))
    expect(a.bellIndex).toBe(b.bellIndex)
    fidelities.push(network.world.oracle.fidelity(qubitA!, qubitB!, a.bellIndex))
    release(key)
  }
  for (const name of ends) {
    linkOf(name).accept(0)
    linkOf(name).subscribe({
      delivered: (pair) => {
        const key = `${pair.epoch} ${pair.sequence}`
        held[name].set(key, pair)
        compare(key)
        // The other end may never have it.
        network.clock.at(network.clock.now() + 20 * MILLISECOND, { run: () => release(key) })
      },
      expired: ({ epoch, sequence }) => held[name].delete(`${epoch} ${sequence}`)
    })
    // Requests that end before they are complete have what is under way replaced or given up.
    const ask = (): void => {
      const { createId } = linkOf(name).createDirect({
        kind: 'keep',
        number: 1 + random.below(3),
        minimumFidelity: 0.5,
        consecutive: true,
        raw: true,
        priority: random.below(2)
      })
      if (random.bernoulli(0.4)) {
        network.clock.at(network.clock.now() + random.below(6 * MILLISECOND), {
          run: () => linkOf(name).cancel(createId)
        })
      }
      network.clock.at(network.clock.now() + random.below(8 * MILLISECOND), { run: ask })
    }
    ask()
  }
  network.run(network.clock.now() + 800 * MILLISECOND)
  return { fidelities, network }
}

describe('a link whose frames take fifty slots, with hardware that holds', () => {
  it.each(['skip', 'exact'] as const)(
    'has pairs as the herald left them, every slot in its turn: %s (PHY-174)',
    (mode) => {
      let pairs = 0
      for (const seed of [1, 2, 3, 4]) {
        const { fidelities } = play(seed, {}, mode)
        for (const fidelity of fidelities) expect(fidelity).toBeCloseTo(0.95, 9)
        pairs += fidelities.length
      }
      expect(pairs).toBeGreaterThan(300)
    }
  )

  it('has them from attempts of two rounds', () => {
    const { fidelities } = play(5, { model: twoClick })
    for (const fidelity of fidelities) expect(fidelity).toBeCloseTo(1, 9)
    expect(fidelities.length).toBeGreaterThan(50)
  })

  it('has them where slots are shorter than the round trip of light (PHY-171)', () => {
    const { fidelities } = play(6, { delays: [25 * MICROSECOND, 40 * MICROSECOND], model: ideal })
    for (const fidelity of fidelities) expect(fidelity).toBeCloseTo(0.95, 9)
    expect(fidelities.length).toBeGreaterThan(50)
  })

  it('takes every exchange of its clocks for a sign of life, however long that took (PHY-067)', () => {
    const { network } = play(8, {})
    for (const name of ends) expect(network.node(name).ignored.get('synchronisation-slow-exchange')).toBeUndefined()
  })

  it('has none of the kind without it: the slots are refused', () => {
    expect(() => play(7, { holdsOnHerald: false })).toThrow(/slotPeriod 10000 ns: at least .* is needed/)
  })
})
