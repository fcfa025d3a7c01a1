import type { BounceResult, BounceWays } from '@bellwire/application-layer'
import { LinkSource } from '@bellwire/node'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../test/driven-network.js'
import type { NetworkDescription } from './description.js'
import { SimulatedNetwork } from './simulated-network.js'

const SECOND = 1_000_000_000

/** Bounces between two neighbours; the second one reflects. */
function bounced(
  description: NetworkDescription,
  lengths: readonly number[],
  repetitions: number,
  crash = false
): BounceResult {
  const network = new SimulatedNetwork(description, { seed: 3 })
  network.settle()
  const ways = ['a', 'b'].map((name, index): BounceWays => {
    const node = network.node(name)
    const link = node.link(['b', 'a'][index]!)
    const source = (purpose: number): LinkSource => {
      const made = new LinkSource(link, node.qubits, network.clock, { purpose, request: { minimumFidelity: 0.5 } })
      if (index === 1) made.accept()
      return made
    }
    return { outward: source(1), back: source(2) }
  })
  const [first, second] = ways as [BounceWays, BounceWays]
  const [asking, reflecting] = ['a', 'b'].map((name) => network.node(name).applications.characterisations)
  const close = reflecting!.reflect(second)
  let result: BounceResult | number | undefined
  const listener = { done: (one: BounceResult) => (result = one), failed: (one: number) => (result = one) }
  asking!.benchmark(first, { lengths, repetitions }, listener)
  if (crash) {
    for (let crashes = 0; crashes < 15; crashes++) {
      network.run(network.clock.now() + 150_000_000 + 3000 * crashes)
      network.node('b').restart()
    }
    expect(result).toBeUndefined()
  }
  const end = network.clock.now() + 1000 * SECOND
  network.run(end, () => result === undefined)
  if (typeof result !== 'object') throw new Error(`it failed: ${result}`)
  close()
  network.run(network.clock.now() + SECOND)
  expect([...network.nodes.values()].map(({ qubits }) => qubits.free)).toEqual([16, 16])
  return result
}

describe('bounces', () => {
  it('find the fidelity of one teleportation, by the decay of each axis', () => {
    for (const fidelity of [0.9, 0.98]) {
      const result = bounced(networkOf([['a', 'b', fidelity]]), [1, 2, 4, 8], 60)
      expect(result.lost).toBe(0)
      const w = (4 * fidelity - 1) / 3
      for (const { decay, chiSquare } of result.fits) {
        expect(Math.abs(decay.value - w ** 2)).toBeLessThan(5 * decay.standardError)
        expect(decay.standardError).toBeLessThan(0.1)
        // Of two degrees of freedom: a chance of 1 in 10^6.
        expect(chiSquare).toBeLessThan(28)
      }
      expect(Math.abs(result.fidelity.value - fidelity)).toBeLessThan(5 * result.fidelity.standardError)
      expect(result.fidelity.standardError).toBeLessThan(0.02)
    }
  })

  it('are exact over perfect pairs', () => {
    const result = bounced(networkOf([['a', 'b']]), [1, 3], 3)
    for (const { axes } of result.points) expect(axes.map(({ value }) => value)).toEqual([1, 1, 1])
    for (const { decay } of result.fits) expect(decay.value).toBeCloseTo(1, 6)
  })

  it('are not moved by errors of preparation and measurement', () => {
    const description = networkOf([['a', 'b', 0.95]])
    const nodes = description.nodes.map((node) => ({ ...node, ...(node.name === 'a' && { readoutFlip: 0.05 }) }))
    // Readout flips hit the Bell measurements of this node, too: of two ways, one has them.
    const result = bounced({ ...description, nodes }, [1, 2, 4], 60)
    const w = (4 * 0.95 - 1) / 3
    const contrast = 1 - 2 * 0.05
    const expected = [w ** 2 * contrast, w ** 2 * contrast ** 2, w ** 2 * contrast]
    for (const [axis, { decay, amplitude }] of result.fits.entries()) {
      expect(Math.abs(decay.value - expected[axis]!)).toBeLessThan(5 * decay.standardError)
      expect(Math.abs(amplitude.value - contrast)).toBeLessThan(5 * amplitude.standardError)
    }
  })

  it('go on after crashes of the node that reflects', () => {
    const result = bounced(networkOf([['a', 'b']]), [1, 40], 80, true)
    expect(result.lost).toBeGreaterThan(0)
    for (const { axes } of result.points) expect(axes.map(({ value }) => value)).toEqual([1, 1, 1])
  })
})
