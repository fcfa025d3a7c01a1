import { describe, expect, it } from 'vitest'
import { RoundsOfChain, type Round } from './chain-rounds.js'
import { depolarising } from './rounds-case.js'
import { wernerChainFidelity } from './werner.js'

/** What holds of every round; means are compared with their closed forms where all experiments are. */

function rounds(chain: RoundsOfChain, number: number): Round[] {
  return Array.from({ length: number }, () => chain.next())
}

const equal = (links: number, probability: number): number[] => Array.from({ length: links }, () => probability)

describe('the fidelity of a chain of Werner pairs', () => {
  it.each([
    [2, 0.98, 0.960533],
    [4, 0.98, 0.923143],
    [8, 0.98, 0.854163],
    [2, 0.95, 0.903333],
    [3, 0.95, 0.859778],
    [4, 0.95, 0.819126]
  ])('of %d links of %d is exactly that of the product, %d, in every Bell state', (links, fidelity, rounded) => {
    const expected = wernerChainFidelity({ links, fidelity })
    expect(Math.abs(expected - rounded)).toBeLessThan(5e-7)
    let swapped = fidelity
    for (let link = 1; link < links; link++) swapped = swapped * fidelity + ((1 - swapped) * (1 - fidelity)) / 3
    expect(Math.abs(expected - swapped)).toBeLessThan(1e-12)
    const chain = new RoundsOfChain({ seed: `fidelity/${links}`, probabilities: equal(links, 0.3), fidelity })
    const made = rounds(chain, 60)
    for (const round of made) expect(Math.abs(round.fidelity - expected)).toBeLessThan(1e-12)
    expect(new Set(made.map(({ bellIndex }) => bellIndex)).size).toBe(4)
  })
})

describe('a chain of a hundred nodes', () => {
  it('is set up, and gives pairs of the fidelity that 99 links of 0.999 leave', () => {
    const expected = wernerChainFidelity({ links: 99, fidelity: 0.999 })
    expect(expected).toBeCloseTo(0.907198, 6)
    const chain = new RoundsOfChain({ seed: 'hundred', probabilities: equal(99, 0.5), fidelity: 0.999 })
    for (const { fidelity, slots } of rounds(chain, 4)) {
      expect(Math.abs(fidelity - expected)).toBeLessThan(1e-11)
      expect(slots).toBeGreaterThan(1)
    }
  })
})

describe('a round of a chain', () => {
  it.each([2, 3, 4, 5])('of %d links is one attempt where every attempt succeeds', (links) => {
    const chain = new RoundsOfChain({ seed: 'sure', probabilities: equal(links, 1) })
    for (const { slots, waited } of rounds(chain, 20)) expect([slots, waited]).toEqual([1, 0])
  })

  it('loses in the memories what its pairs have waited', () => {
    const decay = 0.97
    const chain = new RoundsOfChain({ seed: 'waits', probabilities: [0.2, 0.1, 0.3], memory: depolarising(decay) })
    for (const { fidelity, waited } of rounds(chain, 100)) {
      expect(Math.abs((4 * fidelity - 1) / 3 - decay ** waited)).toBeLessThan(1e-6)
    }
  })

  it('never waits longer than the cut-off, and up to it', () => {
    const cutoff = 6
    const chain = new RoundsOfChain({ seed: 'cut-off', probabilities: [0.05, 0.1], cutoff })
    const made = rounds(chain, 400)
    const waits = made.map(({ waited }) => waited)
    expect(Math.max(...waits)).toBe(cutoff)
    expect(made.some(({ discarded }) => discarded > 3)).toBe(true)
    for (const { slots, waited, discarded } of made) expect(slots).toBeGreaterThan(waited + discarded * cutoff)
  })
})
