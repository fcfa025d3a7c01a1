import { createPair, drawSwap, pairFidelity, setWernerPair } from '@bellwire/quantum'
import { createRandom } from '@bellwire/runtime'
import { describe, expect, it } from 'vitest'
import { chainFidelity, chainRate, storedFidelity, swappedFidelity, wernerChsh, wernerErrorRate } from './theory.js'

describe('closed forms of the lessons', () => {
  it('of a swap is what the algebra of pairs gives', () => {
    for (const [one, other] of [
      [0.95, 0.95],
      [0.9, 0.7],
      [1, 0.6]
    ] as const) {
      const pairs = [one, other].map((fidelity) => {
        const pair = createPair()
        setWernerPair(pair, fidelity, 0)
        return pair
      })
      const ends = createPair()
      const outcome = drawSwap(pairs[0]!, pairs[1]!, 0.3, ends)
      expect(pairFidelity(ends, outcome)).toBeCloseTo(swappedFidelity(one, other), 12)
    }
  })

  it('of a perfect pair are those of Bell states', () => {
    expect(wernerChsh(1)).toBeCloseTo(2 * Math.SQRT2, 12)
    expect(wernerErrorRate(1)).toBe(0)
    expect(wernerErrorRate(0.25)).toBe(0.5)
    expect(storedFidelity(0.97, 0, 1, 1)).toBeCloseTo(0.97, 12)
    expect(storedFidelity(0.97, 1e9, 1, 1)).toBeCloseTo(0.25, 12)
  })

  it('of two links are the means of waits that are played, to 5 sigma', () => {
    const draws = createRandom('two links').stream('waits')
    const links = { successProbability: 0.05, slot: 1e-3, fidelity: 0.98, t1: 10, t2: 0.1 }
    for (const cutoff of [undefined, 12]) {
      const [fidelities, times]: [number[], number[]] = [[], []]
      for (let run = 0; run < 20_000; run++) {
        let slots = 0
        for (;;) {
          const [a, b] = [draws.geometric(links.successProbability), draws.geometric(links.successProbability)]
          const wait = Math.abs(a - b)
          slots += Math.min(a, b) + Math.min(wait, cutoff ?? wait)
          if (wait > (cutoff ?? wait)) continue
          const w = ((4 * links.fidelity - 1) / 3) ** 2
          const time = wait * links.slot
          fidelities.push((1 + w * (2 * Math.exp((-2 * time) / links.t2) + Math.exp((-2 * time) / links.t1))) / 4)
          break
        }
        times.push(slots * links.slot)
      }
      const chain = { ...links, ...(cutoff !== undefined && { cutoff }) }
      expect(sigmas(fidelities, chainFidelity(chain))).toBeLessThan(5)
      expect(sigmas(times, 1 / chainRate(chain))).toBeLessThan(5)
    }
  })
})

/** How many standard errors a mean is off. */
function sigmas(values: readonly number[], expected: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return Math.abs(mean - expected) / Math.sqrt(variance / values.length)
}
