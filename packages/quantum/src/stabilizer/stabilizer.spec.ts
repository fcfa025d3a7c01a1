import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyUniform } from '../../test/arbitraries.js'
import { type CliffordStep, anyCircuit, stepDensity, stepStabilizer } from '../../test/clifford-circuit.js'
import {
  QuantumInputError,
  type StabilizerState,
  applyPauliToStabilizer,
  bellSign,
  copyStabilizerState,
  createDensityMatrix,
  createStabilizerState,
  measureStabilizerBell,
  measureStabilizerQubit,
  pauliExpectation,
  resetStabilizerQubit,
  setStabilizerBell,
  stabilizerCnot,
  stabilizerCz,
  stabilizerExpectation,
  stabilizerHadamard
} from '../index.js'

const letters = 'IXYZ'

function stringsOf(qubits: number): string[] {
  return Array.from({ length: 4 ** qubits }, (_, k) =>
    Array.from({ length: qubits }, (_, place) => letters[(k >> (2 * place)) & 3]!).join('')
  )
}

/** The Bell state that two qubits are in, or −1. */
function bellIndexOf(state: StabilizerState, first: number, second: number): number {
  const pair = [first, second]
  const values = ['XX', 'YY', 'ZZ'].map((string) => stabilizerExpectation(state, string, pair))
  return [0, 1, 2, 3].findIndex((index) => values.every((value, k) => value === bellSign(index, k + 1)))
}

