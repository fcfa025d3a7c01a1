import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyHermitian, anyMatrix } from '../../test/arbitraries.js'
import {
  type ComplexMatrix,
  adjointMatrix,
  complexMatrix,
  hermitianEigen,
  identityMatrix,
  matrixDimension,
  matrixDistance,
  multiplyMatrices,
  singularValues
} from '../index.js'

const sizes = fc.constantFrom(1, 2, 3, 4, 7, 8)

function diagonal(values: ArrayLike<number>): ComplexMatrix {
  const matrix = new Float64Array(2 * values.length ** 2)
  for (let k = 0; k < values.length; k++) matrix[2 * k * (values.length + 1)] = values[k]!
  return matrix
}

function expectDecomposition(matrix: ComplexMatrix): void {
  const { values, vectors } = hermitianEigen(matrix)
  const d = matrixDimension(matrix)
  const back = multiplyMatrices(multiplyMatrices(vectors, diagonal(values)), adjointMatrix(vectors))
  expect(matrixDistance(back, matrix)).toBeLessThan(1e-13)
  expect(matrixDistance(multiplyMatrices(adjointMatrix(vectors), vectors), identityMatrix(d))).toBeLessThan(1e-13)
  for (let k = 1; k < d; k++) expect(values[k - 1]).toBeGreaterThanOrEqual(values[k]!)
}

describe('hermitianEigen', () => {
  it('puts a random Hermitian matrix together again from orthonormal vectors, values falling', () => {
    fc.assert(fc.property(sizes.chain(anyHermitian), expectDecomposition))
  })

  it('manages the size of six qubits', () => {
    const seed = fc.sample(anyHermitian(8), { numRuns: 1, seed: 5 })[0]!
    const large = new Float64Array(2 * 64 * 64)
    for (let r = 0; r < 64; r++) {
      for (let c = 0; c < 64; c++) {
        const at = 2 * ((r % 8) * 8 + (c % 8))
        const weight = 1 / (1 + Math.abs(Math.floor(r / 8) - Math.floor(c / 8)))
        large[2 * (r * 64 + c)] = weight * seed[at]!
        large[2 * (r * 64 + c) + 1] = weight * seed[at + 1]!
      }
    }
    expectDecomposition(large)
  })

  it('gives the closed form of two rows', () => {
    fc.assert(
      fc.property(anyHermitian(2), (m) => {
        const mean = (m[0]! + m[6]!) / 2
        const radius = Math.hypot((m[0]! - m[6]!) / 2, m[2]!, m[3]!)
        const { values } = hermitianEigen(m)
        expect(values[0]).toBeCloseTo(mean + radius, 13)
        expect(values[1]).toBeCloseTo(mean - radius, 13)
      })
    )
  })

  it('does not mind the scale, down to the smallest numbers there are', () => {
    for (const scale of [5e-324, 1e-200, 1e200]) {
      const { values, vectors } = hermitianEigen(
        complexMatrix([
          [0, [scale, scale]],
          [[scale, -scale], 0]
        ])
      )
      expect(values[0]! / scale).toBeCloseTo(scale === 5e-324 ? 1 : Math.SQRT2, 12)
      expect(matrixDistance(multiplyMatrices(adjointMatrix(vectors), vectors), identityMatrix(2))).toBeLessThan(1e-15)
    }
  })

  it('keeps degenerate and zero matrices as they are', () => {
    expect([...hermitianEigen(identityMatrix(4)).values]).toEqual([1, 1, 1, 1])
    expect([...hermitianEigen(new Float64Array(18)).values]).toEqual([0, 0, 0])
  })
})

describe('singularValues', () => {
  it('are the square roots of the eigenvalues of M†M', () => {
    fc.assert(
      fc.property(sizes.chain(anyMatrix), (m) => {
        const squares = hermitianEigen(multiplyMatrices(adjointMatrix(m), m)).values
        singularValues(m).forEach((s, k) => expect(s * s).toBeCloseTo(squares[k]!, 11))
      })
    )
  })

  it('keep small values that squaring would lose', () => {
    const angle = 0.3
    const turn = complexMatrix([
      [Math.cos(angle), -Math.sin(angle)],
      [Math.sin(angle), Math.cos(angle)]
    ])
    const values = singularValues(multiplyMatrices(turn, diagonal([1, 1e-12])))
    expect(values[1]! / 1e-12).toBeCloseTo(1, 10)
  })
})
