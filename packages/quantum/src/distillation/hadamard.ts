import type { BellDiagonal } from '../bell-diagonal.js'
import type { PauliPair } from '../pauli-pair/pair.js'

/** A Hadamard on both sides: bit and phase exchanged, Ψ+ with Φ−. `into` may be the input. */
export function hadamardBell(state: BellDiagonal, into: Float64Array = new Float64Array(4)): BellDiagonal {
  const psiPlus = state[1] as number
  const phiMinus = state[2] as number
  into[0] = state[0] as number
  into[1] = phiMinus
  into[2] = psiPlus
  into[3] = state[3] as number
  return into
}

/** A Hadamard on both sides of a pair, in place: X and Z exchanged, Y reversed. */
export function hadamardPair(pair: PauliPair): void {
  for (let k = 0; k < 4; k++) exchange(pair, k, 4)
  for (let k = 0; k < 16; k += 4) exchange(pair, k, 1)
}

function exchange(pair: PauliPair, start: number, along: number): void {
  const x = pair[start + along] as number
  pair[start + along] = pair[start + 3 * along] as number
  pair[start + 2 * along] = -(pair[start + 2 * along] as number)
  pair[start + 3 * along] = x
}
