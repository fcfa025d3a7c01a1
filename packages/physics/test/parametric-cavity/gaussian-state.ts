import { SCATTERING_MODES } from '../../src/parametric-cavity/scattering.js'

/**
 * Gaussian states by their covariance matrices: quadratures (x, p) of each mode in turn, 1 in vacuum. A second way to
 * every entropy and entanglement that the photon numbers give.
 */
export type Covariance = readonly (readonly number[])[]

/** The state that a scattering matrix makes of vacuum, order of modes as in the matrix. */
export function covarianceOfVacuum(scattering: Float64Array): Covariance {
  const modes = SCATTERING_MODES.length
  const isIdler = (mode: number) => SCATTERING_MODES[mode] === 'idler†'
  const rows: number[][] = []
  for (let out = 0; out < modes; out++) {
    const position: number[] = []
    const momentum: number[] = []
    for (let from = 0; from < modes; from++) {
      const at = 2 * (out * modes + from)
      // a_out = Σ u a_in + v a_in†; the idler's row is that of its creation operator.
      const value = { re: scattering[at]!, im: isIdler(out) ? -scattering[at + 1]! : scattering[at + 1]! }
      const [u, v] = isIdler(out) === isIdler(from) ? [value, { re: 0, im: 0 }] : [{ re: 0, im: 0 }, value]
      position.push(u.re + v.re, v.im - u.im)
      momentum.push(u.im + v.im, u.re - v.re)
    }
    rows.push(position, momentum)
  }
  return rows.map((row) => rows.map((other) => row.reduce((sum, value, index) => sum + value * other[index]!, 0)))
}

/** The state of some of the modes. */
export function reducedTo(covariance: Covariance, modes: readonly number[]): Covariance {
  const quadratures = modes.flatMap((mode) => [2 * mode, 2 * mode + 1])
  return quadratures.map((row) => quadratures.map((column) => covariance[row]![column]!))
}

/** What local operations cannot change of two modes: a, b of each alone, c of the correlations (c, −c) between them. */
export interface StandardForm {
  readonly a: number
  readonly b: number
  readonly c: number
  /** The two symplectic eigenvalues, larger first. */
  readonly symplectic: readonly [number, number]
}

/** @throws Error if the correlations of the two modes are not balanced as those of two-mode squeezing */
export function standardForm(covariance: Covariance): StandardForm {
  const a = Math.sqrt(determinant(reducedTo(covariance, [0])))
  const b = Math.sqrt(determinant(reducedTo(covariance, [1])))
  const cross = determinant([
    [covariance[0]![2]!, covariance[0]![3]!],
    [covariance[1]![2]!, covariance[1]![3]!]
  ])
  const c = Math.sqrt(-cross)
  const whole = determinant(covariance)
  // With (c, −c) the determinant is (ab − c²)²; any other correlations give another.
  if (!(Math.abs(Math.sqrt(whole) - (a * b - c * c)) < 1e-9 * a * b)) throw new Error('correlations not balanced')
  const delta = a * a + b * b + 2 * cross
  const root = Math.sqrt(Math.max(0, delta * delta - 4 * whole))
  return { a, b, c, symplectic: [Math.sqrt((delta + root) / 2), Math.sqrt((2 * whole) / (delta + root))] }
}

/** Entropy in bits of a mode with symplectic eigenvalue ν. */
export function modeEntropy(nu: number): number {
  const [more, less] = [(nu + 1) / 2, (nu - 1) / 2]
  return more * Math.log2(more) - (less <= 0 ? 0 : less * Math.log2(less))
}

/**
 * Gaussian entanglement of formation of Wolf, Giedke, Krüger, Werner and Cirac (Phys. Rev. A 69, 052320): the least
 * entropy of entanglement of a pure Gaussian state X ⊕ X⁻¹ with σ_p⁻¹ ≤ X ≤ σ_q. Here σ_q − σ_p⁻¹ has rank one (its
 * determinant is checked), so that X runs along a segment, which is searched by brute force.
 */
export function gaussianEntanglementOfFormation({ a, b, c }: StandardForm): number {
  const size = a * b - c * c
  const lower = [b / size, c / size, a / size] as const
  const step = [a - lower[0], c - lower[1], b - lower[2]] as const
  if (!(Math.abs(step[0] * step[2] - step[1] * step[1]) < 1e-9 * (a * b))) throw new Error('rank is not one')
  const entanglement = (t: number) => {
    const [x, y, z] = [lower[0] + t * step[0], lower[1] + t * step[1], lower[2] + t * step[2]]
    return modeEntropy(Math.sqrt((x * z) / (x * z - y * y)))
  }
  return -maximum((t) => -entanglement(t), 0, 1).value
}

/**
 * Squeezing r of the two-mode squeezed vacuum that comes nearest to lying below the state, and the smallest eigenvalue
 * of the difference there: 0 if it just touches, negative if none lies below.
 */
export function squeezedStateBelow({ a, b, c }: StandardForm): { squeezing: number; smallestEigenvalue: number } {
  const smallest = (r: number) => {
    const [x, z, y] = [a - Math.cosh(2 * r), b - Math.cosh(2 * r), c - Math.sinh(2 * r)]
    return (x + z) / 2 - Math.hypot((x - z) / 2, y)
  }
  const { at, value } = maximum(smallest, 0, Math.acosh(Math.max(a, b)) / 2 + 1)
  return { squeezing: at, smallestEigenvalue: value }
}

/** The highest of 400 places, and from there by thirds. */
function maximum(f: (x: number) => number, from: number, to: number): { at: number; value: number } {
  const places = Array.from({ length: 401 }, (_, index) => from + ((to - from) * index) / 400)
  const best = places.reduce((one, other) => (f(other) > f(one) ? other : one))
  let low = Math.max(from, best - (to - from) / 400)
  let high = Math.min(to, best + (to - from) / 400)
  for (let step = 0; step < 100; step++) {
    const third = (high - low) / 3
    if (f(low + third) < f(high - third)) low += third
    else high -= third
  }
  return { at: (low + high) / 2, value: f((low + high) / 2) }
}

export function determinant(matrix: Covariance): number {
  if (matrix.length === 1) return matrix[0]![0]!
  return matrix[0]!.reduce((sum, value, column) => {
    const minor = matrix.slice(1).map((row) => row.toSpliced(column, 1))
    return sum + (column % 2 === 0 ? 1 : -1) * value * determinant(minor)
  }, 0)
}
