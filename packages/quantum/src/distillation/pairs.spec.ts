import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDistribution, anyPair, anyUniform, difference } from '../../test/arbitraries.js'
import { anyErrors, doubleSelectionOracle, pairOf, parityCheckOracle } from '../../test/distillation-oracle.js'
import {
  BellIndex,
  Gate,
  type PauliPair,
  QuantumInputError,
  applyChannel,
  bbpsswBell,
  bbpsswPairs,
  createPair,
  dejmpsBell,
  dejmpsPairs,
  doubleSelectionBell,
  doubleSelectionPairs,
  drawBbpssw,
  drawDejmps,
  drawDoubleSelection,
  drawParityCheck,
  hadamardPair,
  outcomesAgree,
  pairFidelity,
  pairFromDensity,
  pairToDensity,
  parityCheckPairs,
  setSingleClickPair,
  setWernerPair,
  unitaryChannel
} from '../index.js'

const anyOutcomes = fc.constantFrom(0, 1, 2, 3)

describe('two pairs of any state, given the outcomes', () => {
  it('become what the density matrix says through a parity check and through DEJMPS', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyOutcomes, anyErrors, (kept, measured, outcomes, errors) => {
        const bits = [outcomes >> 1, outcomes & 1] as const
        for (const [distil, angle] of [
          [parityCheckPairs, 0],
          [dejmpsPairs, Math.PI / 2]
        ] as const) {
          const expected = parityCheckOracle(kept, measured, bits, errors, angle)
          const into = createPair()
          expect(distil(kept, measured, outcomes, into, errors)).toBeCloseTo(expected.probability, 12)
          if (expected.probability < 1e-6) continue
          expect(difference(into, expected.pair)).toBeLessThan(1e-8)
        }
      }),
      { numRuns: 60 }
    )
  })

  it('become what the density matrix says of their Werner states through BBPSSW', () => {
    fc.assert(
      fc.property(anyPair, anyPair, anyOutcomes, anyErrors, (kept, measured, outcomes, errors) => {
        const werner = [kept, measured].map((pair) => {
          const twirled = createPair()
          // Rounding may leave the figure a hair outside.
          setWernerPair(twirled, Math.min(1, Math.max(0, pairFidelity(pair, 0))), 0)
          return twirled
        })
        const bits = [outcomes >> 1, outcomes & 1] as const
        const expected = parityCheckOracle(werner[0]!, werner[1]!, bits, errors)
        const into = createPair()
        expect(bbpsswPairs(kept, measured, outcomes, into, errors)).toBeCloseTo(expected.probability, 12)
        fc.pre(expected.probability > 1e-6)
        expect(difference(into, expected.pair)).toBeLessThan(1e-8)
      }),
      { numRuns: 30 }
    )
  })

  it('are, when Bell-diagonal, what the short forms say, each agreeing outcome alike', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyErrors, (p, q, errors) => {
        for (const [short, long] of [
          [dejmpsBell, dejmpsPairs],
          [bbpsswBell, bbpsswPairs]
        ] as const) {
          const expected = new Float64Array(4)
          const success = short(p, q, expected, errors)
          for (const outcomes of [0, 3]) {
            const into = createPair()
            expect(long(pairOf(p), pairOf(q), outcomes, into, errors)).toBeCloseTo(success / 2, 12)
            if (success > 1e-6) expect(difference(into, pairOf(expected))).toBeLessThan(1e-8)
          }
        }
      })
    )
  })

  it('left by single-click heralds give Ψ+ itself when both parties find 1', () => {
    fc.assert(
      fc.property(anyUniform, (alpha) => {
        fc.pre(alpha < 0.99)
        const pair = createPair()
        setSingleClickPair(pair, 0, (1 - alpha) / 2, (1 - alpha) / 2, alpha, (1 - alpha) / 2, 0)
        const into = createPair()
        expect(parityCheckPairs(pair, pair, 3, into)).toBeCloseTo((1 - alpha) ** 2 / 2, 12)
        expect(pairFidelity(into, BellIndex.PsiPlus)).toBeCloseTo(1, 9)
      })
    )
  })

  it('may be written over, and outcomes that are none are refused', () => {
    const [kept, measured, into] = [createPair(), createPair(), createPair()]
    setWernerPair(kept, 0.9, 0)
    setWernerPair(measured, 0.8, 0)
    dejmpsPairs(kept, measured, 0, into)
    dejmpsPairs(kept, measured, 0, kept)
    expect(difference(kept, into)).toBe(0)
    parityCheckPairs(kept, measured, 0, into)
    parityCheckPairs(kept, measured, 0, measured)
    expect(difference(measured, into)).toBe(0)
    for (const bad of [-1, 4, 0.5]) expect(() => parityCheckPairs(kept, kept, bad, into)).toThrow(QuantumInputError)
    expect(() => doubleSelectionPairs(kept, kept, kept, 16, into)).toThrow(/outcomes is 16/)
  })
})

