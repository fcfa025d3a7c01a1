import { type ComplexMatrix, identityMatrix, matrixDimension } from './matrix.js'

const maximumSweeps = 80

export interface Eigensystem {
  /** In falling order. */
  readonly values: Float64Array
  /** Column k is the normalised eigenvector of values[k]; d×d. */
  readonly vectors: ComplexMatrix
}

/**
 * Eigenvalues and eigenvectors of a Hermitian matrix by cyclic complex Jacobi rotations. Only the upper triangle and
 * the real parts of the diagonal are trusted. Eigenvalues are exact to a few units of rounding times the norm, small
 * ones too. Cost about 8 sweeps of d³: 8 qubits take seconds, 4 qubits a millisecond.
 */
export function hermitianEigen(matrix: ComplexMatrix): Eigensystem {
  const d = matrixDimension(matrix)
  const scale = largestEntry(matrix)
  const a = matrix.map((x) => x / scale)
  let squares = 0
  for (let r = 0; r < d; r++) {
    a[2 * (r * d + r) + 1] = 0
    for (let c = r; c < d; c++) {
      const real = a[2 * (r * d + c)] as number
      const imaginary = a[2 * (r * d + c) + 1] as number
      a[2 * (c * d + r)] = real
      a[2 * (c * d + r) + 1] = -imaginary
      squares += (r === c ? 1 : 2) * (real * real + imaginary * imaginary)
    }
  }
  const vectors = identityMatrix(d)
  const negligible = (1e-17 * Math.sqrt(squares)) / d
  for (let sweep = 0, rotated = true; rotated && sweep < maximumSweeps; sweep++) {
    rotated = false
    for (let p = 0; p < d; p++) {
      for (let q = p + 1; q < d; q++) {
        if (annihilate(a, vectors, d, p, q, negligible)) rotated = true
      }
    }
  }
  return sorted(a, vectors, d, scale)
}

/** What a matrix is divided by first, so that squares of its entries neither overflow nor vanish; 1 for zero. */
function largestEntry(matrix: ComplexMatrix): number {
  let largest = 0
  for (let k = 0; k < matrix.length; k++) largest = Math.max(largest, Math.abs(matrix[k] as number))
  return largest === 0 ? 1 : largest
}

/** One rotation that makes element (p, q) zero; false when it was negligible already. */
function annihilate(
  a: Float64Array,
  vectors: Float64Array,
  d: number,
  p: number,
  q: number,
  negligible: number
): boolean {
  const at = 2 * (p * d + q)
  const real = a[at] as number
  const imaginary = a[at + 1] as number
  const modulus = Math.hypot(real, imaginary)
  if (modulus <= negligible) return false
  const app = a[2 * (p * d + p)] as number
  const aqq = a[2 * (q * d + q)] as number
  const ratio = (aqq - app) / (2 * modulus)
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio))
  const cosine = 1 / Math.sqrt(1 + tangent * tangent)
  const sine = tangent * cosine
  const phaseReal = real / modulus
  const phaseImaginary = -imaginary / modulus
  for (let k = 0; k < d; k++) {
    if (k === p || k === q) continue
    rotateRowEntries(a, 2 * (k * d + p), 2 * (k * d + q), cosine, sine, phaseReal, phaseImaginary)
    mirror(a, d, k, p)
    mirror(a, d, k, q)
  }
  for (let k = 0; k < d; k++) {
    rotateRowEntries(vectors, 2 * (k * d + p), 2 * (k * d + q), cosine, sine, phaseReal, phaseImaginary)
  }
  a[2 * (p * d + p)] = app - tangent * modulus
  a[2 * (q * d + q)] = aqq + tangent * modulus
  a[at] = 0
  a[at + 1] = 0
  a[2 * (q * d + p)] = 0
  a[2 * (q * d + p) + 1] = 0
  return true
}

function mirror(a: Float64Array, d: number, r: number, c: number): void {
  a[2 * (c * d + r)] = a[2 * (r * d + c)] as number
  a[2 * (c * d + r) + 1] = -(a[2 * (r * d + c) + 1] as number)
}

