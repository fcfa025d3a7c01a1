import { hermitianEigen } from '../density/eigen.js'
import { densityMatrixOf } from '../density/state.js'
import { pairFromDensity, pairToDensity } from '../pauli-pair/density.js'
import type { PauliPair } from '../pauli-pair/pair.js'

/**
 * The probabilities closest in least squares to real numbers of sum 1 given in falling order: negative ones, from the
 * smallest on, become 0 and what they lack is taken in equal parts from the others.
 */
export function nearestProbabilities(values: ArrayLike<number>): Float64Array {
  const nearest = Float64Array.from(values)
  let owed = 0
  let kept = nearest.length
  while (kept > 1 && (nearest[kept - 1] as number) + owed / kept < 0) {
    owed += nearest[kept - 1] as number
    nearest[kept - 1] = 0
    kept--
  }
  for (let k = 0; k < kept; k++) nearest[k] = (nearest[k] as number) + owed / kept
  return nearest
}

/**
 * The state closest in the Frobenius norm to a Hermitian estimate of trace 1, such as linear inversion gives: same
 * eigenvectors, nearest probabilities as eigenvalues. It is the maximum-likelihood state under additive Gaussian
 * noise of one size (Smolin, Gambetta and Smith, "Efficient method for computing the maximum-likelihood quantum state
 * from measurements with additive Gaussian noise").
 */
export function nearestState(estimate: PauliPair): PauliPair {
  const { values, vectors } = hermitianEigen(pairToDensity(estimate).data)
  const probabilities = nearestProbabilities(values)
  const data = new Float64Array(32)
  for (let k = 0; k < 4; k++) {
    const probability = probabilities[k] as number
    if (probability === 0) continue
    for (let r = 0; r < 4; r++) {
      for (let c = 0; c < 4; c++) {
        const xr = vectors[2 * (4 * r + k)] as number
        const xi = vectors[2 * (4 * r + k) + 1] as number
        const yr = vectors[2 * (4 * c + k)] as number
        const yi = vectors[2 * (4 * c + k) + 1] as number
        const at = 2 * (4 * r + c)
        data[at] = (data[at] as number) + probability * (xr * yr + xi * yi)
        data[at + 1] = (data[at + 1] as number) + probability * (xi * yr - xr * yi)
      }
    }
  }
  return pairFromDensity(densityMatrixOf(data))
}
