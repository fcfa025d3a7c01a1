import type { StabilizerState } from './state.js'

/**
 * Generator `row`, which anticommutes with Z of the qubit, gives way to (−1)^outcome·Z. Every other row that
 * anticommutes is multiplied by it first, its old self becomes the destabilizer of the new one. The powers of i in these
 * products are counted modulo 4 for 32 rows at a time in two words, low and high bit.
 */
export function replaceGenerator(state: StabilizerState, row: number, qubit: number, outcome: 0 | 1): void {
  const { qubits, words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, signs, work } = state
  const rowWord = row >>> 5
  const rowBit = 1 << (row & 31)
  let begin = words
  let end = 0
  for (let w = 0; w < words; w++) {
    const keep = w === rowWord ? ~rowBit : -1
    const generators = (stabilizerX[qubit * words + w] as number) & keep
    const destabilizers = (destabilizerX[qubit * words + w] as number) & keep
    work[w] = generators
    work[words + w] = destabilizers
    work[2 * words + w] = 0
    work[3 * words + w] = 0
    if ((generators | destabilizers) === 0) continue
    begin = Math.min(begin, w)
    end = w + 1
  }
  for (let column = 0; column < qubits; column++) {
    const start = column * words
    const at = start + rowWord
    const hasX = ((stabilizerX[at] as number) & rowBit) !== 0
    const hasZ = ((stabilizerZ[at] as number) & rowBit) !== 0
    if (hasX || hasZ) multiplyColumn(state, start, begin, end, hasX, hasZ)
    stabilizerX[at] = (stabilizerX[at] as number) & ~rowBit
    stabilizerZ[at] = (stabilizerZ[at] as number) & ~rowBit
    destabilizerX[at] = ((destabilizerX[at] as number) & ~rowBit) | (hasX ? rowBit : 0)
    destabilizerZ[at] = ((destabilizerZ[at] as number) & ~rowBit) | (hasZ ? rowBit : 0)
  }
  const negative = ((signs[rowWord] as number) & rowBit) === 0 ? 0 : -1
  for (let w = begin; w < end; w++) {
    signs[w] = (signs[w] as number) ^ (((work[3 * words + w] as number) ^ negative) & (work[w] as number))
  }
  signs[rowWord] = ((signs[rowWord] as number) & ~rowBit) | (outcome === 0 ? 0 : rowBit)
  const own = qubit * words + rowWord
  stabilizerZ[own] = (stabilizerZ[own] as number) | rowBit
}

/** One qubit's column of the product of the row's Pauli operator there with each row selected. */
function multiplyColumn(
  state: StabilizerState,
  start: number,
  begin: number,
  end: number,
  hasX: boolean,
  hasZ: boolean
): void {
  const { words, stabilizerX, stabilizerZ, destabilizerX, destabilizerZ, work } = state
  for (let w = begin; w < end; w++) {
    const at = start + w
    const generators = work[w] as number
    const destabilizers = work[words + w] as number
    const x = stabilizerX[at] as number
    const z = stabilizerZ[at] as number
    // XY = iZ, YZ = iX, ZX = iY, and −i the other way round.
    const plus = generators & (hasX ? (hasZ ? z & ~x : x & z) : x & ~z)
    const minus = generators & (hasX ? (hasZ ? x & ~z : z & ~x) : x & z)
    let low = work[2 * words + w] as number
    let high = work[3 * words + w] as number
    high ^= low & plus
    low ^= plus | minus
    high ^= low & minus
    work[2 * words + w] = low
    work[3 * words + w] = high
    if (hasX) {
      stabilizerX[at] = x ^ generators
      destabilizerX[at] = (destabilizerX[at] as number) ^ destabilizers
    }
    if (hasZ) {
      stabilizerZ[at] = z ^ generators
      destabilizerZ[at] = (destabilizerZ[at] as number) ^ destabilizers
    }
  }
}
