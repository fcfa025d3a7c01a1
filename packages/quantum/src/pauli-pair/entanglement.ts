import { binaryEntropy } from '../entropy.js'
import { hermitianEigen, singularValues } from '../density/eigen.js'
import { pairToDensity } from './density.js'
import type { PauliPair } from './pair.js'

/**
 * Wootters' concurrence, 0 for separable states to 1 for Bell states ("Entanglement of formation of an arbitrary
 * state of two qubits"): max(0, λ1 − λ2 − λ3 − λ4), λ the singular values of τ_ij = <v_i|σ_y ⊗ σ_y|v_j*> over the
 * subnormalised eigenvectors v of ρ.
 */
export function pairConcurrence(pair: PauliPair): number {
  const { values, vectors } = hermitianEigen(pairToDensity(pair).data)
  const tau = new Float64Array(32)
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      const weight = Math.sqrt(Math.max(0, values[i] as number) * Math.max(0, values[j] as number))
      let real = 0
      let imaginary = 0
      for (let row = 0; row < 4; row++) {
        const sign = row === 0 || row === 3 ? -1 : 1
        const at = 2 * (4 * row + i)
        const flipped = 2 * (4 * (3 - row) + j)
        const xr = vectors[at] as number
        const xi = -(vectors[at + 1] as number)
        const yr = vectors[flipped] as number
        const yi = -(vectors[flipped + 1] as number)
        real += sign * (xr * yr - xi * yi)
        imaginary += sign * (xr * yi + xi * yr)
      }
      tau[2 * (4 * i + j)] = weight * real
      tau[2 * (4 * i + j) + 1] = weight * imaginary
    }
  }
  const lambda = singularValues(tau)
  return Math.max(0, (lambda[0] as number) - (lambda[1] as number) - (lambda[2] as number) - (lambda[3] as number))
}

/** Entanglement of formation in bits, from the concurrence C: h((1 + √(1 − C²))/2) (Wootters). */
export function pairEntanglementOfFormation(pair: PauliPair): number {
  const concurrence = Math.min(1, pairConcurrence(pair))
  return binaryEntropy((1 + Math.sqrt(1 - concurrence * concurrence)) / 2)
}