describe('double selection of pairs of any state', () => {
  it('is what the density matrix of six qubits says', () => {
    fc.assert(
      fc.property(
        fc.tuple(anyPair, anyPair, anyPair),
        fc.integer({ min: 0, max: 15 }),
        anyErrors,
        (pairs, outcomes, errors) => {
          const bits = [outcomes >> 3, (outcomes >> 2) & 1, (outcomes >> 1) & 1, outcomes & 1] as const
          const expected = doubleSelectionOracle(pairs, bits, errors)
          const into = createPair()
          expect(doubleSelectionPairs(...pairs, outcomes, into, errors)).toBeCloseTo(expected.probability, 12)
          fc.pre(expected.probability > 1e-6)
          expect(difference(into, expected.pair)).toBeLessThan(1e-8)
        }
      ),
      { numRuns: 30 }
    )
  })

  it('is, for Bell-diagonal ones, what the short form says', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyDistribution, anyErrors, (p, q, r, errors) => {
        const expected = new Float64Array(4)
        const success = doubleSelectionBell(p, q, r, expected, errors)
        const into = createPair()
        let sum = 0
        for (let outcomes = 0; outcomes < 16; outcomes++) {
          if (!outcomesAgree(outcomes)) continue
          sum += doubleSelectionPairs(pairOf(p), pairOf(q), pairOf(r), outcomes, into, errors)
          if (success > 1e-6) expect(difference(into, pairOf(expected))).toBeLessThan(1e-8)
        }
        expect(sum).toBeCloseTo(success, 12)
      }),
      { numRuns: 30 }
    )
  })
})

describe('outcomes', () => {
  it('agree when the bits of each comparison are equal', () => {
    expect([0, 1, 2, 3].filter(outcomesAgree)).toEqual([0, 3])
    expect(Array.from({ length: 16 }, (_, k) => k).filter(outcomesAgree)).toEqual([0, 3, 12, 15])
  })

  it('are drawn by their probabilities, which sum to 1, with the state that belongs to them', () => {
    const two = (draw: typeof drawDejmps, given: typeof dejmpsPairs) => ({
      count: 4,
      draw: (p: Three, u: number, into: PauliPair, e: Errors) => draw(p[0], p[1], u, into, e),
      given: (p: Three, o: number, into: PauliPair, e: Errors) => given(p[0], p[1], o, into, e)
    })
    const protocols = [
      two(drawParityCheck, parityCheckPairs),
      two(drawDejmps, dejmpsPairs),
      two(drawBbpssw, bbpsswPairs),
      {
        count: 16,
        draw: (p: Three, u: number, into: PauliPair, e: Errors) => drawDoubleSelection(...p, u, into, e),
        given: (p: Three, o: number, into: PauliPair, e: Errors) => doubleSelectionPairs(...p, o, into, e)
      }
    ]
    fc.assert(
      fc.property(fc.tuple(anyPair, anyPair, anyPair), anyErrors, anyUniform, (pairs, errors, uniform) => {
        for (const { count, draw, given } of protocols) {
          const direct = createPair()
          const into = createPair()
          const p = Array.from({ length: count }, (_, outcomes) => given(pairs, outcomes, direct, errors))
          expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 11)
          const outcomes = draw(pairs, uniform, into, errors)
          const below = p.slice(0, outcomes).reduce((sum, x) => sum + x, 0)
          expect(uniform).toBeGreaterThanOrEqual(below - 1e-10)
          expect(uniform).toBeLessThanOrEqual(below + p[outcomes]! + 1e-10)
          given(pairs, outcomes, direct, errors)
          expect(difference(into, direct)).toBe(0)
        }
      })
    )
  })
})

type Three = [PauliPair, PauliPair, PauliPair]
type Errors = Parameters<typeof drawDoubleSelection>[5]

it('a Hadamard on both sides of a pair is that of the density matrix', () => {
  fc.assert(
    fc.property(anyPair, (pair) => {
      const state = pairToDensity(pair)
      for (const side of [0, 1]) applyChannel(state, unitaryChannel(Gate.H), [side])
      hadamardPair(pair)
      expect(difference(pair, pairFromDensity(state))).toBeLessThan(1e-13)
    })
  )
})
