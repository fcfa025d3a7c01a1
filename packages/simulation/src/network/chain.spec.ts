import { cutoffInSlots, expectedGap, expectedMaximumOf, swapAsapDecay, waitingDecay } from '@bellwire/network-layer'
import { relaxationMemory } from '@bellwire/physics'
import { describe, expect, it } from 'vitest'
import { chainRounds, LEAD, SLOT } from '../../test/chain-rounds.js'

/** Closed forms against the whole stack: rounds of a chain without delays, in which all links begin together. */

const STANDARD_ERRORS = 5

function statistics(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return { mean, error: Math.sqrt(variance / values.length) }
}

const werner = (fidelity: number): number => (4 * fidelity - 1) / 3
const fidelityOf = (parameter: number): number => (1 + 3 * parameter) / 4

/** Depolarises: a Werner pair of which one half has waited `slots` slots is one of parameter W·e^{−slots/scale}. */
const depolarising = (scale: number) =>
  relaxationMemory({
    relaxationTimeMilliseconds: (scale * SLOT) / 1e6,
    coherenceTimeMilliseconds: (scale * SLOT) / 1e6,
    equilibriumPolarisation: 0
  })

describe('the fidelity of a chain of Werner pairs', () => {
  it.each([
    [3, 0.9605],
    [5, 0.9231],
    [9, 0.8542]
  ])('of %d nodes is exactly that of the product, %d, in every Bell state', (nodes, rounded) => {
    const rounds = chainRounds({
      seed: `fidelity/${nodes}`,
      probabilities: Array.from({ length: nodes - 1 }, () => 0.3),
      rounds: 60,
      fidelity: 0.98
    })
    const expected = fidelityOf(werner(0.98) ** (nodes - 1))
    expect(Math.abs(expected - rounded)).toBeLessThan(5e-5)
    for (const { fidelity } of rounds) expect(Math.abs(fidelity - expected)).toBeLessThan(1e-12)
    expect(new Set(rounds.map(({ bellIndex }) => bellIndex)).size).toBe(4)
  })
})

describe('the time that a chain takes for a pair', () => {
  it('is one attempt where every attempt succeeds, whatever the number of links', () => {
    for (const links of [2, 3, 5]) {
      const probabilities = Array.from({ length: links }, () => 1)
      for (const { slots } of chainRounds({ seed: 'sure', probabilities, rounds: 20 })) expect(slots).toBe(1)
    }
  })

  it.each([
    [[0.05, 0.05], 5000],
    [[0.1, 0.1, 0.1], 4000],
    [[0.1, 0.1, 0.1, 0.1], 3000],
    [[0.1, 0.1, 0.1, 0.1, 0.1], 2500],
    [[0.03, 0.12], 6000],
    [[0.05, 0.1, 0.2], 5000],
    [[0.3, 0.1, 0.05, 0.1, 0.3], 3500]
  ])('is E[max] of the links %j', (probabilities, rounds) => {
    const times = chainRounds({ seed: `maximum/${probabilities.join(' ')}`, probabilities, rounds }).map(
      ({ slots }) => slots
    )
    const { mean, error } = statistics(times)
    const expected = expectedMaximumOf(probabilities)
    expect(error / expected).toBeLessThan(0.0125)
    expect(Math.abs(mean - expected) / error).toBeLessThan(STANDARD_ERRORS)
  })
})

describe('what waiting costs', () => {
  it.each([
    [0.05, 0.05, 30],
    [0.03, 0.12, 20]
  ])('is E[q^|Δ|] of two links of %d and %d, at a coherence time of %d slots', (first, second, scale) => {
    const rounds = chainRounds({
      seed: `waiting/${first}/${second}`,
      probabilities: [first, second],
      rounds: 4000,
      memory: depolarising(scale)
    })
    const left = rounds.map(({ fidelity }) => werner(fidelity))
    const { mean, error } = statistics(left)
    expect(error).toBeLessThan(0.006)
    expect(Math.abs(mean - waitingDecay(first, second, Math.exp(-1 / scale))) / error).toBeLessThan(STANDARD_ERRORS)
    const waits = statistics(left.map((w) => -scale * Math.log(w)))
    expect(Math.abs(waits.mean - expectedGap(first, second)) / waits.error).toBeLessThan(STANDARD_ERRORS)
  })

  it('is E[Π q^|Δ|] of a longer chain that swaps as soon as it can', () => {
    const probabilities = [0.1, 0.05, 0.2, 0.1]
    const scale = 30
    const rounds = chainRounds({ seed: 'swap-asap', probabilities, rounds: 3000, memory: depolarising(scale) })
    const { mean, error } = statistics(rounds.map(({ fidelity }) => werner(fidelity)))
    const q = Math.exp(-1 / scale)
    expect(error).toBeLessThan(0.006)
    expect(Math.abs(mean - swapAsapDecay(probabilities, [q, q, q])) / error).toBeLessThan(STANDARD_ERRORS)
  })
})

describe('a cut-off time at the node between two links', () => {
  const scale = 150
  const memory = depolarising(scale)

  it.each([
    [0.005, 0.005, 60],
    [0.01, 0.005, 90]
  ])('of links of %d and %d after %d slots: mean time and decay', (first, second, slots) => {
    const rounds = chainRounds({
      seed: `cutoff/${first}/${second}`,
      probabilities: [first, second],
      rounds: 3000,
      memory,
      // Half a slot more: the pair that comes in the last slot is in time.
      cutoff: (slots + 0.5) * SLOT
    })
    const expected = cutoffInSlots(first, second, slots, Math.exp(-1 / scale))
    const times = statistics(rounds.map(({ slots: taken }) => taken))
    const left = rounds.map(({ fidelity }) => werner(fidelity))
    const decay = statistics(left)
    const waits = left.map((w) => -scale * Math.log(w))
    // The closed form starts both links anew in the next slot. Here the one that has made no pair goes on, while for
    // the other a new request is made, LEAD slots and what is left of the slot of the cut-off: only these are lost.
    const restart = LEAD + 1
    const failed = 1 / expected.success - 1
    expect(times.mean).toBeGreaterThan(expected.meanTime - STANDARD_ERRORS * times.error)
    expect(times.mean).toBeLessThan(expected.meanTime + restart * failed + STANDARD_ERRORS * times.error)
    // The other may succeed in those: so large a part of the rounds after a cut-off is not like those of the closed form.
    const unlike = (1 - expected.success) * restart * Math.max(first, second)
    expect(Math.abs(decay.mean - expected.decay)).toBeLessThan(STANDARD_ERRORS * decay.error + unlike)
    expect(Math.max(...waits)).toBeLessThan(slots + 1e-4)
    expect(Math.max(...waits)).toBeGreaterThan(slots - 3)
    // Without a cut-off the pairs would be worse by far more than the tolerance.
    expect(decay.mean).toBeGreaterThan(waitingDecay(first, second, Math.exp(-1 / scale)) + 0.1)
  })
})
