import type { BellDiagonal } from '../bell-diagonal.js'
import {
  bothGatesWork,
  comparisonFlip,
  type DistillationErrors,
  perfectDistillation,
  requireDistillationErrors
} from './errors.js'

// The kernel never calls back, so its sums may lie here.
const checked = new Float64Array(4)
const unchecked = new Float64Array(4)

/**
 * Double selection toward Φ+ ("Entanglement purification with double selection", Fujii and Yamamoto): each party
 * applies a CNOT from its qubit of `kept` to that of `first`, then one from `second` to `first`, measures `first` in Z
 * and `second` in X, and `kept` is kept when the parties' bits are equal in both. The first comparison finds bit
 * errors of `kept`, the second the phase errors that `first` has put into it. Phase errors that `kept` had before pass:
 * between rounds exchange bit and phase (`hadamardBell`). Writes the state kept into `into` (which may be an input) and
 * returns the probability of success; with probability 0 `into` is all zero.
 */
export function doubleSelectionBell(
  kept: BellDiagonal,
  first: BellDiagonal,
  second: BellDiagonal,
  into: Float64Array,
  errors: DistillationErrors = perfectDistillation
): number {
  requireDistillationErrors(errors)
  const works = bothGatesWork(errors)
  const wrong = comparisonFlip(errors)
  checked.fill(0)
  unchecked.fill(0)
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      const two = (kept[i] as number) * (first[j] as number)
      const left = i ^ (j & 2)
      unchecked[left] = (unchecked[left] as number) + two
      for (let k = 0; k < 4; k++) {
        const bit = ((i ^ j ^ k) & 1) === 0 ? 1 - wrong : wrong
        const phase = ((j ^ k) & 2) === 0 ? 1 - wrong : wrong
        checked[left] = (checked[left] as number) + two * (second[k] as number) * bit * phase
      }
    }
  }
  // A second gate that fails makes both comparisons chance, a first one the kept state too.
  let success = 0
  for (let index = 0; index < 4; index++) {
    const weight =
      works * works * (checked[index] as number) +
      (works * (1 - works) * (unchecked[index] as number)) / 4 +
      (1 - works) / 16
    into[index] = weight
    success += weight
  }
  const scale = success > 0 ? 1 / success : 0
  for (let index = 0; index < 4; index++) into[index] = (into[index] as number) * scale
  return success
}
