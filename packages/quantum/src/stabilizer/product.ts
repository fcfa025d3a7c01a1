import type { StabilizerState } from './state.js'

function countBits(word: number): number {
  let pairs = word - ((word >>> 1) & 0x55555555)
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * The sign, 0 for + and 1 for −, of the product of the generators selected by the first `words` words of `work`.
 *
 * A generator is ± the product over qubits of i^{xz}XˣZᶻ. On one qubit, moving every X to the left costs −1 for each X
 * behind a Z, which a prefix XOR over the selected generators counts 32 at a time; what is left of the powers of i
 * belongs to the product's own Ys.
 */
export function productSign(state: StabilizerState): 0 | 1 {
  const { qubits, words, stabilizerX, stabilizerZ, signs, work } = state
  let begin = 0
  let end = words
  while (begin < end && work[begin] === 0) begin++
  while (end > begin && work[end - 1] === 0) end--
  let quarterTurns = 0
  for (let w = begin; w < end; w++) quarterTurns += 2 * countBits((signs[w] as number) & (work[w] as number))
  for (let qubit = 0; qubit < qubits; qubit++) {
    let oddX = 0
    let oddZ = 0
    for (let w = begin, at = qubit * words + begin; w < end; w++, at++) {
      const x = (stabilizerX[at] as number) & (work[w] as number)
      const z = (stabilizerZ[at] as number) & (work[w] as number)
      if ((x | z) === 0) continue
      let before = z
      before ^= before << 1
      before ^= before << 2
      before ^= before << 4
      before ^= before << 8
      before ^= before << 16
      const oddHere = before >>> 31
      before = before ^ z ^ -oddZ
      quarterTurns += countBits(x & z) + 2 * countBits(x & before)
      oddX ^= countBits(x) & 1
      oddZ ^= oddHere
    }
    quarterTurns -= oddX & oddZ
  }
  return ((quarterTurns >> 1) & 1) as 0 | 1
}
