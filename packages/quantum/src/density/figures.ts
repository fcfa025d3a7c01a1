import { requireLength } from '../errors.js'
import { hermitianEigen, singularValues } from './eigen.js'
import { combineMatrices } from './matrix.js'
import { type DensityMatrix, requireAmplitudes } from './state.js'

/** Tr ρ², 2^−n to 1. */
export function densityPurity(state: DensityMatrix): number {
  let sum = 0
  for (let k = 0; k < state.data.length; k++) sum += (state.data[k] as number) ** 2
  return sum
}

/** <ψ|ρ|ψ> for normalised amplitudes, 2·2^n interleaved numbers. */
export function fidelityToPure(state: DensityMatrix, amplitudes: ArrayLike<number>): number {
  requireAmplitudes(state, amplitudes)
  const d = 1 << state.qubits
  let sum = 0
  for (let r = 0; r < d; r++) {
    for (let c = 0; c < d; c++) {
      const xr = amplitudes[2 * r] as number
      const xi = amplitudes[2 * r + 1] as number
      const yr = amplitudes[2 * c] as number
      const yi = amplitudes[2 * c + 1] as number
      const real = xr * yr + xi * yi
      const imaginary = xr * yi - xi * yr
      const at = 2 * (r * d + c)
      sum += real * (state.data[at] as number) - imaginary * (state.data[at + 1] as number)
    }
  }
  return sum
}

/**
 * Uhlmann's fidelity (Tr √(√ρ σ √ρ))², the squared sum of the singular values of √ρ·√σ. Good to about
 * 1e-8 where a state is nearly singular (square root of an eigenvalue's rounding), to 1e-13 elsewhere.
 */
export function densityFidelity(a: DensityMatrix, b: DensityMatrix): number {
  requireLength('b.data', b.data, a.data.length)
  const d = 1 << a.qubits
  const left = hermitianEigen(a.data)
  const right = hermitianEigen(b.data)
  const overlaps = new Float64Array(a.data.length)
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) {
      const weight = Math.sqrt(Math.max(0, left.values[i] as number) * Math.max(0, right.values[j] as number))
      if (weight === 0) continue
      let real = 0
      let imaginary = 0
      for (let r = 0; r < d; r++) {
        const xr = left.vectors[2 * (r * d + i)] as number
        const xi = left.vectors[2 * (r * d + i) + 1] as number
        const yr = right.vectors[2 * (r * d + j)] as number
        const yi = right.vectors[2 * (r * d + j) + 1] as number
        real += xr * yr + xi * yi
        imaginary += xr * yi - xi * yr
      }
      overlaps[2 * (i * d + j)] = weight * real
      overlaps[2 * (i * d + j) + 1] = weight * imaginary
    }
  }
  const sum = singularValues(overlaps).reduce((total, value) => total + value, 0)
  return sum * sum
}

/** ½ Tr |a − b|, 0 to 1. */
export function traceDistance(a: DensityMatrix, b: DensityMatrix): number {
  const { values } = hermitianEigen(
    combineMatrices([
      [1, a.data],
      [-1, b.data]
    ])
  )
  return values.reduce((total, value) => total + Math.abs(value), 0) / 2
}

/** −Tr ρ log2 ρ, in bits. */
export function vonNeumannEntropy(state: DensityMatrix): number {
  let sum = 0
  for (const value of hermitianEigen(state.data).values) {
    if (value > 0) sum -= value * Math.log2(value)
  }
  return sum
}
