import { createPair, type PauliPair, setSingleClickPair } from '@bellwire/quantum'

/**
 * The pair states that heralding leaves: four populations and the one coherence between ↑↓ and ↓↑, with |0⟩ = |↑⟩,
 * |1⟩ = |↓⟩ and side A first, normalised.
 *
 * @param populations of ↑↑, ↑↓, ↓↑, ↓↓; any positive total
 * @param real, imaginary parts of the matrix element ⟨↑↓|ρ|↓↑⟩ on the same scale as the populations
 */
export function heraldedPair(populations: ArrayLike<number>, real: number, imaginary: number): PauliPair {
  const upUp = populations[0] as number
  const upDown = populations[1] as number
  const downUp = populations[2] as number
  const downDown = populations[3] as number
  const total = upUp + upDown + downUp + downDown
  const pair = createPair()
  setSingleClickPair(
    pair,
    upUp / total,
    upDown / total,
    downUp / total,
    downDown / total,
    real / total,
    imaginary / total
  )
  pair[0] = 1
  return pair
}
