import { QuantumInputError } from '../errors.js'
import { pauliMatrices } from '../density/gates.js'
import { type ComplexMatrix, combineMatrices, kroneckerProduct } from '../density/matrix.js'
import { type DensityMatrix, densityMatrixOf } from '../density/state.js'
import type { PauliPair } from './pair.js'

const products: readonly ComplexMatrix[] = pauliMatrices.flatMap((a) =>
  pauliMatrices.map((b) => kroneckerProduct(a, b))
)

/** The two-qubit density matrix of a pair, side A as qubit 0. */
export function pairToDensity(pair: PauliPair): DensityMatrix {
  return densityMatrixOf(combineMatrices(products.map((product, k) => [(pair[k] as number) / 4, product] as const)))
}

/** The Pauli coefficients Tr(ρ σ_i ⊗ σ_j) of a two-qubit state, qubit 0 as side A. */
export function pairFromDensity(state: DensityMatrix, into: Float64Array = new Float64Array(16)): PauliPair {
  if (state.qubits !== 2) throw new QuantumInputError('state.qubits', state.qubits, '2')
  products.forEach((product, k) => {
    let sum = 0
    // Both are Hermitian, so Tr(ρP) = Σ Re(conj(P) ρ).
    for (let at = 0; at < product.length; at++) sum += (product[at] as number) * (state.data[at] as number)
    into[k] = sum
  })
  return into
}
