import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyBell,
  anyDistribution,
  anyPair,
  anyPauliChannel,
  anyProbability,
  anySide,
  difference
} from '../test/arbitraries.js'
import { applySwapOracle } from '../test/swap-oracle.js'
import {
  QuantumInputError,
  applyChannel,
  applyPauliToBell,
  applyPauliToPair,
  bellDiagonal,
  bellDiagonalConcurrence,
  bellProbabilities,
  convolveBell,
  createPair,
  pairConcurrence,
  pairFidelity,
  pairFromDensity,
  pairToDensity,
  pauliChannel,
  pauliProbabilities,
  setBellDiagonalPair,
  setWernerPair,
  swapPairs,
  twirlPair,
  twirlToWerner,
  wernerChainFidelity,
  wernerState,
  wernerSwapFidelity
} from './index.js'

const pairOf = (p: ArrayLike<number>) => {
  const pair = createPair()
  setBellDiagonalPair(pair, p)
  return pair
}

describe('Bell-diagonal states', () => {
  it('swap by XOR convolution as four qubits do, after the Pauli of the outcome', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyBell, (p, q, outcome) => {
        const { probability, pair } = applySwapOracle(pairOf(p), pairOf(q), outcome)
        expect(probability).toBeCloseTo(0.25, 13)
        applyPauliToPair(pair, 0, outcome)
        expect(difference(twirlPair(pair), convolveBell(p, q))).toBeLessThan(1e-12)
      }),
      { numRuns: 40 }
    )
  })

  it('swap to the worked example', () => {
    const swapped = convolveBell([0.8, 0.1, 0.05, 0.05], [0.7, 0.15, 0.1, 0.05])
    expect(difference(swapped, [0.5825, 0.1975, 0.1275, 0.0925])).toBeLessThan(1e-15)
    const into = createPair()
    expect(swapPairs(pairOf([0.8, 0.1, 0.05, 0.05]), pairOf([0.7, 0.15, 0.1, 0.05]), 0, into)).toBeCloseTo(0.25, 15)
    expect(difference(twirlPair(into), [0.5825, 0.1975, 0.1275, 0.0925])).toBeLessThan(1e-15)
  })

  it('convolve as a commutative group, in place too', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyDistribution, (a, b, c) => {
        expect(difference(convolveBell(a, b), convolveBell(b, a))).toBeLessThan(1e-15)
        expect(difference(convolveBell(convolveBell(a, b), c), convolveBell(a, convolveBell(b, c)))).toBeLessThan(1e-14)
        expect(difference(convolveBell(a, [1, 0, 0, 0]), a)).toBe(0)
        expect(convolveBell(a, b).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 13)
        const expected = convolveBell(a, b)
        expect(difference(convolveBell(a, b, a), expected)).toBe(0)
      })
    )
  })

  it('take Pauli channels and operators on either side as the density matrix does', () => {
    fc.assert(
      fc.property(anyDistribution, anyPauliChannel, anySide, anyBell, (p, { probabilities, factors }, side, pauli) => {
        const state = pairToDensity(pairOf(p))
        applyChannel(state, pauliChannel(probabilities), [side])
        expect(difference(bellProbabilities(state, 0, 1), convolveBell(p, probabilities))).toBeLessThan(1e-13)
        expect(difference(pauliProbabilities(...factors), probabilities)).toBeLessThan(1e-15)
        const turned = pairFromDensity(state)
        applyPauliToPair(turned, side, pauli)
        const expected = applyPauliToBell(bellProbabilities(state, 0, 1), pauli)
        expect(difference(twirlPair(turned), expected)).toBeLessThan(1e-13)
        const inPlace = Float64Array.from(p)
        applyPauliToBell(inPlace, pauli, inPlace)
        expect(difference(inPlace, applyPauliToBell(p, pauli))).toBe(0)
      })
    )
  })

  it('are what is left of any pair after the four bilateral Paulis', () => {
    fc.assert(
      fc.property(anyPair, (pair) => {
        const mean = new Float64Array(16)
        for (let pauli = 0; pauli < 4; pauli++) {
          const turned = Float64Array.from(pair)
          applyPauliToPair(turned, 0, pauli)
          applyPauliToPair(turned, 1, pauli)
          for (let k = 0; k < 16; k++) mean[k]! += turned[k]! / 4
        }
        expect(difference(pairOf(twirlPair(pair)), mean)).toBeLessThan(1e-13)
      })
    )
  })

  it('have concurrence 2·largest − 1', () => {
    fc.assert(
      fc.property(anyDistribution, (p) => {
        expect(pairConcurrence(pairOf(p))).toBeCloseTo(bellDiagonalConcurrence(p), 9)
      })
    )
  })

  it('are checked', () => {
    expect([...bellDiagonal([0.7, 0.1, 0.1, 0.1])]).toEqual([0.7, 0.1, 0.1, 0.1])
    expect(() => bellDiagonal([0.7, 0.1, 0.1, 0.2])).toThrow(/sum of probabilities/)
    expect(() => bellDiagonal([1.5, -0.5, 0, 0])).toThrow(/probabilities\[0\] is 1.5/)
    expect(() => bellDiagonal([1])).toThrow(QuantumInputError)
  })
})

describe('Werner states', () => {
  it.each([
    [0.95, 2, 0.903333],
    [0.95, 3, 0.859778],
    [0.95, 4, 0.819126],
    [0.98, 2, 0.960533],
    [0.98, 4, 0.923143],
    [0.98, 8, 0.854163]
  ])('of fidelity %f in a chain of %i links end at %f', (fidelity, links, expected) => {
    expect(wernerChainFidelity(fidelity, links)).toBeCloseTo(expected, 6)
    let chain = wernerState(fidelity)
    let closed = fidelity
    const link = createPair()
    setWernerPair(link, fidelity, 0)
    let pair: Float64Array = Float64Array.from(link)
    for (let k = 1; k < links; k++) {
      chain = convolveBell(chain, wernerState(fidelity))
      closed = wernerSwapFidelity(closed, fidelity)
      const into = createPair()
      swapPairs(pair, link, 0, into)
      pair = into
    }
    expect(chain[0]).toBeCloseTo(wernerChainFidelity(fidelity, links), 13)
    expect(closed).toBeCloseTo(wernerChainFidelity(fidelity, links), 13)
    expect(pairFidelity(pair, 0)).toBeCloseTo(wernerChainFidelity(fidelity, links), 13)
  })

  it('keep their fidelity when twirled from a Bell-diagonal state', () => {
    fc.assert(
      fc.property(anyDistribution, anyBell, anyProbability, (p, index, fidelity) => {
        const werner = twirlToWerner(p, index)
        expect(werner[index]).toBeCloseTo(p[index]!, 15)
        expect(werner.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 14)
        const pair = createPair()
        setWernerPair(pair, fidelity, index)
        expect(difference(twirlPair(pair), wernerState(fidelity, index))).toBeLessThan(1e-15)
      })
    )
  })
})
