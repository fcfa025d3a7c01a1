/**
 * The pair states that heralding leaves: four populations and the one coherence between ↑↓ and ↓↑, as 16 Pauli
 * coefficients T[4·i+j] = ⟨σ_i⊗σ_j⟩ with |0⟩ = |↑⟩, |1⟩ = |↓⟩, side A first.
 *
 * @param populations of ↑↑, ↑↓, ↓↑, ↓↓; any positive total, the state is normalised by it
 * @param real, imaginary parts of the matrix element ⟨↑↓|ρ|↓↑⟩ on the same scale as the populations
 */
export function pairFromPopulations(populations: ArrayLike<number>, real: number, imaginary: number): Float64Array {
  const upUp = populations[0] as number
  const upDown = populations[1] as number
  const downUp = populations[2] as number
  const downDown = populations[3] as number
  const total = upUp + upDown + downUp + downDown
  const state = new Float64Array(16)
  state[0] = 1
  state[3] = (upUp - upDown + downUp - downDown) / total
  state[12] = (upUp + upDown - downUp - downDown) / total
  state[15] = (upUp - upDown - downUp + downDown) / total
  state[5] = (2 * real) / total
  state[10] = (2 * real) / total
  state[6] = (2 * imaginary) / total
  state[9] = (-2 * imaginary) / total
  return state
}
