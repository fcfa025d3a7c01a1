import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyBell, anyDistribution, anyPair, anyProbability, anyState, difference } from '../../test/arbitraries.js'
import {
  QuantumInputError,
  bellProjector,
  combineMatrices,
  complexMatrix,
  createPair,
  densityMatrixOf,
  densityQubitBloch,
  exchangePairSides,
  hermitianEigen,
  matrixDistance,
  mixedDensityMatrix,
  pairFromDensity,
  pairToDensity,
  partialTrace,
  setBellDiagonalPair,
  setBellPair,
  setMixedPair,
  setProductPair,
  setSingleClickPair,
  setWernerPair,
  tensorProduct
} from '../index.js'

describe('a pair', () => {
  it('goes to a density matrix and back without loss', () => {
    fc.assert(
      fc.property(anyState(2), (state) => {
        const pair = pairFromDensity(state)
        expect(pair[0]).toBeCloseTo(1, 13)
        expect(matrixDistance(pairToDensity(pair).data, state.data)).toBeLessThan(1e-14)
      })
    )
  })

  it('set to a Bell state is that projector', () => {
    const pair = createPair()
    expect(matrixDistance(pairToDensity(pair).data, mixedDensityMatrix(2).data)).toBeLessThan(1e-15)
    for (let index = 0; index < 4; index++) {
      setBellPair(pair, index)
      expect(matrixDistance(pairToDensity(pair).data, bellProjector(index))).toBeLessThan(1e-15)
    }
    setMixedPair(pair)
    expect(difference(pair, createPair())).toBe(0)
  })

  it('set to a mixture of Bell states is that mixture, Werner among them', () => {
    fc.assert(
      fc.property(anyDistribution, anyProbability, anyBell, (p, fidelity, index) => {
        const pair = createPair()
        setBellDiagonalPair(pair, p)
        const mixture = combineMatrices([0, 1, 2, 3].map((k) => [p[k]!, bellProjector(k)] as const))
        expect(matrixDistance(pairToDensity(pair).data, mixture)).toBeLessThan(1e-14)
        setWernerPair(pair, fidelity, index)
        const werner = combineMatrices(
          [0, 1, 2, 3].map((k) => [k === index ? fidelity : (1 - fidelity) / 3, bellProjector(k)] as const)
        )
        expect(matrixDistance(pairToDensity(pair).data, werner)).toBeLessThan(1e-14)
      })
    )
  })

  it('set from populations and a coherence has just these matrix elements', () => {
    fc.assert(
      fc.property(anyDistribution, anyProbability, anyProbability, (p, size, turn) => {
        const modulus = size * Math.sqrt(p[1]! * p[2]!)
        const real = modulus * Math.cos(7 * turn)
        const imaginary = modulus * Math.sin(7 * turn)
        const pair = createPair()
        setSingleClickPair(pair, p[0]!, p[1]!, p[2]!, p[3]!, real, imaginary)
        const expected = complexMatrix([
          [p[0]!, 0, 0, 0],
          [0, p[1]!, [real, imaginary], 0],
          [0, [real, -imaginary], p[2]!, 0],
          [0, 0, 0, p[3]!]
        ])
        expect(matrixDistance(pairToDensity(pair).data, expected)).toBeLessThan(1e-14)
        expect(hermitianEigen(expected).values[3]).toBeGreaterThan(-1e-14)
      })
    )
  })

  it('set to a product is the tensor product, and exchanging sides turns it round', () => {
    fc.assert(
      fc.property(anyState(1), anyState(1), (a, b) => {
        const pair = createPair()
        setProductPair(pair, densityQubitBloch(a, 0), densityQubitBloch(b, 0))
        expect(matrixDistance(pairToDensity(pair).data, tensorProduct(a, b).data)).toBeLessThan(1e-14)
      })
    )
    fc.assert(
      fc.property(anyPair, (pair) => {
        const turned = partialTrace(pairToDensity(pair), [1, 0])
        exchangePairSides(pair)
        expect(matrixDistance(pairToDensity(pair).data, turned.data)).toBeLessThan(1e-14)
      })
    )
  })

  it('refuses impossible input by name', () => {
    expect(() => setWernerPair(createPair(), 1.2, 0)).toThrow(/fidelity is 1.2; accepted: a number from 0 to 1/)
    expect(() => setBellDiagonalPair(createPair(), [1, 0])).toThrow(QuantumInputError)
    expect(() => pairFromDensity(densityMatrixOf(new Float64Array(8)))).toThrow(/state.qubits is 1/)
  })
})