describe('a stabilizer state', () => {
  it.each([2, 3, 4, 5])('of %i qubits goes through any circuit as the density matrix does', (qubits) => {
    const strings = stringsOf(qubits)
    fc.assert(
      fc.property(anyCircuit(qubits, 10 * qubits), (circuit) => {
        const tableau = createStabilizerState(qubits)
        const density = createDensityMatrix(qubits)
        for (const step of circuit) expect(stepStabilizer(tableau, step)).toBe(stepDensity(density, step))
        for (const string of strings) {
          const difference = stabilizerExpectation(tableau, string) - pauliExpectation(density, string)
          if (Math.abs(difference) > 1e-9) expect.fail(`<${string}> differs by ${difference}`)
        }
      }),
      { numRuns: qubits === 5 ? 40 : 80 }
    )
  })

  it('does not depend on how its rows lie in words: a circuit on few of many qubits is the circuit on few', () => {
    const places = [0, 31, 32, 63, 64]
    fc.assert(
      fc.property(anyCircuit(5, 60), anyCircuit(70, 60), (circuit, others) => {
        const few = createStabilizerState(5)
        const many = createStabilizerState(70)
        const rest = Array.from({ length: 70 }, (_, k) => k).filter((k) => !places.includes(k))
        const elsewhere = (step: CliffordStep): CliffordStep => {
          const [a, b] = step.qubits.map((q) => q % rest.length)
          return { ...step, qubits: [rest[a!]!, rest[a === b ? (b! + 1) % rest.length : b!]!] }
        }
        circuit.forEach((step, k) => {
          if (others[k] !== undefined) stepStabilizer(many, elsewhere(others[k]))
          const moved = { ...step, qubits: [places[step.qubits[0]]!, places[step.qubits[1]]!] as const }
          expect(stepStabilizer(many, moved)).toBe(stepStabilizer(few, step))
        })
        for (const string of stringsOf(5)) {
          if (stabilizerExpectation(many, string, places) !== stabilizerExpectation(few, string)) {
            expect.fail(`<${string}> differs`)
          }
        }
      }),
      { numRuns: 20 }
    )
  })

  it('of 100 qubits, deeply entangled, finds again every outcome that it has found', () => {
    fc.assert(
      fc.property(anyCircuit(100, 1200), anyUniform, (circuit, uniform) => {
        const state = createStabilizerState(100)
        for (const step of circuit) if (step.kind !== 'measure' && step.kind !== 'bell') stepStabilizer(state, step)
        const copy = copyStabilizerState(state)
        // All qubits in Z, then back through the parities that CNOTs compute.
        const found = Array.from({ length: 100 }, (_, q) =>
          measureStabilizerQubit(state, q, 3, (uniform * (q + 1)) % 1)
        )
        found.forEach((outcome, q) => {
          expect(measureStabilizerQubit(state, q, 3, 1 - uniform)).toBe(outcome)
          expect(stabilizerExpectation(state, 'Z', [q])).toBe(1 - 2 * outcome)
        })
        expect(stabilizerExpectation(state, 'Z'.repeat(100))).toBe(
          found.reduce<number>((sign, bit) => sign * (1 - 2 * bit), 1)
        )
        // Outcomes drawn in another order from the state before are possible ones of the same state.
        for (let q = 99; q >= 0; q--) {
          const value = stabilizerExpectation(copy, 'Z', [q])
          const outcome = measureStabilizerQubit(copy, q, 3, found[q] === 0 ? 0 : 0.75)
          if (value !== 0) expect(outcome).toBe((1 - value) / 2)
          expect(outcome).toBe(found[q])
        }
      }),
      { numRuns: 5 }
    )
  })

  it('swaps a chain of 100 Bell pairs into the Bell state that is the XOR of their indices and of the outcomes', () => {
    const links = 100
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyBell, anyUniform), { minLength: links, maxLength: links, size: 'max' }),
        fc.shuffledSubarray(
          Array.from({ length: links - 1 }, (_, k) => k),
          { minLength: links - 1 }
        ),
        (chain, order) => {
          const state = createStabilizerState(2 * links)
          let expected = 0
          chain.forEach(([index, uniform], k) => {
            setStabilizerBell(state, 2 * k, 2 * k + 1, index, uniform)
            expect(bellIndexOf(state, 2 * k, 2 * k + 1)).toBe(index)
            expected ^= index
          })
          for (const k of order) expected ^= measureStabilizerBell(state, 2 * k + 1, 2 * k + 2, chain[k]![1])
          expect(bellIndexOf(state, 0, 2 * links - 1)).toBe(expected)
          applyPauliToStabilizer(state, 0, expected)
          expect(measureStabilizerBell(state, 0, 2 * links - 1, 0.9)).toBe(0)
        }
      ),
      { numRuns: 10 }
    )
  })

  it('resets a qubit and leaves its partner as a measurement would', () => {
    fc.assert(
      fc.property(anyBell, anyUniform, (index, uniform) => {
        const state = createStabilizerState(2)
        setStabilizerBell(state, 0, 1, index, 0.3)
        resetStabilizerQubit(state, 0, uniform)
        expect(stabilizerExpectation(state, 'ZI')).toBe(1)
        expect(stabilizerExpectation(state, 'IZ')).toBe((uniform < 0.5 ? 1 : -1) * bellSign(index, 3))
      })
    )
  })

  it('of 1000 qubits as one GHZ state is all or nothing', () => {
    const state = createStabilizerState(1000)
    stabilizerHadamard(state, 0)
    for (let qubit = 1; qubit < 1000; qubit++) stabilizerCnot(state, qubit - 1, qubit)
    expect(stabilizerExpectation(state, 'X'.repeat(1000))).toBe(1)
    // Y = iXZ: 1000 of them have i^1000 = 1 and turn an even number of Zs into 1; two Ys have −1.
    expect(stabilizerExpectation(state, 'Y'.repeat(1000))).toBe(1)
    expect(stabilizerExpectation(state, `YY${'X'.repeat(998)}`)).toBe(-1)
    expect(stabilizerExpectation(state, 'ZZ', [3, 998])).toBe(1)
    expect(stabilizerExpectation(state, 'Z', [3])).toBe(0)
    expect(measureStabilizerQubit(state, 500, 3, 0.6)).toBe(1)
    for (let qubit = 0; qubit < 1000; qubit++) expect(measureStabilizerQubit(state, qubit, 3, 0.1)).toBe(1)
  })

  it('refuses qubits, axes, letters and sizes that are none', () => {
    const state = createStabilizerState(3)
    expect(() => createStabilizerState(0)).toThrow(QuantumInputError)
    expect(() => stabilizerHadamard(state, 3)).toThrow(/qubit is 3; accepted: an integer from 0 to 2/)
    expect(() => stabilizerCnot(state, 1, 1)).toThrow(/target is 1; accepted: another qubit than control/)
    expect(() => stabilizerCz(state, 0, -1)).toThrow(/second is -1/)
    expect(() => measureStabilizerBell(state, 0, 0, 0.5)).toThrow(QuantumInputError)
    expect(() => measureStabilizerQubit(state, 0, 4 as 3, 0.5)).toThrow(/axis is 4/)
    expect(() => applyPauliToStabilizer(state, 0, 4)).toThrow(/pauli is 4/)
    expect(() => setStabilizerBell(state, 0, 1, 4, 0.5)).toThrow(/index is 4/)
    expect(() => stabilizerExpectation(state, 'ZZ')).toThrow(/paulis.length is 2/)
    expect(() => stabilizerExpectation(state, 'ZQZ')).toThrow(/paulis\[1\] is Q/)
    expect(() => stabilizerExpectation(state, 'ZZ', [1, 1])).toThrow(/each qubit once/)
  })
})