/** (x, y) → (cos·x − sin·phase·y, sin·x + cos·phase·y) for the complex entries at two positions. */
function rotateRowEntries(
  a: Float64Array,
  first: number,
  second: number,
  cosine: number,
  sine: number,
  phaseReal: number,
  phaseImaginary: number
): void {
  const xr = a[first] as number
  const xi = a[first + 1] as number
  const zr = a[second] as number
  const zi = a[second + 1] as number
  const yr = phaseReal * zr - phaseImaginary * zi
  const yi = phaseReal * zi + phaseImaginary * zr
  a[first] = cosine * xr - sine * yr
  a[first + 1] = cosine * xi - sine * yi
  a[second] = sine * xr + cosine * yr
  a[second + 1] = sine * xi + cosine * yi
}

function sorted(a: Float64Array, vectors: Float64Array, d: number, scale: number): Eigensystem {
  const order = Array.from({ length: d }, (_, k) => k)
  const value = (k: number): number => scale * (a[2 * (k * d + k)] as number)
  order.sort((i, j) => value(j) - value(i))
  const columns = new Float64Array(vectors.length)
  order.forEach((from, to) => {
    for (let r = 0; r < d; r++) {
      columns[2 * (r * d + to)] = vectors[2 * (r * d + from)] as number
      columns[2 * (r * d + to) + 1] = vectors[2 * (r * d + from) + 1] as number
    }
  })
  return { values: Float64Array.from(order, value), vectors: columns }
}

/**
 * Singular values of a square complex matrix in falling order, by one-sided Jacobi rotations (Hestenes) of its
 * columns: small values keep their relative accuracy, which the square root of an eigenvalue of M†M would lose.
 */
export function singularValues(matrix: ComplexMatrix): Float64Array {
  const d = matrixDimension(matrix)
  const scale = largestEntry(matrix)
  const a = matrix.map((x) => x / scale)
  let squares = 0
  for (let k = 0; k < a.length; k++) squares += (a[k] as number) ** 2
  for (let sweep = 0, rotated = true; rotated && sweep < maximumSweeps; sweep++) {
    rotated = false
    for (let p = 0; p < d; p++) {
      for (let q = p + 1; q < d; q++) {
        if (orthogonalise(a, d, p, q, squares)) rotated = true
      }
    }
  }
  const values = new Float64Array(d)
  for (let c = 0; c < d; c++) {
    let sum = 0
    for (let r = 0; r < d; r++) {
      sum += (a[2 * (r * d + c)] as number) ** 2 + (a[2 * (r * d + c) + 1] as number) ** 2
    }
    values[c] = scale * Math.sqrt(sum)
  }
  return values.sort().reverse()
}

/** One rotation that makes columns p and q orthogonal; false when they were. */
function orthogonalise(a: Float64Array, d: number, p: number, q: number, squares: number): boolean {
  let alpha = 0
  let beta = 0
  let real = 0
  let imaginary = 0
  for (let r = 0; r < d; r++) {
    const xr = a[2 * (r * d + p)] as number
    const xi = a[2 * (r * d + p) + 1] as number
    const yr = a[2 * (r * d + q)] as number
    const yi = a[2 * (r * d + q) + 1] as number
    alpha += xr * xr + xi * xi
    beta += yr * yr + yi * yi
    real += xr * yr + xi * yi
    imaginary += xr * yi - xi * yr
  }
  const modulus = Math.hypot(real, imaginary)
  if (modulus <= 1e-15 * Math.sqrt(alpha * beta) || modulus <= 1e-33 * squares) return false
  const ratio = (beta - alpha) / (2 * modulus)
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio))
  const cosine = 1 / Math.sqrt(1 + tangent * tangent)
  const sine = tangent * cosine
  for (let r = 0; r < d; r++) {
    rotateRowEntries(a, 2 * (r * d + p), 2 * (r * d + q), cosine, sine, real / modulus, -imaginary / modulus)
  }
  return true
}
