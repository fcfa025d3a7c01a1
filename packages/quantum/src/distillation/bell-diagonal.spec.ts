import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyDistribution, anyUniform, difference } from '../../test/arbitraries.js'
import {
  anyErrors,
  doubleSelectionOracle,
  mixResults,
  pairOf,
  parityCheckOracle
} from '../../test/distillation-oracle.js'
import {
  Gate,
  QuantumInputError,
  applyChannel,
  bbpsswBell,
  dejmpsBell,
  doubleSelectionBell,
  hadamardBell,
  pairFromDensity,
  pairToDensity,
  parityCheckBell,
  setWernerPair,
  twirlPair,
  unitaryChannel,
  wernerState
} from '../index.js'

const equalBits = [
  [0, 0],
  [1, 1]
] as const

describe('two Bell-diagonal pairs', () => {
  it('through a parity check and DEJMPS with imperfect operations become what the density matrix says', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyErrors, (p, q, errors) => {
        for (const [distil, angle] of [
          [parityCheckBell, 0],
          [dejmpsBell, Math.PI / 2]
        ] as const) {
          const expected = mixResults(
            equalBits.map((bits) => parityCheckOracle(pairOf(p), pairOf(q), bits, errors, angle))
          )
          const into = new Float64Array(4)
          expect(distil(p, q, into, errors)).toBeCloseTo(expected.probability, 12)
          if (expected.probability < 1e-6) continue
          expect(difference(pairOf(into), expected.pair)).toBeLessThan(1e-8)
        }
      }),
      { numRuns: 40 }
    )
  })

  it('through BBPSSW become what the density matrix says of their Werner states', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyErrors, (p, q, errors) => {
        const [kept, measured] = [pairOf(p), pairOf(q)]
        setWernerPair(kept, p[0]!, 0)
        setWernerPair(measured, q[0]!, 0)
        const expected = mixResults(equalBits.map((bits) => parityCheckOracle(kept, measured, bits, errors)))
        const into = new Float64Array(4)
        expect(bbpsswBell(p, q, into, errors)).toBeCloseTo(expected.probability, 12)
        fc.pre(expected.probability > 1e-6)
        expect(difference(pairOf(into), expected.pair)).toBeLessThan(1e-8)
      }),
      { numRuns: 40 }
    )
  })

  it('follow the published recurrence of BBPSSW', () => {
    const into = new Float64Array(4)
    expect(bbpsswBell(wernerState(0.8), wernerState(0.8), into)).toBeCloseTo(0.768889, 6)
    expect(into[0]).toBeCloseTo(0.83815, 6)
    fc.assert(
      fc.property(anyUniform, anyUniform, (f, g) => {
        const [a, b] = [(1 - f) / 3, (1 - g) / 3]
        const success = f * g + f * b + g * a + 5 * a * b
        expect(bbpsswBell(wernerState(f), wernerState(g), into)).toBeCloseTo(success, 14)
        expect(into[0]).toBeCloseTo((f * g + a * b) / success, 12)
      })
    )
  })

  it('follow the published recurrence of DEJMPS, unequal and iterated from a Werner state', () => {
    const into = new Float64Array(4)
    expect(dejmpsBell(Float64Array.of(0.7, 0.2, 0.05, 0.05), Float64Array.of(0.65, 0.15, 0.1, 0.1), into)).toBeCloseTo(
      0.625,
      15
    )
    expect(difference(into, [0.736, 0.056, 0.164, 0.044])).toBeLessThan(1e-15)
    wernerState(0.7, 0, into)
    for (const [success, fidelity] of [
      [0.68, 0.735294],
      [0.640138, 0.845946],
      [0.766253, 0.934395],
      [0.898387, 0.972004]
    ] as const) {
      expect(dejmpsBell(into, into, into)).toBeCloseTo(success, 6)
      expect(into[0]).toBeCloseTo(fidelity, 6)
    }
  })

  it('that can never agree leave nothing, and an impossible probability is refused by name', () => {
    const into = new Float64Array(4)
    expect(parityCheckBell(wernerState(1, 0), wernerState(1, 1), into)).toBe(0)
    expect([...into]).toEqual([0, 0, 0, 0])
    const errors = { gateDepolarising: [0, 1.5], readoutFlip: [0, 0] } as const
    expect(() => dejmpsBell(into, into, into, errors)).toThrow(/gateDepolarising\[1\] is 1.5/)
    expect(() => doubleSelectionBell(into, into, into, into, errors)).toThrow(QuantumInputError)
    const flips = { gateDepolarising: [0, 0], readoutFlip: [Number.NaN, 0] } as const
    expect(() => bbpsswBell(into, into, into, flips)).toThrow(/readoutFlip\[0\] is NaN/)
  })
})

describe('double selection of Bell-diagonal pairs', () => {
  it('is what the density matrix of six qubits says', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, anyDistribution, anyErrors, (p, q, r, errors) => {
        const pairs = [pairOf(p), pairOf(q), pairOf(r)] as const
        const agreeing = equalBits.flatMap(([a, b]) => equalBits.map(([c, d]) => [a, b, c, d] as const))
        const expected = mixResults(agreeing.map((bits) => doubleSelectionOracle(pairs, bits, errors)))
        const into = new Float64Array(4)
        expect(doubleSelectionBell(p, q, r, into, errors)).toBeCloseTo(expected.probability, 12)
        fc.pre(expected.probability > 1e-6)
        expect(difference(pairOf(into), expected.pair)).toBeLessThan(1e-8)
      }),
      { numRuns: 12 }
    )
  })

  it('lets no single error of the pairs it measures into the kept one, which a parity check does', () => {
    const clean = wernerState(1)
    const into = new Float64Array(4)
    fc.assert(
      fc.property(anyBell, (error) => {
        fc.pre(error !== 0)
        for (const [first, second] of [
          [wernerState(1, error), clean],
          [clean, wernerState(1, error)]
        ] as const) {
          if (doubleSelectionBell(clean, first, second, into) > 0) expect(into[0]).toBe(1)
        }
      })
    )
    expect(parityCheckBell(clean, wernerState(1, 2), into)).toBe(1)
    expect(into[2]).toBe(1)
  })

  it('lets phase errors of the kept pair pass, and finds them after a Hadamard on both sides', () => {
    const clean = wernerState(1)
    const into = new Float64Array(4)
    expect(doubleSelectionBell(wernerState(1, 2), clean, clean, into)).toBe(1)
    expect(into[2]).toBe(1)
    expect(doubleSelectionBell(hadamardBell(wernerState(1, 2)), clean, clean, into)).toBe(0)
  })

  it('may write over any of its inputs', () => {
    const [p, q, r] = [wernerState(0.9), wernerState(0.8), wernerState(0.7)]
    const expected = new Float64Array(4)
    doubleSelectionBell(p, q, r, expected)
    for (const k of [0, 1, 2]) {
      const inputs = [p, q, r].map((state) => Float64Array.from(state))
      doubleSelectionBell(inputs[0]!, inputs[1]!, inputs[2]!, inputs[k]!)
      expect(difference(inputs[k]!, expected)).toBe(0)
    }
  })
})

it('a Hadamard on both sides of a Bell-diagonal pair is that of the density matrix', () => {
  fc.assert(
    fc.property(anyDistribution, (p) => {
      const state = pairToDensity(pairOf(p))
      for (const side of [0, 1]) applyChannel(state, unitaryChannel(Gate.H), [side])
      expect(difference(hadamardBell(p), twirlPair(pairFromDensity(state)))).toBeLessThan(1e-14)
      expect(difference(hadamardBell(hadamardBell(p)), p)).toBe(0)
    })
  )
})
