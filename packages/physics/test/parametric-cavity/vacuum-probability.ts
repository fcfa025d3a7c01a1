import { covarianceOfVacuum, type Covariance, determinant, reducedTo } from './gaussian-state.js'
import { scatteringMatrix } from '../../src/parametric-cavity/scattering.js'
import type { ParametricCavity } from '../../src/parametric-cavity/parameters.js'

/**
 * Two sources at one detuning by their covariance matrices, straight from the scattering matrix: modes in the order
 * detector 0, memory A, detector 1, memory B, after loss on the idlers and a balanced beam splitter between them. The
 * signals are left out, which is what losing them means. Nothing here knows a photon number.
 */
export function swappedCovariance(
  source: ParametricCavity,
  detuning: number,
  efficiency: readonly [number, number]
): Covariance {
  // Idler and memory of each, the phase of their correlation turned away: it is a matter of each memory's own mode.
  const single = reducedTo(covarianceOfVacuum(scatteringMatrix(source, detuning)), [0, 2])
  const size = 8
  const whole = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      if (row >> 2 !== column >> 2) return 0
      return single[row & 3]![column & 3]!
    })
  )
  const lossy = whole.map((line, row) =>
    line.map((value, column) => {
      const pass = (index: number): number => ((index & 3) < 2 ? Math.sqrt(efficiency[index >> 2]!) : 1)
      const added = row === column && (row & 3) < 2 ? 1 - efficiency[row >> 2]! : 0
      return value * pass(row) * pass(column) + added
    })
  )
  // (c₀ ± c₁)/√2 of the idlers, quadrature by quadrature.
  const splitter = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      const idler = (row & 3) < 2
      if (!idler) return row === column ? 1 : 0
      if ((column & 3) >= 2 || (row & 1) !== (column & 1)) return 0
      return row >= 4 && column >= 4 ? -Math.SQRT1_2 : Math.SQRT1_2
    })
  )
  return multiply(multiply(splitter, lossy), transposed(splitter))
}

/** Probability that all these modes are empty, 2ⁿ/√det(V + 1); 1 for none. */
export function vacuumProbability(covariance: Covariance, modes: readonly number[]): number {
  if (modes.length === 0) return 1
  const reduced = reducedTo(covariance, modes).map((row, i) => row.map((value, j) => value + (i === j ? 1 : 0)))
  return 2 ** modes.length / Math.sqrt(determinant(reduced))
}

function multiply(one: Covariance, other: Covariance): Covariance {
  return one.map((row) => other.map((_, column) => row.reduce((sum, value, k) => sum + value * other[k]![column]!, 0)))
}

function transposed(matrix: Covariance): Covariance {
  return matrix.map((_, row) => matrix.map((line) => line[row]!))
}
