import { Basis } from '@bellwire/device'
import {
  basisDirections,
  bellSign,
  createPair,
  type Direction,
  pairChshFor,
  pairProbabilities,
  pairFidelity,
  type PauliPair
} from '@bellwire/quantum'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RoundCounts } from './round-counts.js'

const ROUNDS = 1_000_000
const SETTINGS = [Basis.Z, Basis.X, Basis.Y, Basis.ZPlus, Basis.ZMinus] as const

/** A state by its 15 coefficients; small enough ones belong to a state whatever their signs. */
const states = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 15, maxLength: 15 }).map((numbers) => {
  const pair = createPair()
  numbers.forEach((number, index) => {
    pair[index + 1] = number / 15_000
  })
  return pair
})

/** Puts every pair of settings in as often as a state says it happens: fractions of rounds, no noise. */
function fill(counts: RoundCounts, pair: PauliPair, bellIndex: number): void {
  const probabilities = new Float64Array(4)
  for (const basisA of SETTINGS) {
    for (const basisB of SETTINGS) {
      pairProbabilities(pair, basisDirections[basisA] as Direction, basisDirections[basisB] as Direction, probabilities)
      probabilities.forEach((probability, outcomes) => {
        counts.addMany(bellIndex, basisA, basisB, outcomes >> 1, outcomes & 1, Math.round(ROUNDS * probability))
      })
    }
  }
}

describe('counts of rounds', () => {
  it('give the correlators, S, Q and the fidelity of the state that they come from', () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 0, max: 3 }), (pair, bellIndex) => {
        const counts = new RoundCounts()
        fill(counts, pair, bellIndex)
        const signed = (axis: number): number => bellSign(bellIndex, axis) * (pair[5 * axis] as number)
        expect(counts.pauliCorrelator(Basis.X).value).toBeCloseTo(signed(1), 4)
        expect(counts.pauliCorrelator(Basis.Y).value).toBeCloseTo(signed(2), 4)
        expect(counts.pauliCorrelator(Basis.Z).value).toBeCloseTo(signed(3), 4)
        expect(counts.errorRate().value).toBeCloseTo((1 - signed(3)) / 2, 4)
        expect(counts.chsh().value).toBeCloseTo(pairChshFor(pair, bellIndex), 4)
        expect(counts.fidelity().value).toBeCloseTo(pairFidelity(pair, bellIndex), 4)
        expect(counts.fidelity(bellIndex).value).toBeCloseTo(pairFidelity(pair, bellIndex), 4)
      }),
      { numRuns: 30, seed: 1 }
    )
  })

  it('average over the announced states', () => {
    const counts = new RoundCounts()
    // Ψ+ is anticorrelated in Z, Φ+ is not: one right and one wrong round of each make no correlation.
    counts.add(1, Basis.Z, Basis.Z, 0, 1)
    counts.add(0, Basis.Z, Basis.Z, 0, 1)
    expect(counts.errorRate().value).toBe(0.5)
    counts.add(1, Basis.Z, Basis.Z, 1, 0)
    counts.add(0, Basis.Z, Basis.Z, 1, 1)
    expect(counts.errorRate()).toEqual({ value: 0.25, standardError: Math.sqrt((0.25 * 0.75) / 4) })
  })
})
