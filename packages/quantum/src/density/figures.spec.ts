import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyAmplitudes, anyDistribution, anyHermitian, anyState } from '../../test/arbitraries.js'
import {
  densityFidelity,
  densityMatrixOf,
  densityPurity,
  fidelityToPure,
  hermitianEigen,
  mixedDensityMatrix,
  pureDensityMatrix,
  shannonEntropy,
  tensorProduct,
  traceDistance,
  unitaryChannel,
  applyChannel,
  copyDensityMatrix,
  vonNeumannEntropy
} from '../index.js'

const diagonalState = (p: ArrayLike<number>) => {
  const data = new Float64Array(2 * p.length ** 2)
  for (let k = 0; k < p.length; k++) data[2 * k * (p.length + 1)] = p[k]!
  return densityMatrixOf(data)
}

describe('densityFidelity', () => {
  it('of one qubit is Hübner’s closed form Tr ρσ + 2√(det ρ det σ)', () => {
    const det = (m: Float64Array) => Math.max(0, m[0]! * m[6]! - m[2]! ** 2 - m[3]! ** 2)
    fc.assert(
      fc.property(anyState(1), anyState(1), (a, b) => {
        const overlap = a.data.reduce((sum, x, k) => sum + x * b.data[k]!, 0)
        expect(densityFidelity(a, b)).toBeCloseTo(overlap + 2 * Math.sqrt(det(a.data) * det(b.data)), 7)
      })
    )
  })

  it('is symmetric, 1 with itself, and the overlap with a pure state', () => {
    fc.assert(
      fc.property(anyState(2), anyState(2), anyAmplitudes(2), (a, b, psi) => {
        expect(densityFidelity(a, b)).toBeCloseTo(densityFidelity(b, a), 7)
        expect(densityFidelity(a, a)).toBeCloseTo(1, 7)
        expect(densityFidelity(a, pureDensityMatrix(psi))).toBeCloseTo(fidelityToPure(a, psi), 7)
      })
    )
  })

  it('of commuting states is the classical one, and multiplies over tensor products', () => {
    fc.assert(
      fc.property(anyDistribution, anyDistribution, (p, q) => {
        const classical = p.reduce((sum, x, k) => sum + Math.sqrt(x * q[k]!), 0) ** 2
        expect(densityFidelity(diagonalState(p), diagonalState(q))).toBeCloseTo(classical, 12)
      })
    )
    fc.assert(
      fc.property(anyState(1), anyState(1), anyState(1), anyState(1), (a, b, c, d) => {
        const product = densityFidelity(a, c) * densityFidelity(b, d)
        expect(densityFidelity(tensorProduct(a, b), tensorProduct(c, d))).toBeCloseTo(product, 7)
      }),
      { numRuns: 30 }
    )
  })
})

describe('traceDistance', () => {
  it('of one qubit is half the distance of the Bloch vectors, and obeys Fuchs and van de Graaf', () => {
    fc.assert(
      fc.property(anyState(1), anyState(1), (a, b) => {
        const d = a.data.map((x, k) => x - b.data[k]!)
        expect(traceDistance(a, b)).toBeCloseTo(Math.hypot(d[2]!, d[3]!, (d[0]! - d[6]!) / 2), 12)
      })
    )
    fc.assert(
      fc.property(anyState(2), anyState(2), (a, b) => {
        const root = Math.sqrt(densityFidelity(a, b))
        const distance = traceDistance(a, b)
        expect(distance).toBeGreaterThanOrEqual(1 - root - 1e-9)
        expect(distance).toBeLessThanOrEqual(Math.sqrt(Math.max(0, 1 - root * root)) + 1e-7)
      })
    )
  })
})

describe('vonNeumannEntropy', () => {
  it('is n for the mixed state, 0 for a pure one, Shannon’s for a diagonal one', () => {
    expect(vonNeumannEntropy(mixedDensityMatrix(3))).toBeCloseTo(3, 12)
    fc.assert(
      fc.property(anyAmplitudes(2), (psi) => {
        expect(vonNeumannEntropy(pureDensityMatrix(psi))).toBeCloseTo(0, 10)
      })
    )
    fc.assert(
      fc.property(anyDistribution, (p) => {
        expect(vonNeumannEntropy(diagonalState(p))).toBeCloseTo(shannonEntropy(p), 12)
      })
    )
  })

  it('and purity do not change under a unitary, and the entropy adds', () => {
    fc.assert(
      fc.property(anyState(2), anyHermitian(4), anyState(1), (state, h, other) => {
        const turned = copyDensityMatrix(state)
        applyChannel(turned, unitaryChannel(hermitianEigen(h).vectors), [0, 1])
        expect(vonNeumannEntropy(turned)).toBeCloseTo(vonNeumannEntropy(state), 9)
        expect(densityPurity(turned)).toBeCloseTo(densityPurity(state), 11)
        const sum = vonNeumannEntropy(state) + vonNeumannEntropy(other)
        expect(vonNeumannEntropy(tensorProduct(state, other))).toBeCloseTo(sum, 9)
      }),
      { numRuns: 40 }
    )
  })
})
