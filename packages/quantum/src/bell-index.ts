/**
 * Two bits that name a Bell state: bit 0 is X (parity), bit 1 is Z (phase). The state is (XˣZᶻ ⊗ I)|Φ+> up to a phase:
 * Φ+ 0, Ψ+ 1, Φ− 2, Ψ− 3. The same two bits name a Pauli operator (I, X, Z, Y) and then composition is XOR.
 */
export const BellIndex = { PhiPlus: 0, PsiPlus: 1, PhiMinus: 2, PsiMinus: 3 } as const
export type BellIndex = (typeof BellIndex)[keyof typeof BellIndex]

/** The Pauli operators by the bits of {@link BellIndex}: bit 0 X, bit 1 Z, so Y is 3. */
export const PauliIndex = { I: 0, X: 1, Z: 2, Y: 3 } as const

/** For people: Φ+, Ψ+, Φ−, Ψ−, by BellIndex. */
export const bellStateNames: readonly string[] = ['Φ+', 'Ψ+', 'Φ−', 'Ψ−']

/** The index of a Bell state after a Pauli on either side, after a swap of two pairs, after a correction: XOR. */
export function composeBellIndex(a: number, b: number): BellIndex {
  return ((a ^ b) & 3) as BellIndex
}

// Row per index, columns <II>, <XX>, <YY>, <ZZ>.
const signs = Int8Array.of(1, 1, -1, 1, 1, 1, 1, -1, 1, -1, 1, 1, 1, -1, -1, -1)

/**
 * The value, +1 or −1, of <σ_k ⊗ σ_k> in a Bell state, k = 0..3 for I, X, Y, Z:
 *
 *     Φ+  XX +  YY −  ZZ +        Φ−  XX −  YY +  ZZ +
 *     Ψ+  XX +  YY +  ZZ −        Ψ−  XX −  YY −  ZZ −
 */
export function bellSign(index: number, axis: number): number {
  return signs[4 * index + axis] as number
}

/** +1 where the Pauli operator `pauli` (BellIndex bits) commutes with σ_axis (0..3: I, X, Y, Z), −1 where it anticommutes. */
export function pauliSign(pauli: number, axis: number): number {
  // Conjugating Φ+ by the Pauli gives the Bell state of that index, so the sign is a ratio of two table entries.
  return bellSign(pauli, axis) * bellSign(0, axis)
}
