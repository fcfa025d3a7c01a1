import type { PairDelivered } from '@bellwire/link-layer'
import { dlczLink, operatingPointsOf, rb87Parameters, rb87Prompt } from '@bellwire/physics'
import { expect, it } from 'vitest'
import { SimulatedNetwork } from './simulated-network.js'

/** The rubidium link of "Creation of memory–memory entanglement in a metropolitan quantum network" (Liu et al.). */

const PAIRS = 12_000
const REQUEST = 3000
const chi = rb87Parameters.excitation.value
const closed = dlczLink(rb87Prompt, chi)
const BASES: readonly ('Z' | 'X' | 'Y')[] = ['Z', 'X', 'Y']
const noise = rb87Prompt.noiseClickProbability

const play = () => {
  const model = { kind: 'dlcz', parameters: rb87Prompt } as const
  const network = new SimulatedNetwork(
    {
      nodes: ['alice', 'bob'].map((name) => ({ name, qubits: 3 })),
      stations: [{ name: 'server' }],
      links: [
        {
          a: 'alice',
          b: 'bob',
          station: 'server',
          delays: [49_000, 49_000],
          guard: 100,
          window: 400,
          slotPeriod: Math.round(1e9 / rb87Prompt.attemptsPerSecond),
          noise,
          model,
          operatingPoints: operatingPointsOf(model, noise, [chi])
        }
      ]
    },
    { seed: 'rubidium' }
  )
  if (!network.settle()) throw new Error('the link did not come up')
  const alice = network.node('alice').link('bob')
  const bob = network.node('bob').link('alice')
  bob.accept(0)
  /** Product of both outcomes, ±1 each, signed so that the announced Ψ± has −1 in Z and +1 in X and Y. */
  const products: Record<'Z' | 'X' | 'Y', number[]> = { Z: [], X: [], Y: [] }
  /** How often alice's and bob's memory were found excited, by 2·alice + bob. */
  const populations = [0, 0, 0, 0]
  const waiting = new Map<string, PairDelivered>()
  alice.subscribe({ delivered: (pair) => void waiting.set(`${pair.epoch}/${pair.sequence}`, pair) })
  bob.subscribe({
    delivered: (pair) => {
      const own = waiting.get(`${pair.epoch}/${pair.sequence}`)
      const [a, b] = [own?.outcome?.reveal(), pair.outcome?.reveal()]
      const basis = BASES[pair.basis]
      if (a === undefined || b === undefined || basis === undefined) throw new Error('a pair of one end')
      const product = a === b ? 1 : -1
      products[basis].push(basis !== 'Z' && pair.bellIndex === 3 ? -product : product)
      if (basis === 'Z') populations[2 * a + b] = (populations[2 * a + b] as number) + 1
    }
  })
  const begin = network.clock.now()
  let asked = 0
  for (const basis of ['Z', 'X', 'Y', 'Z'] as const) {
    const request = {
      kind: 'measure',
      number: REQUEST,
      minimumFidelity: closed.fidelity - 0.01,
      raw: true,
      originator: { basis },
      responder: { basis }
    } as const
    expect(alice.createDirect(request).error).toBe(0)
    asked += REQUEST
  }
  const got = () => Object.values(products).reduce((sum, list) => sum + list.length, 0)
  network.run(begin + 1e13, () => got() < asked)
  return { seconds: (network.clock.now() - begin) / 1e9, products, populations }
}

it('has the rate, the fidelity and the concurrence of the closed form, through the whole stack', () => {
  const { seconds, products, populations } = play()
  // Batches that end without a herald cost an answer's way of one slot in 27,600.
  expect(Math.abs(PAIRS / seconds / closed.rate - 1)).toBeLessThan(5 / Math.sqrt(PAIRS) + 2e-3)

  const mean = (basis: 'Z' | 'X' | 'Y'): number => {
    const list = products[basis]
    return list.reduce((sum, product) => sum + product, 0) / list.length
  }
  const [xx, yy, zz] = [mean('X'), mean('Y'), mean('Z')]
  const variance = (1 - xx * xx) / REQUEST + (1 - yy * yy) / REQUEST + (1 - zz * zz) / (2 * REQUEST)
  expect(Math.abs((1 + xx + yy - zz) / 4 - closed.fidelity)).toBeLessThan((5 * Math.sqrt(variance)) / 4)

  // C̃ = 2d − 2√(m₀₀m₁₁), with 4d = XX + YY: both terms vary, the second by its two counts.
  const [m00, , , m11] = populations.map((count) => count / (2 * REQUEST)) as [number, number, number, number]
  const found = (xx + yy) / 2 - 2 * Math.sqrt(m00 * m11)
  const spread = Math.sqrt((1 - xx * xx + 1 - yy * yy) / (4 * REQUEST) + (m11 + m00) / (2 * REQUEST))
  expect(Math.abs(found - closed.memoryConcurrence)).toBeLessThan(5 * spread)
  expect(closed.memoryConcurrence).toBeCloseTo(0.38, 2)
})
