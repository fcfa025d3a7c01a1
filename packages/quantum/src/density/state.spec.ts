import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyAmplitudes, anyState } from '../../test/arbitraries.js'
import {
  Gate,
  QuantumInputError,
  applyChannel,
  createDensityMatrix,
  densityMatrixOf,
  densityPurity,
  densityTrace,
  matrixDistance,
  mixedDensityMatrix,
  partialTrace,
  pauliExpectation,
  pureDensityMatrix,
  tensorProduct,
  unitaryChannel
} from '../index.js'

describe('density matrices', () => {
  it('start in |0…0>, which is pure', () => {
    const state = createDensityMatrix(3)
    expect(densityTrace(state)).toBe(1)
    expect(densityPurity(state)).toBe(1)
    expect(pauliExpectation(state, 'ZZZ')).toBe(1)
    expect(densityPurity(mixedDensityMatrix(3))).toBeCloseTo(1 / 8, 15)
  })

  it('have qubit 0 as the most significant bit', () => {
    const state = createDensityMatrix(2)
    applyChannel(state, unitaryChannel(Gate.X), [0])
    expect(state.data[2 * (2 * 4 + 2)]).toBe(1)
    expect(pauliExpectation(state, 'ZI')).toBe(-1)
    expect(pauliExpectation(state, 'IZ')).toBe(1)
  })

  it('lose a tensor factor to the partial trace, in any order of the qubits', () => {
    fc.assert(
      fc.property(anyState(2), anyState(1), (two, one) => {
        const three = tensorProduct(two, one)
        expect(matrixDistance(partialTrace(three, [0, 1]).data, two.data)).toBeLessThan(1e-14)
        expect(matrixDistance(partialTrace(three, [2]).data, one.data)).toBeLessThan(1e-14)
        const turned = tensorProduct(one, two)
        expect(matrixDistance(partialTrace(three, [2, 0, 1]).data, turned.data)).toBeLessThan(1e-14)
      })
    )
  })

  it('of pure states have purity 1 and SWAP exchanges their qubits', () => {
    fc.assert(
      fc.property(anyAmplitudes(3), (amplitudes) => {
        const state = pureDensityMatrix(amplitudes)
        expect(densityPurity(state)).toBeCloseTo(1, 12)
        const exchanged = partialTrace(state, [0, 2, 1])
        applyChannel(state, unitaryChannel(Gate.SWAP), [1, 2])
        expect(matrixDistance(state.data, exchanged.data)).toBeLessThan(1e-14)
      })
    )
  })

  it('of eight qubits hold a GHZ state', () => {
    const state = createDensityMatrix(8)
    applyChannel(state, unitaryChannel(Gate.H), [0])
    for (let k = 1; k < 8; k++) applyChannel(state, unitaryChannel(Gate.CNOT), [k - 1, k])
    expect(pauliExpectation(state, 'XXXXXXXX')).toBeCloseTo(1, 12)
    expect(pauliExpectation(state, 'YYXXXXXX')).toBeCloseTo(-1, 12)
    expect(pauliExpectation(state, 'ZIIIIIIZ')).toBeCloseTo(1, 12)
    expect(pauliExpectation(state, 'ZIIIIIII')).toBeCloseTo(0, 12)
  })

  it('refuse bad sizes and qubits by name', () => {
    expect(() => createDensityMatrix(9)).toThrow(/qubits is 9; accepted: an integer from 1 to 8/)
    expect(() => densityMatrixOf(new Float64Array(10))).toThrow(QuantumInputError)
    expect(() => partialTrace(createDensityMatrix(2), [2])).toThrow(/qubits\[0\] is 2/)
    expect(() => pauliExpectation(createDensityMatrix(2), 'XQ')).toThrow(/paulis\[1\] is Q/)
    expect(() => tensorProduct(createDensityMatrix(5), createDensityMatrix(4))).toThrow(QuantumInputError)
  })
})
