import type { Characterised } from '@bellwire/application-layer'
import { wernerChainFidelity } from '@bellwire/quantum'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../test/driven-network.js'
import { Teleporting } from '../../test/teleporting.js'

const SECOND = 1_000_000_000

function measured(teleporting: Teleporting, pairs: number): Characterised | number | undefined {
  const { network, from, to, sources } = teleporting
  const [first, last] = [from, to].map((name) => network.node(name).applications.characterisations)
  let result: Characterised | number | undefined
  last!.answer(sources[1]!)
  const listener = { done: (one: Characterised) => (result = one), failed: (reason: number) => (result = reason) }
  first!.characterise(sources[0]!, { pairs, seed: 12345 }, listener)
  teleporting.wait(60 * SECOND)
  return result
}

/** Within 5 sigma of what Werner pairs have. */
function expectWerner(result: Characterised | number | undefined, fidelity: number): void {
  if (typeof result !== 'object') throw new Error(`it failed: ${result}`)
  const w = (4 * fidelity - 1) / 3
  for (const [estimate, expected] of [
    [result.tomography.fidelity, fidelity],
    [result.tomography.linearFidelity, fidelity],
    [result.concurrence, Math.max(0, 2 * fidelity - 1)],
    [result.chsh, 2 * Math.SQRT2 * w]
  ] as const) {
    expect(estimate.standardError).toBeLessThan(0.06)
    expect(Math.abs(estimate.value - expected)).toBeLessThan(5 * estimate.standardError)
  }
  // The best settings are those of a state with noise: never less than the fixed ones.
  expect(result.maximumChsh.value).toBeGreaterThanOrEqual(result.chsh.value - 1e-9)
}

describe('characterisation', () => {
  it('finds the state, its fidelity, concurrence and CHSH value that a link delivers (APP-090)', () => {
    for (const fidelity of [0.85, 0.97]) {
      const teleporting = new Teleporting(networkOf([['a', 'b', fidelity]]), 'a', 'b').withSources().overLink()
      const result = measured(teleporting, 4500)
      expectWerner(result, fidelity)
      expect((result as Characterised).pairs).toBe(4500)
      expect(teleporting.network.node('a').qubits.free).toBe(16)
    }
  })

  it('and a circuit, over a network that loses a third of all frames between its ends', async () => {
    const edges = [
      ['a', 'b', 0.95],
      ['b', 'c', 0.95]
    ] as const
    const description = networkOf(edges, { classical: { loss: 0.3 } })
    const teleporting = await new Teleporting(description, 'a', 'c').withSources().overCircuit(1, 3)
    expectWerner(measured(teleporting, 3000), wernerChainFidelity(0.95, 2))
  })

  it('fails where a setting has no pair, and where nobody answers (APP-091)', () => {
    const few = new Teleporting(networkOf([['a', 'b']]), 'a', 'b').withSources().overLink()
    expect(measured(few, 9)).toBe(8)
    const alone = new Teleporting(networkOf([['a', 'b']]), 'a', 'b').withSources().overLink()
    const reasons: number[] = []
    const listener = { done: () => undefined, failed: (reason: number) => reasons.push(reason) }
    const { characterisations } = alone.network.node('a').applications
    characterisations.characterise(alone.sources[0]!, { pairs: 100, seed: 1 }, listener)
    alone.wait(SECOND)
    expect(reasons).toEqual([3])
  })
})
