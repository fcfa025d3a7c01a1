import type { PauliPair } from '../pauli-pair/pair.js'

/**
 * What one party does, seen backwards: the Pauli operator σ_i on its kept qubit, times one effect per measured bit, is
 * a sum of `terms` products of Pauli operators on its qubits before the gates. Entry 4·i + s of each array is term s
 * for axis i: `axes[m]` the axis (0..3) on its qubit of pair m, `weight` the sign of the product, times 1 − p for each
 * gate that it crosses, times 1 − 2e for each bit that it depends on. Bit m of s says whether it depends on bit m; if
 * so the term changes its sign with the bit.
 */
export interface LocalView {
  readonly terms: 2 | 4
  readonly axes: readonly [Uint8Array, Uint8Array, Uint8Array]
  readonly weight: Float64Array
}

/** Pauli axes (control, target), at 4·control + target, after a CNOT: the new axes and the sign. */
export const cnotOnPaulis: { readonly control: Uint8Array; readonly target: Uint8Array; readonly sign: Int8Array } = {
  control: Uint8Array.of(0, 0, 3, 3, 1, 1, 2, 2, 2, 2, 1, 1, 3, 3, 0, 0),
  target: Uint8Array.of(0, 1, 2, 3, 1, 0, 3, 2, 1, 0, 3, 2, 0, 1, 2, 3),
  sign: Int8Array.of(1, 1, 1, 1, 1, 1, 1, -1, 1, 1, -1, 1, 1, 1, 1, 1)
}

const parity = Int8Array.of(1, -1, -1, 1)

/** Probability times <σ_i ⊗ σ_j> of the kept pair when the parties read the bits given (bit m: measured bit m). */
export function viewedEntry(
  a: LocalView,
  b: LocalView,
  pairs: readonly [PauliPair, PauliPair, PauliPair],
  i: number,
  j: number,
  bitsA: number,
  bitsB: number
): number {
  const terms = a.terms
  const kept = pairs[0]
  const first = pairs[1]
  const second = pairs[2]
  let sum = 0
  for (let s = 0; s < terms; s++) {
    const atA = 4 * i + s
    const weightA = (a.weight[atA] as number) * (parity[s & bitsA] as number)
    const a0 = 4 * (a.axes[0][atA] as number)
    const a1 = 4 * (a.axes[1][atA] as number)
    const a2 = 4 * (a.axes[2][atA] as number)
    for (let t = 0; t < terms; t++) {
      const atB = 4 * j + t
      const weightB = (b.weight[atB] as number) * (parity[t & bitsB] as number)
      sum +=
        weightA *
        weightB *
        (kept[a0 + (b.axes[0][atB] as number)] as number) *
        (first[a1 + (b.axes[1][atB] as number)] as number) *
        (second[a2 + (b.axes[2][atB] as number)] as number)
    }
  }
  return sum / (terms * terms)
}

const result = new Float64Array(16)

/** The kept pair's state, given the bits, into `into` (which may be an input), and the probability of the bits. */
export function viewedPair(
  a: LocalView,
  b: LocalView,
  pairs: readonly [PauliPair, PauliPair, PauliPair],
  bitsA: number,
  bitsB: number,
  into: PauliPair
): number {
  const probability = viewedEntry(a, b, pairs, 0, 0, bitsA, bitsB)
  if (!(probability > 0)) {
    for (let k = 0; k < 16; k++) into[k] = k === 0 ? 1 : 0
    return 0
  }
  for (let k = 1; k < 16; k++) result[k] = viewedEntry(a, b, pairs, k >> 2, k & 3, bitsA, bitsB) / probability
  result[0] = 1
  into.set(result)
  return probability
}
