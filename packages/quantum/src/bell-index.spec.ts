import { describe, expect, it } from 'vitest'
import {
  BellIndex,
  Gate,
  PauliIndex,
  applyChannel,
  bellProbabilities,
  bellSign,
  bellStateNames,
  composeBellIndex,
  pauliExpectation,
  pauliSign,
  pureDensityMatrix,
  unitaryChannel
} from './index.js'

const r = Math.SQRT1_2
// Amplitudes of |00>, |01>, |10>, |11>, written out from the textbook and not from the table.
const textbook = {
  PhiPlus: [r, 0, 0, 0, 0, 0, r, 0],
  PhiMinus: [r, 0, 0, 0, 0, 0, -r, 0],
  PsiPlus: [0, 0, r, 0, r, 0, 0, 0],
  PsiMinus: [0, 0, r, 0, -r, 0, 0, 0]
} as const
const names = Object.keys(textbook) as (keyof typeof textbook)[]
const gates = [Gate.I, Gate.X, Gate.Z, Gate.Y]

describe('BellIndex', () => {
  it('has bit 0 for parity and bit 1 for phase', () => {
    expect(BellIndex).toEqual({ PhiPlus: 0, PsiPlus: 1, PhiMinus: 2, PsiMinus: 3 })
    expect(bellStateNames).toEqual(['Φ+', 'Ψ+', 'Φ−', 'Ψ−'])
  })

  it.each(names)('%s has the correlations of the textbook state', (name) => {
    const state = pureDensityMatrix(textbook[name])
    for (const [axis, letters] of ['II', 'XX', 'YY', 'ZZ'].entries()) {
      expect(bellSign(BellIndex[name], axis)).toBeCloseTo(pauliExpectation(state, letters), 14)
    }
    const probabilities = bellProbabilities(state, 0, 1)
    expect(probabilities[BellIndex[name]]).toBeCloseTo(1, 14)
  })

  it('has the signs of <XX> and <ZZ> in its two bits (WIR-002)', () => {
    for (let index = 0; index < 4; index++) {
      expect(bellSign(index, 3)).toBe(index & 1 ? -1 : 1)
      expect(bellSign(index, 1)).toBe(index & 2 ? -1 : 1)
    }
  })

  it.each(names)('%s turned by a Pauli on either side is the state of the XOR', (name) => {
    for (const pauli of Object.values(PauliIndex)) {
      for (const qubit of [0, 1]) {
        const state = pureDensityMatrix(textbook[name])
        applyChannel(state, unitaryChannel(gates[pauli]!), [qubit])
        expect(bellProbabilities(state, 0, 1)[composeBellIndex(BellIndex[name], pauli)]).toBeCloseTo(1, 14)
      }
    }
  })

  it('knows which Paulis commute', () => {
    const byAxis = [PauliIndex.I, PauliIndex.X, PauliIndex.Y, PauliIndex.Z]
    for (const pauli of Object.values(PauliIndex)) {
      for (const [axis, other] of byAxis.entries()) {
        const commute = pauli === 0 || other === 0 || pauli === other
        expect(pauliSign(pauli, axis)).toBe(commute ? 1 : -1)
      }
    }
  })
})
