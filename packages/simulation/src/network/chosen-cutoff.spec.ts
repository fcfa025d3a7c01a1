import type { NetworkPair, PlannedRoute, RouteWish } from '@bellwire/network-layer'
import { relaxationMemory } from '@bellwire/physics'
import { pairFidelity } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

const MILLISECOND = 1_000_000
const SECOND = 1_000_000_000

/** A pair that waits at an inner node loses 1/e of its Werner parameter in so long. */
const COHERENCE = 60

/** A row of nodes with one memory for each link, whose attempts take a millisecond; 10 km from each other. */
function chainOf(probabilities: readonly number[]): SimulatedNetwork {
  const end = probabilities.length
  const memory = relaxationMemory({
    relaxationTimeMilliseconds: COHERENCE,
    coherenceTimeMilliseconds: COHERENCE,
    equilibriumPolarisation: 0
  })
  const nodes = Array.from({ length: end + 1 }, (_, index) => {
    const inner = index > 0 && index < end
    const node = { name: `node${index}`, qubits: inner ? 2 : 1, coherenceTime: COHERENCE * MILLISECOND }
    return inner ? { ...node, memory } : node
  })
  return new SimulatedNetwork(
    {
      nodes,
      stations: probabilities.map((_, index) => ({ name: `station${index}` })),
      links: probabilities.map((successProbability, index) => ({
        a: `node${index}`,
        b: `node${index + 1}`,
        station: `station${index}`,
        delays: [25_000, 25_000] as const,
        guard: 0,
        window: 1,
        slotPeriod: MILLISECOND,
        model: { kind: 'ideal' as const, parameters: { successProbability, fidelity: 0.98 } }
      })),
      network: { configuration: { window: 1 } }
    },
    { seed: `chosen cut-off ${probabilities.join(' ')}` }
  )
}

/** One request for many pairs, on the way that is planned for the wish: what comes, as only the world knows. */
function played(probabilities: readonly number[], wish: Omit<RouteWish, 'to'>, number: number) {
  const network = chainOf(probabilities)
  const end = probabilities.length
  const [head, tail] = [network.node('node0').network, network.node(`node${end}`).network]
  const fidelities: number[] = []
  let first: NetworkPair | undefined
  const delivered = (pair: NetworkPair): void => {
    if (first === undefined) {
      first = pair
      return
    }
    const [one, other] = pair.head ? [pair, first] : [first, pair]
    const state = network.world.oracle.state(
      { node: 'node0', qubit: one.qubit },
      { node: `node${end}`, qubit: other.qubit }
    )
    fidelities.push(pairFidelity(state, pair.bellIndex))
    first = undefined
    head.release(one)
    tail.release(other)
  }
  tail.accept(0)
  tail.subscribe({ delivered })
  head.subscribe({ delivered, circuitOpened: (circuit) => head.request(circuit, { number: 1_000_000, raw: true }) })
  const routes = (): PlannedRoute[] => head.plan({ ...wish, to: end + 1 })
  network.run(60 * SECOND, () => head.plan({ to: end + 1, minimumFidelity: 0.3 }).length === 0)
  const [route] = routes()
  if (route === undefined) return { route, fidelities, rate: 0 }
  head.setUp({ responder: end + 1, purpose: 0, minimumFidelity: wish.minimumFidelity, hops: route.hops })
  const begun = network.clock.now()
  network.run(Number.MAX_SAFE_INTEGER, () => fidelities.length < number)
  return { route, fidelities, rate: (number / (network.clock.now() - begun)) * SECOND }
}

function statistics(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, error: Math.sqrt(variance / values.length) }
}

describe('a cut-off that the planner chooses', () => {
  it.each([
    [[0.02, 0.02], 0.8],
    [[0.01, 0.04], 0.75],
    [[0.03, 0.03, 0.03], 0.8]
  ])('for links of %j: pairs are of the fidelity asked, %d, where none of any way is without', (links, asked) => {
    const { route, fidelities, rate } = played(links, { minimumFidelity: asked, cutoff: 'best' }, 800)
    expect(route!.hops[0]!.cutoff).toBeGreaterThan(MILLISECOND)
    const { mean, error } = statistics(fidelities)
    expect(error).toBeLessThan(0.006)
    expect(mean).toBeGreaterThan(asked - 5 * error)
    // No more is given away than a few per cent: a longer cut-off would not do.
    expect(mean).toBeLessThan(asked + 5 * error + 0.01)
    expect(rate / route!.rate).toBeGreaterThan(0.85)
    expect(rate / route!.rate).toBeLessThan(1.2)
    expect(played(links, { minimumFidelity: asked }, 1).route).toBeUndefined()
    const patient = statistics(played(links, { minimumFidelity: 0.3 }, 300).fidelities)
    expect(patient.mean).toBeLessThan(asked - 0.05 - 5 * patient.error)
  })
})
