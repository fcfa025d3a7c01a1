import { bellSign } from '../bell-index.js'
import type { PauliPair } from './pair.js'

/** Fidelity <ψ|ρ|ψ> to the Bell state `index`: (1 ± <XX> ± <YY> ± <ZZ>)/4. */
export function pairFidelity(pair: PauliPair, index: number): number {
  return (
    (1 +
      bellSign(index, 1) * (pair[5] as number) +
      bellSign(index, 2) * (pair[10] as number) +
      bellSign(index, 3) * (pair[15] as number)) /
    4
  )
}

/** Tr ρ², ¼ to 1. */
export function pairPurity(pair: PauliPair): number {
  let sum = 0
  for (let k = 0; k < 16; k++) sum += (pair[k] as number) * (pair[k] as number)
  return sum / 4
}

/**
 * Quantum bit error rate in the basis of one Pauli axis (1, 2, 3 for X, Y, Z): the probability that the two outcomes
 * do not stand to each other as in the Bell state `index`.
 */
export function pairErrorRate(pair: PauliPair, axis: 1 | 2 | 3, index: number): number {
  return (1 - bellSign(index, axis) * (pair[5 * axis] as number)) / 2
}
