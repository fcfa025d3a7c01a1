import { QuantumInputError, requireLength } from '../errors.js'

/**
 * A square complex matrix: real and imaginary parts interleaved, by rows, so element (r, c) of a d×d matrix is at
 * 2·(r·d + c) and the array has 2·d² numbers.
 */
export type ComplexMatrix = Float64Array

/** The number of rows d of a square matrix, from the array's length. */
export function matrixDimension(matrix: ComplexMatrix): number {
  const dimension = Math.round(Math.sqrt(matrix.length / 2))
  if (dimension < 1 || 2 * dimension * dimension !== matrix.length) {
    throw new QuantumInputError('matrix.length', matrix.length, '2·d² numbers for a d×d matrix')
  }
  return dimension
}

/** A matrix from rows of entries, each a real number or [real, imaginary]. */
export function complexMatrix(rows: readonly (readonly (number | readonly [number, number])[])[]): ComplexMatrix {
  const dimension = rows.length
  const matrix = new Float64Array(2 * dimension * dimension)
  rows.forEach((row, r) => {
    requireLength(`rows[${r}]`, row, dimension)
    row.forEach((entry, c) => {
      const at = 2 * (r * dimension + c)
      matrix[at] = typeof entry === 'number' ? entry : entry[0]
      matrix[at + 1] = typeof entry === 'number' ? 0 : entry[1]
    })
  })
  return matrix
}

export function identityMatrix(dimension: number): ComplexMatrix {
  const matrix = new Float64Array(2 * dimension * dimension)
  for (let k = 0; k < dimension; k++) matrix[2 * k * (dimension + 1)] = 1
  return matrix
}

/** a·b. */
export function multiplyMatrices(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const d = matrixDimension(a)
  requireLength('b', b, a.length)
  const product = new Float64Array(a.length)
  for (let r = 0; r < d; r++) {
    for (let k = 0; k < d; k++) {
      const real = a[2 * (r * d + k)] as number
      const imaginary = a[2 * (r * d + k) + 1] as number
      if (real === 0 && imaginary === 0) continue
      for (let c = 0; c < d; c++) {
        const from = 2 * (k * d + c)
        const to = 2 * (r * d + c)
        const x = b[from] as number
        const y = b[from + 1] as number
        product[to] = (product[to] as number) + real * x - imaginary * y
        product[to + 1] = (product[to + 1] as number) + real * y + imaginary * x
      }
    }
  }
  return product
}

/** The conjugate transpose. */
export function adjointMatrix(matrix: ComplexMatrix): ComplexMatrix {
  const d = matrixDimension(matrix)
  const adjoint = new Float64Array(matrix.length)
  for (let r = 0; r < d; r++) {
    for (let c = 0; c < d; c++) {
      adjoint[2 * (c * d + r)] = matrix[2 * (r * d + c)] as number
      adjoint[2 * (c * d + r) + 1] = -(matrix[2 * (r * d + c) + 1] as number)
    }
  }
  return adjoint
}

/** a ⊗ b; a's index is the more significant one. */
export function kroneckerProduct(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const p = matrixDimension(a)
  const q = matrixDimension(b)
  const d = p * q
  const product = new Float64Array(2 * d * d)
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      const real = a[2 * (i * p + j)] as number
      const imaginary = a[2 * (i * p + j) + 1] as number
      for (let k = 0; k < q; k++) {
        for (let l = 0; l < q; l++) {
          const from = 2 * (k * q + l)
          const to = 2 * ((i * q + k) * d + j * q + l)
          const x = b[from] as number
          const y = b[from + 1] as number
          product[to] = real * x - imaginary * y
          product[to + 1] = real * y + imaginary * x
        }
      }
    }
  }
  return product
}

/** Σ weight_k·matrix_k of matrices of one size. */
export function combineMatrices(terms: readonly (readonly [weight: number, matrix: ComplexMatrix])[]): ComplexMatrix {
  const sum = new Float64Array(terms[0]?.[1].length ?? 0)
  for (const [weight, matrix] of terms) {
    requireLength('matrix', matrix, sum.length)
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + weight * (matrix[k] as number)
  }
  return sum
}

/** The largest modulus of a difference of entries: 0 for equal matrices. */
export function matrixDistance(a: ComplexMatrix, b: ComplexMatrix): number {
  requireLength('b', b, a.length)
  let largest = 0
  for (let k = 0; k < a.length; k += 2) {
    const real = (a[k] as number) - (b[k] as number)
    const imaginary = (a[k + 1] as number) - (b[k + 1] as number)
    largest = Math.max(largest, Math.hypot(real, imaginary))
  }
  return largest
}
