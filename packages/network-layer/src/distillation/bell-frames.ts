import { DistillationProtocol } from '@bellwire/wire'

// Bell indices: bit 0 says X, bit 1 says Z. A pair with index b is Φ+ with that Pauli operator on one of its halves, and
// what both parties do to Φ+ alike (U on the one side, its conjugate on the other) only turns the operator into another.

/** Rotations that a qubit can be twirled by: three turns by 120° about (1, 1, 1), each after one of four Pauli operators. */
export const TWIRLS = 12

/** The index after both parties have twirled the pair by the same rotation. The turns take X to Y, Y to Z and Z to X. */
export function twirledIndex(index: number, rotation: number): number {
  let twirled = index
  for (let turns = rotation >> 2; turns > 0; turns--) {
    const x = twirled & 1
    const z = twirled >> 1
    twirled = (x ^ z) | (x << 1)
  }
  return twirled
}

/** The index after DEJMPS' turns about X, which exchange Z and Y. */
function turnedIndex(index: number): number {
  return index ^ (index >> 1)
}

/** What a step makes of the indices of its pairs. */
export interface CombinedIndex {
  /** Of the kept pair, where the step succeeds. */
  readonly bellIndex: number
  /** In which bits the parties' outcomes differ when nothing is wrong. */
  readonly difference: number
}

/**
 * Carries the indices of the kept pair and of the sacrificed ones through a step, so that nothing has to be corrected
 * before it. A CNOT copies X from its control to its target, and Z from its target to its control.
 *
 * @param sacrificed one, or two for double selection
 * @param twirl of the kept pair, and 12 times that of the sacrificed one
 */
export function combineIndices(
  protocol: number,
  kept: number,
  sacrificed: readonly number[],
  twirl: number
): CombinedIndex {
  const prepare = (index: number, rotation: number): number => {
    const twirled = twirledIndex(index, rotation)
    return protocol === DistillationProtocol.DEJMPS ? turnedIndex(twirled) : twirled
  }
  const control = prepare(kept, twirl % TWIRLS)
  const first = prepare(sacrificed[0] as number, Math.floor(twirl / TWIRLS))
  const left = control ^ (first & 2)
  const bit = (control ^ first) & 1
  if (protocol !== DistillationProtocol.DOUBLE_SELECTION) return { bellIndex: left, difference: bit }
  const second = sacrificed[1] as number
  const exchanged = (left >> 1) | ((left & 1) << 1)
  return { bellIndex: exchanged, difference: (bit ^ (second & 1)) | ((first ^ second) & 2) }
}
